"""`certify decide`: tried first, shown, appended; what is not said is known, asked or refused."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len
from rich.console import Console

from generator.commands import decide
from generator.deciding import proposal
from generator.deciding.saving import hold_registry, require_unchanged
from generator.records.numbering import certificate_number
from generator.records.source import Source, read_source
from generator.terminal import decisions as terminal
from tests.commands.dialogue import Dialogue
from tests.commands.running import certify, files
from tests.repositories import edit

WATCHES = "00440300MA1BENCH51"
LEATHER = "00510100MA2BENCH6A"
HOME = f"audits/440300/{WATCHES}"
OTHER = f"audits/510100/{LEATHER}"
NUMBER = "WS-2025-000001-08"
NEXT = certificate_number("WS", 2025, 2)
DAY = date(2025, 6, 2)
BY = ["--by", "C001,C002"]
WHY = ["--reason", "两件投诉未处理。 // Two complaints were not answered."]


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "this_moment", lambda: (DAY, "09:30:00"))


@pytest.fixture
def passed(registry: Path) -> Path:
    """The registry with an audit of the second firm that fulfils the conditions."""
    old = "result: not_met, evidence: [E1], note: 口头约定，没有收据。"
    edit(registry / OTHER / "2025-initial.yaml", old, "result: met, evidence: [E1]")
    return registry


def decided(registry: Path, *arguments: str, lang: str = "en") -> Result:
    result = certify(registry, "decide", *arguments, "--yes", lang=lang)
    assert result.exit_code == 0, result.output
    return result


def entries(registry: Path, home: str = HOME) -> list[dict[str, Any]]:
    source = read_source(registry / home / "decisions.yaml", "decisions.yaml")
    assert isinstance(source, Source)
    found: list[dict[str, Any]] = source.data["decisions"]
    return found


def status_of(registry: Path, firm: str, day: str) -> dict[str, Any]:
    told = certify(registry, "status", firm, "--as-of", day, "--format", "json").stdout
    (standing,) = json.loads(told)
    assert isinstance(standing, dict)
    return standing


# ---------------------------------------------------------------- what is written


def test_a_grant_takes_all_it_can_from_the_records(passed: Path) -> None:
    result = decided(passed, f"{LEATHER}/2025-initial", "grant", *BY)
    (entry,) = entries(passed, OTHER)
    assert entry == {
        "decision": "grant",
        "audit": "2025-initial",
        "certificate": NEXT,
        "decided": "2025-06-02",
        "effective": "2025-06-02",
        "recorded": "2025-06-02",
        "time": "09:30:00",
        "by": ["C001", "C002"],
        "scope": {"zh": "皮具修理", "en": "皮具修理"},
    }
    for words in (NEXT, "new", "Applied → Valid, from 2 June 2025", "1 June 2027", "Bronze"):
        assert words in result.stdout
    assert certify(passed, "check").exit_code == 0
    assert status_of(passed, LEATHER, "2025-06-02")["status"] == "valid"


@pytest.mark.parametrize(
    "what",
    [
        LEATHER,
        LEATHER.lower(),
        f"{LEATHER}/2025-initial",
        f"{LEATHER}/2025-initial.yaml",
        f"{OTHER}/2025-initial.yaml",
        f"{OTHER}/firm.yaml",
        "Leather",
        "皮具",
    ],
)
def test_an_audit_is_named_in_many_ways(passed: Path, what: str) -> None:
    decided(passed, what, "grant", *BY)
    assert entries(passed, OTHER)[0]["audit"] == "2025-initial"


@pytest.mark.parametrize("what", [WATCHES, NUMBER, "ws2025000001-08", HOME, f"{HOME}/firm.yaml"])
def test_a_certificate_is_named_in_many_ways(registry: Path, what: str) -> None:
    before = (registry / HOME / "decisions.yaml").read_bytes()
    result = decided(registry, what, "suspend", *BY, *WHY)
    after = (registry / HOME / "decisions.yaml").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].decode() == (
        "  - decision: suspend\n"
        f"    certificate: {NUMBER}\n"
        "    decided: 2025-06-02\n"
        "    effective: 2025-06-02\n"
        "    recorded: 2025-06-02\n"
        '    time: "09:30:00"\n'
        "    by: [C001, C002]\n"
        "    reason:\n"
        "      zh: 两件投诉未处理。\n"
        "      en: Two complaints were not answered.\n"
    )
    assert "Valid → Suspended" in result.stdout
    assert "withdrawn on 2 September 2025" in result.stdout
    assert certify(registry, "check").exit_code == 0


def test_a_whole_life_is_decided_by_commands(passed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on(day: str, *arguments: str) -> None:
        monkeypatch.setattr(decide, "this_moment", lambda: (date.fromisoformat(day), "10:00:00"))
        decided(passed, *arguments, *BY)

    on("2025-03-12", LEATHER, "grant")
    on("2025-04-01", LEATHER, "change-scope", *WHY, "--scope", "皮具、箱包修理 // Leather and bags")
    on("2025-05-01", LEATHER, "suspend", *WHY)
    on("2025-05-20", LEATHER, "恢复", *WHY)
    on("2025-06-01", LEATHER, "withdraw", *WHY)
    kinds = [entry["decision"] for entry in entries(passed, OTHER)]
    assert kinds == ["grant", "change_scope", "suspend", "reinstate", "withdraw"]
    assert {entry["certificate"] for entry in entries(passed, OTHER)} == {NEXT}
    assert certify(passed, "check").exit_code == 0
    ended = status_of(passed, LEATHER, "2025-06-01")
    assert (ended["status"], ended["revision"]) == ("withdrawn", 2)


def test_a_renewal_gives_the_next_number_and_ends_the_old_certificate(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (registry / HOME / "2025-initial.yaml").read_text("utf-8")
    text = text.replace("2025-initial", "2026-renewal").replace("type: initial", "type: renewal")
    text = text.replace("2025-01", "2026-11").replace("2025-02", "2026-12")
    (registry / HOME / "2026-renewal.yaml").write_text(text, "utf-8")
    shutil.copytree(registry / HOME / "2025-initial", registry / HOME / "2026-renewal")
    edit(registry / "audits/roster.yaml", "[{section: O, to: 2025-12-31}]", "[O]")
    monkeypatch.setattr(decide, "this_moment", lambda: (date(2026, 12, 15), "10:00:00"))
    result = decided(registry, WATCHES, "renew", *BY, "--effective", "2027-01-10")
    number = certificate_number("WS", 2026, 1)
    assert entries(registry)[1]["certificate"] == number
    assert f"{NUMBER}, on 10 January 2027" in result.stdout
    assert certify(registry, "check").exit_code == 0
    assert status_of(registry, WATCHES, "2027-01-09")["certificate"] == NUMBER
    renewed = status_of(registry, WATCHES, "2027-01-10")
    assert (renewed["certificate"], renewed["former"][0]["superseded_by"]) == (number, number)


def test_an_appeal_that_waits_is_found(registry: Path) -> None:
    (registry / HOME / "proceedings.yaml").write_text(
        f"firm: {WATCHES}\nappeals:\n  - id: AP1\n    against: 1\n    received: 2025-02-10\n"
        "    recorded: 2025-02-11\n    grounds: {zh: 星级过低, en: The grade is too low}\n",
        "utf-8",
    )
    with (registry / "audits/roster.yaml").open("a", encoding="utf-8") as roster:
        roster.write("  - {id: C003, name: {zh: 委员寅, en: Member Yin}, from: 2024-01-01,\n")
        roster.write("     roles: [committee_member]}\n")
    arguments = [WATCHES, "appeal", "--by", "C003", "--outcome", "dismissed", *WHY]
    result = decided(registry, *arguments, lang="zh")
    entry = entries(registry)[1]
    assert (entry["appeal"], entry["outcome"], entry["by"]) == ("AP1", "dismissed", ["C003"])
    assert "驳回申诉" in result.stdout
    assert certify(registry, "check").exit_code == 0
    again = certify(registry, "decide", *arguments, "--yes")
    assert (again.exit_code, "--appeal" in again.stderr) == (2, True)


# ---------------------------------------------------------------- what may not be


def test_what_may_not_be_decided_is_told_at_the_line_it_would_have(registry: Path) -> None:
    before = files(registry)
    result = certify(registry, "decide", LEATHER, "grant", "--by", "A001", "--yes")
    assert result.exit_code == 1
    path = f"{OTHER}/decisions.yaml"
    assert re.search(rf"^{path}:11:10: error decider-not-member ", result.stderr, re.MULTILINE)
    assert "nothing was written" in result.stderr
    result = certify(registry, "decide", LEATHER, "grant", *BY, "--yes", "--decided", "2025-06-01")
    assert re.search(rf"^{path}:5:12: error grant-not-eligible ", result.stderr, re.MULTILINE)
    assert files(registry) == before


def test_the_problems_are_those_that_a_check_tells_of_the_same_text(registry: Path) -> None:
    arguments = [WATCHES, "reinstate", "--by", "A004", *WHY, "--effective", "2025-05-01"]
    result = certify(registry, "decide", *arguments, "--yes", "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["written"] is False
    with (registry / HOME / "decisions.yaml").open("a", encoding="utf-8") as file:
        file.write(told["text"])
    checked = json.loads(certify(registry, "check", "--format", "json").stdout)
    assert told["problems"] == checked
    assert checked


def test_mistakes_that_are_there_already_are_told(registry: Path) -> None:
    edit(registry / HOME / "decisions.yaml", "by: [C001, C002]", "by: [C001, C009]")
    before = files(registry)
    result = certify(registry, "decide", WATCHES, "suspend", *BY, *WHY, "--yes")
    assert result.exit_code == 1
    assert f"{HOME}/decisions.yaml:10:16: error person-unknown" in result.stderr
    assert files(registry) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--yes"], "WHAT is missing"),
        ([WATCHES, "--yes"], "KIND is missing"),
        ([WATCHES, "suspend", *WHY, "--yes"], "--by is missing"),
        ([WATCHES, "suspend", *BY, "--yes"], "--reason-zh is missing"),
        ([WATCHES, "suspend", *BY, "--reason", "无", "--yes"], "--reason-en is missing"),
        ([WATCHES, "suspend", *BY, "--reason-en", "x", "--reason-zh", " ", "--yes"],
         "--reason-zh: it cannot stay empty"),
        ([WATCHES, "suspend", *BY, "--reason", "@nowhere.txt", "--yes"], "nowhere.txt"),
        ([WATCHES, "change_scope", *BY, *WHY, "--yes"], "--scope-zh is missing"),
        ([WATCHES, "suspend", *BY, *WHY], "--yes is missing"),
        ([WATCHES, "suspend", *BY, *WHY, "--outcome", "upheld", "--yes"],
         "--outcome does not go with suspend"),
        ([WATCHES, "suspend", *BY, *WHY, "--scope", "x", "--yes"], "--scope does not go"),
        ([WATCHES, "withdrew", *BY, *WHY, "--yes"], 'there is no "withdrew"'),
        ([WATCHES, "maintain", *BY, "--yes"], f"name one: {WATCHES}/2025-initial"),
        ([LEATHER, "suspend", *BY, *WHY, "--yes"], "holds no certificate to suspend"),
        ([f"{WATCHES}/2025-inital", "grant", "--yes"], "Did you mean 2025-initial?"),
        (["WS-2025-000001-09", "suspend", "--yes"], f"it is {NUMBER}"),
        ([NEXT, "suspend", "--yes"], f"the registry has no certificate {NEXT}"),
        (["nowhere/2025-initial", "grant", "--yes"], "the registry has no nowhere/2025-initial"),
        ([f"tests/records/valid/{HOME}/2025-initial.yaml", "grant", "--yes"], "is not in audits/"),
        (["Nobody", "grant", "--yes"], 'nothing fits "Nobody"'),
        ([WATCHES, "appeal", *BY, *WHY, "--yes"], "--appeal: no appeal"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_named(
    registry: Path, arguments: list[str], words: str
) -> None:
    before = files(registry)
    result = certify(registry, "decide", *arguments)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert files(registry) == before


# ---------------------------------------------------------------- the file


def test_a_trial_writes_nothing(passed: Path) -> None:
    before = files(passed)
    result = certify(passed, "decide", LEATHER, "grant", *BY, "--dry-run")
    assert result.exit_code == 0
    assert "nothing was written" in result.stdout
    assert f"certificate: {NEXT}" in result.stdout
    assert files(passed) == before


def test_people_are_known_by_their_names_too(registry: Path) -> None:
    decided(registry, WATCHES, "suspend", "--by", "Member Zi, 委员丑", "--by", "c002", *WHY)
    assert entries(registry)[1]["by"] == ["C001", "C002"]


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_shown_keeps_within_the_terminal(
    registry: Path, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    console = Console(width=width, force_terminal=True, highlight=False, record=True)
    monkeypatch.setattr(terminal, "make_console", lambda **_: console)
    long = "投诉没有处理，回访没有做到。" * 8 + " // " + "Complaints were not answered. " * 8
    decided(registry, WATCHES, "suspend", *BY, "--reason", long, lang=lang)
    shown = console.export_text()
    assert [line for line in shown.splitlines() if cell_len(line.rstrip()) > width] == []
    # Nothing of it is lost on the way.
    assert shown.count("回访没有做到") + shown.replace("\n", "").count("answered.") >= 8


def test_json_tells_the_decision_and_what_follows(passed: Path) -> None:
    result = decided(passed, LEATHER, "grant", *BY, "--format", "json")
    told = json.loads(result.stdout)
    assert told["written"] is True
    assert (told["path"], told["line"], told["number"]) == (f"{OTHER}/decisions.yaml", 1, 1)
    assert told["decision"] == entries(passed, OTHER)[0]
    assert told["text"] == (passed / OTHER / "decisions.yaml").read_text("utf-8")
    assert told["before"]["status"] == "applied"
    assert told["after"] == {
        "status": "valid",
        "certificate": NEXT,
        "revision": 1,
        "grade": "bronze",
        "score": told["after"]["score"],
        "valid_to": "2027-06-01",
        "surveillance_by": "2025-12-03",
        "lapses": None,
    }


def test_a_change_in_the_meantime_is_told_and_nothing_is_lost(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry / HOME / "decisions.yaml"

    def change(folder: Path, before: dict[str, bytes]) -> None:
        path.write_bytes(path.read_bytes() + "# 另一人\n".encode())
        require_unchanged(folder, before)

    monkeypatch.setattr(proposal, "require_unchanged", change)
    result = certify(registry, "decide", WATCHES, "suspend", *BY, *WHY, "--yes", lang="zh")
    assert result.exit_code == 1
    assert "期间有文件被改动：decisions.yaml。没有写入" in result.stderr
    assert path.read_text("utf-8").endswith("en: Watch repair}\n# 另一人\n")


def test_a_number_that_was_taken_in_the_meantime_is_told(
    passed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def take(folder: Path, before: dict[str, bytes]) -> None:
        with (passed / HOME / "decisions.yaml").open("a", encoding="utf-8") as file:
            file.write(f"# certificate: {NEXT}\n")
        require_unchanged(folder, before)

    monkeypatch.setattr(proposal, "require_unchanged", take)
    result = certify(passed, "decide", LEATHER, "grant", *BY, "--yes")
    assert result.exit_code == 1
    assert f"{NEXT} was taken in the meantime" in result.stderr
    assert not (passed / OTHER / "decisions.yaml").exists()


def test_while_another_writes_nothing_is_written(registry: Path) -> None:
    before = files(registry)
    with hold_registry(registry):
        result = certify(registry, "decide", WATCHES, "suspend", *BY, *WHY, "--yes")
    assert (result.exit_code, "another certify decide" in result.stderr) == (1, True)
    assert files(registry) == before


# ---------------------------------------------------------------- at a terminal


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_not_said_is_asked_for(registry: Path, lang: str) -> None:
    chinese = lang == "zh"
    with Dialogue(
        "--registry", str(registry), "--lang", lang, "decide", "--decided", DAY.isoformat()
    ) as talk:
        about = "关于什么" if chinese else "About what"
        talk.answer(about, "")
        talk.answer("不能空着" if chinese else "it cannot stay empty", "zzz")
        talk.answer(
            "没有找到“zzz”" if chinese else 'nothing fits "zzz"', "钟表" if chinese else "watch"
        )
        talk.answer("suspend  暂停" if chinese else "suspend  Suspend", "suspend")
        talk.answer("决定人" if chinese else "Who decided", "C009")
        talk.answer("名册中没有 C009" if chinese else "the roster has no C009", "1、委员丑")
        talk.answer("理由（中文）：" if chinese else "Reason, in Chinese: ", "")
        talk.answer("不能空着" if chinese else "it cannot stay empty", "投诉未处理")
        talk.answer("理由（英文）：" if chinese else "Reason, in English: ", "Complaints: open")
        talk.answer("写入？ [y/N]: " if chinese else "Write it? [y/N]: ", "y")
        code, said = talk.finish()
    assert code == 0, said
    entry = entries(registry)[1]
    assert entry["by"] == ["C001", "C002"]
    assert entry["reason"] == {"zh": "投诉未处理", "en": "Complaints: open"}
    assert f"→ {WATCHES}  {'样例钟表工坊' if chinese else 'Sample Watch Workshop'}" in said
    assert ("已写入" if chinese else "written: ") in said
    assert certify(registry, "check").exit_code == 0


@pytest.mark.parametrize("answer", ["n", "\x04"])
def test_who_does_not_agree_writes_nothing(registry: Path, answer: str) -> None:
    before = files(registry)
    arguments = ["--registry", str(registry), "--lang", "en", "decide", WATCHES, "suspend"]
    with Dialogue(*arguments, *BY, *WHY, "--decided", DAY.isoformat()) as talk:
        talk.answer("Write it? [y/N]: ", answer)
        code, said = talk.finish()
    assert (code, "othing was written" in said) == (1, True)
    assert "Traceback" not in said
    assert files(registry) == before
