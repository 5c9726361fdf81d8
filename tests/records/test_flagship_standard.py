"""The registry's own standard: whole, balanced, in two languages, and unknown to the code."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.records.foundation import read_foundation
from generator.records.model import Criterion, GateKind, Method, Model, ScoringStep, Standard
from generator.records.source import Source, read_source
from generator.records.tables.columns import lay_out
from tests.assessment.material import FLAGSHIP

ROOT = Path(__file__).parents[2]
STANDARD = ROOT / "standards/after-sales-service/2026/standard.yaml"
CONCEPTS = ROOT / "standards/concepts.yaml"
CHINESE = re.compile(r"[㐀-鿿]")
HALF_WIDTH = re.compile(r"[㐀-鿿][,;:?!]|[,;:?!][㐀-鿿]")


def data_of(path: Path) -> Any:
    source = read_source(path, path.name)
    assert isinstance(source, Source)
    return source.data


@pytest.fixture(scope="module")
def whole() -> Standard:
    """Return the standard with its instruments."""
    reading = read_foundation(ROOT)
    assert reading.problems == ()
    assert reading.foundation is not None
    return reading.foundation.standards[FLAGSHIP.ref]


def texts_in(part: Any, place: str = "") -> list[tuple[str, dict[str, str]]]:
    """Return every {zh, en} below a part, with its place."""
    if isinstance(part, dict):
        if set(part) == {"zh", "en"}:
            return [(place, part)]
        return [text for key, below in part.items() for text in texts_in(below, f"{place}.{key}")]
    if isinstance(part, list):
        return [text for n, below in enumerate(part) for text in texts_in(below, f"{place}[{n}]")]
    return []


def test_it_has_at_least_sixty_criteria() -> None:
    assert len(FLAGSHIP.criteria) >= 60


def test_its_points_are_those_of_the_plan() -> None:
    plan = {
        "content": {"pre_sale": 8, "in_sale": 7, "after_sale": 30},
        "channels": {"physical": 8, "electronic": 8, "online": 9},
        "needs": {"product": 6, "service": 8, "experience": 6, "relationship": 5, "success": 5},
    }
    assert {s.id: {g.id: g.points for g in s.groups} for s in FLAGSHIP.sections} == plan
    assert [section.points for section in FLAGSHIP.sections] == [45, 25, 30]
    assert FLAGSHIP.points == 100


def test_it_uses_all_four_methods() -> None:
    used = Counter(criterion.method for criterion in FLAGSHIP.criteria.values())
    assert set(used) == set(Method)
    assert min(used.values()) >= 3


def test_every_concept_is_used_and_every_concept_used_is_known() -> None:
    known = [concept["id"] for concept in data_of(CONCEPTS)["concepts"]]
    used = {concept for c in FLAGSHIP.criteria.values() for concept in c.concepts}
    assert len(known) == len(set(known)) == 32
    assert used == set(known)


def test_five_criteria_are_critical() -> None:
    assert sum(criterion.critical for criterion in FLAGSHIP.criteria.values()) == 5


def test_every_figure_that_is_measured_can_be_computed_from_data(whole: Standard) -> None:
    measured = [c for c in whole.criteria.values() if c.method is Method.METRIC]
    assert len(measured) >= 12
    assert [criterion.id for criterion in measured if criterion.computed is None] == []
    figures = [criterion.computed.figure for criterion in measured if criterion.computed]
    assert len(set(figures)) == len(figures)
    assert set(figures) <= set(whole.offers)
    assert whole.computed_from is not None


def rests_on_survey(criterion: Criterion, standard: Standard) -> bool:
    assert criterion.computed
    instrument = standard.instruments[standard.offers[criterion.computed.figure].instrument]
    return instrument.model not in (Model.CASES, Model.COUNTS)


def test_a_survey_counts_by_its_cautious_end_and_only_if_enough_answer(whole: Standard) -> None:
    asked = [c for c in whole.criteria.values() if c.computed and rests_on_survey(c, whole)]
    assert len(asked) >= 3
    for criterion in asked:
        assert criterion.computed
        assert criterion.metric
        shares = [point.share for point in criterion.metric.breakpoints]
        worse = "low" if shares == sorted(shares) else "high"
        assert whole.offers[criterion.computed.figure].end == worse
        assert criterion.computed.minimum == 100
        # The text tells auditors and firms what is done.
        assert "95%" in criterion.metric.definition.zh
        assert "95 %" in criterion.metric.definition.en
        assert "不得分" in criterion.metric.definition.zh
        assert "earns nothing" in criterion.metric.definition.en
    assert any(c.computed and c.computed.reliability == Fraction("0.6") for c in asked)


def test_full_records_count_as_they_are(whole: Standard) -> None:
    for criterion in whole.criteria.values():
        if criterion.computed and not rests_on_survey(criterion, whole):
            assert whole.offers[criterion.computed.figure].end is None
            assert criterion.computed.minimum is None


def test_it_says_since_when_figures_are_computed(whole: Standard) -> None:
    assert whole.computed_from == date(2026, 1, 1)
    assert whole.notice is not None
    assert "2026 年 1 月 1 日" in whole.notice.zh
    assert "1 January 2026" in whole.notice.en


def test_a_scale_has_six_anchored_steps() -> None:
    for criterion in FLAGSHIP.criteria.values():
        if criterion.method is Method.SCALE:
            assert [step.rating for step in criterion.scale] == [0, 1, 2, 3, 4, 5], criterion.id
            assert len({step.text.zh for step in criterion.scale}) == 6


def test_every_axis_value_is_spoken_of_by_some_criterion() -> None:
    for axis in FLAGSHIP.axes:
        tagged = {v for c in FLAGSHIP.criteria.values() for v in c.tags.get(axis.id, ())}
        assert tagged == {value.id for value in axis.values}


def test_every_kind_of_evidence_is_asked_for() -> None:
    asked = {kind for criterion in FLAGSHIP.criteria.values() for kind in criterion.evidence}
    assert asked == {kind.id for kind in FLAGSHIP.evidence_kinds}


def test_groups_of_a_channel_apply_only_where_the_firm_operates_it() -> None:
    bound = {group.id: group.channel for group in FLAGSHIP.groups if group.channel}
    assert bound == {"physical": "physical", "electronic": "electronic", "online": "online"}


def test_scoring_gates_grades_and_terms_are_those_of_the_plan() -> None:
    steps = [ScoringStep(step) for step in ("criteria", "deductions", "bonuses", "limit", "round")]
    assert list(FLAGSHIP.scoring.steps) == steps
    assert FLAGSHIP.scoring.limit == (Fraction(0), Fraction(100))
    rounding = FLAGSHIP.scoring.rounding
    assert rounding is not None
    assert (rounding.places, rounding.mode) == (2, "half_up")
    assert FLAGSHIP.special is not None
    special = FLAGSHIP.special
    assert (special.deduction_points, special.bonus_points) == (Fraction(1), Fraction(1))
    assert special.bonus_at_most == 1
    thresholds = {gate.kind: gate.threshold for gate in FLAGSHIP.gates}
    assert set(thresholds) == set(GateKind)
    assert thresholds[GateKind.TOTAL_AT_LEAST] == 70
    assert thresholds[GateKind.EACH_SECTION_AT_LEAST] == 60
    assert thresholds[GateKind.DEDUCTIONS_FEWER_THAN] == 5
    assert FLAGSHIP.ladder is not None
    assert FLAGSHIP.ladder.share == 70
    levels = FLAGSHIP.ladder.groups
    assert [(g.stars, g.minimum, g.ladder) for g in FLAGSHIP.grades] == [
        (0, Fraction(70), None),
        (3, Fraction(80), None),
        (4, Fraction(90), levels[2]),
        (5, Fraction(95), levels[3]),
    ]
    first, terms = FLAGSHIP.first_certification, FLAGSHIP.terms
    assert first is not None
    assert (first.cap, first.months) == (FLAGSHIP.grades[0].id, 12)
    assert (terms.valid_months, terms.surveillance_months) == (36, 12)
    assert (terms.suspension_months, terms.deciders) == (6, 2)


def test_seven_phases_of_contact_have_their_taboos() -> None:
    assert len(FLAGSHIP.taboos) == 7
    assert all(phase.practices for phase in FLAGSHIP.taboos)
    practices = [practice.id for phase in FLAGSHIP.taboos for practice in phase.practices]
    assert len(practices) == len(set(practices))


def test_it_says_that_it_is_not_the_national_standard() -> None:
    assert FLAGSHIP.notice is not None
    for language in ("zh", "en"):
        assert "GB/T 27922" in FLAGSHIP.notice[language]


@pytest.mark.parametrize("path", [STANDARD, CONCEPTS], ids=lambda path: path.stem)
def test_every_text_is_there_in_both_languages(path: Path) -> None:
    texts = texts_in(data_of(path))
    assert len(texts) > 60
    for place, text in texts:
        # A unit such as % is the same sign in both.
        assert CHINESE.search(text["zh"]) or text == {"zh": "%", "en": "%"}, place
        assert not CHINESE.search(text["en"]), place
        assert text["en"].strip() == text["en"], place


@pytest.mark.parametrize("path", [STANDARD, CONCEPTS], ids=lambda path: path.stem)
def test_chinese_is_punctuated_in_full_width(path: Path) -> None:
    for place, text in texts_in(data_of(path)):
        assert not HALF_WIDTH.search(text["zh"]), (place, text["zh"])


# ---------------------------------------------------------------- unknown to the code


def ids_of_the_standard() -> set[str]:
    """Return every id that the flagship standard declares, its own included."""
    ids = {FLAGSHIP.id}
    for axis in FLAGSHIP.axes:
        ids.update((axis.id, *(value.id for value in axis.values)))
    ids.update(kind.id for kind in FLAGSHIP.evidence_kinds)
    ids.update(gate.id for gate in FLAGSHIP.gates)
    ids.update(grade.id for grade in FLAGSHIP.grades)
    ids.update(section.id for section in FLAGSHIP.sections)
    ids.update(group.id for group in FLAGSHIP.groups)
    ids.update(FLAGSHIP.criteria)
    ids.update(ground.id for ground in (FLAGSHIP.special.grounds if FLAGSHIP.special else ()))
    for phase in FLAGSHIP.taboos:
        ids.update((phase.id, *(practice.id for practice in phase.practices)))
    return ids


def words_of_the_schemas() -> set[str]:
    """Return the names of fields and the choices that schemas give to any standard."""
    words: set[str] = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            words.update(part.get("properties", {}))
            words.update(word for word in part.get("enum", ()) if isinstance(word, str))
            for below in part.values():
                walk(below)
        elif isinstance(part, list):
            for below in part:
                walk(below)

    for path in (ROOT / "standards/schema").iterdir():
        walk(json.loads(path.read_text(encoding="utf-8")))
    return words


OTHER_MEANINGS = {
    "total": "a field of the scorecard's document, and what decides where no gate or cap does",
    "content": "the fragment of a page that is its main part",
    "Q1": "how an item is called where a message needs an example",
    "Q2": "as Q1",
    "survey": "the command that measures a file of answers",
    "tools": "the buttons in the head of a page",
    "relationship": "how PDF/A-3 calls what an attached file is to the document",
}
"""Plain words that happen to be ids too; in the code they mean these things."""


def ids_of_the_instruments(standard: Standard) -> set[str]:
    """Return every id that the standard's instruments declare, but for the columns of files."""
    ids: set[str] = set()
    columns: set[str] = set()
    for one in standard.instruments.values():
        for parts in (one.dimensions, one.items, one.roles, one.measures, one.stages):
            ids.update(part.id for part in parts)
        if one.model not in (Model.ALPHA, Model.CASES, Model.VALUE):
            columns.update(lay_out(one).names)
    return (ids | set(standard.instruments)) - columns


