"""Publication: the pages of all changes: the latest on one, and every month on its own.

Input: all changes, the newest record first. Output: rows as HTML, and `Part`s of at most 200.
A full part never changes again: a month's parts fill from its first day on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.publication.figures import write_month, write_text
from generator.publication.words import event_words
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.certification.changes import Change
    from generator.publication.shell import Shell
    from generator.records.model import Standard, Text

LIMIT = 200
"""Changes on a page."""
FRONT = 100
"""The latest that the first page shows where it cannot show all."""
RECEIVED = ("appeal", "reply")
"""What firms do: it is received, and does not take effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A month's changes, or a part of them."""

    address: str
    """`2026-11` for the latest part of a month, `2026-11-1`, `2026-11-2`, … for those before."""
    month: date
    number: int
    """From 1, the earliest."""
    of: int
    changes: tuple[Change, ...]


def split_months(changes: Sequence[Change]) -> tuple[Part, ...]:
    """Split changes, the newest first, into parts; none where one page holds them all."""
    if len(changes) <= LIMIT:
        return ()
    return tuple(
        part
        for _, month in groupby(changes, key=lambda change: change.recorded.replace(day=1))
        for part in _split_month(tuple(month))
    )


def _split_month(changes: tuple[Change, ...]) -> Iterator[Part]:
    month, of = changes[0].recorded.replace(day=1), -(-len(changes) // LIMIT)
    for number in range(of, 0, -1):
        first = len(changes) - number * LIMIT
        name = f"{month:%Y-%m}" if number == of else f"{month:%Y-%m}-{number}"
        piece = changes[max(0, first) : first + LIMIT]
        yield Part(address=name, month=month, number=number, of=of, changes=piece)


class ChangePages:
    """Writes rows and months of changes in one language."""

    def __init__(self, standards: Iterable[Standard], language: str) -> None:
        """Prepare the words; `standards` have the titles of grades."""
        self.language = language
        self.words = translations(language)
        self.events = event_words(self.words)
        self.grades = title_grades(standards)
        _ = self.words.gettext
        self.effective = str(escape(_("in effect from {day}, recorded on {recorded}")))
        self.received = str(escape(_("received on {day}, recorded on {recorded}")))
        self.reasons = str(escape(_("Reasons")))

    def write_front(self, changes: Sequence[Change]) -> Markup:
        """Return the latest changes for the first page, under headings of months."""
        shown = changes if len(changes) <= LIMIT else changes[:FRONT]
        return Markup().join(
            Markup('<h2 id="m{:%Y-%m}">{}</h2>\n{}').format(
                month, write_month(month, self.language), self.write_rows(tuple(rows), "../")
            )
            for month, rows in groupby(shown, key=lambda change: change.recorded.replace(day=1))
        )

    def write_archive(self, changes: Sequence[Change], base: str = "") -> Markup:
        """Return links to all months, year by year; nothing where the first page holds all."""
        years = groupby(split_months(changes), key=lambda part: part.month.year)
        return Markup().join(
            Markup("<li><b>{}</b> {}</li>\n").format(
                year, Markup(" ").join(self._link(part, base) for part in parts)
            )
            for year, parts in years
        )

    def _link(self, part: Part, base: str) -> Markup:
        return Markup('<a href="{}{}/">{}</a>').format(base, part.address, self.title(part))

    def title(self, part: Part) -> str:
        """Return the title of a part: its month, and which of how many."""
        month = write_month(part.month, self.language)
        return month if part.of == 1 else f"{month} ({part.number}/{part.of})"

    def write_rows(self, changes: Sequence[Change], base: str) -> Markup:
        """Return a list of changes; `base` leads to the top of the language's pages."""
        rows = "".join(self._write_row(change, base) for change in changes)
        return Markup(f'<ol class="timeline changes">\n{rows}</ol>\n')  # noqa: S704 (escaped by piece)

    def _write_row(self, change: Change, base: str) -> str:
        title = self.grades.get((change.standard.partition("@")[0], change.grade or ""))
        grade = f" · {escape(title[self.language])}" if title else ""
        number = change.certificate
        if number is not None and change.issued:
            number = f'<a class="code" href="{base}certificates/{number}/">{number}</a>'
        elif number is not None:
            number = f'<span class="code">{number}</span>'
        reason = ""
        if change.reason is not None:
            words = write_text(change.reason, self.language)
            reason = f"<details><summary>{self.reasons}</summary><p>{words}</p></details>"
        return (
            f'<li><time datetime="{change.recorded}">{change.recorded}</time> '
            f"<div><b>{self.events[change.kind]}</b>{grade}<br>"
            f'<a href="{base}firms/{change.firm}/">{write_text(change.name, self.language)}</a> '
            f"{number or ''}<small>{self._tell_days(change)}</small>{reason}</div></li>\n"
        )

    def _tell_days(self, change: Change) -> str:
        words = self.received if change.kind in RECEIVED else self.effective
        return words.format(day=change.day, recorded=change.recorded)

    def write_month(self, parts: Sequence[Part], place: int) -> str:
        """Return the body of a month's page, with its neighbours."""
        _, part = self.words.gettext, parts[place]
        newer = parts[place - 1] if place else None
        older = parts[place + 1] if place + 1 < len(parts) else None
        links = [
            Markup('<a rel="{}" href="../{}/">{} {}</a>').format(
                rel, to.address, said, self.title(to)
            )
            for to, rel, said in ((newer, "next", "←"), (older, "prev", "→"))
            if to is not None
        ]
        return Markup(
            '<p class="crumbs"><a href="../">{}</a></p>\n<h1>{}</h1>\n{}'
            '<nav class="neighbours" aria-label="{}">{}</nav>\n'
        ).format(
            _("All changes"),
            self.title(part),
            self.write_rows(part.changes, "../../"),
            _("Other months"),
            Markup(" ").join(links),
        )


def title_grades(standards: Iterable[Standard]) -> Mapping[tuple[str, str], Text]:
    """Return the titles of grades by standard's id and grade's."""
    return {
        (standard.id, grade.id): grade.title for standard in standards for grade in standard.grades
    }


def write_month_page(
    place: int, *, parts: Sequence[Part], pages: ChangePages, shell: Shell, site: Path
) -> None:
    """Write changes/<month>/index.html below `site`, one language's folder."""
    title = pages.title(parts[place])
    page = shell.stamp(
        title=f"{pages.words.gettext('Changes')} · {title}",
        description=title,
        code=parts[place].address,
        body=pages.write_month(parts, place),
    )
    folder = site / "changes" / parts[place].address
    folder.mkdir()
    (folder / "index.html").write_text(page, encoding="utf-8")
