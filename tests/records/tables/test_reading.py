"""A file is read whole or told what is wrong with it; nothing is dropped in silence."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from generator.records.model import Labelled, Text
from generator.records.problems import problem_catalogue
from generator.records.tables import reading
from generator.records.tables.reading import TableReading, parse_table, read_table
from tests.records.tables.material import INSTRUMENTS, SHOWN, read_text, tell_places

HERE = Path(__file__).parent
PACKAGE = HERE.parents[2] / "generator" / "records" / "tables"
NPS = b"respondent,score\nR001,9\n"


# ---------------------------------------------------------------- the file


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "nps.csv"
    path.write_bytes(b"\xef\xbb\xbf" + NPS)
    read = read_table(path, SHOWN, INSTRUMENTS["nps"])
    assert read.problems == ()
    assert read.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_file_with_problems_has_a_hash_too() -> None:
    raw = NPS + b"R001,9\n"
    read = parse_table(raw, SHOWN, INSTRUMENTS["nps"])
    assert (read.table, read.sha256) == (None, sha256(raw).hexdigest())


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file-unreadable"),
        (lambda path: path.mkdir(), "file-unreadable"),
        (lambda path: path.symlink_to(path.name), "file-unreadable"),
        (os.mkfifo, "file-irregular"),
        (lambda path: path.symlink_to("/dev/zero"), "file-irregular"),
    ],
    ids=["missing", "folder", "link to itself", "pipe", "device"],
)
def test_what_is_no_readable_file_is_a_problem(tmp_path: Path, make: object, code: str) -> None:
    path = tmp_path / "nps.csv"
    assert callable(make)
    make(path)
    read = read_table(path, SHOWN, INSTRUMENTS["nps"])
    assert (read.table, read.sha256) == (None, "")
    assert tell_places(read) == [(1, 1, code)]
    assert read.problems[0].location.path == SHOWN


def test_a_file_beyond_the_limit_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "nps.csv"
    path.write_bytes(NPS.ljust(1024 * 1024 + 1, b"\n"))
    read = read_table(path, SHOWN, INSTRUMENTS["nps"])
    assert tell_places(read) == [(1, 1, "data-too-large")]
    assert read.problems[0].message("en") == "the table is larger than 1 MB"
    path.write_bytes(NPS.ljust(1024 * 1024, b" "))
    assert read_table(path, SHOWN, INSTRUMENTS["nps"]).table is not None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_of_too_many_lines_is_a_problem(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(reading, "MAX_LINES", 3)
    text = "respondent,score\nR001,9\nR002,9\n"
    assert read_text("nps", text.replace("\n", end)).table is not None
    read = read_text("nps", f"{text}R003,9\n".replace("\n", end))
    assert tell_places(read) == [(1, 1, "data-too-many-lines")]


# ---------------------------------------------------------------- values


def test_values_are_exact_and_of_the_kind_of_their_column() -> None:
    read = read_text("cases", (HERE / "valid" / "cases.csv").read_text(encoding="utf-8"))
    assert read.table is not None
    assert read.table["received"][1] == datetime(2026, 3, 9, 14, 5)  # noqa: DTZ001 (as written)
    assert read.table["acknowledged"][1] is None
    assert read.table["reopened"] == (False, True, False)
    read = read_text("alpha", "respondent,A1,A2,A3\nR001,1,2.50,3\n")
    assert read.table is not None
    assert read.table["A2"] == (Fraction(5, 2),)
    assert type(read.table["A1"][0]) is Fraction


def test_columns_stand_in_the_order_of_the_model_whatever_the_file() -> None:
    read = read_text("nps", "score,respondent\n9,R001\n")
    assert read.table is not None
    assert list(read.table.columns) == ["respondent", "score"]
    read = read_text("open", "b,respondent,a\n1,R001,2\n")
    assert read.table is not None
    assert list(read.table.columns) == ["respondent", "b", "a"]


def test_equal_words_are_one_object() -> None:
    rows = "".join(f"R{row:03},Q{item},6,5\n" for row in range(3) for item in (1, 2))
    read = read_text("servqual", f"respondent,item,expectation,perception\n{rows}")
    assert read.table is not None
    assert len({id(word) for word in read.table["item"]}) == 2
    assert len({id(word) for word in read.table["respondent"]}) == 3


@pytest.mark.parametrize("word", ["5", "5.0", "5.00", " 5 ", "05", '"5"'])
def test_a_whole_number_may_be_written_with_a_point(word: str) -> None:
    read = read_text("csat", f"respondent,score\nR001,{word}\n")
    assert read.table is not None
    assert read.table["score"] == (5,)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("５", "5"),
        ("5分", "5"),
        ("五", "5"),
        ("“5”", "5"),
        ("3.5", ""),
        ("55分", ""),
        ("5%", ""),
        ("5万", ""),
        ("五分之三", ""),
        ("9" * 5000, ""),
    ],
)
def test_a_figure_that_is_meant_is_offered_where_it_can_be_told(word: str, near: str) -> None:
    [told] = read_text("csat", f"respondent,score\nR001,{word}\n").problems
    assert told.code == "data-not-whole"
    assert dict(told.arguments)["near"] == near
    assert len(dict(told.arguments)["found"]) <= 41


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("20260309", "2026-03-09"),
        ("2026.3.9", "2026-03-09"),
        ("2026年3月9日", "2026-03-09"),
        ("2026年3月9日 14:05", "2026-03-09 14:05"),
        ("2026/13/1", ""),
        ("2026-03-09 24:00", ""),
        ("2026/3/9 下午2:05", ""),
        ("3/9/2026", ""),
        ("####", ""),
        ("46090", ""),
    ],
)
def test_a_moment_that_is_meant_is_offered_where_it_can_be_told(written: str, near: str) -> None:
    head = "case,channel,category,received,acknowledged,closed,outcome,reopened\n"
    [told] = read_text("cases", f"{head}K-1,hotline,repair,{written},,,,no\n").problems
    assert told.code == "data-not-a-time"
    assert dict(told.arguments)["near"] == near


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("2026-3", "2026-03"),
        ("2026/03", "2026-03"),
        ("202603", "2026-03"),
        ("2026年3月", "2026-03"),
        ("2026年", "2026"),
        ("2026-03-01", "2026-03"),
        ("2026-13", ""),
        ("26-03", ""),
        ("2026Q1", ""),
    ],
)
def test_a_period_that_is_meant_is_offered_where_it_can_be_told(written: str, near: str) -> None:
    text = f"period,measure,count,of\n{written},answered_in_time,1,2\n"
    [told] = read_text("counts", text).problems
    assert told.code == "data-not-a-period"
    assert dict(told.arguments)["near"] == near


# ---------------------------------------------------------------- several problems


def test_all_problems_are_told_at_once_in_the_order_of_their_places() -> None:
    text = (
        "respondent,item,expectation,percepton\n"
        "张三,Q1,6,5\n"
        "R002,Q9,8\n"
        "R003,Q9,8,5\n"
        "13800138000,Q1,x,5\n"
    )
    assert tell_places(read_text("servqual", text)) == [
        (1, 29, "data-column-unknown"),
        (2, 1, "data-not-anonymous"),
        (3, 1, "data-cells-too-few"),
        (4, 6, "data-item-unknown"),
        (4, 9, "data-value-off-scale"),
        (5, 1, "private-mobile"),
        (5, 16, "data-not-whole"),
    ]


@pytest.mark.parametrize("wrong", [99, 100, 101, 5000])
def test_at_most_a_hundred_are_told_and_how_many_there_are_besides(wrong: int) -> None:
    rows = "".join(f"R{row:05},{'x' if row < wrong else 5}\n" for row in range(wrong + 10))
    problems = read_text("nps", f"respondent,score\n{rows}").problems
    assert len(problems) == min(wrong, 101)
    if wrong > 100:
        more = problems[-1]
        assert (more.code, dict(more.arguments)) == (
            "data-problems-more",
            {"count": str(wrong - 100)},
        )
        assert (more.location.line, more.location.column) == (102, 8)


def test_private_numbers_count_among_the_hundred() -> None:
    rows = "".join(f"138{row:08},{'x' if row % 2 else 5}\n" for row in range(150))
    problems = read_text("nps", f"respondent,score\n{rows}").problems
    assert {problem.code for problem in problems[:100]} == {"private-mobile", "data-not-whole"}
    assert dict(problems[100].arguments) == {"count": str(150 + 75 - 100)}


# ---------------------------------------------------------------- persons


def test_a_number_is_found_beside_figures_that_would_make_an_amount_of_it() -> None:
    for text in ("score,respondent\n9,13800138000\n", "respondent;score\n13800138000;9\n"):
        assert [code for _, _, code in tell_places(read_text("nps", text))] == ["private-mobile"]


def test_cells_beside_and_below_one_another_do_not_make_a_number() -> None:
    tabs = "period\tmeasure\tcount\tof\n2026\trepair_days\t138\t0013\n2025\trepair_days\t1\t1\n"
    assert read_text("counts", tabs).problems == ()
    commas = "of,count,measure,period\n13800138,1,repair_days,2026\n0001,1,repair_days,2025\n"
    assert read_text("counts", commas).problems == ()


def test_no_more_of_a_name_or_number_is_told_than_the_rule_shows() -> None:
    text = "respondent,score\n欧阳小明,9\nR002,13800138000\nR003,a.person@example.com\n"
    told = read_text("nps", text).problems
    words = "".join(p.message("zh") + p.hint("zh") + str(p.arguments) for p in told)
    assert [p.code for p in told] == ["data-not-anonymous", "private-mobile", "private-email"]
    assert "小明" not in words
    assert "0013" not in words
    assert "person" not in words


@pytest.mark.parametrize("id_", ["R-1_a", "0001", "a1" * 16])
def test_an_id_of_letters_digits_hyphens_and_underscores_is_anonymous(id_: str) -> None:
    assert read_text("nps", f"respondent,score\n{id_},9\n").problems == ()


@pytest.mark.parametrize("id_", ["R 1", "R.1", "Ｒ1", "李", "a" * 33, "é", "#1"])
def test_any_other_id_is_not(id_: str) -> None:
    told = tell_places(read_text("nps", f"respondent,score\n{id_},9\n"))
    assert told == [(2, 1, "data-not-anonymous")]


# ---------------------------------------------------------------- rows


def test_a_line_without_cells_is_passed_over_wherever_it_stands() -> None:
    read = read_text("nps", "\n\nrespondent,score\n\nR001,9\n\n\nR002,12\n\n")
    assert tell_places(read) == [(8, 6, "data-value-off-scale")]


def test_both_halves_of_a_pair_missing_are_told_once() -> None:
    text = "item,dysfunctional,functional,respondent\nK1,,,R001\nK2,,1,R001\n"
    assert tell_places(read_text("kano", text)) == [
        (2, 4, "data-row-unanswered"),
        (3, 4, "data-kano-half"),
    ]


def test_a_stage_is_compared_with_the_latest_before_it() -> None:
    text = (
        "case,channel,category,received,acknowledged,closed,outcome,reopened\n"
        "K-1,a,b,2026-03-09,2026-03-20,2026-03-10,,no\n"
        "K-2,a,b,2026-03-09,,2026-03-08,,no\n"
        "K-3,a,b,2026-03-09,2026-03-09,2026-03-09,,no\n"
    )
    assert tell_places(read_text("cases", text)) == [
        (2, 31, "data-stages-order"),
        (3, 21, "data-stages-order"),
    ]


def test_a_year_and_its_months_overlap_in_either_order_and_only_for_one_measure() -> None:
    head = "period,measure,count,of\n"
    text = f"{head}2026-01,repair_days,1,2\n2026,answered_in_time,1,2\n2025,repair_days,1,2\n"
    assert read_text("counts", text).problems == ()
    text += "2026,repair_days,3,4\n"
    assert tell_places(read_text("counts", text)) == [(5, 1, "data-period-overlap")]


@pytest.mark.parametrize("name", ["open", "servqual"])
def test_a_row_of_very_many_names_is_told_at_the_first_too_many(name: str) -> None:
    names = ["respondent", *(f"i{at:03}" for at in range(500))]
    told = read_text(name, f"{','.join(names)}\nR001\n")
    assert tell_places(told) == [(1, 12 + 499 * 5, "data-cells-too-many")]
    assert told.problems[0].message("en") == "this row has 501 cells instead of 500"


# ---------------------------------------------------------------- choices


def choose(category: str) -> TableReading:
    """Read a case of a category, where the register declares three."""
    titles = {"late": Text("迟到", "Late"), "rude": Text("态度差", "Rude manner")}
    declared = tuple(Labelled(id=id_, title=title) for id_, title in titles.items())
    header = "case,channel,category,received,acknowledged,closed,outcome,reopened"
    raw = f"{header}\nC1,web,{category},2026-03-09,,,,no\n"
    instrument = replace(INSTRUMENTS["cases"], categories=declared)
    return parse_table(raw.encode(), SHOWN, instrument)


@pytest.mark.parametrize("written", ["rude", "Rude manner", "态度差", " RUDE "])
def test_a_choice_is_written_as_its_id_or_its_title(written: str) -> None:
    table = choose(written).table
    assert table is not None
    assert table["category"] == ("rude",)


def test_a_choice_that_is_not_declared_is_told_with_those_that_are() -> None:
    (found,) = choose("rudy").problems
    assert (found.code, found.location.line, found.location.column) == (
        "data-choice-unknown",
        2,
        8,
    )
    assert "rude" in found.hint("zh")


# ---------------------------------------------------------------- open and closed cases


def case(closed: str, reopened: str) -> TableReading:
    header = "case,channel,category,received,acknowledged,closed,outcome,reopened"
    raw = f"{header}\nC1,web,late,2026-03-09,,{closed},,{reopened}\n"
    return parse_table(raw.encode(), SHOWN, INSTRUMENTS["cases"])


def test_an_open_case_need_not_tell_whether_it_was_reopened() -> None:
    table = case("", "").table
    assert table is not None
    assert table["reopened"] == (False,)


def test_a_closed_case_must_tell_it() -> None:
    (found,) = case("2026-03-10", "").problems
    assert (found.code, found.location.line) == ("data-reopened-untold", 2)


# ---------------------------------------------------------------- numbers of counts


def test_shares_are_counted_in_whole_numbers_and_sums_need_not_be() -> None:
    header = "period,measure,count,of\n"
    (found,) = read_text("counts", f"{header}2026-01,answered_in_time,1.5,2\n").problems
    assert (found.code, found.location.column) == ("data-not-whole", 26)
    assert read_text("counts", f"{header}2026-01,repair_days,1.5,2\n").problems == ()


@pytest.mark.parametrize("written", ["及时接听率", "Answered in time", "answered_in_time"])
def test_a_measure_is_written_as_its_id_or_its_title(written: str) -> None:
    table = read_text("counts", f"period,measure,count,of\n2026-01,{written},1,2\n").table
    assert table is not None
    assert table["measure"] == ("answered_in_time",)


def test_a_measure_that_is_not_in_the_list_is_told() -> None:
    (found,) = read_text("counts", "period,measure,count,of\n2026-01,calls,1,2\n").problems
    assert (found.code, found.location.column) == ("data-measure-unknown", 9)


@pytest.mark.parametrize("written", ["管理者", "Managers", "manager"])
def test_a_role_is_written_as_its_id_or_its_title(written: str) -> None:
    table = read_text("gaps", f"respondent,role,item,score\nM01,{written},B1,3\n").table
    assert table is not None
    assert table["role"] == ("manager",)


# ---------------------------------------------------------------- who answered


@pytest.mark.parametrize("name", ["R001", "7", "a-1", "x", "c0012", "A_9"])
def test_numbers_and_short_signs_say_nobodys_name(name: str) -> None:
    assert read_text("nps", f"respondent,score\n{name},9\n").problems == ()


@pytest.mark.parametrize("name", ["ZhangSan", "Mary", "0755-26001234", "qq12345678"])
def test_names_and_numbers_of_people_are_told(name: str) -> None:
    (found,) = read_text("nps", f"respondent,score\n{name},9\n").problems
    assert found.code == "data-not-anonymous"


# ---------------------------------------------------------------- codes


def test_every_code_of_tables_is_shown_by_an_invalid_file_or_here() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*.py")))
    used = set(re.findall(r'"(data-[a-z-]+)"', text))
    files = sorted((HERE / "invalid").glob("*.expect"))
    shown = "".join(path.read_text(encoding="utf-8") for path in files)
    shown += Path(__file__).read_text(encoding="utf-8")
    assert {code for code in used if not re.search(rf"\b{code}\b(?!-)", shown)} == set()
    assert used <= set(problem_catalogue())


@pytest.mark.parametrize(
    ("item", "near"),
    [("k1", "K1"), ("K01", "K1"), ("Ｋ１", "K1"), ("K11", ""), ("K9", ""), ("Q1", "")],
)
def test_another_question_is_never_offered_for_one_that_is_unknown(item: str, near: str) -> None:
    (told,) = read_text(
        "kano", f"respondent,item,functional,dysfunctional\nR1,{item},1,5\n"
    ).problems
    assert dict(told.arguments)["near"] == near
