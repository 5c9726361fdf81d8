"""The ledger on the site: written, read again, and never read where it is not whole."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from generator.certification.ledger import build_ledger, describe_entry
from generator.certification.merkle import EMPTY_ROOT, hash_leaf
from generator.publication.ledger import (
    Before,
    DamagedLedger,
    Published,
    keep_published,
    read_published,
    write_ledger,
)
from generator.publication.release import write_receipt
from tests.publication.ledgers import (
    DAY,
    HISTORY,
    LATER,
    ORIGIN,
    A,
    firm_with,
    ledger_of,
    publish,
    recorded,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return publish(tmp_path / "public", ledger_of(*HISTORY))


def edit_checkpoint(site: Path, **changes: Any) -> None:
    path = site / "ledger" / "checkpoint.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_the_checkpoint_says_whose_ledger_it_is_and_what_its_root_is(site: Path) -> None:
    ledger = ledger_of(*HISTORY)
    assert json.loads((site / "ledger" / "checkpoint.json").read_text("utf-8")) == {
        "format": 1,
        "origin": ORIGIN,
        "size": 5,
        "root": ledger.root().hex(),
        "day": "2026-03-01",
        "before": None,
    }


def test_a_line_of_the_leaves_is_a_decision_and_hashes_to_its_leaf(site: Path) -> None:
    ledger = ledger_of(*HISTORY)
    lines = (site / "ledger" / "leaves" / "000000.jsonl").read_bytes().splitlines()
    assert [json.loads(line) for line in lines] == list(map(describe_entry, ledger.entries))
    assert [hash_leaf(line) for line in lines] == [ledger.tree.leaf(n) for n in range(5)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    early, late = ledger_of(*HISTORY, day=DAY.replace(month=1)), ledger_of(*HISTORY)
    before = Before(size=early.size, root=early.root(), proof=late.consistency(early.size))
    published = read_published(publish(tmp_path / "public", late, before=before))
    assert published is not None
    assert (published.origin, published.day, published.before) == (ORIGIN, DAY, before)
    assert published.tree == late.tree
    assert [(leaf["firm"], leaf["number"]) for leaf in published.read_leaves()] == [
        (entry.firm, entry.number) for entry in late.entries
    ]


@pytest.mark.parametrize(("size", "files"), [(0, 0), (999, 1), (1000, 1), (1001, 2), (2001, 3)])
def test_a_thousand_leaves_stand_in_a_file(tmp_path: Path, size: int, files: int) -> None:
    ledger = build_ledger([firm_with(A, *(recorded(1) for _ in range(size)))], DAY)
    site = publish(tmp_path / "public", ledger)
    names = sorted(path.name for path in (site / "ledger" / "leaves").iterdir())
    assert names == [f"{n:06}.jsonl" for n in range(files)]
    published = read_published(site)
    assert published is not None
    assert (published.size, published.tree.root()) == (size, ledger.root())
    assert sum(1 for _ in published.read_leaves()) == size


def test_where_nothing_was_published_there_is_nothing(tmp_path: Path) -> None:
    assert read_published(tmp_path / "nowhere") is None
    assert read_published(tmp_path) is None
    write_receipt(tmp_path, {"as_of": "2026-01-01"})
    # The page about the ledger is no ledger.
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "index.html").write_text("<p>…</p>", "utf-8")
    assert read_published(tmp_path) is None


# ---------------------------------------------------------------- damage


def replace_in(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        path = site / "ledger" / name
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    return lambda site: (site / "ledger" / name).unlink()


def drop_leaves(site: Path) -> None:
    shutil.rmtree(site / "ledger" / "leaves")


def add_a_file(site: Path) -> None:
    shutil.copy(site / "ledger/leaves/000000.jsonl", site / "ledger/leaves/000001.jsonl")


def rename_the_file(site: Path) -> None:
    (site / "ledger/leaves/000000.jsonl").rename(site / "ledger/leaves/000001.jsonl")


def say(**changes: Any) -> Callable[[Path], None]:
    return lambda site: edit_checkpoint(site, **changes)


LEAVES = "leaves/000000.jsonl"
DAMAGES = {
    "one character of a leaf": replace_in(LEAVES, b'"maintain"', b'"maintaim"'),
    "the last line cut": replace_in(LEAVES, b'"09:00:00"}\n', b'"09:00:00"}'),
    "an empty line added": replace_in(LEAVES, b"}\n{", b"}\n\n{"),
    "ends of lines as on Windows": replace_in(LEAVES, b"}\n", b"}\r\n"),
    "no checkpoint": remove("checkpoint.json"),
    "no file of leaves": remove(LEAVES),
    "no folder of leaves": drop_leaves,
    "a file of leaves too many": add_a_file,
    "a file of leaves by another name": rename_the_file,
    "a checkpoint that is no JSON": replace_in("checkpoint.json", b"{", b""),
    "a checkpoint that is a list": lambda s: (s / "ledger/checkpoint.json").write_text("[]"),
    "a checkpoint too deep": lambda s: (s / "ledger/checkpoint.json").write_text("[" * 100_000),
    "a checkpoint that is no text": lambda s: (s / "ledger/checkpoint.json").write_bytes(b"\xff"),
    "another format": say(format=2),
    "another size": say(size=4),
    "a huge size": say(size=10**18),
    "a negative size": say(size=-5),
    "a size in words": say(size="5"),
    "another root": say(root=EMPTY_ROOT.hex()),
    "a root in capitals": say(root="A" * 64),
    "no day": say(day=None),
    "a day that is none": say(day="2026-02-30"),
    "an origin that is none": say(origin=None),
    "a before that is none": say(before=7),
    "a before without a proof": say(before={"size": 2, "root": EMPTY_ROOT.hex(), "proof": []}),
    "a before with a proof in words": say(
        before={"size": 0, "root": EMPTY_ROOT.hex(), "proof": "none"}
    ),
    "a before of more leaves": say(before={"size": 6, "root": EMPTY_ROOT.hex(), "proof": []}),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_is_an_error_that_says_how_to_mend_it(site: Path, damage: str) -> None:
    assert read_published(site) is not None
    DAMAGES[damage](site)
    with pytest.raises(DamagedLedger, match=r"is damaged: .* Fetch the site again") as caught:
        read_published(site)
    assert str(site) in caught.value.zh
    assert "已损坏：" in caught.value.zh
    assert "--previous" in caught.value.zh


def test_a_ledger_that_was_taken_away_whole_is_missed(site: Path) -> None:
    shutil.rmtree(site / "ledger")
    assert read_published(site) is None
    write_receipt(site, {"as_of": "2026-03-01", "ledger": 5})
    with pytest.raises(DamagedLedger):
        read_published(site)


# ---------------------------------------------------------------- previews


def preview(site: Path, target: Path) -> Path:
    """Publish a preview of another history, and let it take the place of `site`."""
    write_ledger(ledger_of(day=LATER), target, origin=ORIGIN, before=None)
    write_receipt(target, {"as_of": "2026-03-31", "ledger": 0})
    keep_published(site, target)
    return target


def tree_of(published: Published | None) -> bytes:
    assert published is not None
    return published.tree.root()


def test_a_preview_keeps_what_was_published_however_often_it_is_made(
    site: Path, tmp_path: Path
) -> None:
    published = tree_of(read_published(site))
    once = preview(site, tmp_path / "once")
    twice = preview(once, tmp_path / "twice")
    assert tree_of(read_published(once)) == tree_of(read_published(twice)) == published


def test_a_preview_where_nothing_was_published_is_no_publication(tmp_path: Path) -> None:
    once = preview(tmp_path / "nowhere", tmp_path / "once")
    assert read_published(once) is None
    assert read_published(preview(once, tmp_path / "twice")) is None


@pytest.mark.parametrize("lost", ["checkpoint.json", "leaves", "published"])
def test_a_preview_mends_no_damage(site: Path, tmp_path: Path, lost: str) -> None:
    if lost == "published":
        seen = preview(site, tmp_path / "seen")
        shutil.rmtree(seen / "ledger" / lost)
    else:
        path = site / "ledger" / lost
        path.rename(tmp_path / "gone")
        seen = preview(site, tmp_path / "seen")
    with pytest.raises(DamagedLedger):
        read_published(seen)


def test_a_preview_whose_mark_cannot_be_read_is_damaged(site: Path, tmp_path: Path) -> None:
    seen = preview(tmp_path / "nowhere", tmp_path / "seen")
    (seen / "ledger" / "preview.json").write_text("{}", "utf-8")
    with pytest.raises(DamagedLedger):
        read_published(seen)
