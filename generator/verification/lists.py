"""Verification: whether a signed status list says of a certificate what the register says; pure.

Input: a status list as VC-JWT, a certificate's place in it. Output: yes or no; what is malformed,
too large, of another day or not signed by a trusted key says no.
Source: https://www.w3.org/TR/vc-bitstring-status-list/.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING, Any

from generator.certification.standing import Status
from generator.publication.credential import PURPOSES
from generator.records.certificates import read_key_id
from generator.verification.credential import read_credential
from generator.verification.facts import parse_json

if TYPE_CHECKING:
    from datetime import date

    from generator.verification.judging import Trust

LONGEST = 4 * 1024 * 1024
"""Bytes of a list: 33 million certificates."""
_GZIP = 16 + zlib.MAX_WBITS
SETS = {
    "revocation": (Status.WITHDRAWN, Status.SUPERSEDED),
    "suspension": (Status.SUSPENDED,),
}


def list_agrees(
    token: bytes | None, *, purpose: str, index: int, status: Status, trust: Trust, day: date
) -> bool:
    """Tell whether a list, signed by a trusted key on the day, bears a status out."""
    if purpose not in PURPOSES or token is None or not token.isascii():
        return False
    for certificate in trust.certificates:
        read = read_credential(token.decode("ascii"), certificate)
        if read is None or read.kid != f"{trust.did}#{read_key_id(certificate)}":
            continue
        try:
            bits = read_list(parse_json(read.payload), purpose=purpose, issuer=trust.did, day=day)
        except ValueError:
            return False
        return is_set(bits, index) is (status in SETS[purpose])
    return False


def read_list(document: Any, *, purpose: str, issuer: str | None, day: date) -> bytes:
    """Return the bits of a list of a purpose, an issuer and a day; raises ValueError."""
    try:
        subject = document["credentialSubject"]
        told = (document["issuer"], document["validFrom"], subject["statusPurpose"])
        encoded = subject["encodedList"]
    except (LookupError, TypeError) as error:
        raise ValueError("status list") from error
    if told != (issuer, f"{day.isoformat()}T00:00:00Z", purpose) or not isinstance(encoded, str):
        raise ValueError("status list")
    return decode_bits(encoded)


def decode_bits(encoded: str) -> bytes:
    """Unpack a list: multibase `u` of gzip; raises ValueError."""
    if not encoded.startswith("u"):
        raise ValueError("multibase")
    text = encoded[1:]
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(_GZIP)
        bits = unpacker.decompress(packed, LONGEST + 1)
    except (binascii.Error, zlib.error) as error:
        raise ValueError("encodedList") from error
    if not unpacker.eof or unpacker.unused_data or len(bits) > LONGEST:
        raise ValueError("encodedList")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """Return a bit, that of index 0 being the highest of the first byte; False past the end."""
    place = index >> 3
    return place < len(bits) and bool(bits[place] & 0x80 >> (index & 7))
