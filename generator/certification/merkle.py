"""Certification: the Merkle tree under the ledger, of RFC 9162 §2.1, and the judging of its proofs.

Input: the bytes of leaves, or proofs from anywhere. Output: roots and proofs, or whether one holds.
Pure. A tree keeps the hashes of all its complete subtrees, so that a proof takes O(log² n) look-ups
and no hash of a leaf is made twice. What is judged may be malformed: then it does not hold.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 32
"""Bytes of a hash."""
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of a leaf; its prefix keeps a leaf from passing for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """The hashes of all complete subtrees by level, each level as one string of bytes.

    `levels[k]` holds the roots of the subtrees of 2^k leaves; `levels[0]` are the leaves' hashes.
    """

    levels: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self.levels[0]) // WIDTH

    def leaf(self, index: int) -> bytes:
        """Return the hash of the leaf at `index`, from 0; raises IndexError where there is none."""
        if not 0 <= index < self.size:
            raise IndexError(f"no leaf {index} among {self.size}")
        return self._complete(0, index)

    def root(self, size: int | None = None) -> bytes:
        """Return the root, or the one that the tree had with its first `size` leaves.

        Raises IndexError where it never had so many.
        """
        stop = self._check_size(size)
        return self._hash_range(0, stop) if stop else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the leaf is in the tree of `size` leaves (PATH, RFC 9162 §2.1.3.1).

        Raises IndexError where it is not.
        """
        start, stop = 0, self._check_size(size)
        if not 0 <= index < stop:
            raise IndexError(f"no leaf {index} among {stop}")
        proof = []
        while stop - start > 1:
            middle = start + _split(stop - start)
            if index < middle:
                proof.append(self._hash_range(middle, stop))
                stop = middle
            else:
                proof.append(self._hash_range(start, middle))
                start = middle
        return tuple(reversed(proof))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that `new` leaves begin with the `old` ones (RFC 9162 §2.1.4.1).

        It is empty where nothing is to prove: `old` is 0 or equals `new`. Raises IndexError where
        `old` is not within `new`, or the tree never had so many leaves.
        """
        start, stop = 0, self._check_size(new)
        if not 0 <= old <= stop:
            raise IndexError(f"no {old} leaves among {stop}")
        if old in (0, stop):
            return ()
        proof = []
        while stop != old:
            middle = start + _split(stop - start)
            if old <= middle:
                proof.append(self._hash_range(middle, stop))
                stop = middle
            else:
                proof.append(self._hash_range(start, middle))
                start = middle
        if start:
            proof.append(self._hash_range(start, stop))
        return tuple(reversed(proof))

    def _check_size(self, size: int | None) -> int:
        stop = self.size if size is None else size
        if not 0 <= stop <= self.size:
            raise IndexError(f"no {stop} leaves among {self.size}")
        return stop

    def _complete(self, level: int, index: int) -> bytes:
        return self.levels[level][index * WIDTH : (index + 1) * WIDTH]

    def _hash_range(self, start: int, stop: int) -> bytes:
        """Return the root above some leaves; a split never starts amid a complete subtree."""
        size = stop - start
        if size & (size - 1) == 0:
            level = size.bit_length() - 1
            return self._complete(level, start >> level)
        middle = start + _split(size)
        return hash_node(self._hash_range(start, middle), self._hash_range(middle, stop))


def grow_tree(hashes: Iterable[bytes]) -> Tree:
    """Make the tree above the hashes of leaves, in their order."""
    levels = [b"".join(hashes)]
    while (count := len(levels[-1]) // (2 * WIDTH)) > 0:
        below = levels[-1]
        # Beside each other in their level, two hashes are what their node is the hash of.
        pairs = (below[2 * WIDTH * at : 2 * WIDTH * (at + 1)] for at in range(count))
        levels.append(b"".join(hashlib.sha256(b"\x01" + pair).digest() for pair in pairs))
    return Tree(tuple(levels))


def _split(size: int) -> int:
    """Return the largest power of two below `size`, which is 2 or more."""
    return 1 << ((size - 1).bit_length() - 1)


# ---------------------------------------------------------------- judging proofs


def proves_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a leaf's hash is at `index` of the tree of `size` leaves with that root.

    The algorithm of RFC 9162 §2.1.3.2. Whatever is malformed proves nothing.
    """
    if not (_are_hashes(leaf, root, *proof) and _are_counts(index, size) and index < size):
        return False
    place, last, made = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            made = hash_node(sibling, made)
            place, last = _skip_levels(place, last)
        else:
            made = hash_node(made, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and made == root


def proves_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the tree of `new` leaves begins with the tree of `old` leaves.

    The algorithm of RFC 9162 §2.1.4.2, and what goes without a proof: a tree is consistent with
    itself and with the empty one. Whatever is malformed proves nothing.
    """
    if not (_are_hashes(old_root, new_root, *proof) and _are_counts(old, new) and old <= new):
        return False
    if old == new:
        return not proof and old_root == new_root and (old > 0 or old_root == EMPTY_ROOT)
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    first, *rest = proof if old & (old - 1) else (old_root, *proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    made_old = made_new = first
    for sibling in rest:
        if last == 0:
            return False
        if place & 1 or place == last:
            made_old = hash_node(sibling, made_old)
            made_new = hash_node(sibling, made_new)
            place, last = _skip_levels(place, last)
        else:
            made_new = hash_node(made_new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and made_old == old_root and made_new == new_root


def _skip_levels(place: int, last: int) -> tuple[int, int]:
    """Go up where a node stands alone at the right edge, without a sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def read_hash(text: object) -> bytes | None:
    """Read a hash written in lower-case hexadecimal, as all are here; None where it is none."""
    if isinstance(text, str) and _HEX.fullmatch(text):
        return bytes.fromhex(text)
    return None


def read_proof(texts: object) -> tuple[bytes, ...] | None:
    """Read a list of hashes; None where it is none, or one of them is none."""
    if not isinstance(texts, list):
        return None
    read = [hash_ for text in texts if (hash_ := read_hash(text)) is not None]
    return tuple(read) if len(read) == len(texts) else None


def _are_hashes(*values: object) -> bool:
    return all(isinstance(value, bytes) and len(value) == WIDTH for value in values)


def _are_counts(*values: object) -> bool:
    """Whole numbers from 0; True is none, though Python counts it among them."""
    return all(
        isinstance(value, int) and not isinstance(value, bool) and value >= 0 for value in values
    )
