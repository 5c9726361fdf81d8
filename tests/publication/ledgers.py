"""Small histories of two firms, and sites that their ledgers are published on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.certification.ledger import Ledger, build_ledger
from generator.publication.ledger import write_ledger
from generator.records.model import Decision, FirmRecords, Text
from tests.assessment.material import FLAGSHIP, all_channels, make_firm
from tests.certification.material import audit_on, decide

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publication.ledger import Before

DAY = date(2026, 3, 1)
"""The day of the first publication."""
LATER = DAY + timedelta(30)
ORIGIN = "https://registry.example/"
A, B = "00210200MA1AAAAA1", "00310000MA1BBBBB2"
REASON = Text(
    "连续三次投诉在规定的二十一天之内没有结案，整改计划也没有按期提交，约谈之后仍未改正，决定暂停。",
    "Three complaints in a row were not closed within the twenty-one days that are set for them.",
)


def recorded(after: int, kind: str = "maintain", time: str | None = None) -> Decision:
    """Return a decision recorded so many days after 1 January 2026."""
    day = date(2026, 1, 1) + timedelta(after)
    words = REASON if kind == "suspend" else None
    return replace(decide(kind, day, "2026-initial"), time=time, reason=words)


def firm_with(code: str, *decisions: Decision, sha256: str = "ab" * 32) -> FirmRecords:
    """Return a firm with one audit and its decisions."""
    firm = replace(make_firm(all_channels(FLAGSHIP)), code=code)
    audit = replace(audit_on(date(2026, 1, 1), "2026-initial"), sha256=sha256)
    return FirmRecords(firm=firm, audits=(audit,), decisions=decisions)


HISTORY = (
    firm_with(A, recorded(0, "grant"), recorded(20, "suspend"), recorded(40)),
    firm_with(B, recorded(10, "grant"), recorded(40, time="09:00:00")),
)
"""In the order of record: A1, B1, A2, A3, B2."""


def ledger_of(*firms: FirmRecords, day: date = DAY) -> Ledger:
    """Return the ledger of some firms."""
    return build_ledger(firms, day)


def publish(site: Path, ledger: Ledger, *, before: Before | None = None) -> Path:
    """Write a ledger as a site has it."""
    write_ledger(ledger, site, origin=ORIGIN, before=before)
    return site
