"""`certify due`: as a table, as JSON, as a calendar; so far ahead as is asked for."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from rich.cells import cell_len
from rich.console import Console

from generator.cli import main
from generator.commands.due import Span, SpanType
from generator.terminal import due as terminal

WATCHES = "00440300MA1BENCH51"
LEATHER = "00510100MA2BENCH6A"
NUMBER = "WS-2025-000001-08"
DAY = ["--as-of", "2025-11-01"]


def due(registry: Path, *arguments: str, lang: str = "en") -> Result:
    command = ["--registry", str(registry), "--lang", lang, "due", *arguments]
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def listed(registry: Path, *arguments: str) -> list[dict[str, Any]]:
    result = due(registry, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_what_is_due_is_listed_by_day(valid: Path) -> None:
    found = listed(valid, *DAY, "--within", "2y")
    assert [(one["kind"], one["day"], one["days_left"]) for one in found] == [
        ("decision", "2025-03-10", -236),
        ("surveillance", "2025-10-14", -18),
        ("competence_ends", "2025-12-31", 60),
        ("renewal_opens", "2026-11-04", 368),
        ("certificate_ends", "2027-02-04", 460),
    ]
    assert found[1] == {
        "kind": "surveillance",
        "day": "2025-10-14",
        "days_left": -18,
        "firm": WATCHES,
        "name": {"zh": "样例钟表工坊", "en": "Sample Watch Workshop"},
        "standard": "bench-care",
        "certificate": NUMBER,
        "audit": None,
        "subject": None,
        "section": None,
    }
    assert (found[2]["firm"], found[2]["subject"], found[2]["section"]) == (None, "C001", "O")


def test_firms_may_be_named_and_then_people_are_left_out(valid: Path) -> None:
    both = listed(valid, WATCHES, LEATHER, *DAY)
    assert [one["firm"] for one in both] == [LEATHER, WATCHES]
    assert [one["firm"] for one in listed(valid, NUMBER, *DAY)] == [WATCHES]
    result = due(valid, "00110000XXXX", *DAY)
    assert (result.exit_code, "no firm or certificate 00110000XXXX" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("written", "span", "day"),
    [
        ("90d", Span(days=90), "2026-05-01"),
        ("12w", Span(days=84), "2026-04-25"),
        ("1m", Span(months=1), "2026-02-28"),
        ("3M", Span(months=3), "2026-04-30"),
        ("1y", Span(months=12), "2027-01-31"),
        ("2 周", Span(days=14), "2026-02-14"),
        ("3个月", Span(months=3), "2026-04-30"),
        ("0d", Span(), "2026-01-31"),
        ("99999y", Span(months=1199988), "9999-12-31"),
        ("99999w", Span(days=699993), "3942-08-08"),
    ],
)
def test_a_length_of_time_is_understood(written: str, span: Span, day: str) -> None:
    assert SpanType().convert(written, None, None) == span
    assert span.after(date(2026, 1, 31)).isoformat() == day


@pytest.mark.parametrize("written", ["90", "d", "3q", "-3d", "1.5m", "", "３ｄ"])
def test_what_is_no_length_of_time_is_wrong_usage(valid: Path, written: str) -> None:
    result = due(valid, "--within", written)
    assert (result.exit_code, "90d, 12w, 3m" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["逾期 18 天", "已等 236 天", "还有 60 天", "监督审核", "审核 2025-initial 待决定",
                "O 门类能力期满", "逾期 1 项，待办 1 项，将到期 1 项", "样例钟表工坊"]),
        ("en", ["18 days over", "waiting 236 days", "in 60 days", "surveillance audit",
                "audit 2025-initial to be decided on", "competence in section O ends",
                "1 overdue, 1 waiting, 1 ahead", "Sample Watch Workshop"]),
    ],
)  # fmt: skip
def test_the_table_speaks_the_readers_language(valid: Path, lang: str, words: list[str]) -> None:
    told = due(valid, *DAY, lang=lang).stdout
    assert [one for one in words if one not in told] == []


@pytest.mark.parametrize("width", [40, 60, 100, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_broken_by_the_terminal(
    valid: Path, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    console = Console(width=width, force_terminal=True, highlight=False, record=True)
    monkeypatch.setattr(terminal, "make_console", lambda: console)
    due(valid, *DAY, "--within", "2y", lang=lang)
    lines = console.export_text().splitlines()
    assert len(lines) > 5
    assert [line for line in lines if cell_len(line.rstrip()) > width] == []
    # Numbers and days stay whole.
    assert sum(NUMBER in line for line in lines) == 3
    assert sum(bool(re.match("202[5-7]-", line)) for line in lines) == 5


def test_nothing_due_is_said(valid: Path) -> None:
    assert (
        "Nothing is due." in due(valid, WATCHES, "--as-of", "2025-02-05", "--within", "1d").stdout
    )
    assert (
        "没有到期事项。"
        in due(valid, WATCHES, "--as-of", "2025-02-05", "--within", "1d", lang="zh").stdout
    )
    assert listed(valid, WATCHES, "--as-of", "2025-02-05", "--within", "1d") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_calendar_holds_the_same_things(valid: Path, lang: str) -> None:
    arguments = [*DAY, "--within", "2y", "--format", "ics"]
    result = due(valid, *arguments, lang=lang)
    calendar = Calendar.from_ical(result.stdout_bytes)
    events = list(calendar.walk("VEVENT"))
    days = [event.decoded("dtstart").isoformat() for event in events]
    assert days == [one["day"] for one in listed(valid, *DAY, "--within", "2y")]
    assert len({str(event["uid"]) for event in events}) == len(events)
    expected = (
        "样例钟表工坊：监督审核" if lang == "zh" else "Sample Watch Workshop: surveillance audit"
    )
    assert str(events[1]["summary"]) == expected
    assert due(valid, *arguments, lang=lang).stdout_bytes == result.stdout_bytes


def test_problems_in_the_records_are_told_first(registry: Path) -> None:
    path = registry / f"audits/440300/{WATCHES}/decisions.yaml"
    path.write_text(path.read_text("utf-8").replace("C002", "C009"), "utf-8")
    result = due(registry, *DAY)
    assert (result.exit_code, "person-unknown" in result.stderr) == (1, True)
    assert result.stdout == ""
