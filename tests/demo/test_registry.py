"""A drawn registry: without a problem, the same every time, with everything in it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from generator.assessment.scoring import score_audit
from generator.certification.decisions import judge_firm
from generator.certification.spans import last_valid_day, next_day
from generator.certification.standing import Status
from generator.demo import write_demo
from generator.demo.registry import MOST_FIRMS, draw_life, open_workshop
from generator.gathering import Gathered, gather
from generator.records.model import ApplicationType, DecisionKind, Outcome
from generator.records.problems import CannotGoOn

AS_OF = date(2026, 11, 22)


def read_files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# ---------------------------------------------------------------- the program's own standard


def test_it_has_not_one_problem(gathered: Gathered) -> None:
    assert gathered.problems == ()
    assert len(gathered.dossiers) == 200


def test_statuses_come_in_believable_shares(gathered: Gathered) -> None:
    counts = Counter(d.standing.status for d in gathered.dossiers if d.standing)
    former = {f.status for d in gathered.dossiers if d.standing for f in d.standing.former}
    holding = sum(count for status, count in counts.items() if status.holds)
    assert holding >= 0.55 * 200
    assert counts.keys() | former == set(Status)
    assert min(counts.values()) >= 4


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))]
)
def test_every_grade_is_there_from_two_hundred_firms_on(
    drawn: Path, gathered: Gathered, seed: int
) -> None:
    assert gathered.foundation is not None
    standards = gathered.foundation.standards
    workshop = open_workshop(drawn, seed=seed, as_of=AS_OF)
    grades = set()
    for index in range(200):
        records = draw_life(workshop, index).records
        cards = [score_audit(a, standards[a.standard], records.firm) for a in records.audits]
        grades.add(judge_firm(records, cards, gathered.foundation, AS_OF)[0].grade)
    assert grades >= {grade.id for standard in standards.values() for grade in standard.grades}


def test_first_years_are_capped_or_exempted(gathered: Gathered) -> None:
    certificates = [d.standing.certificate for d in gathered.dossiers if d.standing]
    assert any(c and c.first_year_cap for c in certificates)
    assert any(c and c.exemption for c in certificates)


def test_firms_have_one_to_three_audits_about_a_year_apart(gathered: Gathered) -> None:
    counts = Counter(len(d.records.audits) for d in gathered.dossiers)
    assert counts.keys() == {1, 2, 3}
    for dossier in gathered.dossiers:
        ends = [audit.ended for audit in dossier.records.audits]
        assert all((b - a).days > 120 for a, b in pairwise(ends))
        assert (AS_OF - ends[0]).days < 4.5 * 366


def test_audits_are_of_a_handy_size(drawn: Path) -> None:
    audits = [*(drawn / "audits").glob("*/*/20*.yaml")]
    sizes = [len(path.read_bytes()) for path in audits]
    assert 6_000 < sum(sizes) / len(sizes) < 20_000
    beside = [sum(p.stat().st_size for p in path.with_suffix("").glob("*.csv")) for path in audits]
    assert max(beside) < 60_000


def test_decisions_follow_the_scorecards(gathered: Gathered) -> None:
    for dossier in gathered.dossiers:
        cards = {card.audit: card for card in dossier.scorecards}
        for decision in dossier.records.decisions:
            if decision.audit is not None:
                granted = decision.kind in ("grant", "renew", "maintain")
                assert cards[decision.audit].eligible == granted


def test_every_decision_is_there_and_appeals_with_both_outcomes(gathered: Gathered) -> None:
    decisions = [d for dossier in gathered.dossiers for d in dossier.records.decisions]
    assert {d.kind for d in decisions} == set(DecisionKind)
    assert {d.outcome for d in decisions} >= set(Outcome)
    told = [dossier.records.proceedings for dossier in gathered.dossiers]
    assert {a.type for p in told for a in p.applications} == set(ApplicationType)
    assert all(p.applications for p in told)
    assert 4 <= sum(bool(p.replies) for p in told) < 40


def test_a_renewal_takes_the_place_of_a_certificate_that_still_held(gathered: Gathered) -> None:
    renewed = 0
    for dossier in gathered.dossiers:
        issued = [d for d in dossier.records.decisions if d.kind.issues]
        for before, after in pairwise(issued):
            renewed += 1
            assert after.kind is DecisionKind.RENEW
            standard = dossier.records.audits[0].standard
            assert gathered.foundation is not None
            terms = gathered.foundation.standards[standard].terms
            assert after.decided <= last_valid_day(before.effective, terms)
            assert after.effective <= next_day(last_valid_day(before.effective, terms))
    assert renewed >= 10


def test_audits_are_planned_where_the_standard_asks_for_it(
    gathered: Gathered, foreign: Path
) -> None:
    for dossier in gathered.dossiers:
        for audit in dossier.records.audits:
            assert audit.plan is not None
            assert audit.plan.agreed < audit.started
            assert 1 <= audit.plan.outlets <= 8
    texts = [path.read_text(encoding="utf-8") for path in foreign.glob("audits/*/*/20*.yaml")]
    assert not any("\nplan:" in text for text in texts)


# ---------------------------------------------------------------- sameness


def test_the_same_seed_number_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    write_demo(tmp_path / "a", 60, 3, AS_OF)
    write_demo(tmp_path / "b", 60, 3, AS_OF, jobs=2)
    assert read_files(tmp_path / "a") == read_files(tmp_path / "b")


def test_another_seed_gives_other_firms(tmp_path: Path) -> None:
    write_demo(tmp_path / "a", 5, 1, AS_OF)
    write_demo(tmp_path / "b", 5, 2, AS_OF)
    names = [{p.parent.name for p in (tmp_path / x).rglob("firm.yaml")} for x in "ab"]
    assert not names[0] & names[1]


def test_a_firm_is_the_same_in_a_larger_registry(tmp_path: Path) -> None:
    write_demo(tmp_path / "few", 20, 3, AS_OF)
    write_demo(tmp_path / "many", 45, 3, AS_OF)
    few, many = (read_files(tmp_path / name / "audits") for name in ("few", "many"))
    few.pop("roster.yaml")
    assert few.items() <= many.items()


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    write_demo(tmp_path / "a", 45, 3, AS_OF, on_each=told.append)
    assert sum(told) == 45


# ---------------------------------------------------------------- any standard


def test_a_foreign_standard_works_as_well(foreign: Path) -> None:
    gathered = gather(foreign, as_of=AS_OF)
    assert [(p.location, p.code) for p in gathered.problems] == []
    statuses = Counter(d.standing.status for d in gathered.dossiers if d.standing)
    grades = {d.standing.grade for d in gathered.dossiers if d.standing}
    assert sum(n for status, n in statuses.items() if status.holds) >= 100
    assert grades >= {"fair", "fine", "superb"}
    assert statuses.keys() >= set(Status) - {Status.SUPERSEDED}


def test_a_standard_too_young_is_backdated_in_the_copy_only(foreign: Path) -> None:
    copy = foreign / "standards" / "repair-shops" / "1" / "standard.yaml"
    assert "valid_from: 2023-07-22  #" in copy.read_text(encoding="utf-8")
    original = Path(__file__).parent / "tiny.yaml"
    assert "valid_from: 2026-10-01\n" in original.read_text(encoding="utf-8")


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2028, 12, 31)])
def test_any_day_will_do(tmp_path: Path, as_of: date) -> None:
    write_demo(tmp_path / "demo", 60, 4, as_of)
    gathered = gather(tmp_path / "demo", as_of=as_of)
    assert gathered.problems == ()
    assert sum(bool(d.standing and d.standing.status.holds) for d in gathered.dossiers) > 30


# ---------------------------------------------------------------- refusals


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="not an empty folder"):
        write_demo(tmp_path, 5, 1, AS_OF)


@pytest.mark.parametrize("firms", [0, -1, MOST_FIRMS + 1])
def test_an_impossible_number_of_firms_is_refused(tmp_path: Path, firms: int) -> None:
    with pytest.raises(CannotGoOn, match="firms must be"):
        write_demo(tmp_path / "demo", firms, 1, AS_OF)
    assert not (tmp_path / "demo").exists()


def test_the_last_firm_can_be_drawn(drawn: Path) -> None:
    workshop = open_workshop(drawn, seed=1, as_of=AS_OF)
    assert draw_life(workshop, MOST_FIRMS - 1).records.firm.code.startswith("00")
