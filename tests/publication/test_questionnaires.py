"""Questionnaires: what is asked stands on the form, on a screen and on paper, and nothing else."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.publication.pdf import ForeignFont, UnprintableCharacter, print_document
from generator.publication.questionnaires import (
    describe_table,
    print_questionnaire,
    render_questionnaire,
    write_header,
)
from generator.publication.questions import NothingToAsk, ask
from generator.records.foundation import read_foundation
from generator.records.model import UNASKED, Instrument, Model, Text
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "site" / "templates"
TITLE = Text("售后服务认证规范", "After-Sales Service Certification Standard")
DAY = date(2022, 7, 1)
LANGUAGES = ("zh", "en")
CHINESE = re.compile(r"[\u3400-\u9fff]")
HEADERS = {
    Model.SERVQUAL: "respondent,item,expectation,perception",
    Model.KANO: "respondent,item,functional,dysfunctional",
    Model.NPS: "respondent,score",
    Model.CSAT: "respondent,score",
    Model.ALPHA: "respondent,S1,S2,S3,S4,S5,S6",
    Model.SATISFACTION: "respondent,item,expected,experienced",
    Model.QUALITY: "respondent,item,expected,experienced",
    Model.LOYALTY: "respondent,attitude,repurchase,satisfaction",
    Model.VALUE: "respondent,product,service,personnel,image,money,time,energy,effort",
    Model.RANKING: "respondent,role,item,rank",
    Model.GAPS: "respondent,role,item,score",
    Model.CASES: "case,channel,category,received,acknowledged,assessed,investigated,answered,"
    "decided,closed,outcome,reopened",
    Model.COUNTS: "period,measure,count,of",
}


@cache
def read_instruments(root: Path) -> Mapping[str, Instrument]:
    foundation = read_foundation(root).foundation
    assert foundation is not None
    (standard,) = foundation.standards.values()
    return standard.instruments


OWN = read_instruments(ROOT)
FOREIGN = read_instruments(ROOT / "tests" / "records" / "valid")
ALL = {**{f"own {name}": one for name, one in OWN.items()}, **FOREIGN}
ASKED = {name: one for name, one in ALL.items() if one.model not in UNASKED}
FILLED = {name: one for name, one in ALL.items() if one.model in UNASKED}


@cache
def show(name: str, language: str) -> str:
    return render_questionnaire(ALL[name], standard=TITLE, language=language, templates=TEMPLATES)


def print_one(instrument: Instrument, language: str) -> bytes:
    return print_questionnaire(
        instrument, standard=TITLE, language=language, templates=TEMPLATES, day=DAY
    )


class Reader(HTMLParser):
    """Gathers fields with their sets and legends, headers of tables, labels, and all words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.sets: list[list[str]] = []
        self.legends: dict[str, list[list[str]]] = {}
        self.scopes: list[str] = []
        self.labelled: set[str] = set()
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.open.append(tag)
        if tag == "fieldset":
            self.sets.append([])
        if tag in ("input", "select"):
            self.fields[known["name"]].append({**known, "tag": tag})
            self.legends[known["name"]] = list(self.sets)
        if tag == "th":
            self.scopes.append(known.get("scope", ""))
        if tag == "label" and "for" in known:
            self.labelled.add(known["for"])
        if tag in ("input", "meta", "br"):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass
        if tag == "fieldset":
            self.sets.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)
            if "legend" in self.open:
                self.sets[-1].append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


# ---------------------------------------------------------------- on a screen


def test_the_standard_has_an_instrument_of_every_model() -> None:
    assert {one.model for one in OWN.values()} == set(Model)


