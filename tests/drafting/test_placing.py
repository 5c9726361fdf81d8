"""What is drafted is placed whole or not at all, and over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.drafting.placing import place_files


def contents(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_are_written_with_the_folders_they_need(tmp_path: Path) -> None:
    place_files(tmp_path / "new", {"a/b/c.yaml": b"one\n", "d.yaml": b"two\n"})
    assert contents(tmp_path) == ["new", "new/a", "new/a/b", "new/a/b/c.yaml", "new/d.yaml"]
    assert (tmp_path / "new/a/b/c.yaml").read_bytes() == b"one\n"


def test_a_file_that_is_there_stays_and_the_others_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_bytes(b"mine\n")
    with pytest.raises(FileExistsError):
        place_files(tmp_path, {"a/first.yaml": b"1\n", "kept.yaml": b"2\n"})
    assert contents(tmp_path) == ["kept.yaml"]
    assert (tmp_path / "kept.yaml").read_bytes() == b"mine\n"


def test_a_link_to_nowhere_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(FileExistsError):
        place_files(tmp_path, {"link.yaml": b"1\n"})
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = Path.hardlink_to

    def interrupted(self: Path, target: Path) -> None:
        if self.name == "second.yaml":
            raise KeyboardInterrupt
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", interrupted)
    with pytest.raises(KeyboardInterrupt):
        place_files(tmp_path, {"a/first.yaml": b"1\n", "a/b/second.yaml": b"2\n"})
    assert contents(tmp_path) == []


def test_a_file_system_without_links_is_served_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place_files(tmp_path, {"a.yaml": b"1\n"})
    assert contents(tmp_path) == ["a.yaml"]
    with pytest.raises(FileExistsError):
        place_files(tmp_path, {"a.yaml": b"2\n"})
    assert (tmp_path / "a.yaml").read_bytes() == b"1\n"
