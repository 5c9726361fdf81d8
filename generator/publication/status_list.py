"""Publication: the status lists that other bodies' wallets and checkers read; pure.

Input: the ledger and how each certificate stands. Output: for each purpose a
BitstringStatusListCredential as plain data, not signed; and each certificate's place in the lists.
Source: https://www.w3.org/TR/vc-bitstring-status-list/.
"""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.certification.standing import Status
from generator.publication.credential import PURPOSES
from generator.publication.identity import name_issuer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.certification.ledger import Ledger

BITS = 131_072
"""The fewest that a list may have, so that a look-up tells little; longer ones are multiples."""
_MEANS = {
    "revocation": (Status.WITHDRAWN, Status.SUPERSEDED),
    "suspension": (Status.SUSPENDED,),
}
"""What sets a bit; expiry does not: the credential says it itself."""
_GZIP = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""The head of a gzip file without a time and without a system (RFC 1952)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLists:
    """The lists as credentials by purpose, and each certificate's place by its number."""

    credentials: Mapping[str, dict[str, Any]]
    indexes: Mapping[str, int]


def build_status_lists(
    ledger: Ledger, statuses: Mapping[str, Status], site_url: str, *, suffix: str = "json"
) -> StatusLists:
    """Return the lists for the ledger's day; `statuses` by number of certificate in effect.

    `site_url` ends with a slash; the lists stand at `status/<purpose>.<suffix>` below it.
    """
    indexes = index_certificates(ledger)
    day = ledger.day.isoformat()
    credentials = {}
    for purpose in PURPOSES:
        at = [
            indexes[n]
            for n, status in statuses.items()
            if status in _MEANS[purpose] and n in indexes
        ]
        address = f"{site_url}status/{purpose}.{suffix}"
        credentials[purpose] = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": name_issuer(site_url),
            "validFrom": f"{day}T00:00:00Z",
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": encode_bits(at, len(indexes)),
            },
        }
    return StatusLists(credentials=credentials, indexes=indexes)


def index_certificates(ledger: Ledger) -> dict[str, int]:
    """Return for each number granted how many were granted before it, in the order of record.

    What was recorded stays in its place, so that an index never changes.
    """
    numbers: dict[str, int] = {}
    for entry in ledger.entries:
        number = entry.decision.certificate
        if entry.decision.kind.issues and number is not None:
            numbers.setdefault(number, len(numbers))
    return numbers


def encode_bits(indexes: Iterable[int], size: int) -> str:
    """Return a list of at least `size` bits with those at `indexes` set: multibase `u` of gzip.

    The bit of index 0 is the highest of the first byte.
    """
    bits = bytearray(max(1, -(-size // BITS)) * BITS // 8)
    for index in indexes:
        bits[index >> 3] |= 0x80 >> (index & 7)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(bits) + packer.flush()
    file = _GZIP + packed + struct.pack("<II", zlib.crc32(bits), len(bits) & 0xFFFFFFFF)
    return "u" + base64.urlsafe_b64encode(file).decode().rstrip("=")