@pytest.mark.parametrize("one", OWN.values(), ids=OWN)
def test_the_header_of_the_csv_names_its_columns(one: Instrument) -> None:
    assert write_header(one) == HEADERS[one.model] + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_every_column_of_every_item_has_a_field_with_the_steps_of_the_scale(
    name: str, language: str
) -> None:
    one, read = ALL[name], Reader(show(name, language))
    columns = write_header(one).strip().split(",")
    answers = [c for c in columns if c not in ("respondent", "role", "item")]
    wanted = (
        [f"{item.id}.{column}" for item in one.items for column in answers]
        if "item" in columns
        else answers
    )
    own = ["respondent", "role"] if one.roles else ["respondent"]
    assert [*read.fields] == [*own, *wanted]
    for field in wanted:
        if one.model is Model.RANKING:
            assert [f["tag"] for f in read.fields[field]] == ["select"]
            continue
        assert one.scale is not None
        steps = [str(step) for step in range(one.scale.low, one.scale.high + 1)]
        assert [f["value"] for f in read.fields[field]] == steps


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_every_field_says_what_it_is_to_whoever_does_not_see_it(name: str, language: str) -> None:
    read = Reader(show(name, language))
    for field, parts in read.fields.items():
        if parts[0].get("type") == "radio":
            assert read.legends[field]
            assert all(re.search(r"\w", " ".join(words)) for words in read.legends[field])
        else:
            assert parts[0]["id"] in read.labelled


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_a_form_needs_nothing_but_itself(name: str, language: str) -> None:
    page = show(name, language)
    assert not re.search(r"https?:|//\w|\bsrc=|\burl\(|@import|<link|\bfetch\(", page)
    assert page.count("<script>") == (name in ASKED)
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_all_words_of_the_instrument_stand_on_its_form(name: str, language: str) -> None:
    one, shown = ALL[name], Reader(show(name, language)).text
    words = [one.title, one.purpose, TITLE, *(item.text for item in one.items)]
    words += [item.reverse for item in one.items if item.reverse]
    words += [text for m in one.measures for text in (m.title, m.count, m.of)]
    words += [role.title for role in one.roles]
    for text in words:
        assert " ".join(text[language].split()) in shown


@pytest.mark.parametrize("name", ALL)
def test_an_english_form_has_no_chinese_on_it(name: str) -> None:
    assert not CHINESE.search(show(name, "en"))


@pytest.mark.parametrize("name", FILLED)
def test_what_is_filled_from_books_explains_every_column(name: str) -> None:
    one = ALL[name]
    for language in LANGUAGES:
        read = Reader(show(name, language))
        assert read.scopes
        assert all(read.scopes)
        for column in describe_table(one, language).columns:
            assert column.meaning in read.text
            assert column.manner in read.text
        assert write_header(one).strip().split(",") == [
            column.name for column in describe_table(one, language).columns
        ]
        assert not read.fields


def test_a_stage_says_within_how_many_days_it_is_due() -> None:
    closed = {c.name: c.meaning for c in describe_table(OWN["complaints"], "en").columns}["closed"]
    assert closed == "Closed: the moment it was reached; due within 21 days of receipt"
    ready = {c.name: c.meaning for c in describe_table(FOREIGN["jobs"], "zh").columns}["ready"]
    assert ready == "可取的时刻，应在收到后 7 天以内"


def test_causes_of_gaps_are_not_named_to_whoever_judges_them() -> None:
    (gaps,) = (one for one in OWN.values() if one.model is Model.GAPS)
    assert [part.title for part in ask(gaps, "en").parts] == [""]
    shown = Reader(show("own gaps", "en")).text
    assert not [d.id for d in gaps.dimensions if d.remedies[0].en in shown]


def test_costs_and_benefits_are_asked_apart() -> None:
    parts = ask(OWN["value"], "zh").parts
    assert [(part.title, len(part.questions)) for part in parts] == [
        ("您得到的", 4),
        ("您付出的", 4),
    ]


def test_an_item_may_be_called_otherwise_than_its_column() -> None:
    (question,) = ask(FOREIGN["smiles"], "en").parts[0].questions
    assert (question.id, [mark.name for mark in question.marks]) == ("face", ["score"])


