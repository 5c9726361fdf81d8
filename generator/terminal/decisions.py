"""The terminal: a decision that is about to be written: its lines, and what follows from it.

Input: a `Proposal`. Output: the added lines with their numbers, then facts in two columns; or the
same as plain data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from generator.certification.standing import Status
from generator.deciding.entry import list_fields
from generator.deciding.words import KINDS, MAY_LIFT, OUTCOMES
from generator.drafting.comments import measure, wrap
from generator.publication.figures import list_words, write_day, write_number
from generator.publication.words import status_words
from generator.strings import translations
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.certification.standing import Certificate, Standing
    from generator.deciding.appending import Addition
    from generator.deciding.proposal import Proposal
    from generator.records.model import Foundation

_NARROWEST = 24
"""Columns that an added line takes even where the terminal has fewer."""


def describe_proposal(proposal: Proposal, *, written: bool, language: str) -> dict[str, Any]:
    """Return a proposal as `decide --format json` prints it; days as YYYY-MM-DD or null."""
    addition, effect = proposal.addition, proposal.effect
    document: dict[str, Any] = {
        "path": proposal.path,
        "line": addition.line if addition else None,
        "number": addition.place + 1 if addition else None,
        "decision": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in list_fields(proposal.decision).items()
        },
        "text": addition.added if addition else None,
        "before": _describe(effect.before) if effect else None,
        "after": _describe(effect.after) if effect else None,
        "problems": [found.as_json(language) for found in proposal.problems],
        "written": written,
    }
    return document


def _describe(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    held = standing.certificate
    return {
        "status": str(standing.status),
        "certificate": held.number if held else None,
        "revision": held.revision if held else None,
        "grade": held.grade if held else None,
        "score": str(held.score) if held else None,
        "valid_to": held.valid_to.isoformat() if held else None,
        "surveillance_by": _iso(standing.surveillance_by),
        "lapses": _iso(standing.lapses),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def print_proposal(
    proposal: Proposal, foundation: Foundation, language: str, *, stderr: bool = False
) -> None:
    """Print what will be written and what follows from it."""
    console = make_console(stderr=stderr)
    _ = translations(language).gettext
    addition = proposal.addition
    if addition is not None:
        made = f"  [dim]{_('a new file')}[/]" if addition.is_new else ""
        console.print(f"[bold]{escape(proposal.path)}[/]{made}")
        for line in _list_added(addition, console.width):
            console.print(line, no_wrap=True, overflow="ignore", crop=False, emoji=False)
        console.print()
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, words in _list_facts(proposal, foundation, language):
        facts.add_row(name, Text.from_markup(words, emoji=False))
    console.print(facts)
    console.print()


def _list_added(addition: Addition, width: int) -> Iterator[str]:
    """Yield the added lines; what is longer than the terminal goes on below its own beginning."""
    lines = addition.added.splitlines()
    room = len(str(addition.line + len(lines)))
    for number, line in enumerate(lines, addition.line):
        words = line.lstrip()
        lead = line[: len(line) - len(words)]
        columns = max(width - room - len(lead) - 5, _NARROWEST)
        pieces = wrap(words, columns) if measure(words) > columns else [words]
        for place, piece in enumerate(pieces or [""]):
            margin = "" if place else str(number)
            hang = "  " if place else ""
            sign = "+" if not place else " "
            shown = escape(f"{lead}{hang}{piece}")
            yield f"[dim]{margin:>{room}}[/] [green]{sign} {shown}[/]"


def _list_facts(
    proposal: Proposal, foundation: Foundation, language: str
) -> Iterator[tuple[str, str]]:
    words = translations(language)
    _ = words.gettext
    decision, effect = proposal.decision, proposal.effect
    if proposal.dossier is None or effect is None:
        return
    firm = proposal.dossier.records.firm
    yield _("firm"), escape(f"{firm.name[language]}  {firm.code}")
    title = OUTCOMES[decision.outcome] if decision.outcome else KINDS[decision.kind]
    rests_on = decision.appeal or decision.audit
    yield _("decision"), escape(f"{title[language]}  {rests_on or ''}".rstrip())
    earlier = [
        f"{KINDS[past.kind][language]} {past.decided.isoformat()}"
        for past in proposal.dossier.records.decisions[:-1]
        if past.audit is not None and past.audit == decision.audit
    ]
    if earlier:
        yield _("decided on it before"), f"[yellow]{escape(list_words(earlier, language))}[/]"
    people = [
        f"{person} {foundation.people[person].name[language]}"
        for person in decision.by
        if person in foundation.people
    ]
    yield _("decided by"), escape(list_words(people, language))
    yield _("status"), _tell_status(proposal, language)
    held = effect.after.certificate
    if held is not None:
        yield from _list_certificate(held, effect.before, foundation, language)
        if decision.kind in MAY_LIFT and held.first_year_cap is not None:
            yield from _tell_cap(held, foundation, language)
        yield _("valid until"), write_day(held.valid_to, language)
        if effect.after.surveillance_by:
            yield _("surveillance by"), write_day(effect.after.surveillance_by, language)
    if effect.after.lapses:
        day = write_day(effect.after.lapses, language)
        yield _("if not ended"), _("withdrawn on {day}").format(day=day)


def _tell_status(proposal: Proposal, language: str) -> str:
    words = translations(language)
    _ = words.gettext
    titles = status_words(words)
    effect = proposal.effect
    if effect is None:
        return ""
    day = write_day(proposal.decision.effective, language)
    after = titles[effect.after.status]
    colour = "green" if effect.after.status.holds else "yellow"
    if effect.before is None or effect.before.status is effect.after.status:
        return _("{status}, as before; from {day}").format(status=f"[{colour}]{after}[/]", day=day)
    return _("{before} → {status}, from {day}").format(
        before=titles[effect.before.status], status=f"[{colour}]{after}[/]", day=day
    )


def _list_certificate(
    held: Certificate, before: Standing | None, foundation: Foundation, language: str
) -> Iterator[tuple[str, str]]:
    _ = translations(language).gettext
    earlier = before.certificate if before else None
    is_new = earlier is None or earlier.number != held.number
    if is_new:
        number = f"{held.number}  [bold green]{_('new')}[/]"
    elif earlier is not None and earlier.revision != held.revision:
        number = _("{number}, revision {revision}").format(
            number=held.number, revision=held.revision
        )
    else:
        number = held.number
    yield _("certificate"), number
    if is_new and before and earlier and (before.status.holds or _is_suspended(before)):
        day = write_day(held.effective, language)
        yield _("superseded"), _("{number}, on {day}").format(number=earlier.number, day=day)
    standard = foundation.standards[held.standard]
    grade = _("{grade} ({score} points)").format(
        grade=standard.grade(held.grade).title[language], score=write_number(held.score)
    )
    yield _("grade"), escape(grade)


def _tell_cap(
    held: Certificate, foundation: Foundation, language: str
) -> Iterator[tuple[str, str]]:
    _ = translations(language).gettext
    title = foundation.standards[held.standard].grade(held.first_year_cap or "").title[language]
    words = _("the first year's cap; by points alone {grade}. Lifted by --exemption")
    yield "", f"[dim]{escape(words.format(grade=title))}[/]"


def _is_suspended(standing: Standing) -> bool:
    return standing.status is Status.SUSPENDED
