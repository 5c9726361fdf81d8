"""Publication: the files that the search box reads.

Input: dossiers, and the themed pages already rendered. Output: search/firms.json, shared by both
languages, and search/pages.<language>.json.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.directory import build_index
from generator.publication.prose import build_prose_index
from generator.strings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from generator.certification.standing import Dossier
    from generator.records.model import Foundation

FOLDER = "search"


def write_search(
    out: Path, dossiers: Sequence[Dossier], foundation: Foundation, as_of: date
) -> None:
    """Write the index of firms and, for each language, that of the themed pages below `out`."""
    folder = out / FOLDER
    folder.mkdir()
    (folder / "firms.json").write_bytes(build_index(dossiers, foundation, as_of))
    for language in LANGUAGES:
        site = out if language == LANGUAGES[0] else out / language
        addresses = list_themed_pages(site)
        (folder / f"pages.{language}.json").write_bytes(build_prose_index(site, addresses))


def list_themed_pages(site: Path) -> list[str]:
    """Return the addresses of a language's themed pages, sorted; records are not among them."""
    found = []
    for page in site.rglob("index.html"):
        address = page.parent.relative_to(site).as_posix()
        parts = address.split("/")
        record = parts[0] == "firms" and len(parts) > 1
        if not record and parts[0] not in LANGUAGES:
            found.append("" if address == "." else f"{address}/")
    return sorted(found)
