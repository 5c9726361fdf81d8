"""A drafted audit holds every criterion that applies, and is good once its fields are filled."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from generator.checking import check_paths, score_file
from generator.drafting.comments import measure
from generator.records.foundation import read_foundation
from generator.records.model import Standard
from tests.drafting.conftest import Draft
from tests.drafting.filling import attach_data, fill_audit, list_empty_fields

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).parents[1] / "goldens" / "drafting"
WATCHES = "00440300MA1BENCH51"
LEATHER = "00510100MA2BENCH6A"
FLAGSHIP = "after-sales-service@2026"


def standard_of(root: Path, ref: str) -> Standard:
    foundation = read_foundation(root).foundation
    assert foundation is not None
    return foundation.standards[ref]


def compute_from(registry: Path, day: str) -> None:
    """Let the tiny standard take figures from data only, in audits from that day on."""
    path = registry / "standards/bench-care/1/standard.yaml"
    lines = path.read_text("utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("computed_from")]
    lines.insert(lines.index("valid_from: 2024-01-01") + 1, f"computed_from: {day}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own standards with one of its firms that has been audited."""
    root = tmp_path_factory.mktemp("flagship")
    shutil.copytree(ROOT / "standards", root / "standards")
    for name in ("audits/roster.yaml", "audits/issuer.yaml"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "audits/210200", root / "audits/210200")
    return root


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_reads_as_its_golden(draft: Draft, lang: str) -> None:
    drafted = draft(WATCHES, "surveillance", lang=lang).read_text(encoding="utf-8")
    golden = GOLDENS / f"2026-surveillance.{lang}.yaml"
    if os.environ.get("REFRESH_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(drafted, encoding="utf-8", newline="\n")
    assert drafted == golden.read_text(encoding="utf-8")


def test_the_same_wish_gives_the_same_bytes(draft: Draft) -> None:
    path = draft(WATCHES, "renewal")
    first = path.read_bytes()
    path.unlink()
    assert draft(WATCHES, "renewal").read_bytes() == first


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_still_empty_is_told_once_each_at_its_line(
    registry: Path, draft: Draft, lang: str
) -> None:
    path = draft(WATCHES, "surveillance", lang=lang)
    problems, _ = check_paths(registry, [path])
    # The first day on site was given.
    assert [p.location.line for p in problems] == list_empty_fields(path.read_text("utf-8"))
    assert {p.code for p in problems} <= {"null-value", "not-one-of"}
    assert all(p.message(lang).strip() and p.hint(lang).strip() for p in problems)


@pytest.mark.parametrize("firm", [WATCHES, LEATHER])
@pytest.mark.parametrize("kind", ["initial", "surveillance", "renewal", "special"])
def test_a_draft_filled_in_is_without_a_problem_and_scores(
    registry: Path, draft: Draft, firm: str, kind: str
) -> None:
    path = draft(firm, kind)
    standard = standard_of(registry, "bench-care@1")
    filled = fill_audit(path.read_text(encoding="utf-8"), standard, "A001")
    path.write_text(filled, encoding="utf-8")
    assert check_paths(registry, [path])[0] == ()
    card = score_file(registry, path).scorecard
    assert card is not None
    assert card.total == standard.points


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_under_the_flagship_standard_is_good_once_filled_in(
    flagship: Path, draft: Draft, lang: str
) -> None:
    path = draft(
        "00210200MAAQHENJ9Y", "surveillance", "--standard", FLAGSHIP, lang=lang, root=flagship
    )
    text = path.read_text(encoding="utf-8")
    problems, _ = check_paths(flagship, [path])
    assert [p.location.line for p in problems] == list_empty_fields(text)
    standard = standard_of(flagship, FLAGSHIP)
    path.write_text(fill_audit(text, standard, "A007"), encoding="utf-8")
    attach_data(flagship, path, standard)
    told, _ = check_paths(flagship, [path])
    card = score_file(flagship, path).scorecard
    path.unlink()
    shutil.rmtree(path.with_suffix(""))
    assert told == ()
    assert card is not None
    assert card.total == standard.points


@pytest.mark.parametrize("firm", [WATCHES, LEATHER])
def test_a_draft_of_an_audit_that_must_compute_is_good_with_its_data(
    registry: Path, draft: Draft, firm: str
) -> None:
    compute_from(registry, "2026-11-02")
    path = draft(firm, "special")
    standard = standard_of(registry, "bench-care@1")
    filled = fill_audit(path.read_text(encoding="utf-8"), standard, "A001")
    path.write_text(filled, encoding="utf-8")
    assert [p.code for p in check_paths(registry, [path])[0]] == ["figure-missing"]
    attach_data(registry, path, standard)
    assert check_paths(registry, [path])[0] == ()
    card = score_file(registry, path).scorecard
    assert card is not None
    assert card.total == standard.points


def test_a_figure_that_must_be_computed_is_explained_and_not_asked_for(
    registry: Path, draft: Draft
) -> None:
    before = draft(WATCHES, "surveillance").read_text(encoding="utf-8")
    compute_from(registry, "2026-11-03")
    assert draft(WATCHES, "special").read_text(encoding="utf-8").count("    value:") == 1
    compute_from(registry, "2026-11-02")
    after = draft(WATCHES, "renewal").read_text(encoding="utf-8")
    assert "    value:" in before
    assert "    value:" not in after
    assert "Computed from data and not written here: jobs.ready.median (Book of" in after
    assert "# Needed for criteria whose figures must be computed:\n#   jobs (Book of" in after


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("由数据计算，不在此填写：csat.low", "计分取 95% 区间的下限", "样本至少 100")),
        ("en", ("not written here: csat.low", "the lower end of the 95% interval", "at least 100")),
    ],
)
def test_the_end_of_an_interval_that_counts_is_said(
    flagship: Path, draft: Draft, lang: str, words: tuple[str, ...]
) -> None:
    path = draft("00210200MAAQHENJ9Y", "special", "--standard", FLAGSHIP, lang=lang, root=flagship)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    finding = text.partition("- criterion: customer-satisfaction")[0].rpartition("\n\n")[2]
    told = re.sub(r"[\s#]", "", finding)
    assert all(one.replace(" ", "") in told for one in words)


