"""`certify attach`: data are checked, put beside their audit and named in it, or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator.records.source import Source, read_source
from tests.commands.dialogue import Dialogue
from tests.commands.running import certify, files

HOME = "audits/440300/00440300MA1BENCH51"
AUDIT = f"{HOME}/2025-initial.yaml"
SCORES = "respondent,score\n" + "".join(f"R{n},{4 if n % 5 else 1}\n" for n in range(40))
OPTIONS = ("--evidence", "E2", "--from", "2025-01-06", "--to", "2025-01-10")


def data_in(path: Path) -> list[dict[str, object]]:
    source = read_source(path, path.name)
    assert isinstance(source, Source)
    data: list[dict[str, object]] = source.data["data"]
    return data


@pytest.fixture
def registry(registry: Path) -> Path:
    """A copy of the tiny registry in which nothing is decided yet."""
    (registry / HOME / "decisions.yaml").unlink()
    return registry


@pytest.fixture
def smiles(tmp_path: Path) -> Path:
    """A sound file of answers, elsewhere."""
    path = tmp_path / "answers from the counter.csv"
    path.write_text(SCORES, encoding="utf-8")
    return path


@pytest.fixture
def audit(registry: Path) -> str:
    return str(registry / AUDIT)


# ---------------------------------------------------------------- new data


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["笑脸", "40 人作答", "没有条款依据它评分。smiles 0.8", "已写入 "]),
        ("en", ["Smiles", "40 answered", "No criterion rests on it. smiles 0.8", "written: "]),
    ],
)
def test_data_are_put_beside_the_audit_and_named_in_it(
    registry: Path, audit: str, smiles: Path, lang: str, said: list[str]
) -> None:
    before = (registry / AUDIT).read_text("utf-8")
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS, lang=lang)
    assert result.exit_code == 0, result.output
    assert all(words in result.stdout for words in said), result.stdout
    placed = registry / HOME / "2025-initial/smiles.csv"
    assert placed.read_bytes() == smiles.read_bytes()
    entry = (
        "  - instrument: smiles\n    file: smiles.csv\n"
        f"    sha256: {hashlib.sha256(SCORES.encode()).hexdigest()}\n"
        "    evidence: E2\n    from: 2025-01-06\n    to: 2025-01-10\n"
    )
    last = "    to: 2025-01-13\n"
    assert before.count(last) == 1
    assert (registry / AUDIT).read_text("utf-8") == before.replace(last, last + entry)
    assert certify(registry, "check").exit_code == 0
    assert f"check {audit}\n" in result.stdout


def test_an_audit_may_be_named_by_its_firm_and_its_id(registry: Path, smiles: Path) -> None:
    name = "00440300MA1BENCH51/2025-initial"
    assert certify(registry, "attach", name, "smiles", str(smiles), *OPTIONS).exit_code == 0
    assert len(data_in(registry / AUDIT)) == 2


def test_how_many_were_asked_is_kept_and_told(registry: Path, audit: str, smiles: Path) -> None:
    more = ("--population", "60", "--asked", "50")
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS, *more)
    assert "40 answered; 50 asked; of 60" in result.stdout
    assert data_in(registry / AUDIT)[1]["population"] == 60
    assert data_in(registry / AUDIT)[1]["asked"] == 50


def test_a_file_that_lies_there_already_is_named_as_it_is(registry: Path, audit: str) -> None:
    there = registry / HOME / "2025-initial" / "counter-2025.csv"
    there.write_text(SCORES, encoding="utf-8")
    assert certify(registry, "attach", audit, "smiles", str(there), *OPTIONS).exit_code == 0
    assert data_in(registry / AUDIT)[1]["file"] == "counter-2025.csv"
    assert not (there.parent / "smiles.csv").exists()
    assert certify(registry, "check").exit_code == 0


def test_a_draft_with_nothing_filled_in_takes_data(registry: Path, smiles: Path) -> None:
    new = ("new", "audit", "00440300MA1BENCH51", "--type", "special", "--from", "2026-11-02")
    assert certify(registry, *new, "--standard", "bench-care@1").exit_code == 0
    draft = registry / HOME / "2026-special.yaml"
    refused = certify(registry, "attach", str(draft), "smiles", str(smiles), *OPTIONS)
    assert refused.exit_code == 2
    assert "  - id: E1\n    kind: paper\n" in refused.stderr
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("  # - id: E2", "  - id: E2"), encoding="utf-8")
    assert certify(registry, "attach", str(draft), "smiles", str(smiles), *OPTIONS).exit_code == 0
    assert len(data_in(draft)) == 1


# ---------------------------------------------------------------- data again


def test_data_of_an_instrument_that_has_some_replace_them(registry: Path, audit: str) -> None:
    before = (registry / AUDIT).read_text("utf-8")
    (old,) = data_in(registry / AUDIT)
    changed = registry / "again.csv"
    jobs = (registry / HOME / "2025-initial/jobs.csv").read_text("utf-8")
    changed.write_text(jobs.replace("2024-12-20", "2024-12-10"), encoding="utf-8")
    result = certify(registry, "attach", audit, "jobs", str(changed))
    assert result.exit_code == 0, result.output
    assert "2.1.1 Days: 2 days (n = 4), 18 of 18 points" in result.stdout
    sha256 = hashlib.sha256(changed.read_bytes()).hexdigest()
    assert (registry / AUDIT).read_text("utf-8") == before.replace(str(old["sha256"]), sha256)
    assert (registry / HOME / "2025-initial/jobs.csv").read_bytes() == changed.read_bytes()


def test_only_what_is_said_changes(registry: Path, audit: str) -> None:
    there = str(registry / HOME / "2025-initial/jobs.csv")
    before = (registry / AUDIT).read_text("utf-8")
    assert certify(registry, "attach", audit, "jobs", there).exit_code == 0
    assert (registry / AUDIT).read_text("utf-8") == before
    assert certify(registry, "attach", audit, "jobs", there, "--to", "2025-01-12").exit_code == 0
    assert (registry / AUDIT).read_text("utf-8") == before.replace(
        "    to: 2025-01-13\n", "    to: 2025-01-12\n"
    )


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "样本太小（至少 4）"), ("en", "sample too small (at least 4)")]
)
def test_a_sample_too_small_is_told_and_attached_all_the_same(
    registry: Path, audit: str, lang: str, told: str
) -> None:
    few = registry / "few.csv"
    lines = (registry / HOME / "2025-initial/jobs.csv").read_text("utf-8").splitlines()
    few.write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    result = certify(registry, "attach", audit, "jobs", str(few), lang=lang)
    assert result.exit_code == 0
    assert told in result.stdout


def test_what_is_wrong_in_what_was_written_by_hand_is_asked_for_anew(
    registry: Path, audit: str
) -> None:
    path = registry / AUDIT
    text = path.read_text("utf-8")
    wrong = text.replace("    to: 2025-01-13\n", "    to: 13.1.2025\n    population: many\n")
    path.write_text(wrong, encoding="utf-8")
    there = str(registry / HOME / "2025-initial/jobs.csv")
    refused = certify(registry, "attach", audit, "jobs", there)
    assert refused.exit_code == 2
    assert "--to is missing" in refused.stderr
    mended = ("--to", "2025-01-13", "--population", "40")
    assert certify(registry, "attach", audit, "jobs", there, *mended).exit_code == 0
    to = "    to: 2025-01-13\n"
    assert path.read_text("utf-8") == text.replace(to, f"{to}    population: 40\n")


def test_figures_that_are_stated_still_are_named(registry: Path, audit: str) -> None:
    path = registry / AUDIT
    text = path.read_text("utf-8").replace("criterion: days\n", "criterion: days\n    value: 3.5\n")
    path.write_text(text, encoding="utf-8")
    there = str(registry / HOME / "2025-initial/jobs.csv")
    result = certify(registry, "attach", audit, "jobs", there)
    assert result.exit_code == 0
    assert "take out value: days" in result.stderr


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mistake_in_the_file_is_told_at_its_line_and_nothing_written(
    registry: Path, audit: str, smiles: Path, lang: str
) -> None:
    smiles.write_text("respondent,score\nR1,4\nR1,3\nR2,7\nR3,yes\n", encoding="utf-8")
    before = files(registry)
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS, lang=lang)
    assert result.exit_code == 1
    for line in (3, 4, 5):
        assert f"{smiles.as_posix()}:{line}:" in result.stderr
    assert ("没有写入任何文件" if lang == "zh" else "nothing was written") in result.stderr
    assert result.stdout == ""
    assert files(registry) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("AUDIT", "smile", "FILE", *OPTIONS), "Did you mean smiles?"),
        (("AUDIT", "nps", "FILE", *OPTIONS), "It has: jobs, smiles"),
        (("AUDIT", "smiles", "nowhere.csv", *OPTIONS), "nowhere.csv"),
        (("2025-renewal", "smiles", "FILE", *OPTIONS), "CODE/ID"),
        (("AUDIT", "smiles", "FILE"), "--evidence is missing"),
        (("AUDIT", "smiles", "FILE", "--evidence", "E9", *OPTIONS[2:]), "lists no E9"),
        (("AUDIT", "smiles", "FILE", *OPTIONS[:2]), "--from is missing"),
        (("AUDIT", "smiles", "FILE", *OPTIONS[:4]), "--to is missing"),
        (("AUDIT", "smiles", "FILE", *OPTIONS, "--to", "2025-01-05"), "is before --from"),
        (("AUDIT", "smiles", "FILE", *OPTIONS, "--to", "yesterday"), "not a day|is not"),
        (("AUDIT", "smiles", "FILE", *OPTIONS, "--asked", "39"), "--asked 39 is less than"),
        (
            ("AUDIT", "smiles", "FILE", *OPTIONS, "--asked", "50", "--population", "45"),
            "--population 45 is less than --asked, 50",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    registry: Path, audit: str, smiles: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = files(registry)
    named = {"AUDIT": audit, "FILE": str(smiles)}
    result = certify(registry, "attach", *(named.get(word, word) for word in arguments))
    assert result.exit_code == 2, result.output
    assert any(words in result.stderr for words in told.split("|")), result.stderr
    assert files(registry) == before


def test_evidence_that_is_there_is_listed_where_none_is_named(
    registry: Path, audit: str, smiles: Path
) -> None:
    told = certify(registry, "attach", audit, "smiles", str(smiles), lang="zh").stderr
    assert "缺少 --evidence" in told
    assert "  E1  收据存根\n  E2  柜台一日\n" in told
    assert "  - id: E3\n    kind: paper\n    title: {zh: 笑脸, en: Smiles}\n" in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_file_of_the_folder_is_not_written_over(
    registry: Path, audit: str, smiles: Path, lang: str
) -> None:
    (registry / HOME / "2025-initial/smiles.csv").write_text("mine\n", encoding="utf-8")
    before = files(registry)
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS, lang=lang)
    assert result.exit_code == 2
    assert ("不会覆盖" if lang == "zh" else "is not overwritten") in result.stderr
    assert files(registry) == before


@pytest.mark.parametrize("name", ["答卷.csv", "-x.csv", "jobs.CSV"])
def test_a_name_that_no_audit_may_give_is_refused(registry: Path, audit: str, name: str) -> None:
    there = registry / HOME / "2025-initial" / name
    there.write_text(SCORES, encoding="utf-8")
    result = certify(registry, "attach", audit, "smiles", str(there), *OPTIONS)
    assert result.exit_code == 2
    assert f"{name} is no name for it" in result.stderr


def test_one_file_is_not_the_data_of_two_instruments(registry: Path, audit: str) -> None:
    there = registry / HOME / "2025-initial/jobs.csv"
    there.write_text(SCORES, encoding="utf-8")
    result = certify(registry, "attach", audit, "smiles", str(there), *OPTIONS)
    assert result.exit_code == 2
    assert "jobs.csv is the data of jobs already" in result.stderr


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: "id: [\n", "2025-initial.yaml:"),
        (lambda text: text.replace("standard: bench-care@1", "standard: x@1"), "names no standard"),
        (lambda text: text.replace("id: 2025-initial\n", "id: ../x\n"), "has no id"),
        (lambda text: text.replace("id: 2025-initial\n", ""), "has no id"),
        (lambda text: text.replace("data:\n  - inst", "data:\n    inst"), "by hand"),
        (lambda text: text.partition("\ndata:")[0] + "\ndata: 5\n", "by hand"),
        (lambda text: "code: x\n", "not-an-audit"),
    ],
)
def test_an_audit_that_takes_no_data_is_left_as_it_was(
    registry: Path, audit: str, smiles: Path, spoil: object, told: str
) -> None:
    path = registry / AUDIT
    assert callable(spoil)
    text = str(spoil(path.read_text("utf-8"))).replace("# yaml-language-server", "# ")
    path.write_text(text, encoding="utf-8")
    before = files(registry)
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS)
    assert result.exit_code == 1, result.output
    assert told in result.stderr
    assert files(registry) == before


def test_an_audit_that_is_protected_keeps_its_data_too(
    registry: Path, audit: str, smiles: Path
) -> None:
    (registry / AUDIT).chmod(0o444)
    before = files(registry)
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS)
    assert result.exit_code == 1
    assert "Permission denied" in result.stderr
    assert files(registry) == before


# ---------------------------------------------------------------- at a terminal


def test_what_is_not_given_is_asked_for(registry: Path, audit: str, smiles: Path) -> None:
    arguments = [
        "--registry",
        str(registry),
        "--lang",
        "zh",
        "attach",
        audit,
        "smiles",
        str(smiles),
    ]
    with Dialogue(*arguments) as talk:
        talk.answer("2. E2  柜台一日", "2")
        talk.answer("数据所覆盖的第一天：", "1 月 6 日")
        talk.answer("写成 YYYY-MM-DD", "2025-01-06")
        talk.answer("数据所覆盖的最后一天：", "2025-01-10")
        talk.answer("可以询问的客户总数（不清楚按回车）：", "")
        talk.answer("实际询问了多少人（不清楚按回车）：", "许多")
        talk.answer("写一个正整数", "50")
        code, said = talk.finish()
    assert code == 0, said
    added = data_in(registry / AUDIT)[1]
    assert {name: added[name] for name in ("evidence", "from", "to", "asked")} == {
        "evidence": "E2", "from": "2025-01-06", "to": "2025-01-10", "asked": 50
    }  # fmt: skip
    assert "population" not in added
    assert json.loads(certify(registry, "check", "--format", "json").stdout) == []


def test_an_audit_that_a_decision_rests_on_is_left_as_it_is(
    registry: Path, audit: str, smiles: Path, valid: Path
) -> None:
    decided = (valid / HOME / "decisions.yaml").read_bytes()
    (registry / HOME / "decisions.yaml").write_bytes(decided)
    before = files(registry)
    result = certify(registry, "attach", audit, "smiles", str(smiles), *OPTIONS)
    assert result.exit_code == 2
    assert "a decision rests on the audit 2025-initial" in result.stderr
    assert files(registry) == before


# ---------------------------------------------------------------- what a check would refuse


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("--from", "2024-12-02", "--to", "2024-12-05"), "J3 2024-12-09 in the file lies outside"),
        (("--from", "2024-12-03", "--to", "2025-01-13"), "J1 2024-12-02 in the file lies outside"),
        (("--from", "2024-12-02", "--to", "2025-01-21"), "is after the audit's reported"),
    ],
)
def test_days_that_a_check_would_refuse_are_refused_and_nothing_is_written(
    registry: Path, tmp_path: Path, audit: str, days: tuple[str, ...], told: str
) -> None:
    rows = (registry / HOME / "2025-initial" / "jobs.csv").read_text(encoding="utf-8").splitlines()
    file = tmp_path / "jobs.csv"
    file.write_text("\n".join(rows[:4]) + "\n", encoding="utf-8")
    before = files(registry)
    result = certify(registry, "attach", audit, "jobs", str(file), "--evidence", "E1", *days)
    assert result.exit_code == 2
    assert told in result.stderr
    assert files(registry) == before
