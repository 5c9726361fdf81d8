"""A dossier made light keeps all that is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.certification.abridging import abridge_dossier, strip_dossier
from generator.certification.standing import Dossier
from generator.gathering import assess_firm
from generator.records.foundation import read_foundation

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 22)


def assess(name: str) -> Dossier:
    (folder,) = ROOT.glob(f"audits/*/{name}")
    foundation = read_foundation(ROOT).foundation
    assert foundation is not None
    dossier, _ = assess_firm(folder, root=ROOT, foundation=foundation, as_of=DAY)
    assert dossier is not None
    return dossier


def with_findings(dossier: Dossier) -> list[str]:
    return [audit.id for audit in dossier.records.audits if audit.findings]


def with_criteria(dossier: Dossier) -> list[str]:
    return [card.audit for card in dossier.scorecards if card.criteria]


def test_the_latest_audit_and_the_certificates_own_keep_their_findings() -> None:
    suspended = assess("00610100MA7CANQC4C")
    light = abridge_dossier(suspended, DAY)
    assert with_findings(light) == ["2025-surveillance", "2026-special"]
    assert with_criteria(light) == ["2025-surveillance", "2026-special"]


def test_the_results_of_every_audit_stay() -> None:
    dossier = assess("00440300MA1YUNXA1K")
    light = abridge_dossier(dossier, DAY)
    assert with_findings(light) == ["2026-renewal"]
    assert [card.total for card in light.scorecards] == [c.total for c in dossier.scorecards]
    assert [card.sections for card in light.scorecards] == [c.sections for c in dossier.scorecards]
    assert light.standings == dossier.standings


def test_on_an_earlier_day_the_latest_is_the_latest_then() -> None:
    light = abridge_dossier(assess("00440300MA1YUNXA1K"), date(2024, 12, 31))
    assert with_findings(light) == ["2024-surveillance", "2026-renewal"]


def test_a_check_keeps_the_firm_and_its_decisions_only() -> None:
    dossier = assess("00440300MA1YUNXA1K")
    bare = strip_dossier(dossier)
    assert bare.records.decisions == dossier.records.decisions
    assert (bare.records.audits, bare.scorecards, bare.standings) == ((), (), ())
