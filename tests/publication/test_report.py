"""The audit report: it says what the scorecard says, in both languages, and the same every time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.assessment.scorecard import CriterionScore, Mark
from generator.checking import Scored, score_file
from generator.drafts import find_firm
from generator.publication.figures import write_number, write_short
from generator.publication.pdf import UnprintableCharacter
from generator.publication.plots import Panel
from generator.publication.report import name_report, print_report
from generator.publication.report_plates import Place, lay_plate
from generator.publication.report_rows import RowFitter
from generator.publication.report_words import list_steps, tell_methods
from generator.publication.survey_part import SurveyPart
from generator.publication.verdict import tell_grade
from generator.records.foundation import read_foundation
from generator.records.model import Method, Observation, Text
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.assessment.scorecard import Scorecard
    from generator.publication.plots import Chart
    from generator.records.model import Audit, Firm, Issuer, Standard

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "records" / "valid"
AUDIT = VALID / "audits/440300/00440300MA1BENCH51/2025-initial.yaml"
TEMPLATES = ROOT / "site" / "templates"
LANGUAGES = ("zh", "en")
Row = tuple[str, ...]


@cache
def score() -> tuple[Audit, Scorecard, Standard, Firm, Issuer]:
    return complete(score_file(VALID, AUDIT), VALID)


def complete(scored: Scored, root: Path) -> tuple[Audit, Scorecard, Standard, Firm, Issuer]:
    foundation = read_foundation(root).foundation
    assert foundation is not None
    assert scored.audit is not None
    assert scored.scorecard is not None
    assert scored.standard is not None
    firm = find_firm(root, scored.audit.firm)
    assert firm is not None
    return scored.audit, scored.scorecard, scored.standard, firm, foundation.issuer


def print_one(language: str, audit: Audit | None = None, card: Scorecard | None = None) -> bytes:
    own, scorecard, standard, firm, issuer = score()
    return print_report(
        audit or own,
        card or scorecard,
        standard,
        firm=firm,
        issuer=issuer,
        language=language,
        templates=TEMPLATES,
    )


@cache
def show(language: str) -> bytes:
    return print_one(language)


@cache
def read(content: bytes) -> tuple[str, ...]:
    """Return the words of each page, without spaces."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return tuple(squeeze("".join(read_words(page))) for page in pdf.pages)


def read_words(page: pikepdf.Page) -> Iterator[str]:
    maps = {name: read_map(font) for name, font in page.Resources.Font.items()}
    font: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            font = maps[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            parts = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield "".join(font[codes[i : i + 2]] for i in range(0, len(codes), 2))


def read_map(font: pikepdf.Object) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(words.decode()).decode("utf-16-be")
        for code, words in pairs
    }


def squeeze(words: str) -> str:
    return re.sub(r"\s", "", words)


def says(content: bytes, words: str) -> bool:
    return squeeze(words) in "".join(read(content))


def list_outline(content: bytes) -> list[tuple[int, str]]:
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return list(walk(outline.root))


def walk(items: list[pikepdf.OutlineItem], depth: int = 1) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, str(item.title)
        yield from walk(item.children, depth + 1)


def list_charts(language: str) -> list[Chart]:
    audit, card, standard, _firm, _issuer = score()
    chapters = SurveyPart(standard, language, translations(language)).write(card, audit)
    charts = [chart for chapter in chapters for chart in chapter.charts]
    assert charts
    return charts