def test_a_standard_without_instruments_has_no_list_of_data(registry: Path, draft: Draft) -> None:
    shutil.rmtree(registry / "standards/bench-care/1/instruments")
    path = registry / "standards/bench-care/1/standard.yaml"
    lines = path.read_text("utf-8").splitlines()
    lines = [line for line in lines if "computed: " not in line]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = draft(WATCHES, "special").read_text(encoding="utf-8")
    assert "data:" not in text
    assert "attach" not in text


def test_every_criterion_that_applies_stands_in_the_standards_order(
    registry: Path, draft: Draft
) -> None:
    standard = standard_of(registry, "bench-care@1")
    text = draft(WATCHES, "special").read_text(encoding="utf-8")
    drafted = re.findall(r"^  - criterion: (\S+)", text, re.MULTILINE)
    assert drafted == list(standard.criteria)
    for criterion in standard.criteria.values():
        assert criterion.title.en in text
        assert criterion.question.en in text
        assert criterion.guidance.en in text
        assert all(step.text.en in text for step in criterion.scale)


def test_a_channel_that_the_firm_does_not_operate_is_left_out_and_said_so(draft: Draft) -> None:
    text = draft(LEATHER, "special").read_text(encoding="utf-8")
    assert "criterion: packing" not in text
    assert "does not operate the channel Mail: 1.2.1 Packing." in text
    assert "      counter:" in text
    assert "      mail:" not in text


def test_an_open_nonconformity_stands_above_and_at_its_criterion(
    registry: Path, draft: Draft
) -> None:
    before = registry / "audits/440300" / WATCHES / "2025-initial.yaml"
    text = before.read_text(encoding="utf-8").replace("    closed: 2025-02-10\n", "")
    before.write_text(text, encoding="utf-8")
    drafted = draft(WATCHES, "surveillance").read_text(encoding="utf-8")
    head, findings = drafted.split("\nfindings:\n")
    assert "2025-initial NC1 (Minor, due 2025-02-20): packing 1.2.1 Packing" in head
    assert "Found: No padding" in head
    assert "Correction: Padding is kept in stock" in head
    assert "No nonconformity is open" not in head
    packing = findings.partition("- criterion: packing")[0].rpartition("1.2.1")[2]
    assert "Still open: 2025-initial NC1 (Minor, due 2025-02-20): No padding" in packing


def test_a_closed_nonconformity_is_not_brought_up_again(draft: Draft) -> None:
    drafted = draft(WATCHES, "surveillance").read_text(encoding="utf-8")
    assert "NC1 (" not in drafted
    assert "No nonconformity is open." in drafted


def test_last_times_figures_are_comments_and_never_findings(draft: Draft) -> None:
    lines = draft(WATCHES, "surveillance").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if "Last time (2025-initial)" in line]
    assert len(told) == 1 + 5
    assert all(line.lstrip().startswith("#") for line in told)
    for name in ("result", "sampled", "nonconforming", "rating", "value"):
        fields = [line for line in lines if re.match(rf"\s+{name}:", line)]
        assert fields
        assert all(re.match(rf"\s+{name}:\s+#", line) for line in fields)


def test_what_the_committee_decided_stands_above(draft: Draft) -> None:
    drafted = draft(WATCHES, "surveillance").read_text(encoding="utf-8")
    assert "# Certificate WS-2025-000001-08: " in drafted
    assert "Bronze, valid to 2027-02-04." in drafted


def test_a_first_audit_has_nothing_before_it(registry: Path, draft: Draft) -> None:
    (registry / "audits/510100" / LEATHER / "2025-initial.yaml").unlink()
    drafted = draft(LEATHER, "initial").read_text(encoding="utf-8")
    assert "Before this audit" not in drafted
    assert "Last time" not in drafted


