"""What is drafted is placed whole or not at all, and over nothing but what it is to replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.drafting.placing import place_files, replace_files


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


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    wanted = tmp_path / "file" / "x.pdf"
    with pytest.raises(NotADirectoryError) as placed:
        place_files(wanted.parent, {wanted.name: b"x"})
    with pytest.raises(NotADirectoryError) as replaced:
        replace_files({wanted: b"x"})
    assert [told.value.filename for told in (placed, replaced)] == [str(wanted)] * 2


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


# ---------------------------------------------------------------- in place of others


def test_files_are_replaced_with_their_protection_kept_and_folders_made(tmp_path: Path) -> None:
    audit, data = tmp_path / "audit.yaml", tmp_path / "audit" / "calls.csv"
    audit.write_bytes(b"old\n")
    audit.chmod(0o640)
    replace_files({data: b"rows\n", audit: b"new\n"})
    assert (audit.read_bytes(), data.read_bytes()) == (b"new\n", b"rows\n")
    assert audit.stat().st_mode & 0o777 == 0o640
    assert contents(tmp_path) == ["audit", "audit.yaml", "audit/calls.csv"]


def test_what_says_the_same_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_bytes(b"rows\n")
    path.chmod(0o444)
    replace_files({path: b"rows\n"})
    assert path.read_bytes() == b"rows\n"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    replace_files({tmp_path / "link.yaml": b"new\n"})
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new\n"


def test_where_one_cannot_be_written_the_others_are_as_they_were(tmp_path: Path) -> None:
    data, held, audit = (tmp_path / name for name in ("a/new.csv", "held.csv", "audit.yaml"))
    held.write_bytes(b"before\n")
    audit.write_bytes(b"protected\n")
    audit.chmod(0o444)
    with pytest.raises(PermissionError, match="Permission denied"):
        replace_files({data: b"1\n", held: b"2\n", audit: b"3\n"})
    assert contents(tmp_path) == ["audit.yaml", "held.csv"]
    assert (held.read_bytes(), audit.read_bytes()) == (b"before\n", b"protected\n")
