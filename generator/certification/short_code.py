"""Certification: the short code of a certificate, which a person can read out and compare; pure.

Input: a certificate's number, revision and the hash of the ledger's leaf that made the revision.
Output: `7K3M-9Q2X`: eight characters of Crockford's base 32 (https://www.crockford.com/base32.html),
which has no I, L, O and U. Forty bits: enough to notice another sheet, not to prove a genuine one.
"""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_BITS = 5
_BREAKS = " \t\u00a0\u3000-‐‑‒–—−_·."
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_READ = {
    **{ord(mark): None for mark in _BREAKS},
    **str.maketrans("OIL", "011"),
}


def short_code(number: str, revision: int, leaf: str) -> str:
    """Return the code of a certificate's revision; `leaf` is the leaf's hash in hex."""
    digest = hashlib.sha256(f"{number}|{revision}|{leaf}".encode()).digest()
    bits = int.from_bytes(digest[: _LENGTH * _BITS // 8], "big")
    places = range(_BITS * (_LENGTH - 1), -1, -_BITS)
    return _write("".join(_ALPHABET[bits >> place & 31] for place in places))


def read_short_code(text: str) -> str | None:
    """Return the code that somebody typed, as it is printed; None where it is none.

    Small and full-width letters, O for 0, I and L for 1, spaces and any dashes are taken.
    """
    code = text.strip().translate(_WIDE).upper().translate(_READ)
    if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
        return None
    return _write(code)


def _write(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