# ---------------------------------------------------------------- what it says


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_says_whose_audit_it_is_and_what_came_of_it(language: str) -> None:
    audit, card, standard, firm, issuer = score()
    first = read(show(language))[0]
    assert card.grade is not None
    words = [issuer.name[language], firm.name[language], firm.code, audit.id, *audit.team]
    words += [audit.scope[language], standard.title[language], standard.version]
    words += [write_number(card.total), standard.grade(card.grade).title[language]]
    words.append(tell_grade(card, standard, language, translations(language)))
    assert [one for one in words if squeeze(one) not in first] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_has_its_points_its_finding_and_its_line(language: str) -> None:
    audit, card, standard, _firm, _issuer = score()
    content, words = show(language), translations(language)
    line = words.gettext("Line {line} of the record")
    for one in card.criteria:
        criterion = standard.criteria[one.id]
        assert says(content, f"{criterion.number} {criterion.title[language]}")
        assert says(content, f"{write_short(one.earned)}/{write_short(one.points)}")
        assert says(content, line.format(line=one.line))
        assert says(content, RowFitter(standard, words).tell_rule(one))
    for finding in audit.findings:
        assert finding.note is None or says(content, finding.note[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_conditions_corrections_evidence_and_files_are_there(language: str) -> None:
    audit, card, standard, _firm, _issuer = score()
    content = show(language)
    words = [one.title[language] for one in standard.sections]
    words += [one.title[language] for one in standard.groups]
    words += [write_number(tally.score or 0) for tally in (*card.sections, *card.groups)]
    words += [gate.title[language] for gate in standard.gates]
    for case in audit.nonconformities:
        words += [case.id, case.description[language], case.correction[language]]
    words += [bonus.description[language] for bonus in audit.bonuses]
    words += [f"{one.id} {standard_kind(one.kind, language)}" for one in audit.evidence]
    words += [one.title[language] for one in audit.evidence]
    words += [word for one in audit.data for word in (one.file, one.sha256)]
    assert [one for one in words if not says(content, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_to_the_total_are_told_with_what_each_came_to(language: str) -> None:
    _audit, card, standard, _firm, _issuer = score()
    told = list(list_steps(card, standard, translations(language)))
    assert [total for _words, total in told] == ["43.5", "43.5", "44.0", "44.0", "44.0"]
    assert [words for words, total in told if not says(show(language), words + total)] == []


def standard_kind(kind: str, language: str) -> str:
    standard = score()[2]
    return next(one.title[language] for one in standard.evidence_kinds if one.id == kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_its_title_and_its_figures_as_words(language: str) -> None:
    content = show(language)
    for chart in list_charts(language):
        words = [chart.title, chart.description, *chart.head]
        words += [cell for row in chart.rows for cell in row]
        assert [one for one in words if not says(content, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_its_figures_come_about(language: str) -> None:
    _audit, card, standard, _firm, _issuer = score()
    told = list(tell_methods(card, standard, translations(language)))
    assert [title for title, words in told if not says(show(language), title + words)] == []


def test_no_single_answer_or_case_is_published() -> None:
    (data,) = score()[0].data
    cases = data.table["case"]
    assert len(cases) == 5
    for language in LANGUAGES:
        assert not [case for case in cases if says(show(language), case)]


def test_an_english_report_has_chinese_only_where_the_record_has_nothing_else() -> None:
    pages = "".join(read(show("en")))
    assert set(re.findall(r"[\u3400-\u9fff]+", pages)) == {"一件没有垫纸"}


def test_an_audit_without_data_makes_a_report_without_that_part() -> None:
    audit, card, *_rest = score()
    content = print_one("en", replace(audit, data=()), replace(card, results=()))
    part = "What customers said, and what the figures show"
    assert not says(content, part)
    assert not says(content, "SHA-256")
    numbers = [title.split()[0] for depth, title in list_outline(content) if depth == 2]
    assert numbers[-6:] == ["1", "2", "3", "4", "5", "6"]
    assert says(show("en"), part)


def test_a_character_that_no_font_has_is_named() -> None:
    audit = replace(score()[0], summary=Text("🦀", "🦀"))
    with pytest.raises(UnprintableCharacter, match="Audit report 2025-initial"):
        print_one("en", audit)


# ---------------------------------------------------------------- what it is


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_has_its_language_and_title_and_bookmarks_for_its_parts(language: str) -> None:
    _audit, _card, standard, firm, _issuer = score()
    with pikepdf.open(io.BytesIO(show(language))) as pdf:
        assert str(pdf.Root.Lang) == ("zh-Hans" if language == "zh" else "en")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title).startswith(firm.name[language])
        assert str(pdf.docinfo.CreationDate) == "D:20250120000000Z"
        parts = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"
        ]
        alts = [str(one.Alt) for one in parts if one.S == "/Figure"]
        ids = [str(one.ID) for one in parts if "/ID" in one]
        assert {chart.description for chart in list_charts(language)} < set(alts)
        assert len(ids) == len(set(ids))
    outline = list_outline(show(language))
    assert outline[0] == (1, firm.name[language])
    titles = [title for _depth, title in outline]
    assert [
        f"{one.number} {one.title[language]}"
        for one in standard.sections
        if f"{one.number} {one.title[language]}" not in titles
    ] == []
    assert len([1 for depth, title in outline if depth == 2 and title[0].isdigit()]) == 7


@pytest.mark.parametrize(("language", "pattern"), [("zh", "第{}页，共{}页"), ("en", "Page{}of{}")])
def test_no_page_is_empty_and_each_says_which_it_is(language: str, pattern: str) -> None:
    pages = read(show(language))
    assert 5 <= len(pages) <= 9
    for number, words in enumerate(pages, 1):
        assert pattern.format(number, len(pages)) in words
        assert len(words) > 100


def test_links_stay_within_the_report() -> None:
    with pikepdf.open(io.BytesIO(show("en"))) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert len(notes) > 20
        assert not [note for note in notes if "/A" in note and note.A.get("/S") == "/URI"]


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert print_one("zh") == show("zh")


def test_a_report_is_named_after_firm_audit_and_language() -> None:
    assert name_report(score()[0], "zh") == "00440300MA1BENCH51-2025-initial.zh.pdf"


# ---------------------------------------------------------------- charts on paper


def draw(head: Row, rows: list[Row], height: int = 200) -> Chart:
    panel = Panel("one")
    panel.text(0, 20, "It’s 5 & “6”?", bold=True)
    panel.y = height
    return panel.close("A title", "What it shows", head=head, rows=rows)


PERIODS = [f"2025-{month:02d}" for month in range(1, 13)]
BY_PERIOD: list[Row] = [
    (measure, period, "1", "2", "50%") for measure in ("First", "Second") for period in PERIODS
]
BY_PERIOD += [("Third", period, "1", "3", "33%") for period in PERIODS[1:]]


@pytest.mark.parametrize(
    ("head", "rows", "height", "place"),
    [
        (("Answer", "Share"), [("Yes", "40%"), ("No", "60%")], 200, Place.BESIDE),
        (("Answer", "Share"), [("Yes", "40%"), ("No", "60%")], 1100, Place.BELOW),
        (("Answer", "Share"), [], 200, Place.BESIDE),
        (("A", "B", "C", "D", "E"), [("x", *["words that fill up a cell"] * 4)], 200, Place.BELOW),
        (("Answer", "Share"), [(str(i), "1%") for i in range(60)], 200, Place.TWICE),
        (("Measure", "Period", "Count", "Of", "Share"), BY_PERIOD, 200, Place.ACROSS),
        (("A", "B", "C"), [(str(i), str(i), "1%") for i in range(60)], 200, Place.TWICE),
    ],
)
def test_figures_stand_where_they_have_room(
    head: Row, rows: list[Row], height: int, place: Place
) -> None:
    plate = lay_plate(draw(head, rows, height), "en")
    assert plate.place is place
    if place is not Place.ACROSS:
        assert [row for side in plate.grids for grid in side for row in grid.rows] == rows


def test_a_long_table_of_pairs_gets_a_column_for_each_second_label() -> None:
    chart = draw(("Measure", "Period", "Count", "Of", "Share"), BY_PERIOD)
    ((grid,),) = lay_plate(chart, "en").grids
    assert grid.head == ("Measure", *PERIODS)
    assert grid.rows == (
        ("First", *["50%"] * 12),
        ("Second", *["50%"] * 12),
        ("Third", "—", *["33%"] * 11),
    )


def test_a_table_with_more_second_labels_than_have_room_is_turned_the_other_way() -> None:
    periods = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows: list[Row] = [
        (measure, period, "1", "50%") for measure in ("First", "Second") for period in periods
    ]
    ((grid,),) = lay_plate(draw(("Measure", "Period", "Count", "Share"), rows), "en").grids
    assert grid.head == ("Period", "First", "Second")
    assert [row[0] for row in grid.rows] == periods


def test_figures_are_set_to_the_right_and_words_to_the_left() -> None:
    rows: list[Row] = [("a", "1.5", "weak", "—"), ("b", "−2 (3)", "sound", "95%")]
    ((grid,),) = lay_plate(draw(("Label", "Mean", "State", "Share"), rows), "en").grids
    assert ["n" in column.cells.split() for column in grid.columns] == [False, True, False, True]


@pytest.mark.parametrize(("language", "words"), [("zh", "It’s%205"), ("en", "It's%205")])
def test_a_picture_keeps_its_words_in_the_faces_of_the_report(language: str, words: str) -> None:
    picture = str(lay_plate(draw(("A", "B"), [("x", "1")]), language).picture)
    assert picture.startswith("data:image/svg+xml,")
    assert words in picture
    assert "Noto" not in picture
    assert "Certificate%20Sans" in picture
    assert "Certificate%20Serif" in picture
    assert not re.search(r'[<>"#\s]', picture)


def test_a_title_or_figures_that_stand_elsewhere_are_left_out() -> None:
    plate = lay_plate(draw(("A", "B"), [("x", "1")]), "en", titled=False, tabled=False)
    assert (plate.title, plate.grids, plate.place) == ("", (), Place.ELSEWHERE)


# ---------------------------------------------------------------- rules


def mark(share: str, *, weight: int | None = None, **seen: int | bool) -> Mark:
    return Mark(
        channel=None,
        observation=Observation(**seen),  # type: ignore[arg-type]
        share=Fraction(share),
        weight=None if weight is None else Fraction(weight),
    )


@pytest.mark.parametrize(
    ("criterion", "marks", "earned", "rule"),
    [
        ("receipt", (mark("1", met=True),), "4", "4 × 1 = 4"),
        ("receipt", (mark("0", met=False),), "0", "4 × 0 = 0"),
        ("packing", (mark("2/3", sampled=6, nonconforming=2),), "16/3", "8 × (1 − 2/6) ≈ 5.33"),
        ("days", (mark("3/4"),), "27/2", "18 × 75% = 13.5"),
        (
            "welcome",
            (mark("1", rating=2, weight=3), mark("1/2", rating=1, weight=1)),
            "7",
            "8 × (3 × 2/2 + 1/2) ÷ 4 = 7",
        ),
        (
            "welcome",
            (mark("1", rating=2), mark("1/2", rating=1)),
            "6",
            "8 × (2/2 + 1/2) ÷ 2 = 6",
        ),
        ("held", (replace(mark("0"), share=None),), "0", ""),
    ],
)
def test_the_rule_says_how_points_follow_from_findings(
    criterion: str, marks: tuple[Mark, ...], earned: str, rule: str
) -> None:
    standard = score()[2]
    points = standard.criteria[criterion].points
    one = CriterionScore(
        id=criterion,
        number="1",
        method=Method.CONFORMITY,
        points=points,
        earned=Fraction(earned),
        available=points,
        marks=marks,
        reason="",
        line=1,
    )
    assert RowFitter(standard, translations("en")).tell_rule(one) == rule


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("report*.html")))
def test_every_word_of_the_templates_has_its_chinese(template: Path) -> None:
    chinese = translations("zh")
    words = re.findall(r'_\("((?:[^"\\]|\\.)*)"\)', template.read_text(encoding="utf-8"))
    assert [
        text for text in words if re.search("[A-Za-z]{2}", text) and chinese.gettext(text) == text
    ] == []
