"""Records: rules on a firm's own record: its code, its place, its channels.

Input: a `FirmCase`. Output: flaws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.codes import credit_code_check, credit_code_flaw
from generator.records.rules.flaw import Flaw, find_odd_sign, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model import Firm, Foundation
    from generator.records.source import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmCase:
    """A firm with its folder: (region, code), or None for a file outside the registry."""

    firm: Firm
    foundation: Foundation
    folder: tuple[str, str] | None


def code_is_right(case: FirmCase) -> Iterator[Flaw]:
    """The registration code has the form of GB 32100 and the right check character."""
    code = case.firm.code
    slip = find_odd_sign(code)
    if slip is not None and credit_code_flaw(slip.right) is None:
        point = f"U+{ord(slip.found):04X}"
        yield flaw("code", code=slip.code, found=slip.found, right=slip.right, point=point)
        return
    match credit_code_flaw(code):
        case "check_digit":
            right = credit_code_check(code[:17])
            yield flaw("code", code="code-check-digit", found=code, right=right)
        case "length":
            yield flaw("code", code="code-length", found=code, length=len(code))
        case "character":
            yield flaw("code", code="code-character", found=code)


def folder_is_the_firms(case: FirmCase) -> Iterator[Flaw]:
    """A firm's files stand in audits/<region>/<code>/."""
    if case.folder is None:
        return
    region, code = case.folder
    if case.firm.code != code and credit_code_flaw(case.firm.code) is None:
        yield flaw("code", code="folder-mismatch", found=case.firm.code, expected=code)
    if case.firm.region != region:
        yield flaw("region", code="folder-mismatch", found=case.firm.region, expected=region)


def region_exists(case: FirmCase) -> Iterator[Flaw]:
    """Region codes are those of GB/T 2260."""
    places: list[tuple[Pointer, str]] = [(("region",), case.firm.region)]
    places += [(("sites", i, "region"), site.region) for i, site in enumerate(case.firm.sites)]
    for pointer, region in places:
        if not case.foundation.codes.knows_region(region):
            yield flaw(*pointer, code="region-unknown", found=region)


def industry_exists(case: FirmCase) -> Iterator[Flaw]:
    """Industry codes are those of GB/T 4754-2017, section and division agreeing."""
    try:
        case.foundation.codes.industry(case.firm.industry)
    except KeyError:
        yield flaw("industry", code="industry-unknown", found=case.firm.industry)


def channels_exist(case: FirmCase) -> Iterator[Flaw]:
    """The channels a firm operates are declared by a standard of the registry."""
    known = case.foundation.channels
    for position, channel in enumerate(case.firm.channels):
        if channel not in known:
            yield flaw(
                "channels",
                position,
                code="unknown-name",
                name=channel,
                near=nearest(channel, known),
                known=listed(known),
            )


def successor_is_another(case: FirmCase) -> Iterator[Flaw]:
    """A firm succeeds another firm, not itself; whether that one is registered is told later."""
    if case.firm.successor_of == case.firm.code:
        yield flaw("successor_of", code="successor-itself", firm=case.firm.code)


FIRM_RULES = (
    code_is_right,
    folder_is_the_firms,
    region_exists,
    industry_exists,
    channels_exist,
    successor_is_another,
)
