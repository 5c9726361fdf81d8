"""The sample registry shows all that can befall a firm, with every rule kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.certification.standing import Dossier, Status
from generator.gathering import Gathered, gather
from generator.records.model import ApplicationType, DecisionKind, Outcome

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample() -> Gathered:
    return gather(ROOT, as_of=AS_OF)


def follow(sample: Gathered) -> list[Dossier]:
    assert sample.problems == ()
    assert len(sample.dossiers) == 14
    return list(sample.dossiers)


def test_every_status_occurs(sample: Gathered) -> None:
    standings = [standing for dossier in follow(sample) for standing in dossier.standings]
    former = {ended.status for standing in standings for ended in standing.former}
    assert {standing.status for standing in standings} == set(Status) - {Status.SUPERSEDED}
    assert former == {Status.SUPERSEDED}


def test_every_decision_and_every_kind_of_application_occurs(sample: Gathered) -> None:
    records = [dossier.records for dossier in follow(sample)]
    assert {d.kind for r in records for d in r.decisions} == set(DecisionKind)
    applied = {a.type for r in records for a in r.proceedings.applications}
    assert applied == set(ApplicationType)
    assert any(r.proceedings.corrections for r in records)
    assert any(r.proceedings.reviews for r in records)


def test_one_appeal_is_upheld_one_dismissed_one_waits_and_firms_reply(sample: Gathered) -> None:
    records = [dossier.records for dossier in follow(sample)]
    appeals = [(r.firm.code, a.id) for r in records for a in r.proceedings.appeals]
    decided = {(r.firm.code, d.appeal): d.outcome for r in records for d in r.decisions if d.appeal}
    assert sorted(str(decided.get(appeal)) for appeal in appeals) == sorted(
        [Outcome.DISMISSED, Outcome.UPHELD, "None"]
    )
    answered = {r.firm.code for r in records if r.proceedings.appeals and r.proceedings.replies}
    assert answered


def test_a_firm_has_only_applied_and_one_of_them_succeeds_another(sample: Gathered) -> None:
    dossiers = {dossier.records.firm.code: dossier for dossier in follow(sample)}
    applicants = [d for d in dossiers.values() if not d.records.audits]
    assert {d.standing.status for d in applicants if d.standing} == {Status.APPLIED}
    (before,) = {c for d in applicants if (c := d.records.firm.successor_of)}
    standing = dossiers[before].standing
    assert standing is not None
    assert standing.status is Status.EXPIRED


def test_every_audit_was_planned_and_the_committee_is_known_to_git(sample: Gathered) -> None:
    audits = [audit for dossier in follow(sample) for audit in dossier.records.audits]
    assert all(audit.plan is not None for audit in audits)
    words = [audit.plan.sampling.zh for audit in audits if audit.plan]
    assert len(set(words)) == len(audits)
    assert sample.foundation is not None
    people = sample.foundation.people.values()
    assert all(person.git and person.competence for person in people)
    assert any(person.competence_ends for person in people)
    assert any(e.ended for person in people for e in person.engagements)


def test_every_firm_is_recognisably_invented(sample: Gathered) -> None:
    for dossier in follow(sample):
        firm = dossier.records.firm
        assert firm.code.startswith("00")
        assert "样例" in firm.name.zh
        assert "Sample" in firm.name.en
