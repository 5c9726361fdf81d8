"""Rules that need several files: who may decide, on which audit, after which proceedings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.checking import check_paths, score_file
from generator.records.codes import credit_code_check
from tests.records.test_registry import LEATHER, WATCHES, check
from tests.repositories import edit

ROSTER = "audits/roster.yaml"
STANDARD = "standards/bench-care/1/standard.yaml"
AUDIT = f"{WATCHES}/2025-initial.yaml"
DECISIONS = f"{WATCHES}/decisions.yaml"
PLAN = "plan: {agreed: 2025-01-06, person_days: 1, outlets: 2, sampling: 每店五件}\n"
APPEAL = (
    "appeals:\n  - {id: AP1, against: 1, received: 2025-02-20, recorded: 2025-02-21, "
    "grounds: {zh: 星级偏低, en: Too low}}\n"
)
RULING = (
    "  - {decision: appeal, appeal: AP1, outcome: dismissed, by: [C003], decided: 2025-03-10, "
    "effective: 2025-03-10, recorded: 2025-03-10, reason: {zh: 理由不足, en: Too weak}}\n"
)
CORRECTION = (
    "corrections:\n  - {audit: 2025-initial, nonconformity: NC1, closed: 2025-02-02, "
    "recorded: 2025-02-03, by: A001, note: 看了垫纸}\n"
)
MEMBER = (
    "  - {id: C003, name: {zh: 委员, en: Member}, roles: [committee_member], from: 2024-01-01}\n"
)


def proceed(registry: Path, text: str) -> None:
    path = registry / WATCHES / "proceedings.yaml"
    path.write_text(f"firm: 00440300MA1BENCH51\n{text}", encoding="utf-8")


def append(registry: Path, name: str, text: str) -> None:
    with (registry / name).open("a", encoding="utf-8") as file:
        file.write(text)


def tell(registry: Path, *paths: str) -> list[str]:
    """Tell each problem as file:line code."""
    problems, _ = check_paths(registry, [registry / path for path in paths])
    places = [(p.location.path.rpartition("/")[2], p.location.line, p.code) for p in problems]
    return [f"{name}:{line} {code}" for name, line, code in places]


# ---------------------------------------------------------------- the time of an audit


def rule_the_time(registry: Path) -> None:
    edit(registry / STANDARD, "impartiality_months: 24}", "days_per_outlet: 0.5}")
    for audit in (AUDIT, f"{LEATHER}/2025-initial.yaml"):
        edit(registry / audit, "evidence:\n", f"{PLAN}evidence:\n")


def test_where_the_standard_rules_the_time_an_audit_needs_a_plan(registry: Path) -> None:
    rule_the_time(registry)
    assert tell(registry) == []
    edit(registry / AUDIT, PLAN, "")
    told = "plan-missing the audit 2025-initial has no plan, and bench-care@1 rules how long"
    assert check(registry) == [f"{AUDIT}:2:5 {told} an audit takes"]


def test_too_little_time_for_the_outlets_is_told_with_both_figures(registry: Path) -> None:
    rule_the_time(registry)
    edit(registry / AUDIT, "outlets: 2,", "outlets: 5,")
    told = "plan-too-short 5 outlets need 2.5 person-days at least; 1 planned"
    assert check(registry) == [f"{AUDIT}:11:41 {told}"]


def test_where_the_standard_does_not_rule_the_time_any_plan_will_do(registry: Path) -> None:
    edit(registry / AUDIT, "evidence:\n", PLAN.replace("outlets: 2", "outlets: 9") + "evidence:\n")
    assert tell(registry) == []


# ---------------------------------------------------------------- who may decide


@pytest.mark.parametrize(
    ("ended", "codes"),
    [
        (", to: 2023-02-03", ["decisions.yaml:10 person-engaged"]),
        (", to: 2023-02-02", []),
        ("", ["decisions.yaml:10 person-engaged"]),
    ],
)
def test_a_decider_keeps_away_from_a_firm_for_the_months_of_the_standard(
    registry: Path, ended: str, codes: list[str]
) -> None:
    tie = f"engagements: [{{firm: 00440300MA1BENCH51, kind: employed{ended}}}], "
    edit(registry / ROSTER, "{id: C002, ", f"{{id: C002, {tie}")
    assert tell(registry) == codes


def test_without_such_a_term_past_work_is_not_judged(registry: Path) -> None:
    edit(registry / STANDARD, ", impartiality_months: 24}", "}")
    tie = "engagements: [{firm: 00440300MA1BENCH51, kind: employed}], "
    edit(registry / ROSTER, "{id: C002, ", f"{{id: C002, {tie}")
    assert tell(registry) == []


def test_one_of_those_who_decide_is_competent_in_the_firms_section(registry: Path) -> None:
    edit(registry / ROSTER, "competence: [{section: O, to: 2025-12-31}]", "competence: [A]")
    told = "deciders-competence nobody of those who decide is competent in section O"
    assert check(registry) == [f"{DECISIONS}:10:9 {told}"]


def test_where_no_member_declares_competence_none_is_asked_for(registry: Path) -> None:
    text = (registry / ROSTER).read_text(encoding="utf-8")
    text = text.replace("competence: [{section: O, to: 2025-12-31}], ", "")
    text = text.replace("auditor], competence: [C],", "auditor],")
    (registry / ROSTER).write_text(text, encoding="utf-8")
    edit(registry / ROSTER, "    roles: [auditor, committee_member]\n", "    roles: [auditor]\n")
    assert tell(registry) == []


def test_a_team_whose_only_competence_ended_before_the_last_day_is_told(registry: Path) -> None:
    edit(
        registry / ROSTER, "[senior_auditor], competence: [O]", "[senior_auditor], competence: [O5]"
    )
    edit(registry / ROSTER, "competence: [O5]", "competence: [{section: O, to: 2025-01-13}]")
    told = "competence-expired the competence of A001 in section O ended on 2025-01-13"
    assert check(registry) == [f"{AUDIT}:9:14 {told}"]


# ---------------------------------------------------------------- appeals


@pytest.fixture
def appealed(registry: Path) -> Path:
    """The registry with an appeal against the grant, decided by a third member."""
    append(registry, ROSTER, MEMBER)
    proceed(registry, APPEAL)
    append(registry, DECISIONS, RULING)
    return registry


def test_an_appeal_decided_by_people_who_took_no_part_has_no_problem(appealed: Path) -> None:
    assert tell(appealed) == []


def test_an_appeal_is_not_decided_by_whoever_took_the_decision(appealed: Path) -> None:
    edit(appealed / DECISIONS, "by: [C003]", "by: [C003, C001]")
    assert tell(appealed) == ["decisions.yaml:12 appeal-decider-involved"]


def test_an_appeal_is_not_decided_by_whoever_audited(appealed: Path) -> None:
    edit(appealed / ROSTER, "[senior_auditor]", "[senior_auditor, committee_member]")
    edit(appealed / DECISIONS, "by: [C003]", "by: [A001]")
    assert tell(appealed) == ["decisions.yaml:12 appeal-decider-involved"]


def test_an_appeal_is_not_decided_by_whoever_reviewed(appealed: Path) -> None:
    days = "on: 2025-01-24, recorded: 2025-01-24"
    review = f"{{audit: 2025-initial, by: [C003], {days}, recommends: grant}}"
    proceed(appealed, f"{APPEAL}reviews:\n  - {review}\n")
    assert tell(appealed) == ["decisions.yaml:12 appeal-decider-involved"]


def test_an_appeal_is_decided_once(appealed: Path) -> None:
    append(appealed, DECISIONS, RULING)
    told = "appeal-decided the appeal AP1 was decided already, on 2025-03-10"
    assert check(appealed) == [f"{DECISIONS}:13:32 {told}"]


def test_an_appeal_is_decided_after_it_came(appealed: Path) -> None:
    edit(appealed / DECISIONS, "by: [C003], decided: 2025-03-10", "by: [C003], decided: 2025-02-19")
    assert tell(appealed) == ["decisions.yaml:12 dates-order"]


def test_an_appeal_is_not_against_the_decision_on_it(appealed: Path) -> None:
    edit(appealed / WATCHES / "proceedings.yaml", "against: 1", "against: 2")
    assert tell(appealed) == ["proceedings.yaml:3 appeal-against-unknown"]


def test_proceedings_of_bad_form_are_told_and_nothing_that_follows(appealed: Path) -> None:
    edit(appealed / WATCHES / "proceedings.yaml", "received: 2025-02-20", "received: soon")
    assert [told.split()[0] for told in tell(appealed)] == ["proceedings.yaml:3"]


def test_decisions_of_bad_form_are_told_and_nothing_that_follows(appealed: Path) -> None:
    edit(appealed / DECISIONS, "outcome: dismissed", "outcome: lost")
    assert [told.split()[0] for told in tell(appealed)] == ["decisions.yaml:12"]


# ---------------------------------------------------------------- corrections


def open_the_nonconformity(registry: Path, severity: str = "minor") -> None:
    edit(registry / AUDIT, "    closed: 2025-02-10\n", "")
    edit(registry / AUDIT, "severity: minor", f"severity: {severity}")


def test_a_correction_closes_a_nonconformity_for_the_score_too(registry: Path) -> None:
    open_the_nonconformity(registry, "major")
    assert "grant-not-eligible" in check(registry)[0]
    before = score_file(registry, registry / AUDIT).scorecard
    assert before is not None
    assert not before.eligible
    proceed(registry, CORRECTION)
    assert tell(registry) == []
    scored = score_file(registry, registry / AUDIT)
    assert scored.scorecard is not None
    assert scored.scorecard.eligible
    draft = registry / "2025-initial.yaml"
    draft.write_bytes((registry / AUDIT).read_bytes())
    shutil.copytree((registry / AUDIT).with_suffix(""), draft.with_suffix(""))
    assert score_file(registry, draft).scorecard == scored.scorecard


def test_a_grant_while_a_major_nonconformity_was_still_open_is_told(registry: Path) -> None:
    open_the_nonconformity(registry, "major")
    proceed(registry, CORRECTION.replace("2025-02-02, ", "2025-02-04, ").replace("-03,", "-04,"))
    told = "grant-nonconformity-open the major nonconformity NC1 of 2025-initial was still open"
    assert check(registry) == [
        f"{DECISIONS}:7:14 {told} at this grant: it was closed on 2025-02-04"
    ]


def test_a_minor_nonconformity_may_be_closed_after_the_grant(registry: Path) -> None:
    open_the_nonconformity(registry)
    proceed(registry, CORRECTION.replace("2025-02-02, ", "2025-02-04, ").replace("-03,", "-04,"))
    assert tell(registry) == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("A002", "verifier-not-auditor"),
        ("C001", "verifier-not-auditor"),
        ("A009", "person-unknown"),
    ],
)
def test_a_correction_is_verified_by_an_auditor(registry: Path, person: str, code: str) -> None:
    open_the_nonconformity(registry)
    proceed(registry, CORRECTION.replace("by: A001", f"by: {person}"))
    assert tell(registry) == [f"proceedings.yaml:3 {code}"]


def test_a_correction_is_verified_by_somebody_valid_and_impartial(registry: Path) -> None:
    open_the_nonconformity(registry)
    proceed(registry, CORRECTION.replace("by: A001", "by: A003"))
    assert tell(registry) == ["proceedings.yaml:3 person-not-valid"]
    proceed(registry, CORRECTION.replace("by: A001", "by: A004"))
    assert tell(registry) == ["proceedings.yaml:3 person-conflict"]


@pytest.mark.parametrize(
    ("closed", "code"), [("2025-01-12", "dates-order"), ("2025-02-04", "dates-order")]
)
def test_a_correction_comes_after_the_audit_and_before_its_record(
    registry: Path, closed: str, code: str
) -> None:
    open_the_nonconformity(registry)
    proceed(registry, CORRECTION.replace("closed: 2025-02-02", f"closed: {closed}"))
    assert tell(registry) == [f"proceedings.yaml:3 {code}"]


def test_a_nonconformity_is_closed_once(registry: Path) -> None:
    open_the_nonconformity(registry)
    proceed(registry, CORRECTION + CORRECTION.partition("\n")[2])
    assert tell(registry) == ["proceedings.yaml:4 nonconformity-closed"]


# ---------------------------------------------------------------- successors


def test_a_firm_may_succeed_another(registry: Path) -> None:
    append(registry, f"{LEATHER}/firm.yaml", "successor_of: 00440300MA1BENCH51\n")
    assert tell(registry) == []


def test_a_predecessor_with_problems_is_registered_all_the_same(registry: Path) -> None:
    append(registry, f"{LEATHER}/firm.yaml", "successor_of: 00440300MA1BENCH51\n")
    edit(registry / WATCHES / "firm.yaml", "industry: O81", "industry: O99")
    assert tell(registry) == ["firm.yaml:5 industry-unknown"]


def test_an_unknown_predecessor_is_told(registry: Path) -> None:
    append(registry, f"{LEATHER}/firm.yaml", "successor_of: 00440300MA1BENCH15\n")
    assert tell(registry) == ["firm.yaml:8 successor-unknown"]


def test_a_second_successor_is_told_with_the_first(registry: Path) -> None:
    code = "00510100MA2BENCH6A"
    body = code[:16] + "7"
    second = body + credit_code_check(body)
    other = f"audits/510100/{second}/firm.yaml"
    (registry / other).parent.mkdir()
    text = (registry / LEATHER / "firm.yaml").read_text(encoding="utf-8")
    (registry / other).write_text(text.replace(code, second), encoding="utf-8")
    for firm in (f"{LEATHER}/firm.yaml", other):
        append(registry, firm, "successor_of: 00440300MA1BENCH51\n")
    told = f"successor-twice {code} took the place of 00440300MA1BENCH51 already"
    assert check(registry) == [f"{other}:8:15 {told}"]


# ---------------------------------------------------------------- addresses for git


def test_the_roster_may_hold_addresses_for_git_and_nowhere_else(registry: Path) -> None:
    assert "git: [zi@registry.example]" in (registry / ROSTER).read_text(encoding="utf-8")
    assert tell(registry) == []
    edit(registry / ROSTER, "en: Member Zi", "en: zi@registry.example")
    assert tell(registry) == ["roster.yaml:18 private-email"]


def test_a_comment_among_the_addresses_for_git_is_no_place_for_others(registry: Path) -> None:
    addresses = "git: [\n      zi@registry.example,  # and zi@home.example\n    ]"
    edit(registry / ROSTER, "git: [zi@registry.example]", addresses)
    assert tell(registry) == ["roster.yaml:19 private-email"]
