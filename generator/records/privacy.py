"""Records: numbers and addresses of private persons, which a public registry must not hold.

Input: any text. Output: where a mobile number, an identity card's number, a bank card's number or
an e-mail address stands. A cheap sieve says for most texts that there is none; what it lets pass
is looked at by form, by check digit and by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class PrivateKind(StrEnum):
    """What may be found; the values are codes of problems."""

    IDENTITY_CARD = "private-identity-card"
    BANK_CARD = "private-bank-card"
    MOBILE = "private-mobile"
    EMAIL = "private-email"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNumber:
    """One number or address: `start` and `end` count characters of the text, from 0."""

    kind: PrivateKind
    start: int
    end: int
    written: str

    @property
    def masked(self) -> str:
        """The number as a public log may show it: 138****5678."""
        if self.kind is PrivateKind.EMAIL:
            local, _, domain = self.written.replace("＠", "@").partition("@")
            return f"{local[0]}***@{domain}"
        kept = _plain(self.written)
        head, tail = (4, 4) if self.kind is PrivateKind.BANK_CARD else (3, 2)
        if self.kind is PrivateKind.MOBILE:
            kept, head, tail = kept[-_MOBILE_LENGTH:], 3, 4
        return kept[:head] + "*" * (len(kept) - head - tail) + kept[-tail:]


_MOBILE_LENGTH = 11
# The sieve works on bytes, which is ten times faster than a pattern over the characters: digits,
# also full-width ones (EF BC 90–99), become 0, what may stand between digits is taken out. Bytes
# of other characters may thereby look like digits: the sieve lets too much pass, never too little.
_DIGIT_BYTES = frozenset((*b"0123456789", *range(0x90, 0x9A)))
_FLATTENED = bytes(ord("0") if byte in _DIGIT_BYTES else byte for byte in range(256))
_BETWEEN = bytes({*b" \t\r\n-.", *"\u00a0\u3000－‐‑‒–—―".encode()} - _DIGIT_BYTES)
_TELLING = b"0" * _MOBILE_LENGTH

_D = "[0-9０-９]"
_GAP = r"(?:[ \t\u00a0\u3000.\-－‐‑‒–—―]|[\-－]?[ \t]*\r?\n[ \t]*)"
"""What people put between the groups of a number; a folded line may break it there."""
_ALONE = "(?<![0-9０-９A-Za-z])", "(?![0-9０-９A-Za-z])"
_MOBILE = re.compile(
    rf"(?:(?:[+＋]|00|００)?[8８][6６]{_GAP}?)?(?P<own>[1１][3-9３-９]{_D}(?:{_GAP}?{_D}{{4}}){{2}})"
    rf"{_ALONE[1]}"
)
_MOBILE_BEFORE = re.compile(r"(?:[0-9０-９A-Za-z]|[0-9０-９][.,，\-－])\Z")
_CALLED = re.compile(r"(?:tel|phone|mobile|mob|cell|call|wechat|wx|qq)\Z", re.IGNORECASE)
_FIRST_GAP = re.compile(r"[^0-9０-９]")
_GROUP_BEFORE = re.compile(rf"(?<!{_D}){_D}{{3,4}}[ ]\Z")
_GROUP_AFTER = re.compile(rf"[ ]{_D}{{3,4}}(?!{_D})")
_AMOUNT_BEFORE = re.compile(r"[¥￥$€£]\s?\Z")
_AMOUNT_AFTER = re.compile(
    r"[.,][0-9]|\s?(?:[%％‰元万亿件台条份户吨秒]|次(?!日)|人次|字节|美元|kg|km|ms\b|bytes?\b)"
)
_IDENTITY = re.compile(
    rf"{_ALONE[0]}{_D}{{6}}{_GAP}?{_D}{{8}}{_GAP}?{_D}{{3}}[0-9０-９XxＸｘ]{_ALONE[1]}"
)
_OLD_IDENTITY = re.compile(rf"身份证[^0-9０-９\n]{{0,12}}(?P<own>{_D}{{15}}){_ALONE[1]}")
_CARD = re.compile(
    rf"{_ALONE[0]}(?:{_D}{{13,19}}|{_D}{{4}}(?:{_GAP}{_D}{{4}}){{2,3}}(?:{_GAP}{_D}{{1,4}})?"
    rf"|{_D}{{4}}{_GAP}{_D}{{6}}{_GAP}{_D}{{4,5}}|{_D}{{6}}{_GAP}{_D}{{7,13}}){_ALONE[1]}"
)
_LONGER_BEFORE = re.compile(r"[0-9０-９][ .,\-－]\Z")
_LONGER_AFTER = re.compile(r"[ .,\-－][0-9０-９]")
_LOCAL = re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_][A-Za-z0-9._%+\-]{0,63}\Z")
_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9\-])"
)
_LONGEST_LOCAL, _LONGEST_DOMAIN = 65, 256
_LINK = re.compile(r"https?://[^\s<>\"'“”（）()，。；、]+", re.IGNORECASE)
_CODE_FIELD = re.compile(r"(?:code|firm|successor_of):[ \t]*[\"']?\Z")
_STANDARD_FIELD = re.compile(r"standard:[ \t]*[\"']?\Z")
_LEFT = 20
"""Characters before a number that are looked at."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")

_PROVINCES = frozenset(
    f"{province}"
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 82),
    )
    for province in range(first, last + 1)
)
_OLDEST = 1850
_ISSUERS = re.compile(
    r"62[0-9]{14,17}\Z|9558[0-9]{12,15}\Z"  # UnionPay and the largest bank's older cards
    r"|4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})\Z"  # Visa
    r"|5[1-5][0-9]{14}\Z|2(?:2[2-9]|[3-6][0-9]|7[01]|720)[0-9]{12,13}\Z"  # Mastercard
    r"|3[47][0-9]{13}\Z|35[2-8][0-9]{13}\Z|3(?:0[0-5]|[68][0-9])[0-9]{11}\Z"  # Amex, JCB, Diners
)


