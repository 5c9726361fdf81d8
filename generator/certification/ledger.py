"""Certification: the ledger, every decision as a leaf of one Merkle tree, in the order of record.

Input: the records of all firms and the day. Output: `Ledger`: leaves, root, proofs.
Pure. What was recorded by a day never moves: a ledger of a later day begins with it, unless
somebody rewrote the history.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.certification.merkle import Tree, grow_tree, hash_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.records.model import Decision, FirmRecords, Text

FORMAT = 1
"""Of a leaf; another form of leaf gets another number."""

# RFC 8785 for what a leaf is made of: null, whole numbers, strings, lists, keys in ASCII. Its own
# library says the same five times as slowly; a test holds the two together.
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

Order = tuple[str, str, str, int]
"""Of record: day, time of the day (none comes first), the firm's code, number in its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A decision with its place in the records."""

    firm: str
    number: int
    """Its place in the firm's `decisions.yaml`, from 1."""
    decision: Decision
    audit_sha256: str | None
    """Of the audit that it rests on."""

    @property
    def order(self) -> Order:
        """Where it stands in the order of record."""
        decision = self.decision
        return (decision.recorded.isoformat(), decision.time or "", self.firm, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All decisions recorded by a day."""

    day: date
    entries: tuple[Entry, ...]
    """In the order of record."""
    tree: Tree
    """Of their leaves."""

    @property
    def size(self) -> int:
        """The number of decisions."""
        return len(self.entries)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` decisions (without: of all)."""
        return self.tree.root(size)

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that a decision is among the first `size` (without: among all)."""
        return self.tree.inclusion(index, size)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the first `new` decisions (without: all) begin with `old`."""
        return self.tree.consistency(old, new)

    def find(self, firm: str, number: int, decision: Decision) -> int:
        """Return the index of a firm's decision; raises KeyError where it is not in the ledger."""
        order = (decision.recorded.isoformat(), decision.time or "", firm, number)
        index = bisect_left(self.entries, order, key=lambda entry: entry.order)
        if index == self.size or self.entries[index].order != order:
            raise KeyError(f"{firm}: {number}")
        return index


def build_ledger(firms: Iterable[FirmRecords], day: date) -> Ledger:
    """Enter every decision of the firms that was recorded by `day`, in the order of record."""
    entries = [
        entry
        for records in firms
        for entry in list_entries(records)
        if entry.decision.recorded <= day
    ]
    entries.sort(key=lambda entry: entry.order)
    tree = grow_tree(hash_leaf(write_leaf(entry)) for entry in entries)
    return Ledger(day=day, entries=tuple(entries), tree=tree)


def list_entries(records: FirmRecords) -> list[Entry]:
    """Return a firm's decisions as written, whatever their days."""
    hashes = {audit.id: audit.sha256 for audit in records.audits}
    return [
        Entry(
            firm=records.firm.code,
            number=number,
            decision=decision,
            audit_sha256=hashes.get(decision.audit or "") or None,
        )
        for number, decision in enumerate(records.decisions, 1)
    ]


def describe_entry(entry: Entry) -> dict[str, Any]:
    """Return a leaf as data: all that a decision says, every key always there."""
    decision = entry.decision
    return {
        "format": FORMAT,
        "firm": entry.firm,
        "number": entry.number,
        "decision": str(decision.kind),
        "audit": decision.audit,
        "audit_sha256": entry.audit_sha256,
        "certificate": decision.certificate,
        "appeal": decision.appeal,
        "outcome": None if decision.outcome is None else str(decision.outcome),
        "decided": decision.decided.isoformat(),
        "effective": decision.effective.isoformat(),
        "recorded": decision.recorded.isoformat(),
        "time": decision.time,
        "by": list(decision.by),
        "scope": _both(decision.scope),
        "exemption": _both(decision.exemption),
        "reason": _both(decision.reason),
    }


def write_leaf(entry: Entry) -> bytes:
    """Return the bytes of a leaf: canonical JSON (RFC 8785)."""
    return _canonical(describe_entry(entry)).encode()


def _both(words: Text | None) -> dict[str, str] | None:
    return None if words is None else {"zh": words.zh, "en": words.en}