def test_words_that_look_like_markup_stay_words() -> None:
    hostile = Text("</style><b>&", 'a < b & "c" </script>')
    (item,) = FOREIGN["smiles"].items
    one = replace(FOREIGN["smiles"], title=hostile, items=(replace(item, text=hostile),))
    for language in LANGUAGES:
        page = render_questionnaire(one, standard=TITLE, language=language, templates=TEMPLATES)
        assert Reader(page).text.count(hostile[language]) >= 2
        assert "</style><b>" not in page
        assert page.count("</script>") == 1
        assert print_one(one, language)


def test_a_scale_without_items_is_no_questionnaire() -> None:
    one = replace(OWN["employees"], items=())
    assert write_header(one) == "respondent\n"
    with pytest.raises(NothingToAsk, match="employees"):
        render_questionnaire(one, standard=TITLE, language="en", templates=TEMPLATES)
    with pytest.raises(NothingToAsk):
        print_one(replace(OWN["employees"], scale=None), "zh")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("questionnaire*.html")))
def test_every_word_of_the_templates_has_its_chinese(template: Path) -> None:
    chinese = translations("zh")
    words = re.findall(r'_\("((?:[^"\\]|\\.)*)"\)', template.read_text(encoding="utf-8"))
    assert [text for text in words if chinese.gettext(text) == text] == []


# ---------------------------------------------------------------- on paper


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_a_sheet_is_a4_tagged_and_says_what_it_is(name: str, language: str) -> None:
    one = ALL[name]
    with pikepdf.open(io.BytesIO(print_one(one, language))) as pdf:
        for page in pdf.pages:
            assert sorted(round(float(x)) for x in page.mediabox) == [0, 0, 595, 842]
        assert len(pdf.pages) <= 3
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == ("zh-Hans" if language == "zh" else "en")
        assert str(pdf.docinfo.Title) == one.title[language]
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20220701000000Z"
        assert len(pdf.trailer.ID) == 2
        fonts = {
            str(o.BaseFont).split("+")[1]
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/DescendantFonts" in o
        }
        assert fonts <= {"Certificate-Serif-Bold", "Certificate-Sans"}


def test_each_cell_of_a_sheet_names_headers_that_are_there() -> None:
    with pikepdf.open(io.BytesIO(print_one(OWN["servqual"], "en"))) as pdf:
        parts = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"
        ]
        ids = [str(part.ID) for part in parts if "/ID" in part]
        assert ids
        assert sorted(set(ids)) == sorted(ids)
        cells = [part.A.Headers for part in parts if "/A" in part and "/Headers" in part.A]
        assert len(cells) == 44
        assert {str(header) for cell in cells for header in cell} <= set(ids)


PRINTED_ELSEWHERE = """
import hashlib, sys
from tests.publication.test_questionnaires import OWN, print_one
print(hashlib.sha256(print_one(OWN["servqual"], "zh")).hexdigest())
"""


def test_another_process_prints_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINTED_ELSEWHERE],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == hashlib.sha256(print_one(OWN["servqual"], "zh")).hexdigest()


def test_the_day_and_the_words_are_all_that_a_document_depends_on() -> None:
    def print_words(words: str, day: date = DAY) -> bytes:
        page = f'<html lang="en"><title>x</title><p>{words}'
        return print_document(page, css="", title="A title", day=day)

    assert print_words("one") == print_words("one")
    assert len({print_words("one"), print_words("two"), print_words("one", date(2022, 7, 2))}) == 3


def test_a_character_that_no_font_has_is_named() -> None:
    page = '<html lang="en"><title>x</title><p>&#x1f980;'
    with pytest.raises(UnprintableCharacter, match=re.escape("“A crab” has a character")) as told:
        print_document(page, css="", title="A crab", day=DAY)
    assert "U+1F980" in told.value.zh


def test_a_document_in_a_font_of_the_system_is_an_error() -> None:
    page = '<html lang="en"><title>x</title><p>words'
    with pytest.raises(ForeignFont):
        print_document(page, css='p { font-family: "Noto Serif CJK JP" }', title="x", day=DAY)