@cache
def read_code() -> Mapping[Path, str]:
    places = ("generator", "site/templates", "site/theme", "site/assets")
    kinds = {".py", ".html", ".js", ".css", ".svg", ".po", ".mo", ".j2"}
    return {
        path: path.read_text(encoding="utf-8")
        for place in places
        for path in sorted((ROOT / place).rglob("*"))
        if path.is_file() and path.suffix in kinds
    }


def find_in_code(ids: set[str]) -> list[tuple[str, Path]]:
    """Find ids in the code that are not everyday words there."""
    texts = read_code()
    assert len(texts) > 50
    found = []
    for word in sorted(ids - words_of_the_schemas() - set(OTHER_MEANINGS)):
        # A compound is nobody's everyday word: it may not stand there in any form.
        compound = "-" in word or "_" in word
        pattern = rf"\b{re.escape(word)}\b" if compound else rf"[\"'`]{re.escape(word)}[\"'`]"
        holding = [path for path, text in texts.items() if word in text]
        found += [(word, path) for path in holding if re.search(pattern, texts[path])]
    return found


def test_no_id_of_the_standard_stands_in_the_code() -> None:
    assert find_in_code(ids_of_the_standard()) == []


def test_no_id_of_an_instrument_stands_in_the_code(whole: Standard) -> None:
    assert find_in_code(ids_of_the_instruments(whole)) == []
