"""Whatever the bytes, the check answers with problems that have a place and words, never fails."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking import check_paths
from generator.cli import main
from generator.drafts import check_draft
from generator.gathering import gather
from generator.records.foundation import read_foundation
from generator.records.source import MAX_BYTES
from tests.conftest import VALID
from tests.fuzz.records import KINDS, mutate_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.records.model import Foundation
    from generator.records.problems import Problem

FIRM = "audits/440300/00440300MA1BENCH51"
RECORDS = {
    "audit": f"{FIRM}/2025-initial.yaml",
    "firm": f"{FIRM}/firm.yaml",
    "decisions": f"{FIRM}/decisions.yaml",
    "standard": "standards/bench-care/1/standard.yaml",
    "roster": "audits/roster.yaml",
    "concepts": "standards/concepts.yaml",
    "issuer": "audits/issuer.yaml",
}
LINE_END = re.compile(r"\r\n|\r|\n")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts")


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tiny registry, of which one file at a time is spoiled and put back."""
    return Path(shutil.copytree(VALID, tmp_path_factory.mktemp("spoiled") / "registry"))


@cache
def foundation() -> Foundation | None:
    return read_foundation(VALID).foundation


def judge(shelf: Path, kind: str, raw: bytes) -> list[Problem]:
    """Check bytes as a draft of a kind; what is told must have a place in them, and words."""
    path = shelf / f"{kind}.yaml"
    path.write_bytes(raw)
    problems = check_draft(VALID, path, foundation())
    lines = LINE_END.split(raw.decode("utf-8-sig", errors="replace"))
    for found in problems:
        place = found.location
        assert 1 <= place.line <= len(lines) + 1
        width = len(lines[place.line - 1]) if place.line <= len(lines) else 0
        assert 1 <= place.column <= width + 1 or "\ufffd" in "".join(lines)
        assert all(found.message(language) and found.hint(language) for language in ("zh", "en"))
    return problems


# ---------------------------------------------------------------- bytes, texts, slips


@settings(max_examples=80)
@given(kind=st.sampled_from(KINDS), raw=st.binary(max_size=300))
def test_any_bytes_have_an_answer(shelf: Path, kind: str, raw: bytes) -> None:
    assert judge(shelf, kind, raw)


@settings(max_examples=80)
@given(
    kind=st.sampled_from(KINDS),
    text=st.text(
        alphabet="ab: -[]{}'\"\n\r\t#&*!|>%@`,?=中：，“”［｛０\u3000\u200b\u2028\ufeff\\x08",
        max_size=80,
    ),
)
def test_any_text_made_of_signs_has_an_answer(shelf: Path, kind: str, text: str) -> None:
    assert judge(shelf, kind, text.encode())


@settings(max_examples=40)
@given(kind=st.sampled_from(KINDS), text=st.text(max_size=60))
def test_any_text_as_a_value_has_an_answer(shelf: Path, kind: str, text: str) -> None:
    raw = (VALID / RECORDS[kind]).read_text(encoding="utf-8")
    judge(shelf, kind, f"{raw}\nadded: {text}\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=120)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 2**32))
def test_any_slips_in_a_record_have_an_answer(shelf: Path, kind: str, seed: int) -> None:
    raw = (VALID / RECORDS[kind]).read_bytes()
    spoiled = mutate_lines(bytes([KINDS.index(kind)]) + raw, MAX_BYTES, seed)
    judge(shelf, KINDS[spoiled[0] % len(KINDS)], spoiled[1:])


@settings(max_examples=80)
@given(
    kind=st.sampled_from(KINDS),
    at=st.integers(0, 10_000),
    cut=st.integers(0, 40),
    put=st.binary(max_size=6),
)
def test_any_cut_in_a_record_has_an_answer(
    shelf: Path, kind: str, at: int, cut: int, put: bytes
) -> None:
    raw = (VALID / RECORDS[kind]).read_bytes()
    at %= len(raw)
    judge(shelf, kind, raw[:at] + put + raw[at + cut :])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value",
    [
        "9" * 5000,
        "1e99",
        "-" * 300,
        "[" * 3000,
        "{a: " * 3000,
        "- " * 3000,
        "? " * 3000,
        "x" * 70_000,
    ],
    ids=["digits", "power", "hyphens", "brackets", "braces", "items", "keys", "words"],
)
def test_a_monstrous_value_has_an_answer(shelf: Path, kind: str, value: str) -> None:
    raw = (VALID / RECORDS[kind]).read_text(encoding="utf-8")
    field = re.search(r"^(\w+):.*$", raw, re.MULTILINE)
    assert field
    spoiled = raw.replace(field[0], f"{field[1]}: {value}", 1)
    assert judge(shelf, kind, spoiled.encode())


