"""What the tests of several rooms share: the tiny registry, whole and in copies to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.repositories import OF_A_HOOK, SETTINGS, start

# The same cases in every run, and no clock: a slow machine is no bug.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

VALID = Path(__file__).parent / "records" / "valid"
"""A tiny registry without a mistake, under a standard of another shape than the flagship one."""


@pytest.fixture
def valid() -> Path:
    return VALID


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A copy of the tiny registry that a test may spoil."""
    return Path(shutil.copytree(VALID, tmp_path / "registry"))


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as nobody has configured it, even where the tests run in one of its hooks."""
    for name in OF_A_HOOK:
        monkeypatch.delenv(name, raising=False)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def versioned(registry: Path) -> Path:
    """A copy of the tiny registry in a git repository of its own."""
    return start(registry)


@pytest.fixture
def buildable(registry: Path) -> Path:
    """A copy of the tiny registry with this project's site, so that it can be built."""
    root = VALID.parents[2]
    shutil.copy(root / "mkdocs.yml", registry)
    shutil.copytree(root / "site", registry / "site")
    return registry
