"""Publication: the state machine of certification as a table that a citizen can read.

Input: the table of moves itself, a language. Output: `LifeCycle`: what may happen, by whom it is
done, in which status it is possible and what follows; and for each status what may be decided.
Nothing here knows a move: a change of the table changes the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.certification.standing import Status
from generator.certification.status import MOVES, TIMES, Act, Back, list_decisions
from generator.publication.words import status_words
from generator.strings import translations

if TYPE_CHECKING:
    from gettext import NullTranslations

    from generator.records.model import Terms


@dataclass(frozen=True, slots=True)
class Named:
    """A status, or what is none, with its words."""

    id: str | None
    """None where it is no status."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The statuses in which an act leads to the same end."""

    sources: tuple[Named, ...]
    follows: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An act, and where it leads from each status in which it is possible."""

    act: str
    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Those whose acts move a status; time is one of them."""

    title: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A status in which the committee may decide, and what."""

    status: Named
    decisions: tuple[str, ...]
    """In words; empty where it may decide nothing but an appeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycle:
    """The whole table in one language."""

    actors: tuple[Actor, ...]
    options: tuple[Option, ...]


@cache
def build_life_cycle(language: str) -> LifeCycle:
    """Return the table of moves in the words of a language."""
    words = translations(language)
    titles, statuses = act_titles(words), source_words(words)
    return LifeCycle(
        actors=tuple(
            Actor(
                title=title,
                happenings=tuple(
                    Happening(act=act, title=titles[act], ways=_list_ways(act, words))
                    for act in acts
                ),
            )
            for title, acts in _sort_acts(words)
        ),
        options=tuple(
            Option(
                status=Named(status, statuses[status]),
                decisions=tuple(decision_words(words)[kind] for kind in list_decisions(status)),
            )
            for status in Status
            if any(source is status for source, _ in MOVES)
        ),
    )


def _sort_acts(words: NullTranslations) -> tuple[tuple[str, tuple[Act, ...]], ...]:
    _ = words.gettext
    firm, audit = (Act.APPLICATION,), (Act.AUDIT_BEGUN, Act.AUDIT_ENDED)
    others = {*firm, *audit, *TIMES}
    return (
        (_("The firm"), firm),
        (_("The auditors"), audit),
        (_("The evaluation committee"), tuple(act for act in Act if act not in others)),
        (_("Time, by itself"), tuple(act for act in Act if act in TIMES)),
    )


def _list_ways(act: Act, words: NullTranslations) -> tuple[Way, ...]:
    """List where an act leads; what changes something comes first."""
    statuses, ends = source_words(words), follow_words(words)
    sources: dict[Named, list[Named]] = {}
    for status in (None, *Status):
        target = MOVES.get((status, act))
        if target is not None:
            end = None if target is status else target
            follows = Named(end if isinstance(end, Status) else None, ends[end])
            sources.setdefault(follows, []).append(Named(status, statuses[status]))
    ways = (Way(sources=tuple(found), follows=follows) for follows, found in sources.items())
    return tuple(sorted(ways, key=lambda way: way.follows.words == ends[None]))


def source_words(words: NullTranslations) -> dict[Status | None, str]:
    """Return the name of each status, and of none."""
    _ = words.gettext
    known = status_words(words)
    return {None: _("Not known to the registry"), **{status: known[status] for status in Status}}


def follow_words(words: NullTranslations) -> dict[Status | Back | None, str]:
    """Return what may follow: a status, the one from before, or (None) no change."""
    _ = words.gettext
    known = status_words(words)
    return {
        None: _("no change of status"),
        Back.BEFORE: _("the status from before the decision that was appealed against"),
        **{status: known[status] for status in Status},
    }


def act_titles(words: NullTranslations) -> dict[Act, str]:
    """Return what happens, in a few words."""
    _ = words.gettext
    return {
        Act.APPLICATION: _("applies for certification, renewal or another scope"),
        Act.AUDIT_BEGUN: _("begin an audit"),
        Act.AUDIT_ENDED: _("end an audit"),
        Act.GRANT: _("grants a certificate"),
        Act.REFUSE: _("refuses a certificate, or the next one"),
        Act.MAINTAIN: _("maintains the certificate after surveillance"),
        Act.SUSPEND: _("suspends the certificate"),
        Act.REINSTATE: _("reinstates the certificate"),
        Act.WITHDRAW: _("withdraws the certificate"),
        Act.CHANGE_SCOPE: _("changes the scope of the certificate"),
        Act.RENEW: _("renews: the next certificate takes the place of this one"),
        Act.APPEAL_UPHELD: _("upholds an appeal"),
        Act.APPEAL_DISMISSED: _("dismisses an appeal"),
        Act.SURVEILLANCE_PASSED: _("The time for the next surveillance is over"),
        Act.SUSPENSION_LAPSED: _("The longest time of a suspension is over"),
        Act.EXPIRED: _("The last valid day is over"),
    }


def decision_words(words: NullTranslations) -> dict[str, str]:
    """Return each decision on a certificate as a verb."""
    _ = words.gettext
    return {
        "grant": _("to grant"),
        "refuse": _("to refuse"),
        "maintain": _("to maintain"),
        "suspend": _("to suspend"),
        "reinstate": _("to reinstate"),
        "withdraw": _("to withdraw"),
        "change_scope": _("to change the scope"),
        "renew": _("to renew"),
    }


def list_limits(terms: Terms, language: str) -> tuple[tuple[str, str], ...]:
    """Return the limits in time and number that a standard sets: which, and how much."""
    words = translations(language)
    _ = words.gettext

    def months(count: int) -> str:
        return words.ngettext("{count} month", "{count} months", count).format(count=count)

    def days(count: int) -> str:
        return words.ngettext("{count} day", "{count} days", count).format(count=count)

    rows = [
        (_("A certificate is valid for"), months(terms.valid_months)),
        (_("The next audit is due after the last one within"), months(terms.surveillance_months)),
        (_("A suspension turns into withdrawal after"), months(terms.suspension_months)),
    ]
    if terms.renewal_months is not None:
        rows.append((_("Renewal: before the end, from"), months(terms.renewal_months)))
    if terms.appeal_days is not None:
        rows.append((_("Appeal: from the day of record, within"), days(terms.appeal_days)))
    if terms.impartiality_months is not None:
        title = _("Whoever worked for a firm or advised it keeps away from it for")
        rows.append((title, months(terms.impartiality_months)))
    people = words.ngettext("{count} member", "{count} members", terms.deciders)
    title = _("A certificate is granted by at least")
    rows.append((title, people.format(count=terms.deciders)))
    return tuple(rows)
