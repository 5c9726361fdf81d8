"""Reasons and scopes as a committee's secretary types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.deciding.words import Spoken, read_kind, read_text, split_languages
from generator.drafting.answers import Refusal


@pytest.mark.parametrize(
    ("spoken", "zh", "en"),
    [
        (Spoken(), None, None),
        (Spoken(zh="无", en="None"), "无", "None"),
        (Spoken(both="无 // None"), "无", "None"),
        (Spoken(both="无 ／／ None"), "无", "None"),
        (Spoken(both="无\n//\nNone\n"), "无", "None"),
        (Spoken(both="见 https://a.example // See https://a.example"),
         "见 https://a.example", "See https://a.example"),
        # Only one language was said.
        (Spoken(both="投诉未处理"), "投诉未处理", None),
        (Spoken(both="Not answered"), None, "Not answered"),
        (Spoken(both="投诉未处理", en="Not answered"), "投诉未处理", "Not answered"),
        (Spoken(both="甲 // A", zh="乙"), "乙", "A"),
    ],
)  # fmt: skip
def test_words_are_sorted_by_language(spoken: Spoken, zh: str | None, en: str | None) -> None:
    assert split_languages(spoken) == (zh, en)


def test_a_second_division_is_refused() -> None:
    with pytest.raises(Refusal, match="once"):
        split_languages(Spoken(both="甲 // A // B"))


def test_words_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "reason.txt"
    path.write_text("投诉\n未处理\n//\nNot\nanswered\n", encoding="utf-8-sig")
    zh, en = split_languages(Spoken(both=f"@{path}"))
    assert read_text(zh or "") == "投诉未处理"
    assert read_text(en or "") == "Not answered"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "reason.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refusal, match=r"reason\.txt cannot be read"):
        split_languages(Spoken(zh=f"@{path}"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("change-scope", "change_scope"),
        ("变更范围", "change_scope"),
        ("Grant", "grant"),
        ("x", "x"),
    ],
)
def test_a_decision_is_known_by_several_names(words: str, kind: str) -> None:
    assert read_kind(words) == kind
