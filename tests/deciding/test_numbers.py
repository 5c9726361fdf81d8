"""The next number of a year, and who holds a number, found without parsing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.deciding import numbers
from generator.deciding.numbers import find_holder, find_sequences, next_number
from generator.records.numbering import certificate_number, number_flaw
from generator.records.problems import CannotGoOn

WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"


def write(registry: Path, folder: str, text: str) -> None:
    (registry / folder / "decisions.yaml").write_text(text, encoding="utf-8")


def test_the_first_number_of_a_year_is_one(registry: Path) -> None:
    assert next_number(registry, "WS", 2026) == certificate_number("WS", 2026, 1)


def test_the_next_number_follows_the_last_of_its_year_and_prefix(registry: Path) -> None:
    others = ["WS-2026-000400-00", "XWS-2025-000500-00", "WS-2025-0006001-00", "WSX-2025-000700-00"]
    write(registry, LEATHER, "\n".join(f"certificate: {number}" for number in others))
    assert next_number(registry, "WS", 2025) == certificate_number("WS", 2025, 2)
    assert number_flaw(next_number(registry, "WS", 2025)) is None


@pytest.mark.parametrize("written", ["WS-2025-000041-99", "ws2025000041", "WS 2025 000041 12"])
def test_a_number_counts_however_it_is_written(registry: Path, written: str) -> None:
    write(registry, LEATHER, f"decisions: [{{certificate: '{written}'}}]")
    assert find_sequences(registry, "WS", 2025) == {1, 41}


def test_a_year_whose_last_number_is_taken_goes_on_with_a_gap(registry: Path) -> None:
    write(registry, LEATHER, "certificate: WS-2025-999999-00")
    assert next_number(registry, "WS", 2025) == certificate_number("WS", 2025, 2)


def test_a_year_without_a_free_number_says_so(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "_LAST", 1)
    with pytest.raises(CannotGoOn, match="every certificate number of 2025 is taken"):
        next_number(registry, "WS", 2025)


@pytest.mark.parametrize(
    "typed", ["WS-2025-000001-08", "ws2025000001 08", "ＷＳ－2025－000001－08"]
)
def test_a_holder_is_found_by_the_number_as_it_is_typed(registry: Path, typed: str) -> None:
    assert find_holder(registry, typed) == registry / WATCHES


def test_who_only_mentions_a_number_does_not_hold_it(registry: Path) -> None:
    write(registry, LEATHER, "# certificates: WS-2025-000002-05\nreason: WS-2025-000002-05\n")
    assert find_holder(registry, "WS-2025-000002-05") is None


def test_a_pipe_without_a_writer_does_not_stop_the_search(registry: Path) -> None:
    os.mkfifo(registry / LEATHER / "decisions.yaml")
    assert find_sequences(registry, "WS", 2025) == {1}
