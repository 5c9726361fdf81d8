"""Every line of an audit, with every slip that a hand makes: one slip, one problem, at its line."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.drafts import check_draft
from generator.records.foundation import read_foundation
from tests.conftest import VALID

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.records.model import Foundation

AUDIT = VALID / "audits" / "440300" / "00440300MA1BENCH51" / "2025-initial.yaml"


def once(pattern: str, right: str) -> Callable[[str], str]:
    return lambda line: re.sub(pattern, right, line, count=1)


SLIPS: dict[str, Callable[[str], str]] = {
    "a full-width colon": once(r"^([ -]*\w+): ?", r"\1："),
    "no space after the colon": once(r"^([ -]*\w+): ", r"\1:"),
    "an equals sign": once(r"^([ -]*\w+): ", r"\1 = "),
    "no colon": once(r"^([ -]*\w+): ", r"\1 "),
    "a full-width colon in braces": once(r"([{,] ?\w+): ", r"\1："),
    "no space after a colon in braces": once(r"([{,] ?\w+): ", r"\1:"),
    "one space too many": once("^", " "),
    "two spaces too many": once("^", "  "),
    "one space too few": once("^ ", ""),
    "two spaces too few": once("^  ", ""),
    "a tab": once("^ +", "\t"),
    "no hyphen": once("^( *)- ", r"\1  "),
    "no hyphen and no space": once("^( *)- ", r"\1"),
    "no space after the hyphen": once("^( *)- ", r"\1-"),
    "a full-width hyphen": once("^( *)- ", r"\1－ "),
    "a full-width comma": once(", ", "，"),
    "no comma": once(", ", " "),
    "full-width commas": lambda line: line.replace(", ", "，"),
    "a bracket not closed": once(r"[\]}]$", ""),
    "a brace not opened": once(r"\{", ""),
    "a bracket not opened": once(r"\[", ""),
    "a full-width brace": once(r"\{", "｛"),
    "full-width braces": lambda line: line.replace("{", "｛").replace("}", "｝"),
    "full-width brackets": lambda line: line.replace("[", "［").replace("]", "］"),
    "full-width quotes": once(r": (\w[^{\[,]*)$", r": “\1”"),
    "a quote not closed": once(r": (\w)", r': "\1'),
    "two letters swapped": once(r"(\w)(\w)(\w*):", r"\2\1\3:"),
    "no value": once(": .*", ":"),
}
READ_AS_MEANT = {
    "full-width quotes": {"note"},
    "one space too many": {"bonuses", "description"},
    "two spaces too many": {"bonuses", "description"},
    "one space too few": {"bonuses", "description"},
    "two spaces too few": {"description"},
}
"""Slips that change nothing: quotes around words, and an indent that nobody else shares."""


@cache
def foundation() -> Foundation | None:
    return read_foundation(VALID).foundation


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_answered_by_one_problem_at_its_line(slip: str, tmp_path: Path) -> None:
    lines = AUDIT.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "audit.yaml"
    shutil.copytree(AUDIT.with_suffix(""), tmp_path / AUDIT.stem)
    for number, line in enumerate(lines, 1):
        spoiled = SLIPS[slip](line)
        if line.startswith("#") or spoiled == line:
            continue
        path.write_text("\n".join([*lines[: number - 1], spoiled, *lines[number:]]), "utf-8")
        problems = check_draft(VALID, path, foundation())
        field = re.match(r"[ -]*\{?(\w+)", line)
        if field and field[1] in READ_AS_MEANT.get(slip, ()) and not problems:
            continue
        assert len(problems) == 1, (spoiled, [found.code for found in problems])
        assert problems[0].code not in ("yaml-syntax", "form"), spoiled
        # The line below is told where it does not fit any more, never one farther off.
        assert abs(problems[0].location.line - number) <= 1, (spoiled, problems)


def test_every_slip_is_tried_on_some_line() -> None:
    lines = AUDIT.read_text(encoding="utf-8").splitlines()
    for slip, spoil in SLIPS.items():
        assert sum(spoil(line) != line for line in lines) >= 5, slip
