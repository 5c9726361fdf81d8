"""The status lists, decoded again as another body's checker would."""

from __future__ import annotations

import base64
import gzip
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.certification.standing import Status
from generator.publication.status_list import BITS, build_status_lists, encode_bits
from tests.certification.material import decide
from tests.publication.ledgers import ORIGIN, A, B, firm_with, ledger_of


def read_bits(encoded: str) -> bytes:
    """Return the bits of a list: multibase, base64url without padding, gzip."""
    assert encoded[0] == "u"
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def is_set(credential: dict[str, Any], index: int) -> bool:
    bits = read_bits(credential["credentialSubject"]["encodedList"])
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def granted(number: str, day: date) -> Any:
    return replace(decide("grant", day, "2026-initial"), certificate=number)


FIRMS = (
    firm_with(A, granted("N-1", date(2026, 1, 5)), granted("N-4", date(2026, 2, 9))),
    firm_with(B, granted("N-2", date(2026, 1, 6)), granted("N-3", date(2026, 1, 6))),
)


def test_an_index_is_the_number_of_certificates_granted_before_and_never_changes() -> None:
    early = build_status_lists(ledger_of(*FIRMS, day=date(2026, 1, 31)), {}, ORIGIN)
    late = build_status_lists(ledger_of(*FIRMS), {}, ORIGIN)
    assert early.indexes == {"N-1": 0, "N-2": 1, "N-3": 2}
    assert late.indexes == {**early.indexes, "N-4": 3}


@pytest.mark.parametrize(
    ("status", "purposes"),
    [
        (Status.VALID, set()),
        (Status.SURVEILLANCE_DUE, set()),
        (Status.EXPIRED, set()),
        (Status.SUSPENDED, {"suspension"}),
        (Status.WITHDRAWN, {"revocation"}),
        (Status.SUPERSEDED, {"revocation"}),
    ],
)
def test_a_bit_is_set_for_the_certificate_that_is_revoked_or_suspended_and_for_no_other(
    status: Status, purposes: set[str]
) -> None:
    statuses = {"N-1": Status.VALID, "N-2": status, "N-3": Status.VALID}
    lists = build_status_lists(ledger_of(*FIRMS), statuses, ORIGIN)
    assert set(lists.credentials) == {"revocation", "suspension"}
    for purpose, credential in lists.credentials.items():
        marked = [name for name, index in lists.indexes.items() if is_set(credential, index)]
        assert marked == (["N-2"] if purpose in purposes else [])


def test_the_credential_has_what_the_specification_asks_for() -> None:
    credential = build_status_lists(ledger_of(*FIRMS), {}, ORIGIN, suffix="jwt").credentials[
        "revocation"
    ]
    subject = credential["credentialSubject"]
    assert credential["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert credential["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert credential["id"] == "https://registry.example/status/revocation.jwt"
    assert credential["issuer"] == "did:web:registry.example"
    assert subject["type"] == "BitstringStatusList"
    assert subject["statusPurpose"] == "revocation"


def test_a_list_is_long_enough_to_hide_in_and_grows_by_whole_lengths() -> None:
    assert len(read_bits(encode_bits((), 0))) * 8 == BITS == 131_072
    assert len(read_bits(encode_bits((), BITS))) * 8 == BITS
    longer = read_bits(encode_bits((BITS,), BITS + 1))
    assert len(longer) * 8 == 2 * BITS
    assert [at for at, byte in enumerate(longer) if byte] == [BITS // 8]


def test_the_same_list_has_the_same_bytes_whatever_the_clock() -> None:
    assert encode_bits((3,), 4) == encode_bits((3,), 4)
    packed = base64.urlsafe_b64decode(encode_bits((3,), 4)[1:] + "===")
    assert packed[4:8] == b"\0\0\0\0"