def test_an_earlier_file_with_a_mistake_is_named_and_does_not_stop_the_draft(
    registry: Path, draft: Draft
) -> None:
    (registry / "audits/440300" / WATCHES / "2026-special.yaml").write_text("id: [\n")
    drafted = draft(WATCHES, "surveillance").read_text(encoding="utf-8")
    assert "These files have mistakes and could not be used: 2026-special.yaml." in drafted
    assert "# 2025-initial: Initial audit" in drafted


def test_the_team_offers_only_people_who_may_audit_the_firm(draft: Draft) -> None:
    text = draft(WATCHES, "special").read_text(encoding="utf-8")
    team = text.partition("\nteam:\n")[2].partition("  lead:")[0]
    # A003 is no longer valid, A004 has a conflict, C001 is no auditor.
    assert re.findall(r"[AC]00\d", team) == ["A001", "A002", "C002"]
    assert "A001 Auditor Jia: senior auditor; may lead" in team


def test_words_of_a_record_cannot_leave_their_comment(registry: Path, draft: Draft) -> None:
    firm = registry / "audits/440300" / WATCHES / "firm.yaml"
    wicked = r"Watch\nfrom: 2020-01-01\u2028to: 2020-01-01\x85# &x *y !z"
    text = firm.read_text(encoding="utf-8")
    firm.write_text(text.replace("en: Sample Watch Workshop", f'en: "{wicked}"'), encoding="utf-8")
    path = draft(WATCHES, "special")
    problems, _ = check_paths(registry, [path])
    assert [p.location.line for p in problems if p.location.path.endswith("special.yaml")] == (
        list_empty_fields(path.read_text("utf-8"))
    )


def test_the_schema_is_the_standards_own_where_the_registry_has_one(
    registry: Path, draft: Draft
) -> None:
    own = registry / "standards/bench-care/1/schema"
    shutil.rmtree(own, ignore_errors=True)
    path = draft(WATCHES, "special")
    assert path.read_text("utf-8").splitlines()[0] == (
        "# yaml-language-server: $schema=../../../standards/schema/audit.schema.json"
    )
    path.unlink()
    own.mkdir()
    (own / "audit.schema.json").write_text("{}")
    assert draft(WATCHES, "special").read_text("utf-8").splitlines()[0] == (
        "# yaml-language-server: $schema=../../../standards/bench-care/1/schema/audit.schema.json"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_line_is_no_wider_than_an_editor(flagship: Path, draft: Draft, lang: str) -> None:
    path = draft("00210200MAAQHENJ9Y", "renewal", "--standard", FLAGSHIP, lang=lang, root=flagship)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    # An address and a command stay whole.
    comments = [line for line in lines if re.match(r" *# (?!yaml-|.*certify )", line)]
    assert len(comments) > 500
    assert max(measure(line) for line in comments) <= 92
    half_width = re.compile(r"[一-鿿][,;:?!]|[,;?!][一-鿿]")
    assert [line for line in lines if half_width.search(line)] == []


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "每到访一处网点不少于 0.5 人日"), ("en", "at least 0.5 person-days for each outlet")],
)
def test_a_plan_is_asked_for_where_the_standard_rules_the_time_of_an_audit(
    flagship: Path, draft: Draft, lang: str, told: str
) -> None:
    path = draft("00210200MAAQHENJ9Y", "special", "--standard", FLAGSHIP, lang=lang, root=flagship)
    before, after = path.read_text(encoding="utf-8").split("\nplan:\n")
    path.unlink()
    assert told in before.splitlines()[-1]
    fields = re.findall(r"^ +(\w+):", after.partition("\n\n")[0], re.MULTILINE)
    assert fields == ["agreed", "person_days", "outlets", "sampling", "zh", "en"]
    assert "plan:" not in draft(WATCHES, "special").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("firm", "offered", "others"),
    [
        # A008 advised the firm until 2025-06, less than two years before.
        ("330100/00330100MA5NWU2X2U", ["A001", "A004"], "A002、A003、A005、A006、A007"),
        # The competence of A006 in the section ended with 2025.
        ("420100/00420100MA6QDWYX8E", ["A004"], "A001、A002、A003、A005、A006、A007、A008"),
    ],
)
def test_nobody_is_offered_who_is_tied_to_the_firm_or_no_longer_competent(
    flagship: Path, draft: Draft, firm: str, offered: list[str], others: str
) -> None:
    shutil.copytree(ROOT / "audits" / firm, flagship / "audits" / firm)
    code = firm.partition("/")[2]
    path = draft(code, "special", "--standard", FLAGSHIP, lang="zh", root=flagship)
    text = path.read_text(encoding="utf-8")
    shutil.rmtree(flagship / "audits" / firm.partition("/")[0])
    team = text.partition("\nteam:\n")[2].partition("  lead:")[0]
    assert re.findall(r"#   ([AC]00\d) ", team) == offered
    assert f"其他资格有效的人员：{others}。" in team