def test_half_a_surrogate_and_other_bytes_that_are_no_character_are_told_where_they_stand(
    shelf: Path,
) -> None:
    for odd in (b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\xe4\xb8"):
        [told] = judge(shelf, "audit", b"id: 1\nfirm: " + odd + b"\n")
        assert (told.code, told.location.line, told.location.column) == ("file-not-utf8", 2, 7)


# ---------------------------------------------------------------- within a registry


@settings(max_examples=40)
@given(kind=st.sampled_from(sorted(RECORDS)), seed=st.integers(0, 2**32))
def test_any_slips_within_a_registry_have_an_answer(spoiled: Path, kind: str, seed: int) -> None:
    path = spoiled / RECORDS[kind]
    raw = path.read_bytes()
    try:
        path.write_bytes(mutate_lines(b"\0" + raw, MAX_BYTES, seed)[1:])
        told = gather(spoiled, as_of=date(9999, 12, 31), check_only=True).problems
    finally:
        path.write_bytes(raw)
    assert all(found.message("zh") and found.hint("en") for found in told)


@settings(max_examples=25)
@given(kind=st.sampled_from(sorted(RECORDS)), raw=st.binary(max_size=60))
def test_the_command_ends_with_0_1_or_2_whatever_the_bytes(
    spoiled: Path, kind: str, raw: bytes
) -> None:
    path = spoiled / RECORDS[kind]
    before = path.read_bytes()
    try:
        path.write_bytes(raw)
        done = CliRunner().invoke(main, ["--registry", str(spoiled), "check", "--jobs", "1"])
    finally:
        path.write_bytes(before)
    assert done.exit_code in (0, 1, 2)
    assert done.exception is None or isinstance(done.exception, SystemExit)


# ---------------------------------------------------------------- what is no file


def check_command(registry: Path, *paths: Path) -> tuple[int, str]:
    arguments = ["--registry", str(registry), "check", "--jobs", "1", *map(str, paths)]
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


ODD: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a folder": lambda path: path.symlink_to("."),
    "a pipe": os.mkfifo,
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a file of no bytes": lambda path: path.touch(),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("record", [*RECORDS.values(), f"{FIRM}/2026-special.yaml"])
def test_what_stands_in_the_place_of_a_record_is_told(
    registry: Path, odd: str, record: str
) -> None:
    path = registry / record
    path.unlink(missing_ok=True)
    ODD[odd](path)
    assert check_command(registry)[0] == 1
    assert check_command(registry, path)[0] == 1


@pytest.mark.parametrize("odd", ODD)
def test_what_stands_in_the_place_of_a_draft_is_told(
    registry: Path, tmp_path: Path, odd: str
) -> None:
    path = tmp_path / "draft.yaml"
    ODD[odd](path)
    assert check_command(registry, path)[0] in (1, 2)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "folder", ["audits/440300", FIRM, "audits", "standards", "standards/bench-care"]
)
def test_what_stands_in_the_place_of_a_folder_is_told_or_left_alone(
    registry: Path, odd: str, folder: str
) -> None:
    path = registry / folder
    shutil.rmtree(path)
    ODD[odd](path)
    assert check_command(registry)[0] in (0, 1, 2)
    assert check_command(registry, path)[0] in (0, 1, 2)


@pytest.mark.parametrize("name", ["x" * 300, "a\nb", "中" * 100, " ", "-", "*", "../../.."])
def test_a_path_that_nobody_can_have_meant_is_wrong_usage_or_told(
    registry: Path, name: str
) -> None:
    assert check_command(registry, registry / name)[0] in (0, 1, 2)


def test_a_file_that_may_not_be_read_is_told(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = str(registry / RECORDS["audit"])
    really = os.open

    def refuse(path: str, flags: int, *rest: int) -> int:
        if os.fspath(path) == shut:  # not by its mode: whoever is root may read anything
            raise PermissionError(13, "Permission denied")
        return really(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    problems, _ = check_paths(registry, [registry / RECORDS["audit"]])
    assert [found.code for found in problems] == ["file-unreadable"]
