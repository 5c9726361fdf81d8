"""Earlier audits are read whatever state the firm's folder is in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.drafting.history import History, read_history
from generator.drafts import find_firm
from generator.records.foundation import read_foundation

WATCHES = "00440300MA1BENCH51"


def read(root: Path, day: str) -> History:
    foundation = read_foundation(root).foundation
    firm = find_firm(root, WATCHES)
    assert foundation is not None
    assert firm is not None
    standard = foundation.standards["bench-care@1"]
    folder = root / "audits/440300" / WATCHES
    return read_history(root, folder, firm, standard, foundation, date.fromisoformat(day))


def test_a_sound_folder_gives_audits_and_standing(valid: Path) -> None:
    history = read(valid, "2026-11-02")
    assert [audit.id for audit in history.audits] == ["2025-initial"]
    assert history.standing is not None
    assert history.unread == ()
    finding = history.last_finding("packing")
    assert finding is not None
    assert finding.once is not None
    assert finding.once.sampled == 8
    assert history.last_finding("no-such-criterion") is None


def test_what_the_data_of_the_last_audit_gave_is_known(valid: Path) -> None:
    history = read(valid, "2026-11-02")
    basis = history.last_basis("days")
    assert basis is not None
    assert (basis.figure, basis.value, basis.n) == ("jobs.ready.median", Fraction(7, 2), 4)
    assert history.last_basis("packing") is None
    assert read(valid, "2024-06-01").last_basis("days") is None


def test_an_audit_whose_data_were_changed_is_not_relied_on(registry: Path) -> None:
    data = registry / "audits/440300" / WATCHES / "2025-initial" / "jobs.csv"
    data.write_text(data.read_text("utf-8").replace("2024-12-20", "2024-12-10"), "utf-8")
    history = read(registry, "2026-11-02")
    assert history.audits == ()
    assert "2025-initial.yaml" in history.unread


@pytest.mark.parametrize("day", ["2025-01-13", "2024-06-01"])
def test_an_audit_that_is_not_earlier_is_left_out(valid: Path, day: str) -> None:
    assert read(valid, day).audits == ()


@pytest.mark.parametrize(
    ("day", "open_ones"), [("2025-02-09", ["NC1"]), ("2025-02-10", []), ("2026-11-02", [])]
)
def test_a_nonconformity_is_open_until_the_day_it_is_closed(
    valid: Path, day: str, open_ones: list[str]
) -> None:
    asked = date.fromisoformat(day)
    assert [found.id for _, found in read(valid, day).list_open(asked)] == open_ones


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-special.yaml", "id: ["),
        ("2026-special.yaml", "id: 2026-special\n"),
        ("decisions.yaml", "firm: x\n"),
    ],
)
def test_a_file_with_a_mistake_is_named_and_the_others_are_read(
    registry: Path, name: str, text: str
) -> None:
    (registry / "audits/440300" / WATCHES / name).write_text(text)
    history = read(registry, "2026-11-02")
    assert history.unread == (name,)
    assert [audit.id for audit in history.audits] == ["2025-initial"]
    assert history.standing is None


def test_an_audit_with_a_mistake_is_not_relied_on(registry: Path) -> None:
    path = registry / "audits/440300" / WATCHES / "2025-initial.yaml"
    path.write_text(path.read_text("utf-8").replace("lead: A001", "lead: A099"), "utf-8")
    history = read(registry, "2026-11-02")
    assert history.audits == ()
    assert "2025-initial.yaml" in history.unread
