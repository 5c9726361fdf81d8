"""A new registry is drafted from what the repository has, with its own names and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.drafting.answers import Refusal
from generator.drafting.registry import (
    DEFAULT_NAME,
    DEFAULT_URL,
    RegistryPlan,
    draft_registry,
    read_url,
)
from generator.records.model import Text
from generator.records.source import Source, parse_source
from generator.scaffold import PACKAGED, SAMPLE_FIRM, template_root

ROOT = Path(__file__).parents[2]


def draft(zh: str = DEFAULT_NAME.zh, en: str = DEFAULT_NAME.en) -> dict[str, bytes]:
    return draft_registry(RegistryPlan(name=Text(zh, en), url=DEFAULT_URL))


@pytest.mark.parametrize("zh", ["某地名录", 'C:\\名录 "甲"', "名录: #1", r"\1 \g<0>"])
def test_names_stand_in_the_settings_as_they_were_given(zh: str) -> None:
    source = parse_source(draft(zh, "A Register: #2")["mkdocs.yml"], "mkdocs.yml")
    assert isinstance(source, Source)
    assert source.data["site_name"] == zh
    assert source.data["extra"]["names"] == {"zh": zh, "en": "A Register: #2"}
    assert source.data["site_url"] == DEFAULT_URL


def test_nothing_else_of_the_settings_changes() -> None:
    ours = (ROOT / "mkdocs.yml").read_text("utf-8").splitlines()
    new = draft()["mkdocs.yml"].decode().splitlines()
    pairs = zip(ours, new, strict=True)
    changed = [line.partition(":")[0].strip() for line, other in pairs if line != other]
    assert set(changed) <= {"site_name", "site_url", "zh", "en"}


def test_every_part_of_the_scaffold_is_there_and_every_template() -> None:
    files = draft()
    for name in PACKAGED:
        assert any(path == name or path.startswith(f"{name}/") for path in files), name
    for path in template_root().rglob("*"):
        if path.is_file():
            assert path.relative_to(template_root()).as_posix() in files
    assert "__pycache__" not in "".join(files)


def test_no_place_in_the_readme_is_left_to_fill() -> None:
    readme = draft("甲名录", "Register A")["README.md"].decode()
    assert readme.startswith("# 甲名录 · Register A\n")
    assert SAMPLE_FIRM in readme
    assert "{" not in readme


@pytest.mark.parametrize(
    ("answer", "url"),
    [
        ("https://a.example", "https://a.example/"),
        ("http://a.example/b/ ", "http://a.example/b/"),
        ("https://a.example/b//", "https://a.example/b/"),
    ],
)
def test_an_address_ends_with_a_slash(answer: str, url: str) -> None:
    assert read_url(answer) == url


@pytest.mark.parametrize("answer", ["", "a.example", "ftp://a", "https://", "https://a/?q=1"])
def test_what_is_no_address_is_refused(answer: str) -> None:
    with pytest.raises(Refusal):
        read_url(answer)
