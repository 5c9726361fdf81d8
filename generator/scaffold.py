"""Where the program's own standards, site and settings stand: what a new registry is made from.

Input: nothing. Output: the folder that holds `standards/`, `site/` and `mkdocs.yml`.
"""

from __future__ import annotations

from pathlib import Path


def scaffold_root() -> Path:
    """Return the packaged scaffold, or the repository itself when working from a clone."""
    packaged = Path(__file__).parent / "scaffold"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent
