"""Verification: a VC-JWT → its payload, where the key of a given certificate signed it.

Input: any text. Output: `Credential` or None. Accepted is the one form that `signing.credentials`
writes: three parts in base64url without slack, the header as canonical JSON, RS256.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.certificates import read_certificate
from generator.signing.credentials import encode_base64url, encode_header
from generator.signing.rsa import is_signed_by

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 1024 * 1024
"""Characters of a token that is looked at."""
_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What a key signed: the payload byte by byte, and the address of the key that it names."""

    kid: str
    payload: bytes


def read_credential(token: str, certificate: bytes) -> Credential | None:
    """Read a token that the key of a certificate must have signed; never raises."""
    parts = token.split(".") if len(token) <= LONGEST else []
    key = read_certificate(certificate)
    if len(parts) != _PARTS or key is None:
        return None
    decoded = _decode_parts(parts)
    if decoded is None:
        return None
    header, payload, signature = decoded
    kid = _read_kid(header)
    if kid is None or not is_signed_by(key.key, f"{parts[0]}.{parts[1]}".encode(), signature):
        return None
    return Credential(kid=kid, payload=payload)


def _decode_parts(parts: Sequence[str]) -> tuple[bytes, bytes, bytes] | None:
    try:
        header, payload, signature = (
            base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
            for part in parts
        )
    except (binascii.Error, ValueError):
        return None
    # Unused bits of a last character, padding, the other alphabet: another text, the same bytes.
    if [encode_base64url(one) for one in (header, payload, signature)] != list(parts):
        return None
    return header, payload, signature


def _read_kid(header: bytes) -> str | None:
    """Return the key that a header names, where it is the header that would be written for it."""
    try:
        kid = json.loads(header)["kid"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return kid if isinstance(kid, str) and encode_header(kid) == header else None
