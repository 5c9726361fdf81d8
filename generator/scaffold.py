"""Where the program's own standards, site and settings stand: what a new registry is made from.

Input: nothing. Output: the folder that holds `standards/`, `site/`, `mkdocs.yml` and a sample firm.
`tools/wheel_scaffold.py` reads `PACKAGED` from here, before anything is installed.
"""

from __future__ import annotations

from pathlib import Path

SAMPLE_FIRM = "audits/210200/00210200MAAQHENJ9Y"
"""The invented firm that a new registry begins with: one audit, one decision."""
PACKAGED = (
    "standards",
    "site",
    "mkdocs.yml",
    ".vscode",
    ".github/workflows/records.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "CODEOWNERS",
    SAMPLE_FIRM,
)
"""What a wheel carries of the repository, as `generator/scaffold/`."""


def scaffold_root() -> Path:
    """Return the packaged scaffold, or the repository itself when working from a clone."""
    packaged = Path(__file__).parent / "scaffold"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent


def template_root() -> Path:
    """Return the folder of the files that only a new registry has."""
    return Path(__file__).parent / "templates" / "registry"
