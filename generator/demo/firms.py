"""Demo, drawing: an invented firm, recognisable as such by its name, its code and its profile.

Input: a seed, an index and the public codes. Output: `Firm`.
Names and codes come from permutations, so no two firms share either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.demo import words
from generator.demo.draws import Permutation, Stream, draw_permutation, open_stream
from generator.demo.trades import (
    OTHER_SCOPES,
    OTHER_SUFFIXES,
    SCOPES,
    SUFFIXES,
    TRADES,
    Pair,
    Trade,
)
from generator.records.codes import credit_code_check
from generator.records.model import Firm, Site, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.records.codes import Codes

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_DIGITS = 7
_SHORT_OF_TEN = 6
"""Of every ten firms so many have a brand of two syllables, the others of three."""
_BRACKETED, _TWO_CHANNELS, _WITH_SITES = 0.18, 0.24, 0.45
_MOST_SITES = 3
_PLACES = tuple(
    (a_zh + b_zh, a_en + b_en)
    for a_zh, a_en in words.PLACE_FIRST
    for b_zh, b_en in words.PLACE_LAST
)
_SITE_KINDS = (
    ("服务中心", "Service Centre"),
    ("客户服务部", "Customer Service Office"),
    ("维修站", "Repair Station"),
    ("备件库", "Spare Parts Store"),
    ("体验店", "Showroom"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What firms are drawn from: permutations of the names, and the regions by weight."""

    seed: int
    codes: Codes
    short: Permutation
    long: Permutation
    numbers: Permutation
    regions: tuple[str, ...]
    region_weights: tuple[float, ...]
    """Running totals, as `Random.choices` takes them."""
    neighbours: Mapping[str, tuple[str, ...]]
    """The regions of each province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A drawn firm with what later draws speak of: its line of business and its scope."""

    firm: Firm
    trade: Trade
    scope: Text


@cache
def brands() -> tuple[Pair, ...]:
    """Return every two-syllable brand, those that begin like a known brand left out."""
    return tuple(
        (a_zh + b_zh, _joined(a_en, b_en))
        for a_zh, a_en in words.BRAND_FIRST
        for b_zh, b_en in words.BRAND_SECOND
        if a_zh + b_zh not in words.KNOWN_BRANDS and a_zh != b_zh
    )


def open_sources(seed: int, codes: Codes) -> Sources:
    """Prepare the permutations and the weights of the regions for a seed."""
    pairs = len(_PLACES) * len(brands())
    regions, weights = _weigh_regions(codes)
    return Sources(
        seed=seed,
        codes=codes,
        short=draw_permutation(seed, "short-names", pairs),
        long=draw_permutation(seed, "long-names", pairs * len(words.BRAND_THIRD)),
        numbers=draw_permutation(seed, "codes", len(_ALPHABET) ** _CODE_DIGITS),
        regions=regions,
        region_weights=weights,
        neighbours={
            province: tuple(code for code in regions if code[:2] == province)
            for province in words.PROVINCE_WEIGHTS
        },
    )


def draw_identity(sources: Sources, index: int) -> Identity:
    """Draw the firm with that index: name, code, region, industry, address; no channels yet."""
    stream = open_stream(sources.seed, "firm", index)
    trade = stream.choices(TRADES, cum_weights=_TRADE_WEIGHTS)[0]
    region = stream.choices(sources.regions, cum_weights=sources.region_weights)[0]
    place, brand = _draw_brand(sources, index)
    scopes = SCOPES.get(trade.industry[0], OTHER_SCOPES)
    scope_zh, scope_en = stream.choice(scopes)
    scope = Text(scope_zh.format(trade.goods[0]), scope_en.format(trade.goods[1]))
    title = sources.codes.region(region).title
    firm = Firm(
        code=_draw_code(sources, index, region),
        name=_draw_name(stream, place, brand, trade),
        region=region,
        industry=trade.industry,
        address=_draw_address(stream, title, place),
        profile=Text(
            f"虚构企业，供演示用：{scope.zh}。", f"An invented firm, for trials. {scope.en}."
        ),
        founded=stream.randint(1994, 2020),
        employees=round(12 * 10 ** stream.uniform(0, 2.2)),
        channels=(),
        sites=_draw_sites(stream, sources, region, brand),
        successor_of=None,
        path="",
    )
    return Identity(firm=firm, trade=trade, scope=scope)


