"""The sample registry shows all that can befall a firm, with every rule kept."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.assessment.scorecard import Basis, Shortfall
from generator.certification.standing import Dossier, Status
from generator.gathering import Gathered, gather
from generator.records.model import ApplicationType, Audit, DecisionKind, Model, Outcome
from generator.records.problems import Severity

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample() -> Gathered:
    return gather(ROOT, as_of=AS_OF)


def follow(sample: Gathered) -> list[Dossier]:
    assert sample.sound
    assert len(sample.dossiers) == 14
    return list(sample.dossiers)


def list_audits(sample: Gathered) -> list[Audit]:
    return [audit for dossier in follow(sample) for audit in dossier.records.audits]


def list_bases(sample: Gathered) -> list[tuple[str, Basis]]:
    """Return each computed figure that the sample's audits were scored by, and whose it is."""
    return [
        (card.firm, mark.basis)
        for dossier in follow(sample)
        for card in dossier.scorecards
        for criterion in card.criteria
        for mark in criterion.marks
        if mark.basis is not None
    ]


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


# ---------------------------------------------------------------- data beside the audits


def test_audits_of_the_day_or_later_rest_on_data_and_earlier_ones_state_their_figures(
    sample: Gathered,
) -> None:
    assert sample.foundation is not None
    for audit in list_audits(sample):
        first = sample.foundation.standards[audit.standard].computed_from
        assert first is not None
        assert bool(audit.data) is (audit.started >= first), (audit.firm, audit.id)


def find_asking(sample: Gathered, audit: Audit) -> set[str]:
    """Return the instruments of an audit's standard that ask people."""
    assert sample.foundation is not None
    instruments = sample.foundation.standards[audit.standard].instruments.values()
    return {one.id for one in instruments if one.model not in (Model.CASES, Model.COUNTS)}


def test_six_firms_have_the_data_of_every_instrument_that_asks_people(sample: Gathered) -> None:
    whole = set()
    for audit in list_audits(sample):
        asking = find_asking(sample, audit)
        assert len(asking) >= 10
        if asking <= {one.instrument for one in audit.data}:
            whole.add(audit.firm)
    assert len(whole) >= 6


def test_surveys_say_how_many_were_asked_and_how_they_were_chosen(sample: Gathered) -> None:
    surveys = [
        one
        for audit in list_audits(sample)
        for one in audit.data
        if one.instrument in find_asking(sample, audit)
    ]
    assert len(surveys) >= 80
    assert [one.file for one in surveys if one.asked is None or one.drawn is None] == []
    assert any(one.population is not None for one in surveys)


def test_one_scale_is_unreliable_one_sample_too_small_and_all_else_has_a_basis(
    sample: Gathered,
) -> None:
    short = {
        basis.shortfall: (firm, basis) for firm, basis in list_bases(sample) if basis.shortfall
    }
    assert len([1 for _, basis in list_bases(sample) if basis.shortfall]) == len(short)
    assert set(short) == {Shortfall.SAMPLE, Shortfall.SCALE}
    _, small = short[Shortfall.SAMPLE]
    # Small even after the finite correction, by which fewer than a hundred would do.
    assert small.needed is not None
    assert small.n < small.needed < 100
    firm, unsure = short[Shortfall.SCALE]
    assert unsure.alpha is not None
    assert unsure.alpha < Fraction(1, 2)
    assert firm != short[Shortfall.SAMPLE][0]


def test_only_figures_without_a_basis_are_warned_of(sample: Gathered) -> None:
    told = [found.severity for found in sample.problems]
    assert told == [Severity.WARNING] * 2


def test_the_cautious_end_of_an_interval_counts_where_people_were_asked(sample: Gathered) -> None:
    bases = [basis for _, basis in list_bases(sample)]
    asked = [basis for basis in bases if basis.figure.endswith((".low", ".high"))]
    assert len(asked) >= 27
    for basis in asked:
        assert basis.value is not None
        assert basis.measured is not None
        assert basis.value < basis.measured
    assert all(one.value == one.measured for one in bases if one not in asked)
