"""A firm's decisions are replaced in one step, or not at all."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from generator.deciding.saving import (
    hold_registry,
    read_folder,
    require_unchanged,
    save_decisions,
)
from generator.records.problems import CannotGoOn

HOME = "audits/440300/00440300MA1BENCH51"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_keeps_its_protection_and_leaves_nothing_beside_it(registry: Path) -> None:
    folder = registry / HOME
    (folder / "decisions.yaml").chmod(0o640)
    before = files(folder)
    save_decisions(folder, b"new\n", is_new=False)
    assert (folder / "decisions.yaml").read_bytes() == b"new\n"
    assert stat.S_IMODE((folder / "decisions.yaml").stat().st_mode) == 0o640
    assert files(folder) == before


def test_a_link_goes_on_leading_to_the_file(registry: Path) -> None:
    folder = registry / HOME
    real = registry / "elsewhere.yaml"
    (folder / "decisions.yaml").rename(real)
    (folder / "decisions.yaml").symlink_to(real)
    save_decisions(folder, b"new\n", is_new=False)
    assert (folder / "decisions.yaml").is_symlink()
    assert real.read_bytes() == b"new\n"


def test_a_file_that_is_protected_is_left_alone(registry: Path) -> None:
    folder = registry / HOME
    path = folder / "decisions.yaml"
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(CannotGoOn, match="nothing was written"):
        save_decisions(folder, b"new\n", is_new=False)
    assert path.read_bytes() == before


def test_a_file_that_came_into_being_meanwhile_is_not_replaced(registry: Path) -> None:
    folder = registry / HOME
    before = (folder / "decisions.yaml").read_bytes()
    with pytest.raises(CannotGoOn, match="nothing was written"):
        save_decisions(folder, b"new\n", is_new=True)
    assert (folder / "decisions.yaml").read_bytes() == before


def test_a_failure_half_way_leaves_the_old_file(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = registry / HOME
    before, names = (folder / "decisions.yaml").read_bytes(), files(folder)

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotGoOn, match="No space left on device"):
        save_decisions(folder, b"new\n", is_new=False)
    assert (folder / "decisions.yaml").read_bytes() == before
    assert files(folder) == names


@pytest.mark.parametrize("change", ["change", "add", "remove"])
def test_what_changed_in_the_folder_is_noticed(registry: Path, change: str) -> None:
    folder = registry / HOME
    contents = read_folder(folder)
    require_unchanged(folder, contents)
    if change == "change":
        (folder / "firm.yaml").write_bytes(contents["firm.yaml"] + b"#\n")
    elif change == "add":
        (folder / "proceedings.yaml").write_bytes(b"firm: X\n")
    else:
        (folder / "2025-initial.yaml").unlink()
    with pytest.raises(CannotGoOn, match=r"changed in the meantime: \S+\.yaml\."):
        require_unchanged(folder, contents)


def test_two_do_not_write_at_once(registry: Path) -> None:
    with (
        hold_registry(registry),
        pytest.raises(CannotGoOn, match="another certify decide"),
        hold_registry(registry),
    ):
        pass
    with hold_registry(registry):
        pass


def test_a_file_system_without_locks_is_written_to_all_the_same(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with hold_registry(registry):
        pass
