"""Publication: the ledger on the site, and the one that a publication before left there.

Input: a `Ledger`, or the folder of a site. Output: `ledger/checkpoint.json` and the leaves in
`ledger/leaves/NNNNNN.jsonl`, a thousand a file, one a line; or `Published`, read from them.
What is read is judged whole: each line against the root, and the proof that it brings along.
A preview keeps beside its own ledger the one that was last published (`ledger/published/`).
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.certification.ledger import write_leaf
from generator.certification.merkle import (
    Tree,
    grow_tree,
    hash_leaf,
    proves_consistency,
    read_hash,
    read_proof,
)
from generator.publication.release import read_receipt
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.certification.ledger import Ledger

FORMAT = 1
"""Of the checkpoint."""
FOLDER = "ledger"
CHECKPOINT = "checkpoint.json"
LEAVES = "leaves"
LEAVES_PER_FILE = 1000
PREVIEW = "preview.json"
"""Stands where the site was only previewed; says whether one was published before."""
KEPT = "published"


class DamagedLedger(CannotGoOn):
    """A publication's ledger cannot be read, or contradicts itself."""

    def __init__(self, folder: Path, *, zh: str, en: str) -> None:
        """Say what is wrong with the ledger of the site in `folder`, and how to mend it."""
        super().__init__(
            zh=f"{folder} 中已发布的账本已损坏：{zh}。请取回完好的已发布网站再试，"
            "或用 --previous 指明它所在的文件夹。没有写入任何文件。",
            en=f"the published ledger in {folder} is damaged: {en}. Fetch the site again as it was "
            "published, or name a folder that holds it with --previous. Nothing was written.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The ledger of the publication before, and the proof that this one begins with it."""

    size: int
    root: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The ledger of a publication, found to be whole."""

    folder: Path
    """That of its checkpoint."""
    origin: str
    """The address of the site."""
    day: date
    tree: Tree
    before: Before | None

    @property
    def size(self) -> int:
        """The number of decisions."""
        return self.tree.size

    def read_leaves(self) -> Iterator[dict[str, Any]]:
        """Read the leaves, one after another."""
        for line in _read_lines(self.folder, self.size):
            yield json.loads(line)


# ---------------------------------------------------------------- writing


def write_ledger(ledger: Ledger, out: Path, *, origin: str, before: Before | None) -> None:
    """Write checkpoint and leaves below `out`/ledger; `origin` is the address of the site."""
    folder = out / FOLDER
    (folder / LEAVES).mkdir(parents=True, exist_ok=True)
    for start in range(0, ledger.size, LEAVES_PER_FILE):
        entries = ledger.entries[start : start + LEAVES_PER_FILE]
        lines = b"".join(write_leaf(entry) + b"\n" for entry in entries)
        (folder / LEAVES / _name_file(start // LEAVES_PER_FILE)).write_bytes(lines)
    checkpoint = {
        "format": FORMAT,
        "origin": origin,
        "size": ledger.size,
        "root": ledger.root().hex(),
        "day": ledger.day.isoformat(),
        "before": _describe_before(before),
    }
    _write_json(folder / CHECKPOINT, checkpoint)


def _describe_before(before: Before | None) -> dict[str, Any] | None:
    if before is None:
        return None
    proof = [hash_.hex() for hash_ in before.proof]
    return {"size": before.size, "root": before.root.hex(), "proof": proof}


def _write_json(path: Path, document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _name_file(number: int) -> str:
    return f"{number:06}.jsonl"


# ---------------------------------------------------------------- previews


def keep_published(site: Path, preview: Path) -> None:
    """Lay the ledger last published in `site` into the preview that takes its place, as it is.

    So the next build compares with what was published, not with what was tried out.
    """
    source = _find_ledger(site)
    if source is not None:
        kept = preview / FOLDER / KEPT
        kept.mkdir(parents=True)
        if (source / CHECKPOINT).is_file():
            shutil.copyfile(source / CHECKPOINT, kept / CHECKPOINT)
        if (source / LEAVES).is_dir():
            shutil.copytree(source / LEAVES, kept / LEAVES, copy_function=shutil.copyfile)
    _write_json(preview / FOLDER / PREVIEW, {"published": source is not None})


def _find_ledger(site: Path) -> Path | None:
    """Return where the ledger last published must be; None where nothing with one was published."""
    folder = site / FOLDER
    marker = folder / PREVIEW
    if marker.exists():
        try:
            published = json.loads(marker.read_text(encoding="utf-8"))["published"]
        except (OSError, ValueError, LookupError, TypeError):
            published = True
        return folder / KEPT if published else None
    receipt = read_receipt(site) or {}
    there = (folder / CHECKPOINT).exists() or (folder / LEAVES).exists()
    return folder if there or "ledger" in receipt else None


# ---------------------------------------------------------------- reading


def read_published(site: Path) -> Published | None:
    """Read the ledger that was published in a site's folder; None where there never was one.

    Raises DamagedLedger where there is one that cannot be relied on.
    """
    folder = _find_ledger(site)
    if folder is None:
        return None
    try:
        checkpoint = json.loads((folder / CHECKPOINT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedLedger(
            site, zh=f"{CHECKPOINT} 无法读取", en=f"{CHECKPOINT} cannot be read"
        ) from error
    size, root, origin, day, before = _read_checkpoint(site, checkpoint)
    try:
        tree = grow_tree(map(hash_leaf, _read_lines(folder, size)))
    except (OSError, ValueError) as error:
        raise DamagedLedger(
            site, zh=f"{LEAVES}/ 中的文件不齐或不完整", en=f"files in {LEAVES}/ are missing or cut"
        ) from error
    if tree.root() != root:
        raise DamagedLedger(
            site, zh="各项决定与根哈希不符", en="the decisions do not belong to its root"
        )
    if before is not None and not proves_consistency(
        before.size, size, before.root, root, before.proof
    ):
        raise DamagedLedger(
            site, zh="与再前一次发布的一致性证明不成立", en="its consistency proof does not hold"
        )
    return Published(folder=folder, origin=origin, day=day, tree=tree, before=before)


def _read_checkpoint(site: Path, data: Any) -> tuple[int, bytes, str, date, Before | None]:
    try:
        size, root, origin = data["size"], read_hash(data["root"]), data["origin"]
        day = date.fromisoformat(data["day"])
        before = None if data["before"] is None else _read_before(data["before"])
        sound = data["format"] == FORMAT and isinstance(origin, str) and _is_count(size)
    except (LookupError, TypeError, ValueError) as error:
        raise DamagedLedger(
            site, zh=f"{CHECKPOINT} 的内容不全", en=f"{CHECKPOINT} lacks what it must say"
        ) from error
    if not sound or root is None:
        raise DamagedLedger(
            site, zh=f"{CHECKPOINT} 的格式不符", en=f"{CHECKPOINT} is not of a known form"
        )
    return size, root, origin, day, before


def _read_before(data: Any) -> Before:
    size, root, proof = data["size"], read_hash(data["root"]), read_proof(data["proof"])
    if not _is_count(size) or root is None or proof is None:
        raise ValueError("no proof")
    return Before(size=size, root=root, proof=proof)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read_lines(folder: Path, size: int) -> Iterator[bytes]:
    """Read the lines of `size` leaves; raises ValueError where they are more or fewer."""
    files = sorted(path.name for path in (folder / LEAVES).glob("*"))
    if len(files) != -(-size // LEAVES_PER_FILE):
        raise ValueError("files")
    for number, name in enumerate(files):
        expected = min(LEAVES_PER_FILE, size - number * LEAVES_PER_FILE)
        *lines, end = (folder / LEAVES / name).read_bytes().split(b"\n")
        if name != _name_file(number) or end or len(lines) != expected:
            raise ValueError(name)
        yield from lines
