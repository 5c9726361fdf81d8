"""A questionnaire in a real browser: filled in on a phone, saved, and read as an audit's data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.publication.questionnaires import render_questionnaire, write_header
from generator.records.tables.reading import parse_table
from tests.browser.conftest import visiting
from tests.browser.test_pages import CONTRASTS, NAMELESS
from tests.publication.test_questionnaires import ASKED, OWN, TEMPLATES, TITLE

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1280
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
Opener = Callable[..., Page]


@pytest.fixture
def open_form(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open the form of an instrument from the disk, as whoever was sent the file does."""
    with visiting(browser, tmp_path.as_uri(), width=PHONE) as visit:

        def opened(name: str, language: str = "zh", width: int = PHONE) -> Page:
            page = render_questionnaire(
                ASKED[f"own {name}"], standard=TITLE, language=language, templates=TEMPLATES
            )
            (tmp_path / "form.html").write_text(page, encoding="utf-8")
            visit.page.set_viewport_size({"width": width, "height": 740})
            visit.page.goto(f"{tmp_path.as_uri()}/form.html")
            return visit.page

        yield opened


def choose(page: Page, name: str, value: object) -> None:
    """Tap a step of a scale."""
    page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()


def save(page: Page, name: str) -> list[list[str]]:
    """Save, and return the rows below the header; the file must be good data of an audit."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename == f"{name}.csv"
    raw = waiting.value.path().read_bytes()
    reading = parse_table(raw, "form.csv", OWN[name])
    assert reading.problems == ()
    header, *rows = csv.reader(io.StringIO(raw.decode()))
    assert ",".join(header) + "\n" == write_header(OWN[name])
    return rows


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [name.removeprefix("own ") for name in ASKED if "own " in name])
def test_every_form_fits_its_screen_and_can_be_read(
    open_form: Opener, name: str, language: str, width: int
) -> None:
    page = open_form(name, language, width)
    assert not page.evaluate(OVERFLOWS)
    assert page.evaluate(CONTRASTS) == []
    assert page.evaluate(NAMELESS) == []
    small = page.evaluate(
        """() => [...document.querySelectorAll(".step, select, button")]
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.width < 24 || box.height < 40).length"""
    )
    assert small == 0


def test_a_filled_form_saves_one_row_for_each_item(open_form: Opener) -> None:
    page = open_form("servqual")
    page.get_by_label("问卷编号").fill("R001")
    wanted = []
    for place, item in enumerate(OWN["servqual"].items):
        expectation, perception = 7 - place % 2, 1 + place % 7
        choose(page, f"{item.id}.expectation", expectation)
        choose(page, f"{item.id}.perception", perception)
        wanted.append(["R001", item.id, str(expectation), str(perception)])
    assert save(page, "servqual") == wanted
    assert status(page) == "已保存为 servqual.csv，共 1 份问卷。"


def test_what_is_left_out_is_told_once_and_then_left_out(open_form: Opener) -> None:
    page = open_form("kano", "en")
    page.get_by_label("Questionnaire number").fill("7")
    for item in OWN["kano"].items[2:]:
        choose(page, f"{item.id}.functional", 1)
        choose(page, f"{item.id}.dysfunctional", 5)
    page.get_by_role("button", name="CSV").click()
    assert status(page).startswith("Not answered: K1, K2.")
    assert [row[1] for row in save(page, "kano")] == [f"K{number}" for number in range(3, 13)]


def test_half_an_answer_is_shown_where_it_is(open_form: Opener) -> None:
    page = open_form("quality")
    page.get_by_label("问卷编号").fill("7")
    choose(page, "P3.expected", 6)
    page.get_by_role("button", name="CSV").click()
    half = page.locator('[data-item="P3"]')
    expect(half.locator(".error")).to_have_text("两边都要选；要取消，再点一次已选的答案。")
    expect(half).to_be_in_viewport()
    choose(page, "P3.experienced", 4)
    expect(half.locator(".error")).to_be_empty()


@pytest.mark.parametrize("number", ["", "张三", "13800138000", "a b"])
def test_the_number_of_a_questionnaire_says_nobody_s_name(open_form: Opener, number: str) -> None:
    page = open_form("csat")
    choose(page, "score", 4)
    field = page.get_by_label("问卷编号")
    field.press_sequentially(number)
    page.get_by_role("button", name="CSV").click()
    if number.isdecimal():  # the field takes no more characters than a number needs
        assert field.input_value() == number[:10]
    else:
        expect(page.locator("#respondent-error")).to_have_text("此处必填。")
        expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("nps", {"score": 10}),
        ("csat", {"score": 2}),
        ("loyalty", {"attitude": 5, "repurchase": 1, "satisfaction": 3}),
        ("employees", {f"S{number}": number % 5 + 1 for number in range(1, 7)}),
        ("value", {item.id: 1 + place % 7 for place, item in enumerate(OWN["value"].items)}),
    ],
)
def test_a_form_of_one_row_must_be_filled_in_whole(
    open_form: Opener, name: str, given: dict[str, int]
) -> None:
    page = open_form(name, "en")
    page.get_by_label("Questionnaire number").fill("A-1")
    *others, last = given
    for column in others:
        choose(page, column, given[column])
    page.get_by_role("button", name="CSV").click()
    assert status(page) == "Please look at what is marked in red."
    choose(page, last, given[last])
    assert save(page, name) == [["A-1", *map(str, given.values())]]


def test_a_ranking_takes_a_role_and_a_place_for_each(open_form: Opener) -> None:
    page = open_form("ranking")
    page.get_by_label("问卷编号").fill("C3")
    page.get_by_role("button", name="CSV").click()
    expect(page.locator(".roles .error")).to_have_text("此处必填。")
    choose(page, "role", "customer")
    for place, item in enumerate(OWN["ranking"].items):
        page.locator(f'select[name="{item.id}.rank"]').select_option(str(10 - place))
    assert save(page, "ranking") == [
        ["C3", "customer", f"R{place}", str(11 - place)] for place in range(1, 11)
    ]


def test_a_role_is_asked_only_what_concerns_it(open_form: Opener) -> None:
    page = open_form("gaps")
    asked = page.locator("[data-item]:visible")
    assert asked.count() == len(OWN["gaps"].items)
    page.get_by_label("问卷编号").fill("S9")
    choose(page, "G1.score", 7)
    choose(page, "role", "staff")
    wanted = [item.id for item in OWN["gaps"].items if item.role in (None, "staff")]
    assert asked.count() == len(wanted)
    for item in wanted:
        choose(page, f"{item}.score", 3)
    assert save(page, "gaps") == [["S9", "staff", item, "3"] for item in wanted]


def test_many_questionnaires_are_saved_together(open_form: Opener) -> None:
    page = open_form("nps")
    number, following = page.get_by_label("问卷编号"), page.get_by_role("button", name="录入下一份")
    for respondent, score in (("1", 9), ("2", 0)):
        number.fill(respondent)
        choose(page, "score", score)
        following.click()
        expect(number).to_be_empty()
    assert status(page) == "已记下，目前共 2 份。全部录完后请保存。"
    number.fill("2")
    choose(page, "score", 5)
    following.click()
    expect(page.locator("#respondent-error")).to_have_text("这个编号已经录入过了。")
    number.fill("3")
    assert save(page, "nps") == [["1", "9"], ["2", "0"], ["3", "5"]]


def test_what_was_kept_is_saved_from_an_empty_page(open_form: Opener) -> None:
    page = open_form("nps")
    page.get_by_label("问卷编号").fill("1")
    choose(page, "score", 9)
    page.get_by_role("button", name="录入下一份").click()
    assert save(page, "nps") == [["1", "9"]]


def test_an_answer_may_be_mended_after_it_was_saved(open_form: Opener) -> None:
    page = open_form("nps")
    page.get_by_label("问卷编号").fill("1")
    choose(page, "score", 9)
    assert save(page, "nps") == [["1", "9"]]
    choose(page, "score", 3)
    page.get_by_label("问卷编号").fill("1b")
    assert save(page, "nps") == [["1b", "3"]]


def test_a_form_is_filled_in_by_keyboard_alone(open_form: Opener) -> None:
    page = open_form("loyalty", width=DESK)
    page.keyboard.press("Tab")
    page.keyboard.type("K1")
    for steps in (1, 3, 4):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowRight")
    assert save(page, "loyalty") == [["K1", "2", "4", "5"]]


def test_many_of_a_form_with_roles_are_saved_from_an_empty_page(open_form: Opener) -> None:
    page = open_form("ranking")
    page.get_by_label("问卷编号").fill("M1")
    choose(page, "role", "manager")
    for place, item in enumerate(OWN["ranking"].items, 1):
        page.locator(f'select[name="{item.id}.rank"]').select_option(str(place))
    page.get_by_role("button", name="录入下一份").click()
    assert page.locator("[name=role]:checked").input_value() == "manager"
    assert len(save(page, "ranking")) == len(OWN["ranking"].items)


def test_an_answer_chosen_again_is_let_go(open_form: Opener) -> None:
    page = open_form("quality")
    page.get_by_label("问卷编号").fill("7")
    choose(page, "P1.expected", 6)
    choose(page, "P1.experienced", 6)
    choose(page, "P3.expected", 6)
    page.get_by_role("button", name="CSV").click()
    choose(page, "P3.expected", 6)
    expect(page.locator('[name="P3.expected"]:checked')).to_have_count(0)
    expect(page.locator('[data-item="P3"] .error')).to_be_empty()
    page.get_by_role("button", name="CSV").click()
    assert save(page, "quality") == [["7", "P1", "6", "6"]]
