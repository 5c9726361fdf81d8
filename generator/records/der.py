"""Records: the encoding of certificates and signatures (DER, X.690 §10), as strictly as it is.

Input: bytes. Output: the encoded elements within an element. One number has one encoding here:
lengths must be the shortest and fit exactly.
"""

from __future__ import annotations

SEQUENCE, SET, INTEGER, BITS, OCTETS = 0x30, 0x31, 0x02, 0x03, 0x04
_HEAD = 2
"""Bytes of a tag and a short length."""
_SHORT = 0x80
_LONGEST_LENGTH = 4
"""Bytes that a length may take."""


class NotDer(Exception):  # noqa: N818 (a verdict, caught by whoever asked)
    """The bytes are not encoded so, or not in the shape that was looked for."""


def split_element(encoded: bytes, tag: int, *, most: int) -> list[bytes]:
    """Return the elements, `most` at most, within the one element that `encoded` must be.

    Raises NotDer.
    """
    start, end = _find_content(encoded, 0)
    if encoded[0] != tag or end != len(encoded):
        raise NotDer
    found: list[bytes] = []
    while start < end:
        _, after = _find_content(encoded, start)
        if after > end or len(found) == most:
            raise NotDer
        found.append(encoded[start:after])
        start = after
    return found


def take_content(encoded: bytes, tag: int) -> bytes:
    """Return the content of the one element that `encoded` must be; raises NotDer."""
    start, end = _find_content(encoded, 0)
    if encoded[0] != tag or end != len(encoded):
        raise NotDer
    return encoded[start:]


def cut_element(encoded: bytes) -> bytes:
    """Return the first element of `encoded`; raises NotDer."""
    return encoded[: _find_content(encoded, 0)[1]]


def make_element(tag: int, *parts: bytes) -> bytes:
    """Return an element: tag, shortest length, content."""
    content = b"".join(parts)
    length = len(content)
    if length < _SHORT:
        return bytes((tag, length)) + content
    written = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, _SHORT + len(written))) + written + content


def _find_content(encoded: bytes, at: int) -> tuple[int, int]:
    """Return where the content of the element at `at` begins and ends, in bytes from 0."""
    head = encoded[at : at + _HEAD]
    if len(head) != _HEAD:
        raise NotDer
    length, start = head[1], at + _HEAD
    if length >= _SHORT:
        size = length - _SHORT
        written = encoded[start : start + size]
        if not 1 <= size <= _LONGEST_LENGTH or len(written) != size:
            raise NotDer
        length, start = int.from_bytes(written, "big"), start + size
        if length < _SHORT or written[0] == 0:  # not the shortest
            raise NotDer
    if start + length > len(encoded):
        raise NotDer
    return start, start + length
