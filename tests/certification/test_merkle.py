"""The Merkle tree of RFC 9162: published vectors, the definition itself, and every wrong proof."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.certification.merkle import (
    EMPTY_ROOT,
    grow_tree,
    hash_leaf,
    hash_node,
    proves_consistency,
    proves_inclusion,
    read_hash,
    read_proof,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.certification.merkle import Tree

# The figures of RFC 6962's reference tests, as transparency-dev/merkle and
# google/certificate-transparency publish them.
LEAVES = tuple(
    map(
        bytes.fromhex,
        (
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ),
    )
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
NODES = (
    (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ),
    (
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ),
    (
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    ("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",),
)
# (index, size): the proof as nodes, (level, place).
INCLUSIONS = {
    (0, 1): [],
    (0, 8): [(0, 1), (1, 1), (2, 1)],
    (5, 8): [(0, 4), (1, 3), (2, 0)],
    (2, 3): [(1, 0)],
    (1, 5): [(0, 0), (1, 1), (0, 4)],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): [(0, 1), (1, 1), (2, 1)],
    (6, 8): [(1, 2), (1, 3), (2, 0)],
    (2, 5): [(1, 1), (0, 4)],
    (6, 7): [(1, 2), (0, 6), (2, 0)],
}
OF_RFC = grow_tree(map(hash_leaf, LEAVES))


def name_nodes(places: list[tuple[int, int]]) -> list[str]:
    return [NODES[level][place] for level, place in places]


def shown(proof: tuple[bytes, ...]) -> list[str]:
    return [one.hex() for one in proof]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_published(size: int) -> None:
    assert OF_RFC.root(size).hex() == ROOTS[size]
    assert grow_tree(map(hash_leaf, LEAVES[:size])).root().hex() == ROOTS[size]


def test_the_nodes_are_those_published() -> None:
    levels = [
        [level[at : at + 32].hex() for at in range(0, len(level), 32)] for level in OF_RFC.levels
    ]
    assert levels == [list(level) for level in NODES]


@pytest.mark.parametrize(("index", "size"), INCLUSIONS)
def test_the_proofs_of_inclusion_are_those_published(index: int, size: int) -> None:
    proof = OF_RFC.inclusion(index, size)
    assert shown(proof) == name_nodes(INCLUSIONS[index, size])
    leaf, root = hash_leaf(LEAVES[index]), bytes.fromhex(ROOTS[size])
    assert proves_inclusion(leaf, index, size, proof, root)


@pytest.mark.parametrize(("old", "new"), CONSISTENCIES)
def test_the_proofs_of_consistency_are_those_published(old: int, new: int) -> None:
    proof = OF_RFC.consistency(old, new)
    assert shown(proof) == name_nodes(CONSISTENCIES[old, new])
    before, after = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    assert proves_consistency(old, new, before, after, proof)


# ---------------------------------------------------------------- the definition, word by word


def split(leaves: list[bytes]) -> int:
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return k


def mth(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = split(leaves)
    return hashlib.sha256(b"\1" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(leaves)
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(leaves)
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


def leaves_of(size: int) -> list[bytes]:
    return [str(n).encode() for n in range(size)]


def plant(size: int) -> Tree:
    return grow_tree(map(hash_leaf, leaves_of(size)))


@pytest.mark.parametrize("size", [*range(1, 34), 63, 64, 65, 100])
def test_roots_and_proofs_are_those_of_the_definition(size: int) -> None:
    leaves, tree = leaves_of(size), plant(size + 7)
    assert tree.root(size) == mth(leaves)
    for m in range(size):
        assert list(tree.inclusion(m, size)) == path(m, leaves)
    for m in range(1, size + 1):
        assert list(tree.consistency(m, size)) == subproof(m, leaves, whole=True)


@given(st.lists(st.binary(max_size=40), max_size=70), st.data())
def test_what_is_in_a_tree_can_be_proved(leaves: list[bytes], data: st.DataObject) -> None:
    tree = grow_tree(map(hash_leaf, leaves))
    assert tree.root() == mth(leaves)
    old = data.draw(st.integers(0, len(leaves)))
    proof = tree.consistency(old)
    assert proves_consistency(old, tree.size, tree.root(old), tree.root(), proof)
    if old:
        index = data.draw(st.integers(0, old - 1))
        proof = tree.inclusion(index, old)
        assert proves_inclusion(hash_leaf(leaves[index]), index, old, proof, tree.root(old))


def test_proofs_out_of_a_great_tree_are_as_short_as_its_height() -> None:
    tree = plant(50_000)
    for index in (0, 1, 32_767, 32_768, 49_998, 49_999):
        proof = tree.inclusion(index)
        assert len(proof) <= 16
        assert proves_inclusion(tree.leaf(index), index, 50_000, proof, tree.root())
    for old in (1, 2, 32_767, 32_768, 32_769, 49_999):
        proof = tree.consistency(old)
        assert len(proof) <= 17
        assert proves_consistency(old, 50_000, tree.root(old), tree.root(), proof)


@pytest.mark.parametrize("size", [-1, 9])
def test_a_size_that_the_tree_never_had_is_an_error(size: int) -> None:
    for ask in (
        lambda: OF_RFC.root(size),
        lambda: OF_RFC.inclusion(0, size),
        lambda: OF_RFC.consistency(0, size),
    ):
        with pytest.raises(IndexError):
            ask()


def test_a_leaf_beyond_the_end_is_an_error() -> None:
    for index in (-1, 8):
        with pytest.raises(IndexError):
            OF_RFC.leaf(index)
        with pytest.raises(IndexError):
            OF_RFC.inclusion(index)
    with pytest.raises(IndexError):
        OF_RFC.inclusion(5, 5)
    with pytest.raises(IndexError):
        OF_RFC.consistency(6, 5)


# ---------------------------------------------------------------- wrong proofs

SIZES = (1, 2, 3, 5, 6, 7, 8, 9, 13, 16, 17)
STRANGE = hashlib.sha256(b"strange").digest()


def spoil(proof: tuple[bytes, ...], *near: bytes) -> Iterator[tuple[bytes, ...]]:
    """Every proof with one thing flipped, dropped, added, doubled or swapped."""
    for at, one in enumerate(proof):
        for byte in (0, 31):
            flipped = bytearray(one)
            flipped[byte] ^= 0x10
            yield (*proof[:at], bytes(flipped), *proof[at + 1 :])
        yield proof[:at] + proof[at + 1 :]
        yield (*proof[:at], one[:-1], *proof[at + 1 :])
        yield (*proof[:at], one + b"\0", *proof[at + 1 :])
        yield (*proof[:at], STRANGE, *proof[at + 1 :])
    for at in range(len(proof) + 1):
        for more in (STRANGE, b"", *near, *proof):
            yield (*proof[:at], more, *proof[at:])
    if len(proof) > 1:
        yield proof[::-1]


@pytest.mark.parametrize("size", SIZES)
def test_no_wrong_proof_of_inclusion_holds(size: int) -> None:
    tree = plant(size)
    root = tree.root()
    for index in range(size):
        leaf, proof = tree.leaf(index), tree.inclusion(index)
        assert proves_inclusion(leaf, index, size, proof, root)
        for wrong in spoil(proof, leaf, root):
            assert not proves_inclusion(leaf, index, size, wrong, root)
        for other in range(-1, 2 * size + 2):
            if other != index:
                assert not proves_inclusion(leaf, other, size, proof, root)
        for strange in (STRANGE, b"", EMPTY_ROOT, root[:-1], leaf[::-1]):
            assert not proves_inclusion(strange, index, size, proof, root)
            assert not proves_inclusion(leaf, index, size, proof, strange)


@pytest.mark.parametrize("size", SIZES)
def test_an_inclusion_in_a_tree_of_another_height_does_not_hold(size: int) -> None:
    # Among sizes of one height the same proof may serve: the root is what tells them apart.
    tree = plant(size)
    for index in range(size):
        leaf, proof, root = tree.leaf(index), tree.inclusion(index), tree.root()
        for other in (-1, 0, index, size * 2 + 1, size * 4):
            assert not proves_inclusion(leaf, index, other, proof, root)


@pytest.mark.parametrize("new", SIZES)
def test_no_wrong_proof_of_consistency_holds(new: int) -> None:
    tree = plant(new)
    for old in range(1, new):
        before, after, proof = tree.root(old), tree.root(), tree.consistency(old)
        assert proves_consistency(old, new, before, after, proof)
        for wrong in (*spoil(proof, before, after), ()):
            assert not proves_consistency(old, new, before, after, wrong), (old, new)
        for other in range(-1, new + 2):
            if other != old:
                assert not proves_consistency(other, new, before, after, proof)
        for other in (-1, 0, old - 1, old, new * 2 + 1, new * 4):
            assert not proves_consistency(old, other, before, after, proof)
        for strange in (STRANGE, b"", EMPTY_ROOT, before[:-1]):
            assert not proves_consistency(old, new, strange, after, proof)
            assert not proves_consistency(old, new, before, strange, proof)
        assert not proves_consistency(old, new, after, before, proof)


@given(st.integers(2, 40), st.data())
def test_a_tree_that_was_changed_anywhere_is_not_consistent(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old - 1))
    changed = leaves_of(size)
    changed[at] += b"!"
    before, tree = plant(old).root(), grow_tree(map(hash_leaf, changed))
    assert not proves_consistency(old, size, before, tree.root(), tree.consistency(old))
    assert not proves_consistency(old, size, before, tree.root(), plant(size).consistency(old))


def test_what_goes_without_a_proof_takes_none() -> None:
    root = OF_RFC.root()
    assert proves_consistency(8, 8, root, root, ())
    assert not proves_consistency(8, 8, root, root, (STRANGE,))
    assert not proves_consistency(8, 8, root, STRANGE, ())
    assert proves_consistency(0, 8, EMPTY_ROOT, root, ())
    assert not proves_consistency(0, 8, root, root, ())
    assert not proves_consistency(0, 8, EMPTY_ROOT, root, (STRANGE,))
    assert proves_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())
    assert not proves_consistency(0, 0, root, root, ())
    assert not proves_inclusion(EMPTY_ROOT, 0, 0, (), EMPTY_ROOT)


@pytest.mark.parametrize("odd", [None, True, 1.0, "1", b"1"])
def test_what_is_no_number_proves_nothing(odd: object) -> None:
    tree = plant(2)
    leaf, root = tree.leaf(1), tree.root()
    given_: dict[str, object] = {"proof": tree.inclusion(1), "root": root}
    assert not proves_inclusion(leaf, odd, 2, **given_)  # type: ignore[arg-type]
    assert not proves_inclusion(leaf, 0, odd, **given_)  # type: ignore[arg-type]
    proof = tree.consistency(1)
    assert not proves_consistency(odd, 2, tree.root(1), root, proof)  # type: ignore[arg-type]
    assert not proves_consistency(1, odd, tree.root(1), root, proof)  # type: ignore[arg-type]


@pytest.mark.parametrize("odd", [None, 7, "a" * 32, bytearray(32), b"\0" * 31])
def test_what_is_no_hash_proves_nothing(odd: object) -> None:
    tree = plant(2)
    assert not proves_inclusion(tree.leaf(1), 1, 2, [odd], tree.root())  # type: ignore[list-item]
    assert not proves_inclusion(odd, 0, 1, (), odd)  # type: ignore[arg-type]
    assert not proves_consistency(1, 1, odd, odd, ())  # type: ignore[arg-type]


def test_a_leaf_cannot_pass_for_a_node() -> None:
    left, right = hash_leaf(b"left"), hash_leaf(b"right")
    assert hash_leaf(left + right) != hash_node(left, right)


@pytest.mark.parametrize(
    "text", [None, 7, "", "00", "A" * 64, "0" * 63, "0" * 65, "0" * 64 + "\n", " " + "0" * 63]
)
def test_a_hash_is_read_only_as_it_is_written(text: object) -> None:
    assert read_hash(text) is None
    assert read_proof([ROOTS[1], text]) is None
    assert read_proof(text) is None


def test_a_hash_and_a_proof_are_read() -> None:
    assert read_hash(ROOTS[0]) == EMPTY_ROOT
    assert read_proof([]) == ()
    assert read_proof([ROOTS[1], ROOTS[0]]) == (bytes.fromhex(ROOTS[1]), EMPTY_ROOT)
