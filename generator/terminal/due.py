"""The terminal: what is due, as a table, as plain data, or in words for a calendar.

Input: `Due`s, and the names of firms and people. Output: lines, dictionaries, summaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from generator.certification.due import DueKind
from generator.drafting.comments import measure, wrap
from generator.records.model import ApplicationType
from generator.strings import translations
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import Console

    from generator.certification.due import Due
    from generator.records import model

_SOON = 30
"""Days within which something is shown as near."""
_ENDLESS = 10_000
"""Columns in which nothing is broken."""
_SENTENCE = 24
"""Columns that words are not held narrower than."""
_COLUMNS = 80
_INDENT = (4, 12)
"""Columns before the second line of an entry: in terminals below `_COLUMNS`, and in others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What is due, as of a day and up to another, with the names that it speaks of."""

    items: tuple[Due, ...]
    day: date
    until: date
    names: Mapping[str, model.Text]
    """Of firms by their codes and of people by their ids."""

    def name(self, due: Due) -> model.Text | None:
        """Return the name of the firm or person that something concerns."""
        return self.names.get(due.firm or due.subject or "")

    def days_left(self, due: Due) -> int:
        """Return how many days are left; below 0 it is overdue, or waits for so long."""
        return (due.day - self.day).days


def describe_due(listed: DueList) -> list[dict[str, Any]]:
    """Return what is due as `due --format json` prints it."""
    found = []
    for due in listed.items:
        name = listed.name(due)
        found.append(
            {
                "kind": str(due.kind),
                "day": due.day.isoformat(),
                "days_left": listed.days_left(due),
                "firm": due.firm,
                "name": {"zh": name.zh, "en": name.en} if name else None,
                "standard": due.standard,
                "certificate": due.certificate,
                "audit": due.audit,
                "subject": due.subject,
                "section": due.section,
            }
        )
    return found


def tell_due(due: Due, language: str) -> str:
    """Say in a few words what is due."""
    _ = translations(language).gettext
    match due.kind:
        case DueKind.SURVEILLANCE:
            return _("surveillance audit")
        case DueKind.RENEWAL_OPENS:
            return _("renewal may be applied for")
        case DueKind.CERTIFICATE_ENDS:
            return _("certificate ends")
        case DueKind.CORRECTION:
            return _("correction of {id} ({audit})").format(id=due.subject, audit=due.audit)
        case DueKind.SUSPENSION_LAPSES:
            return _("suspension turns into withdrawal")
        case DueKind.APPEAL:
            return _("appeal {id} to be decided").format(id=due.subject)
        case DueKind.APPLICATION:
            types = {
                ApplicationType.INITIAL: _("application"),
                ApplicationType.RENEWAL: _("application for renewal"),
                ApplicationType.CHANGE_SCOPE: _("application for another scope"),
            }
            return _("{application}: audit to be held").format(
                application=types[ApplicationType(due.subject or "")]
            )
        case DueKind.DECISION:
            return _("audit {id} to be decided on").format(id=due.audit)
        case DueKind.COMPETENCE_ENDS:
            return _("competence in section {section} ends").format(section=due.section)
        case _roster:
            return _("validity in the roster ends")


def summarise_due(listed: DueList, due: Due, language: str) -> tuple[str, str]:
    """Return the summary and the description of an event in a calendar."""
    _ = translations(language).gettext
    name = listed.name(due)
    colon = "：" if language == "zh" else ": "
    summary = (
        f"{name[language]}{colon}{tell_due(due, language)}" if name else tell_due(due, language)
    )
    ids = (due.firm, due.standard, due.certificate, due.audit, due.subject)
    return summary, " · ".join(part for part in ids if part)


def print_due(listed: DueList, language: str) -> None:
    """Print what is due, the most overdue first."""
    _ = translations(language).gettext
    console = make_console()
    head = _("As of {day}, up to {until}").format(
        day=listed.day.isoformat(), until=listed.until.isoformat()
    )
    console.print(f"[dim]{head}[/]")
    if not listed.items:
        console.print(_("Nothing is due."))
    else:
        table = _draw_table(listed, language)
        # Where lines of the table would be broken, an entry takes two lines of its own.
        options = console.options.update(max_width=_ENDLESS)
        if console.measure(table, options=options).maximum <= console.width:
            console.print(table)
        else:
            _print_narrow(console, listed, language)
    for line in _count_up(listed, language):
        console.print(f"[bold]{line}[/]")


def _draw_table(listed: DueList, language: str) -> Table:
    _ = translations(language).gettext
    table = Table(box=None, pad_edge=False)
    table.add_column(_("day"), no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(_("due"), overflow="fold")
    table.add_column(_("firm or person"), overflow="fold")
    table.add_column(_("number or code"), no_wrap=True)
    for due in listed.items:
        name = listed.name(due)
        table.add_row(
            due.day.isoformat(),
            "[{1}]{0}[/]".format(*_tell_left(listed, due, language)),
            Text(tell_due(due, language)),
            Text(name[language] if name else ""),
            due.certificate or due.firm or due.subject or "",
        )
    return table


def _print_narrow(console: Console, listed: DueList, language: str) -> None:
    lefts = [_tell_left(listed, due, language) for due in listed.items]
    room = max(measure(words) for words, _ in lefts)
    indent = _INDENT[console.width >= _COLUMNS]
    beside = console.width - len("2026-11-22") - room - 4
    for due, (words, colour) in zip(listed.items, lefts, strict=True):
        name = listed.name(due)
        blanks = " " * (room - measure(words))
        first, *rest = wrap(tell_due(due, language), max(beside, _SENTENCE))
        told = f"{due.day}  [{colour}]{words}[/]"
        if beside < _SENTENCE:
            rest = [first, *rest]
        else:
            told += f"{blanks}  {escape(first)}"
        console.print(told, soft_wrap=True, emoji=False)
        for line in rest:
            console.print(f"{' ' * indent}{escape(line)}", soft_wrap=True, emoji=False)
        who = f"{due.certificate or due.firm or due.subject}  {name[language] if name else ''}"
        for line in wrap(who, max(console.width - indent, _SENTENCE)):
            console.print(f"{' ' * indent}[dim]{escape(line)}[/]", soft_wrap=True, emoji=False)


def _tell_left(listed: DueList, due: Due, language: str) -> tuple[str, str]:
    """Return how many days are left, in words, and their colour."""
    words = translations(language)
    left = listed.days_left(due)
    days = abs(left)
    if due.kind.waits:
        return words.ngettext("waiting {n} day", "waiting {n} days", days).format(n=days), "yellow"
    if left == 0:
        return words.gettext("today"), "red"
    if left < 0:
        return words.ngettext("{n} day over", "{n} days over", days).format(n=days), "red"
    told = words.ngettext("in {n} day", "in {n} days", days).format(n=days)
    return told, "yellow" if left <= _SOON else "default"


def _count_up(listed: DueList, language: str) -> Iterator[str]:
    words = translations(language)
    counts: Sequence[int] = (
        sum(listed.days_left(d) < 0 and not d.kind.waits for d in listed.items),
        sum(d.kind.waits for d in listed.items),
        sum(listed.days_left(d) >= 0 and not d.kind.waits for d in listed.items),
    )
    if listed.items:
        yield words.gettext("{over} overdue, {waiting} waiting, {ahead} ahead").format(
            over=counts[0], waiting=counts[1], ahead=counts[2]
        )
