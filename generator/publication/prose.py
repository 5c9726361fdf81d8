"""Publication: the words of the themed pages, so that the one search box finds them too.

Input: rendered pages of one language. Output: search/pages.<language>.json, a passage for each
heading that can be linked to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.records.problems import PROBLEM_PAGES

if TYPE_CHECKING:
    from pathlib import Path

_HEADINGS = {"h1", "h2", "h3", "h4"}
_SILENT = {"script", "style", "svg", "nav", "form", "noscript", "table"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(slots=True)
class _Passage:
    anchor: str
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads <main> of a page into passages; a heading with an id, or in an element with one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.passages = [_Passage("")]
        self.inside = self.silent = 0
        self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self.inside += 1
        if tag in _VOID:
            return
        self.open.append((tag, given.get("id") or ""))
        if tag in _SILENT or "data-unsearched" in given:
            self.silent += 1
            self.open[-1] = (f"{tag}!", "")
        if not self.inside or self.silent or tag not in _HEADINGS:
            return
        anchor = given.get("id") or self._anchor_around()
        # A heading that nothing can link to is read as text of the passage around it.
        self.heading = tag == "h1" or bool(anchor)
        if tag != "h1" and anchor and anchor != self.passages[-1].anchor:
            self.passages.append(_Passage(anchor))

    def _anchor_around(self) -> str:
        parent = self.open[-2] if len(self.open) > 1 else ("", "")
        return parent[1]

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, _ = self.open.pop()
            if name.endswith("!"):
                self.silent -= 1
                name = name[:-1]
            if name == "main":
                self.inside -= 1
            if name in _HEADINGS:
                self.heading = False
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent and (words := " ".join(data.split())):
            passage = self.passages[-1]
            (passage.heading if self.heading else passage.words).append(words)


def read_passages(page: str, url: str) -> list[dict[str, str]]:
    """Return the passages of a rendered page: url, title, heading, text."""
    reader = _Reader()
    reader.feed(page)
    title = " ".join(reader.passages[0].heading)
    return [
        {
            "url": f"{url}#{passage.anchor}" if passage.anchor else url,
            "title": title,
            "heading": " ".join(passage.heading) if passage.anchor else "",
            "text": " ".join(passage.words),
        }
        for passage in reader.passages
        if passage.heading or passage.words
    ]


def build_prose_index(site: Path, addresses: list[str]) -> bytes:
    """Return the passages of the pages at these addresses below `site`, as compact JSON.

    The box is there for those who look for firms. So the list of problem codes comes last, where
    it shows if little else fits; the page of a single code is found through it.
    """
    passages: list[dict[str, str]] = []
    for address in sorted(addresses, key=lambda one: (one.startswith(PROBLEM_PAGES), one)):
        if address.startswith(PROBLEM_PAGES) and address != PROBLEM_PAGES:
            continue
        page = (site / address / "index.html").read_text(encoding="utf-8")
        passages += read_passages(page, address)
    return json.dumps(passages, ensure_ascii=False, separators=(",", ":")).encode()
