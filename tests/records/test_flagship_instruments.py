"""The flagship standard's instruments: what each must have, and words that can be put to people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.records.foundation import read_foundation
from generator.records.model import Instrument, Model, Ratio, Text

ROOT = Path(__file__).parents[2]
CHINESE = r"[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{CHINESE}[,;:?!()]|[,;:?!()]{CHINESE}")


def read_own() -> dict[str, Instrument]:
    foundation = read_foundation(ROOT).foundation
    assert foundation is not None
    return dict(foundation.standards["after-sales-service@2026"].instruments)


OWN = read_own()


def of(model: Model) -> Instrument:
    (one,) = (instrument for instrument in OWN.values() if instrument.model is model)
    return one


def texts_of(one: Instrument) -> Iterator[Text]:
    yield from (one.title, one.purpose)
    yield from (text for _, text in (one.scale.labels if one.scale else ()))
    for dimension in one.dimensions:
        yield from (dimension.title, *dimension.remedies)
    for item in one.items:
        yield item.text
        if item.reverse:
            yield item.reverse
    yield from (role.title for role in one.roles)
    yield from (stage.title for stage in one.stages)
    for measure in one.measures:
        yield from (measure.title, measure.count, measure.of)


def test_there_is_one_instrument_of_every_model() -> None:
    assert sorted(one.model for one in OWN.values()) == sorted(Model)


def test_servqual_has_its_items_dimensions_and_weights() -> None:
    one = of(Model.SERVQUAL)
    assert [item.id for item in one.items] == [f"Q{number}" for number in range(1, 23)]
    assert Counter(item.dimension for item in one.items) == {
        "tangibles": 4,
        "reliability": 5,
        "responsiveness": 4,
        "assurance": 4,
        "empathy": 5,
    }
    assert [dimension.weight for dimension in one.dimensions] == [11, 32, 22, 19, 16]
    assert one.scale is not None
    assert (one.scale.low, one.scale.high) == (1, 7)


def test_kano_asks_each_feature_from_both_sides_in_five_words() -> None:
    one = of(Model.KANO)
    assert [item.id for item in one.items] == [f"K{number}" for number in range(1, 13)]
    assert all(item.reverse and item.reverse != item.text for item in one.items)
    assert one.scale is not None
    assert [value for value, _ in one.scale.labels] == [1, 2, 3, 4, 5]


def test_satisfaction_asks_three_items_of_each_of_the_five_contents() -> None:
    one = of(Model.SATISFACTION)
    assert [dimension.id for dimension in one.dimensions] == [
        "idea",
        "conduct",
        "look_and_sound",
        "product",
        "service",
    ]
    assert set(Counter(item.dimension for item in one.items).values()) == {3}
    assert sum(dimension.weight or 0 for dimension in one.dimensions) == 100


def test_loyalty_value_and_quality_have_the_parts_of_their_models() -> None:
    assert [item.id for item in of(Model.LOYALTY).items] == [
        "attitude",
        "repurchase",
        "satisfaction",
    ]
    value = of(Model.VALUE)
    assert [item.id for item in value.items if not item.negative] == [
        "product",
        "service",
        "personnel",
        "image",
    ]
    assert [item.id for item in value.items if item.negative] == [
        "money",
        "time",
        "energy",
        "effort",
    ]
    quality = of(Model.QUALITY)
    assert [dimension.id for dimension in quality.dimensions] == [
        "technical",
        "functional",
        "image",
    ]
    assert {item.dimension for item in quality.items} == {d.id for d in quality.dimensions}


def test_managers_come_first_where_two_orders_are_compared() -> None:
    one = of(Model.RANKING)
    assert [role.id for role in one.roles] == ["manager", "customer"]
    assert len(one.items) == 10


def test_every_gap_has_causes_each_with_statements_and_remedies() -> None:
    one = of(Model.GAPS)
    assert sorted({cause.gap or 0 for cause in one.dimensions}) == [1, 2, 3, 4]
    asked = Counter(item.dimension for item in one.items)
    for cause in one.dimensions:
        assert 2 <= asked[cause.id] <= 4
        assert 2 <= len(cause.remedies) <= 3
        assert cause.weight is None
    for role in one.roles:
        gaps = {
            one.dimension(item.dimension or "").gap
            for item in one.items
            if item.role in (None, role.id)
        }
        assert {2, 4} <= gaps
    assert any(item.negative for item in one.items)


def test_the_stages_of_a_complaint_end_after_twenty_one_days() -> None:
    one = of(Model.CASES)
    assert [(stage.id, stage.within) for stage in one.stages] == [
        ("received", None),
        ("acknowledged", 2),
        ("assessed", 3),
        ("investigated", 10),
        ("answered", 15),
        ("decided", 18),
        ("closed", 21),
    ]


def test_days_and_seconds_are_means_and_all_other_measures_shares() -> None:
    measures = of(Model.COUNTS).measures
    means = [measure.id for measure in measures if measure.ratio is Ratio.MEAN]
    assert means == ["repair_days", "online_response_seconds"]
    assert len(measures) == 12


@pytest.mark.parametrize("one", OWN.values(), ids=OWN)
def test_chinese_and_english_are_each_a_language_of_their_own(one: Instrument) -> None:
    for text in texts_of(one):
        assert re.search(CHINESE, text.zh), text.zh
        assert not HALF_WIDTH.search(text.zh), text.zh
        assert not re.search(CHINESE, text.en), text.en
        assert text.en[:1].isupper(), text.en


@pytest.mark.parametrize("one", OWN.values(), ids=OWN)
def test_nothing_is_asked_twice(one: Instrument) -> None:
    words = [text for item in one.items for text in (item.text, item.reverse) if text]
    for language in ("zh", "en"):
        asked = [text[language] for text in words]
        assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("one", OWN.values(), ids=OWN)
def test_whoever_answers_is_told_that_nobody_is_named(one: Instrument) -> None:
    assert re.search("不记姓名|不写客户的姓名|不含任何客户信息", one.purpose.zh)
    assert re.search("[Nn]ame|nothing about any customer", one.purpose.en)
    assert one.purpose.zh.count("。") in (2, 3)


@pytest.mark.parametrize("one", [o for o in OWN.values() if o.scale], ids=lambda one: one.id)
def test_both_ends_of_a_scale_have_words(one: Instrument) -> None:
    assert one.scale is not None
    labelled = [value for value, _ in one.scale.labels]
    assert {one.scale.low, one.scale.high} <= set(labelled)
    assert labelled == sorted(labelled)