def draw_channels(identity: Identity, stream: Stream, channels: Sequence[str]) -> Identity:
    """Give the firm the channels it operates: mostly all that there are, at times fewer."""
    operated = list(channels)
    if len(operated) > 1 and stream.random() < _TWO_CHANNELS:
        operated.remove(stream.choice(operated))
    return replace(identity, firm=replace(identity.firm, channels=tuple(operated)))


def _draw_brand(sources: Sources, index: int) -> tuple[Pair, Pair]:
    """Give every index a place and a brand that no other index has together."""
    tens, rest = divmod(index, 10)
    if rest < _SHORT_OF_TEN:
        place, brand = divmod(sources.short[tens * _SHORT_OF_TEN + rest], len(brands()))
        return _PLACES[place], brands()[brand]
    third, pair = divmod(
        sources.long[tens * (10 - _SHORT_OF_TEN) + rest - _SHORT_OF_TEN],
        len(_PLACES) * len(brands()),
    )
    place, brand = divmod(pair, len(brands()))
    (zh, en), (end_zh, end_en) = brands()[brand], words.BRAND_THIRD[third]
    return _PLACES[place], (zh + end_zh, _joined(en, end_en))


def _draw_name(stream: Stream, place: Pair, brand: Pair, trade: Trade) -> Text:
    suffix = stream.choice(SUFFIXES.get(trade.industry[0], OTHER_SUFFIXES))
    form = stream.choices(words.FORMS, cum_weights=_FORM_WEIGHTS)[0]
    bracketed = stream.random() < _BRACKETED
    start_zh = f"{brand[0]}（{place[0]}）" if bracketed else place[0] + brand[0]
    start_en = f"{brand[1]} ({place[1]})" if bracketed else f"{place[1]} {brand[1]}"
    return Text(
        f"{start_zh}{trade.word[0]}{suffix[0]}{form[0]}",
        " ".join(part for part in (start_en, trade.word[1], suffix[1], form[1]) if part),
    )


def _draw_code(sources: Sources, index: int, region: str) -> str:
    """Begin with 00, an authority that GB 32100 assigns to nobody; no two indexes agree."""
    rest, digits = sources.numbers[index], ""
    for _ in range(_CODE_DIGITS):
        rest, digit = divmod(rest, len(_ALPHABET))
        digits += _ALPHABET[digit]
    first17 = f"00{region}MA{digits}"
    return first17 + credit_code_check(first17)


def _draw_address(stream: Stream, region: Text, place: Pair) -> Text:
    street, number = stream.choice(words.STREETS), stream.randint(1, 399)
    return Text(
        f"{region.zh}{place[0]}镇{street[0]} {number} 号",
        f"{number} {street[1]}, {place[1]} Town, {region.en}",
    )


def _draw_sites(stream: Stream, sources: Sources, region: str, brand: Pair) -> tuple[Site, ...]:
    if stream.random() >= _WITH_SITES:
        return ()
    near = sources.neighbours[region[:2]]
    sites = []
    kinds = stream.sample(_SITE_KINDS, k=stream.randint(1, _MOST_SITES))
    for number, (kind_zh, kind_en) in enumerate(kinds):
        where = region if number == 0 else stream.choice(near)
        name = Text(f"{brand[0]}{kind_zh}", f"{brand[1]} {kind_en}")
        sites.append(Site(name=name, region=where, address=None))
    return tuple(sites)


def _weigh_regions(codes: Codes) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Weigh prefectures within their province: the first ones, its capital above all, have more."""
    candidates = sorted([*codes.prefectures, *words.DISTRICTS])
    by_province: dict[str, list[str]] = {}
    for code in candidates:
        by_province.setdefault(code[:2], []).append(code)
    weighed: list[tuple[str, float]] = []
    for province, total in sorted(words.PROVINCE_WEIGHTS.items()):
        members = by_province[province]
        parts = [
            words.PREFECTURE_BOOSTS.get(code[:4], 1.0) / (rank + 2)
            for rank, code in enumerate(members)
        ]
        whole = sum(parts)
        weighed += [(code, total * part / whole) for code, part in zip(members, parts, strict=True)]
    return tuple(code for code, _ in weighed), tuple(accumulate(weight for _, weight in weighed))


def _joined(first: str, second: str) -> str:
    """Write two syllables as one word, with an apostrophe where they would run together."""
    apart = "'" if second[0] in "aoe" else ""
    return f"{first[:1].upper()}{first[1:]}{apart}{second}"


_TRADE_WEIGHTS = tuple(accumulate(trade.weight for trade in TRADES))
_FORM_WEIGHTS = tuple(accumulate(words.FORM_WEIGHTS))