def find_private(text: str) -> tuple[PrivateNumber, ...]:
    """Find what belongs to private persons, in the order of the text, each number once."""
    found: list[PrivateNumber] = []
    if _TELLING in text.encode("utf-8", "replace").translate(_FLATTENED, _BETWEEN):
        taken = bytearray(len(text))
        for match in _LINK.finditer(text):
            taken[match.start() : match.end()] = b"\1" * len(match[0])
        # By how much the form says: a number is told as the first that it can be.
        for search in (_find_identity_cards, _find_bank_cards, _find_mobiles):
            for number in search(text):
                if 1 not in taken[number.start : number.end]:
                    taken[number.start : number.end] = b"\1" * len(number.written)
                    found.append(number)
    found.extend(_find_emails(text))
    return tuple(sorted(found, key=lambda number: number.start))


def mask_private(text: str) -> str:
    """Return a text as a public log may show it: what is private is masked."""
    for number in reversed(find_private(text)):
        text = text[: number.start] + number.masked + text[number.end :]
    return text


def _find_mobiles(text: str) -> Iterator[PrivateNumber]:
    for match in _MOBILE.finditer(text):
        start, end = match.span()
        before, after = text[max(start - _LEFT, 0) : start], text[end : end + 8]
        if _MOBILE_BEFORE.search(before) and not _CALLED.search(before):
            continue
        gap = _FIRST_GAP.search(match["own"])
        if gap and _is_longer(gap[0], before, after):
            continue
        if after.startswith("-") and after[1:2].isdigit():
            continue
        if not (_AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(after)):
            yield _number(PrivateKind.MOBILE, text, start, end)


def _is_longer(gap: str, before: str, after: str) -> bool:
    """Tell whether the groups of a number go on beyond it, in the same way of writing."""
    if gap.isspace():  # between two numbers stands a blank, too: only a like group belongs to it
        return bool(_GROUP_BEFORE.search(before) or _GROUP_AFTER.match(after))
    return (after[:1] == gap and after[1:2].isdigit()) or (
        before[-1:] == gap and before[-2:-1].isdigit()
    )


def _find_identity_cards(text: str) -> Iterator[PrivateNumber]:
    for match in _IDENTITY.finditer(text):
        start, end = match.span()
        coded = _CODE_FIELD.search(text[max(start - _LEFT, 0) : start])
        if is_identity_number(_plain(match[0])) and not coded:
            yield _number(PrivateKind.IDENTITY_CARD, text, start, end)
    for match in _OLD_IDENTITY.finditer(text):
        written = _plain(match["own"])
        if written[:2] in _PROVINCES and _is_day(f"19{written[6:12]}"):
            yield _number(PrivateKind.IDENTITY_CARD, text, *match.span("own"))


def _find_bank_cards(text: str) -> Iterator[PrivateNumber]:
    for match in _CARD.finditer(text):
        start, end = match.span()
        before, after = text[max(start - _LEFT, 0) : start], text[end : end + 2]
        if len(_plain(match[0])) == len(match[0]):  # unbroken: only a hyphen makes it longer
            longer = before[-1:] == "-" or (after[:1] == "-" and after[1:].isdigit())
        else:
            longer = bool(_LONGER_BEFORE.search(before) or _LONGER_AFTER.match(after))
        coded = _CODE_FIELD.search(before)
        if is_bank_card_number(_plain(match[0])) and not longer and not coded:
            yield _number(PrivateKind.BANK_CARD, text, start, end)


def _find_emails(text: str) -> Iterator[PrivateNumber]:
    for sign in "@＠":
        at = text.find(sign)
        while at >= 0:
            # A slice a sign: a pattern over the whole text would cost a hundred times as much.
            local = _LOCAL.search(text[max(at - _LONGEST_LOCAL, 0) : at])
            domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
            if local and domain:
                start = at - len(local[0])
                before = text[max(start - _LEFT, 0) : start]
                # A standard's version may look like a host: repair@2026.beta.
                if not _STANDARD_FIELD.search(before) and not before.endswith("://"):
                    yield _number(PrivateKind.EMAIL, text, start, domain.end())
            at = text.find(sign, at + 1)


def _number(kind: PrivateKind, text: str, start: int, end: int) -> PrivateNumber:
    return PrivateNumber(kind=kind, start=start, end=end, written=text[start:end])


def _plain(written: str) -> str:
    """Return the bare number: half-width digits and X, nothing between them."""
    return re.sub(r"[^0-9X]", "", written.translate(_FULL_WIDTH).upper())


def is_identity_number(number: str) -> bool:
    """Tell whether 18 characters are a resident's identity number.

    GB 11643-1999: province, a day of birth that is in the calendar, and a check character by
    ISO/IEC 7064 MOD 11-2.
    """
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    weighted = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17]))
    checked = number[17] == "10X98765432"[weighted % 11]
    return checked and number[:2] in _PROVINCES and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day.year >= _OLDEST


def is_bank_card_number(number: str) -> bool:
    """Tell whether 13–19 digits are a bank card's number: an issuer's prefix and Luhn's check.

    Thirteen digits may be an article's number on a package (EAN-13): those are let pass.
    """
    if not _ISSUERS.match(number):
        return False
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(number))]
    if sum(d - 9 if d > 9 else d for d in doubled) % 10:  # noqa: PLR2004 (two digits)
        return False
    return len(number) != 13 or not _is_article_number(number)  # noqa: PLR2004 (EAN-13)


def _is_article_number(number: str) -> bool:
    return sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(number)) % 10 == 0
