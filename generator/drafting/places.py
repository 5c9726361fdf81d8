"""Drafting: regions by a part of their name, in Chinese or in English.

Input: the registry's codes and words as typed. Output: the regions that fit, in their codes' order.
Counties come from python-stdnum's table, which names them in Chinese only (GB/T 2260).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum import numdb

from generator.drafting.answers import Choice, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.codes import Codes

_LEVELS = {2: "0000", 4: "00", 6: ""}
"""What completes the digits of a province, a prefecture, a county."""
_KINDS = ("省", "市", "县", "区", "自治区", "自治州", "盟", "旗")


def find_regions(codes: Codes, answer: str) -> tuple[Choice, ...]:
    """Return the regions of a code or with the words in their own name; a whole name goes first."""
    wanted = read_words(answer)
    if codes.knows_region(wanted):
        return (Choice(wanted, codes.region(wanted).title),)
    names = _list_names(codes)
    found = {code: name for code, name in names if wanted.casefold() in name.casefold()}
    whole = [code for code, name in found.items() if _is_whole(name, wanted)]
    return tuple(Choice(code, codes.region(code).title) for code in whole or sorted(found))


def _is_whole(name: str, wanted: str) -> bool:
    """Tell whether the words are the whole name, the word for its kind apart."""
    return any(name.casefold() == f"{wanted}{kind}".casefold() for kind in ("", *_KINDS))


def _list_names(codes: Codes) -> Iterator[tuple[str, str]]:
    """Yield every region that stands today with its own names, those above it left out."""
    for digits, title in codes.places.items():
        code = digits + _LEVELS[len(digits)]
        yield code, title.zh
        yield code, title.en
    for _length, province, _until, _about, counties in numdb.get("cn/loc").prefixes:
        for _length, rest, _until, about, _below in counties:
            # Written `[1983-1989]…,[1990-]…`: one without an end is today's, else it was abolished.
            for part in about.get("county", "").split(","):
                years, _end, name = part.rpartition("]")
                today = not years or years.endswith("-")
                if name and today and codes.knows_region(province + rest):
                    yield province + rest, name
