"""Drafting: a whole new registry: rules, site, settings, and one sample firm to look at.

Input: the site's names and address. Output: every file of the registry, ready to be written.
What the repository has too comes from the scaffold; what only a new registry has, from templates.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drafting.answers import Refusal, read_words
from generator.records.model import Text
from generator.scaffold import PACKAGED, SAMPLE_FIRM, scaffold_root, template_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEFAULT_NAME = Text("售后服务认证名录", "After-Sales Service Registry")
DEFAULT_URL = "https://registry.example/"
_SETTINGS = "mkdocs.yml"
_README = "README.md"
_LEFT_OUT = ("__pycache__", ".DS_Store")
_URL = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryPlan:
    """A registry to be set up: what its site is called, and where it will stand."""

    name: Text
    url: str


def draft_registry(plan: RegistryPlan) -> dict[str, bytes]:
    """Return the content of every file of a new registry, by its path within it."""
    contents = dict(sorted((*_read_scaffold(), *_read_files(template_root(), template_root()))))
    settings = contents[_SETTINGS].decode()
    contents[_SETTINGS] = _adjust_settings(settings, plan).encode()
    readme = contents[_README].decode()
    for place, words in (
        ("{name_zh}", plan.name.zh),
        ("{name_en}", plan.name.en),
        ("{sample}", SAMPLE_FIRM),
    ):
        readme = readme.replace(place, words)
    contents[_README] = readme.encode()
    return contents


def read_url(answer: str) -> str:
    """Return a site's address, with a slash at its end; raises Refusal where it is none."""
    url = read_words(answer)
    if not _URL.match(url):
        raise Refusal(
            f"“{url}”不是网址，写法如 {DEFAULT_URL}",
            f'"{url}" is no address of a site; write it like {DEFAULT_URL}',
        )
    return f"{url.rstrip('/')}/"


def _adjust_settings(text: str, plan: RegistryPlan) -> str:
    """Put the names and the address into the settings of the site; the rest stays as it is."""
    for key, value in (
        ("site_name", plan.name.zh),
        ("site_url", plan.url),
        ("    zh", plan.name.zh),
        ("    en", plan.name.en),
    ):
        # A backslash in the replacement would be an escape of its own.
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}".replace("\\", r"\\")
        text = re.sub(rf"^{key}: .*$", line, text, count=1, flags=re.MULTILINE)
    return text


def _read_scaffold() -> Iterator[tuple[str, bytes]]:
    root = scaffold_root()
    for name in PACKAGED:
        yield from _read_files(root, root / name)


def _read_files(root: Path, start: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder, or the one file, with its path below `root`."""
    for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
        inside = path.relative_to(root)
        if path.is_file() and not set(_LEFT_OUT) & set(inside.parts):
            yield inside.as_posix(), path.read_bytes()
