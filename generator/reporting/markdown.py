"""Reporting: what a change does to scores, grades and statuses, as a comment on a merge request.

Input: a `Difference`. Output: Markdown that GitHub and GitLab lay out alike.
Records are written by strangers: nothing in their words may become a table's bar, HTML, a link
or a mention of somebody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.records.problems import count_errors
from generator.reporting.wording import Wording
from generator.revisions.comparison import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.reporting.wording import Shift
    from generator.revisions.comparison import AuditChange, FirmChange
    from generator.revisions.difference import Difference

LIMIT = 60_000
"""Characters that a comment may have; GitHub refuses more than 65,536."""
_MARKS = re.compile(r"([\\`*_\[\]|~$#])|^([-+]|[0-9]+[.)])(?= )")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_UNSEEN = "\u2060"
"""A joiner without width: it parts a sign from the word that it would make a reference."""
_REFERENCES = re.compile(r"(?<=[@#!~%$&])(?=[\w\"'])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_TOLD = 10
"""Problems that are told one by one."""


def write_comment(difference: Difference, language: str) -> str:
    """Return the Markdown: an overview of the firms, then what made each difference.

    What goes beyond LIMIT is left out, whole firms at a time, and it is said how many.
    """
    wording = Wording(difference, language)
    _ = wording.words.gettext
    head = _("Compared with {base}, as of {day}").format(
        base=f"`{difference.base[:10]}`", day=difference.as_of.isoformat()
    )
    parts = [
        f"### {_('Change of scores')}\n\n{head}\n\n",
        f"**{wording.count_up(difference.comparison)}**\n",
        *_write_problems(difference, wording),
    ]
    firms = [firm for firm in difference.comparison.firms if firm.change is not Change.REWORDED]
    if firms:
        heads = (_("firm"), _("audit"), _("total"), _("grade"), _("status"), _("change"))
        parts.append(_write_head(heads))
    rows = ["".join(_write_rows(firm, wording)) for firm in firms]
    details = ["".join(_write_details(firm, wording)) for firm in firms]
    room = LIMIT - sum(map(len, parts))
    shown = _count_fitting(rows, room)
    parts += rows[:shown]
    room -= sum(map(len, rows[:shown]))
    explained = min(shown, _count_fitting(details, room))
    parts += details[:explained]
    if explained < len(firms):
        left = _("Too long for a comment: {count} firms are not explained; see `certify diff`.")
        parts.append("\n" + left.format(count=len(firms) - explained) + "\n")
    return "".join(parts)


def _count_fitting(pieces: list[str], room: int) -> int:
    """Return how many of the pieces, from the first, fit into so many characters."""
    for count, piece in enumerate(pieces):
        room -= len(piece)
        if room < 0:
            return count
    return len(pieces)


def _write_problems(difference: Difference, wording: Wording) -> Iterator[str]:
    """Say which side has errors; those of the records as they are now one by one."""
    _ = wording.words.gettext
    if count := count_errors(difference.before.problems):
        told = _("⚠️ Errors in the records compared with: {count}.")
        yield f"\n{told.format(count=count)}\n"
    if not (count := count_errors(difference.after.problems)):
        return
    told = _("❌ Errors in the records now: {count}. See `certify check`.")
    yield f"\n{told.format(count=count)}\n\n"
    for found in difference.after.problems[:_TOLD]:
        place = escape_text(f"{found.location.path}:{found.location.line}")
        yield f"- {place}{wording.colon}{escape_text(found.message(wording.language))}\n"


def _write_rows(firm: FirmChange, wording: Wording) -> Iterator[str]:
    """Write a row for each audit; the firm's name and status stand in its first."""
    name = f"{escape_text(wording.name_firm(firm))}<br>{escape_text(firm.code)}"
    statuses = [_write_shift(wording.tell_standing(pair)[0]) for pair in firm.standings]
    first = (name, "<br>".join(statuses), wording.tell_change(firm.change))
    audits = [
        (escape_text(audit.audit), *map(_write_shift, wording.tell_verdict(audit)[-3:-1]))
        for audit in firm.audits
    ]
    for audit in audits or [("", "", "")]:
        yield f"| {' | '.join((first[0], *audit, *first[1:]))} |\n"
        first = ("", "", "")


def _write_details(firm: FirmChange, wording: Wording) -> Iterator[str]:
    """Write what made the difference to each audit, folded away below the audit's name."""
    for pair in firm.standings:
        _status, certificate = wording.tell_standing(pair)
        if certificate.before != certificate.after:
            name = escape_text(f"{wording.name_firm(firm)} · {certificate.name}")
            yield f"\n- {name}{wording.colon}{_write_shift(certificate)}\n"
    for audit in firm.audits:
        told = "".join(_write_audit(audit, wording))
        if told:
            title = escape_html(f"{wording.name_firm(firm)} · {audit.audit}")
            yield f"\n<details><summary>{title}</summary>\n\n{told}\n</details>\n"


def _write_audit(audit: AuditChange, wording: Wording) -> Iterator[str]:
    _ = wording.words.gettext
    if audit.cards.before and audit.cards.after:
        shifts = [
            *(shift for shift in wording.tell_verdict(audit) if shift.before != shift.after),
            *(wording.tell_gate(audit, gate) for gate in audit.gates),
        ]
        for shift in shifts:
            yield f"- {escape_text(shift.name)}{wording.colon}{_write_shift(shift)}\n"
        for words in wording.tell_special(audit):
            yield f"- {escape_text(words)}\n"
    if not audit.criteria:
        return
    heads = (_("criterion"), _("points"), _("before"), _("now"))
    yield _write_head(heads)
    for criterion in audit.criteria:
        title, points, found = wording.tell_criterion(audit, criterion)
        cells = (escape_text(title), _write_shift(points), escape_text(found.before))
        yield f"| {' | '.join(cells)} | {escape_text(found.after)} |\n"


def _write_head(names: Iterable[str]) -> str:
    """Return the head of a table; the words are the interface's own."""
    heads = [name[:1].upper() + name[1:] for name in names]
    return f"\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"


def _write_shift(shift: Shift) -> str:
    if shift.before == shift.after:
        return escape_text(shift.after)
    difference = f" ({shift.difference})" if shift.difference else ""
    return f"{escape_text(shift.before)} → **{escape_text(shift.after)}**{difference}"


def escape_html(words: str) -> str:
    """Return words as they are to be read within HTML: no markup, no reference to anything."""
    plain = _REFERENCES.sub(_UNSEEN, _BLANKS.sub(" ", words).strip())
    return "".join(_ENTITIES.get(character, character) for character in plain)


def escape_text(words: str) -> str:
    """Return words as they are to be read within Markdown, in a table too."""
    return _MARKS.sub(_escape_mark, escape_html(words))


def _escape_mark(found: re.Match[str]) -> str:
    mark, start = found.groups()
    return f"\\{mark}" if mark else f"{start[:-1]}\\{start[-1]}"
