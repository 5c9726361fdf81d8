"""The pages of all changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.certification.changes import Change, list_changes
from generator.gathering import Gathered
from generator.publication.change_pages import (
    FRONT,
    LIMIT,
    ChangePages,
    split_months,
    write_month_page,
)
from generator.publication.shell import cut_shell
from generator.records.model import Text
from generator.strings import LANGUAGES

FIRST = date(2026, 1, 1)
SHELL = cut_shell("<title>@@title@@</title><meta content='@@description@@'><main>@@body@@</main>")


def change_on(day: date, number: int = 0) -> Change:
    return Change(
        recorded=day,
        time="",
        firm="00440300MA5EXAMPL7",
        name=Text("样城云澜", "Yunlan"),
        key=f"decisions/{number:04}",
        day=day + timedelta(3),
        kind="maintain",
        certificate="ASC-2026-000123-42",
        issued=True,
        grade=None,
        standard="",
        reason=Text("理由<b>", "Reason<b>"),
    )


def changes_of(count: int, step: timedelta = timedelta(0), first: date = FIRST) -> list[Change]:
    found = [change_on(first + number * step, number) for number in range(count)]
    return sorted(found, key=lambda change: change.order, reverse=True)


def test_what_one_page_can_hold_has_no_months() -> None:
    assert split_months(changes_of(LIMIT)) == ()
    assert len(split_months(changes_of(LIMIT + 1))) == 2


@pytest.mark.parametrize("count", [201, 400, 401, 1234])
def test_no_part_has_more_than_its_limit_and_none_is_lost(count: int) -> None:
    changes = changes_of(count, timedelta(hours=3) * 8)
    changes += changes_of(count, first=date(2025, 12, 5))
    parts = split_months(changes)
    assert max(len(part.changes) for part in parts) <= LIMIT
    assert [change for part in parts for change in part.changes] == changes
    assert len({part.address for part in parts}) == len(parts)


def test_a_full_part_stays_as_it_is_when_the_month_goes_on() -> None:
    before = {part.address: part for part in split_months(changes_of(450))}
    after = {part.address: part for part in split_months(changes_of(650))}
    full = [name for name in before if name != "2026-01"]
    assert full == ["2026-01-2", "2026-01-1"]
    assert [before[name].changes for name in full] == [after[name].changes for name in full]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_leads_to_the_firm_and_the_certificate_and_tells_both_dates(
    gathered: Gathered, language: str
) -> None:
    assert gathered.foundation is not None
    pages = ChangePages(gathered.foundation.standards.values(), language)
    changes = list_changes(gathered.dossiers, gathered.as_of)
    rows = str(pages.write_rows(changes, "../")).split("<li>")[1:]
    assert len(rows) == len(changes)
    for row, change in zip(rows, changes, strict=True):
        assert f'href="../firms/{change.firm}/"' in row
        assert str(change.day) in row
        assert f'<time datetime="{change.recorded}">' in row
        if change.certificate is not None:
            assert (f'href="../certificates/{change.certificate}/"' in row) is change.issued
    kinds = {change.kind for change in changes}
    assert {"grant", "appeal", "reply", "expired"} <= kinds


def test_what_firms_write_is_escaped_in_a_row() -> None:
    evil = replace(change_on(FIRST), name=Text("<i>", "<i>"))
    rows = str(ChangePages((), "en").write_rows([evil], "../"))
    assert "Reason&lt;b&gt;" in rows
    assert "<i>" not in rows


def test_the_first_page_shows_the_latest_and_leads_to_every_month() -> None:
    changes = changes_of(300, timedelta(days=1))
    pages = ChangePages((), "en")
    assert str(pages.write_front(changes)).count("<li>") == FRONT
    links = re.findall(r'href="([^"]+)/"', str(pages.write_archive(changes)))
    assert links == [part.address for part in split_months(changes)]
    assert str(pages.write_archive(changes[:50])) == ""


def test_the_page_of_a_month_leads_to_its_neighbours(tmp_path: Path) -> None:
    parts = split_months(changes_of(300, timedelta(days=1)))
    (tmp_path / "changes").mkdir()
    pages = ChangePages((), "zh")
    for place in range(len(parts)):
        write_month_page(place, parts=parts, pages=pages, shell=SHELL, site=tmp_path)
    written = sorted(path.parent.name for path in tmp_path.glob("changes/*/index.html"))
    assert written == sorted(part.address for part in parts)
    page = (tmp_path / "changes" / "2026-03" / "index.html").read_text("utf-8")
    assert "<h1>2026年3月</h1>" in page
    assert 'href="../2026-04/"' in page
    assert 'href="../2026-02/"' in page
    assert page.count("<li>") == 31
