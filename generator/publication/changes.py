"""Publication: what changed in the ratings between two builds.

Input: the search index of each. Output: firms added, removed, changed, for the build's summary.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INDEX = "search/firms.json"


@dataclass(frozen=True, slots=True, order=True)
class Rating:
    """How a firm stood in a build; the score is None where no certificate holds."""

    status: str
    grade: str
    score: str | None

    def __str__(self) -> str:
        """Write it on a line."""
        return " ".join(part for part in (self.status, self.grade, self.score) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Codes of firms added and removed, and a line for each that changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def read_ratings(site: Path) -> Mapping[str, Rating]:
    """Read the ratings from a built site, by code; empty where there is none to read."""
    try:
        index = json.loads((site / INDEX).read_text(encoding="utf-8"))
        statuses = [entry["id"] for entry in index["dictionaries"]["statuses"]]
        grades = [entry["id"] for entry in index["dictionaries"]["grades"]]
        codes = index["codes"].split("\n") if index["count"] else []
        columns = zip(codes, index["status"], index["grade"], index["score"], strict=True)
        return {
            code: Rating(
                statuses[status],
                grades[grade] if grade else "",
                f"{score / 100:.2f}" if score >= 0 else None,
            )
            for code, status, grade, score in columns
        }
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return {}


def compare_ratings(before: Mapping[str, Rating], after: Mapping[str, Rating]) -> Changes:
    """Compare two builds."""
    return Changes(
        added=tuple(code for code in after if code not in before),
        removed=tuple(code for code in before if code not in after),
        changed=tuple(
            f"{code}: {before[code]} → {rating}"
            for code, rating in after.items()
            if code in before and before[code] != rating
        ),
    )
