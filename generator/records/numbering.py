"""Records: certificate numbers and their check digits.

Input: an issuer's prefix, a year and a sequence, or a number as somebody typed it.
Output: `ASC-2026-000123-42`, the last two digits by ISO 7064 mod 97-10.
"""

from __future__ import annotations

import re

from stdnum.iso7064 import mod_97_10

_NUMBER = re.compile(r"([A-Z]{2,6})([0-9]{4})([0-9]{6})([0-9]{2})\Z")
_LAST = 999_999
"""The last sequence of a year: it has six digits."""
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−_./]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def certificate_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number of the year's `sequence`-th certificate (1–999999).

    Raises ValueError where the sequence does not fit.
    """
    if not 1 <= sequence <= _LAST:
        message = f"sequence out of range: {sequence}"
        raise ValueError(message)
    body = f"{prefix}{year:04d}{sequence:06d}"
    return write_number(body + mod_97_10.calc_check_digits(body))


def compact_number(text: str) -> str:
    """Return a number as it is compared: capital letters and digits, no separators."""
    return _SEPARATORS.sub("", text.translate(_WIDE)).upper()


def write_number(compact: str) -> str:
    """Return a compact number as it is printed; anything else unchanged."""
    match = _NUMBER.match(compact)
    return "-".join(match.groups()) if match else compact


def number_flaw(text: str) -> str | None:
    """Tell what is wrong with a number: `form`, `check_digit`, or None."""
    compact = compact_number(text)
    if not _NUMBER.match(compact):
        return "form"
    return None if mod_97_10.is_valid(compact) else "check_digit"


def right_number(text: str) -> str:
    """Return the number with the check digits that its body asks for; raises ValueError on form."""
    match = _NUMBER.match(compact_number(text))
    if not match:
        message = f"not a certificate number: {text!r}"
        raise ValueError(message)
    body = "".join(match.groups()[:3])
    return write_number(body + mod_97_10.calc_check_digits(body))
