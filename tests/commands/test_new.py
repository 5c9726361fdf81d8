"""`certify new`: by arguments, by questions, and never over what is there."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest

from generator.records.source import Source, read_source
from tests.commands.dialogue import Dialogue
from tests.commands.running import certify, files

WATCHES = "00440300MA1BENCH51"
HOME = f"audits/440300/{WATCHES}"
NEW = "00440300MA1NEWFRMK"
FIRM = ["new", "firm", NEW, "--name-zh", "样例修表社", "--region", "440300"]
AUDIT = ["new", "audit", WATCHES, "--type", "special", "--standard", "bench-care@1"]
DAY = ["--from", "2026-11-02"]


def data_of(path: Path) -> dict[str, object]:
    source = read_source(path, path.name)
    assert isinstance(source, Source)
    data: dict[str, object] = source.data
    return data


# ---------------------------------------------------------------- firms


def test_a_firm_with_all_that_is_asked_is_good_at_once(registry: Path) -> None:
    more = ["--name-en", "Sample Clock Club", "--industry", "O81", "--channel", "counter"]
    more += ["--address-zh", "样例路 9 号", "--address-en", "9 Sample Road"]
    more += ["--profile-zh", "修“钟”: #1", "--profile-en", 'Mends "clocks": #1']
    result = certify(registry, *FIRM, *more)
    assert result.exit_code == 0, result.output
    data = data_of(registry / f"audits/440300/{NEW}/firm.yaml")
    assert data == {
        "code": NEW,
        "name": {"zh": "样例修表社", "en": "Sample Clock Club"},
        "region": "440300",
        "industry": "O81",
        "address": {"zh": "样例路 9 号", "en": "9 Sample Road"},
        "profile": {"zh": "修“钟”: #1", "en": 'Mends "clocks": #1'},
        "channels": ["counter"],
    }
    assert certify(registry, "check").exit_code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_known_of_a_firm_is_left_empty_and_told_by_the_check(
    registry: Path, lang: str
) -> None:
    assert certify(registry, *FIRM, lang=lang).exit_code == 0
    path = registry / f"audits/440300/{NEW}/firm.yaml"
    assert path.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=../../../standards/schema/firm.schema.json\n"
    )
    told = json.loads(certify(registry, "check", str(path), "--format", "json").stdout)
    lines = path.read_text("utf-8").splitlines()
    empty = [n for n, line in enumerate(lines, 1) if re.match(r"  (zh|en):$|industry: ", line)]
    assert [p["line"] for p in told if p["code"] == "null-value"] == empty
    assert [p["code"] for p in told if p["code"] != "null-value"] == ["list-empty"]


def test_a_code_that_reads_like_a_number_stays_a_code(registry: Path) -> None:
    code = "004403001234567895"
    result = certify(registry, "new", "firm", code, "--name-zh", "甲", "--region", "440300")
    assert result.exit_code == 0
    assert data_of(registry / f"audits/440300/{code}/firm.yaml")["code"] == code


def test_a_code_registered_anywhere_is_refused(registry: Path) -> None:
    before = files(registry)
    result = certify(
        registry, "new", "firm", WATCHES, "--name-zh", "甲", "--region", "Chengdu", lang="zh"
    )
    assert result.exit_code == 2
    assert f"已登记：{HOME}/firm.yaml" in result.stderr
    assert files(registry) == before


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["new", "firm"], "CODE"),
        (["new", "firm", NEW], "--name-zh"),
        (["new", "firm", NEW, "--name-zh", "甲"], "--region"),
        (["new", "firm", NEW, "--name-zh", " ", "--region", "440300"], "--name-zh"),
        (["new", "firm", NEW[:-1] + "3", "--name-zh", "甲"], "CODE"),
        ([*FIRM, "--industry", "nothing"], "--industry"),
        ([*FIRM, "--channel", "mial"], "--channel"),
        ([*FIRM[:-1], "朝阳"], "--region"),
        (["new", "audit"], "FIRM"),
        (["new", "audit", WATCHES], "--type"),
        (["new", "audit", WATCHES, "--type", "special"], "--standard"),
        (["new", "audit", WATCHES, "--type", "2", "--standard", "bench-care@1"], "--type"),
        (["new", "audit", WATCHES, "--type", "yearly", "--standard", "bench-care@1"], "--type"),
        ([*AUDIT[:-1], "bench-care@2"], "--standard"),
        (["new", "audit", "Sample", *AUDIT[3:]], "FIRM"),
        (["new", "audit", "nobody", *AUDIT[3:]], "FIRM"),
        ([*AUDIT, "--id", "../../x"], "--id"),
        ([*AUDIT, "--id", "2026 special"], "--id"),
        ([*AUDIT, "--from", "tomorrow"], "--from"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_missing_or_wrong_is_named_by_its_option_where_nobody_can_be_asked(
    registry: Path, arguments: list[str], option: str, lang: str
) -> None:
    before = files(registry)
    result = certify(registry, *arguments, lang=lang)
    assert result.exit_code == 2, result.output
    assert option in result.stderr
    assert result.stdout == ""
    assert files(registry) == before


# ---------------------------------------------------------------- audits


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_audit_is_drafted_and_what_comes_next_is_shown(registry: Path, lang: str) -> None:
    result = certify(registry, *AUDIT, *DAY, lang=lang)
    assert result.exit_code == 0
    path = registry / HOME / "2026-special.yaml"
    assert f"certify --registry {registry} check {path}\n" in result.stdout
    assert f"certify --registry {registry} score {path} --explain\n" in result.stdout
    data = data_of(path)
    assert (data["id"], data["firm"], data["type"]) == ("2026-special", WATCHES, "special")
    assert (data["standard"], data["from"]) == ("bench-care@1", "2026-11-02")


def test_a_firm_may_be_named_by_a_part_of_its_name(registry: Path) -> None:
    assert certify(registry, "new", "audit", "钟表", *AUDIT[3:], *DAY).exit_code == 0
    assert (registry / HOME / "2026-special.yaml").is_file()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_second_draft_does_not_replace_the_first(registry: Path, lang: str) -> None:
    certify(registry, *AUDIT, *DAY, lang=lang)
    path = registry / HOME / "2026-special.yaml"
    path.write_text("what an auditor wrote\n", encoding="utf-8")
    before = files(registry)
    result = certify(registry, *AUDIT, *DAY, lang=lang)
    assert result.exit_code == 2
    assert "--id 2026-special-2" in result.stderr
    assert files(registry) == before
    path.unlink()
    result = certify(registry, *AUDIT, *DAY, "--id", "2026-special-2", lang=lang)
    assert result.exit_code == 0
    assert data_of(registry / HOME / "2026-special-2.yaml")["id"] == "2026-special-2"


def test_a_registry_whose_rules_have_mistakes_is_told_so(registry: Path) -> None:
    (registry / "audits/roster.yaml").write_text("people: [\n")
    result = certify(registry, *AUDIT)
    assert result.exit_code == 1
    assert "audits/roster.yaml:" in result.stderr
    assert not (registry / HOME / "2026-special.yaml").exists()


# ---------------------------------------------------------------- at a terminal


def test_an_audit_is_asked_for_in_chinese(registry: Path) -> None:
    with Dialogue("--registry", str(registry), "--lang", "zh", "new", "audit", *DAY) as talk:
        talk.answer("企业（代码或名称的一部分）：", "没有这家")
        talk.answer("没有找到“没有这家”", "样例")
        talk.answer("是哪一个：", "1")
        talk.answer("2. surveillance  监督审核", "二")
        talk.answer("没有“二”，可选：initial、surveillance", "2")
        talk.answer("认证标准（序号或标识） [bench-care@1]：", "")
        code, said = talk.finish()
    assert code == 0, said
    assert (registry / HOME / "2026-surveillance.yaml").is_file()
    assert "接下来：" in said


def test_an_audit_that_is_there_leads_to_a_question_for_another_id(registry: Path) -> None:
    certify(registry, *AUDIT, *DAY)
    arguments = ["--registry", str(registry), "--lang", "en", *AUDIT, *DAY]
    with Dialogue(*arguments) as talk:
        talk.answer("The audit's id [2026-special-2]: ", "2026-special")
        talk.answer("exists and is not overwritten", "")
        code, said = talk.finish()
    assert code == 0, said
    assert (registry / HOME / "2026-special-2.yaml").is_file()


def test_a_firm_is_asked_for_and_asked_again_where_the_answer_will_not_do(registry: Path) -> None:
    with Dialogue("--registry", str(registry), "--lang", "en", "new", "firm") as talk:
        talk.answer("Unified social credit code: ", NEW[:-1] + "3")
        talk.answer("the last is K", NEW)
        talk.answer("Name in Chinese: ", "")
        talk.answer("it cannot stay empty", "样例修表社")
        talk.answer("Name in English; Enter leaves it for later: ", "Sample Clock Club")
        talk.answer("Region (its code or its name) [440300]: ", "光明区")
        talk.answer("440311  Guangming District, Shenzhen, Guangdong", "修理")
        talk.answer("Which one: ", "O81")
        for question in ("Address in Chinese", "Address in English", "in Chinese", "in English"):
            talk.answer(question, "")
        talk.answer("2. mail  Mail", "counter, mail")
        talk.answer("Another place, in Chinese (Enter to end): ", "总店")
        talk.answer("That place, in English: ", "Main shop")
        talk.answer("Region (its code or its name): ", "Shenzhen")
        talk.answer("Another place, in Chinese (Enter to end): ", "")
        code, said = talk.finish()
    assert code == 0, said
    data = data_of(registry / f"audits/440311/{NEW}/firm.yaml")
    assert data["industry"] == "O81"
    assert data["channels"] == ["counter", "mail"]
    assert data["sites"] == [{"name": {"zh": "总店", "en": "Main shop"}, "region": "440300"}]
    assert data["address"] == {"zh": None, "en": None}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_interruption_writes_nothing_and_says_so(registry: Path, lang: str) -> None:
    before = files(registry)
    question, words = {
        "zh": ("中文名称：", "没有写入任何文件"),
        "en": ("Name in Chinese: ", "nothing was written"),
    }[lang]
    arguments = ["--registry", str(registry), "--lang", lang, "new", "firm", NEW]
    with Dialogue(*arguments) as talk:
        talk.interrupt(question, signal.SIGINT)
        code, said = talk.finish()
    assert code == 1
    assert words in said
    assert "Traceback" not in said
    with Dialogue(*arguments) as talk:
        talk.answer(question, "\x04")
        code, said = talk.finish()
    assert (code, words in said) == (1, True)
    assert files(registry) == before
