"""Status lists read: what the build writes is read, whatever else says nothing."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publication.status_list import BITS, encode_bits
from generator.verification import lists
from generator.verification.lists import decode_bits, is_set, read_list
from tests.verification.sites import DAY


@given(st.sets(st.integers(0, BITS + 10), max_size=20))
def test_what_is_set_is_read_as_set(places: set[int]) -> None:
    bits = decode_bits(encode_bits(sorted(places), BITS + 11))
    assert all(is_set(bits, place) for place in places)
    assert int.from_bytes(bits).bit_count() == len(places)
    assert not is_set(bits, 10**9)


def pack(content: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(content, mtime=0)).decode().rstrip("=")


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "z" + pack(b"1")[1:],
        "u",
        "u!!",
        "uAAAA",
        pack(b"words")[:-6],
        "u" + base64.urlsafe_b64encode(gzip.compress(b"1", mtime=0) + b"more").decode().rstrip("="),
    ],
)
def test_what_is_malformed_is_refused(encoded: str) -> None:
    with pytest.raises(ValueError, match=r"multibase|encodedList"):
        decode_bits(encoded)


def test_a_list_is_not_unpacked_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LONGEST", 1000)
    assert decode_bits(pack(bytes(1000))) == bytes(1000)
    with pytest.raises(ValueError, match="encodedList"):
        decode_bits(pack(bytes(1_000_000)))


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "did:web:other.example"},
        {"validFrom": "2025-05-31T00:00:00Z"},
        {"credentialSubject": {"statusPurpose": "revocation", "encodedList": pack(b"1")}},
        {"credentialSubject": {"statusPurpose": "suspension", "encodedList": 1}},
        {"credentialSubject": {}},
        {"credentialSubject": None},
    ],
)
def test_a_list_of_another_kind_is_refused(change: dict[str, object]) -> None:
    good = {
        "issuer": "did:web:registry.example",
        "validFrom": f"{DAY.isoformat()}T00:00:00Z",
        "credentialSubject": {"statusPurpose": "suspension", "encodedList": pack(b"1")},
    }
    wanted = {"purpose": "suspension", "issuer": "did:web:registry.example"}
    assert read_list(good, **wanted, day=DAY) == b"1"
    with pytest.raises(ValueError, match="status list"):
        read_list({**good, **change}, **wanted, day=DAY)
