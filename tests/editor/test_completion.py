"""What an editor offers while an audit is written, by a real language server."""

from __future__ import annotations

import pytest

from generator.records.foundation import read_foundation
from tests.editor.conftest import ROOT, Draft

FOUNDATION = read_foundation(ROOT).foundation
assert FOUNDATION is not None
FLAGSHIP = FOUNDATION.standards["after-sales-service@2026"]
BENCH_IDS = {"receipt", "welcome", "packing", "days", "held"}

BEGUN = "findings:\n  - criterion: {criterion}\n    "


def test_an_id_completes_to_the_criteria_of_the_standard_and_no_other(draft: Draft) -> None:
    with draft("findings:\n  - criterion: ") as audit:
        offered = audit.complete("criterion: ")
    assert list(offered) == list(FLAGSHIP.criteria)


def test_each_id_is_explained_by_its_number_and_question_in_both_languages(draft: Draft) -> None:
    with draft("findings:\n  - criterion: ") as audit:
        offered = audit.complete("criterion: ")
    for criterion in FLAGSHIP.criteria.values():
        words = offered[criterion.id]["documentation"]["value"]
        assert words.startswith(f"{criterion.number} {criterion.title.zh}（")
        assert criterion.question.zh in words
        assert criterion.question.en.replace("*", r"\*") in words


def test_a_second_standard_completes_its_own_criteria(draft: Draft) -> None:
    with draft("findings:\n  - criterion: ", standard="bench-care/1") as audit:
        assert set(audit.complete("criterion: ")) == BENCH_IDS


def test_a_new_finding_offers_each_criterion_with_its_fields_left_empty(draft: Draft) -> None:
    with draft("findings:\n  - ", standard="bench-care/1") as audit:
        offered = audit.complete("  - ")
    assert offered["2.1.1 days"]["insertText"] == (
        "criterion: days\n  value: $1\n  evidence: [$2]\n  note:\n    zh: $3\n    en: $4"
    )
    assert offered["1.1.2 welcome"]["insertText"].startswith(
        "criterion: welcome\n  channels:\n"
        "    counter:\n      rating: $1\n    mail:\n      rating: $2\n"
    )
    numbered = {label.partition(" ")[2] for label in offered if label[0].isdigit()}
    assert numbered == BENCH_IDS


@pytest.mark.parametrize(
    ("criterion", "fields"),
    [
        ("receipt", {"result", "evidence", "note"}),
        ("packing", {"sampled", "nonconforming", "evidence", "note"}),
        ("held", {"sampled", "nonconforming", "not_applicable", "evidence", "note"}),
        ("days", {"value", "evidence", "note"}),  # may be computed, may be stated
        ("welcome", {"channels", "evidence", "note"}),
    ],
)
def test_a_finding_offers_the_fields_of_its_criterion_only(
    draft: Draft, criterion: str, fields: set[str]
) -> None:
    begun = BEGUN.format(criterion=criterion)
    with draft(begun, standard="bench-care/1") as audit:
        assert set(audit.complete(begun)) == fields


def test_what_is_written_already_is_not_offered_again(draft: Draft) -> None:
    begun = BEGUN.format(criterion="packing") + "sampled: 8\n    "
    with draft(begun, standard="bench-care/1") as audit:
        assert set(audit.complete(begun)) == {"nonconforming", "evidence", "note"}


def test_channels_are_those_of_the_standard(draft: Draft) -> None:
    begun = BEGUN.format(criterion="welcome") + "channels:\n      "
    with draft(begun, standard="bench-care/1") as audit:
        assert set(audit.complete(begun)) == {"counter", "mail"}


def test_ratings_complete_with_the_words_of_their_steps(draft: Draft) -> None:
    begun = BEGUN.format(criterion="welcome") + "channels:\n      mail:\n        rating: "
    with draft(begun, standard="bench-care/1") as audit:
        offered = audit.complete(begun)
    steps = {label: item["documentation"] for label, item in offered.items()}
    assert steps == {
        "0": "无人理会 Nobody cares",
        "1": "有人应答 Somebody answers",
        "2": "主动招呼 They come up",
    }


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("type: ", {"initial", "surveillance", "renewal", "special"}),
        ("evidence:\n  - id: E1\n    kind: ", {"paper", "look"}),
        ("nonconformities:\n  - id: NC1\n    criterion: ", BENCH_IDS),
        ("special:\n  deductions:\n    - ground: ", {"lost-item", "rudeness"}),
        ("special:\n  deductions:\n    - ground: rudeness\n      taboo: ", {"shouting"}),
        ("data:\n  - instrument: ", {"jobs", "smiles"}),
        ("standard: ", {"bench-care@1"}),
    ],
)
def test_other_fields_complete_to_what_the_standard_knows(
    draft: Draft, words: str, offered: set[str]
) -> None:
    with draft(words, standard="bench-care/1") as audit:
        assert set(audit.complete(words)) == offered


def test_a_figure_that_is_computed_is_not_offered(draft: Draft) -> None:
    begun = BEGUN.format(criterion="customer-satisfaction")
    with draft(begun) as audit:
        assert set(audit.complete(begun)) == {"evidence", "note"}
    with draft("findings:\n  - ") as audit:
        whole = audit.complete("  - ")["3.3.2 customer-satisfaction"]["insertText"]
    assert whole == (
        "criterion: customer-satisfaction\n  evidence: [$1]\n  note:\n    zh: $2\n    en: $3"
    )


def test_instruments_are_explained_in_both_languages(draft: Draft) -> None:
    with draft("data:\n  - instrument: ") as audit:
        offered = audit.complete("instrument: ")
    assert list(offered) == list(FLAGSHIP.instruments)
    for instrument in FLAGSHIP.instruments.values():
        words = offered[instrument.id]["documentation"]
        assert words.startswith(f"{instrument.title.zh} / {instrument.title.en}: ")
        assert instrument.purpose.zh in words
        assert instrument.purpose.en in words


def test_the_choices_of_every_record_are_explained(draft: Draft) -> None:
    with draft("type: ") as audit:
        offered = audit.complete("type: ")
    assert offered["surveillance"]["documentation"] == (
        "监督审核：证书有效期内每年一次。 Surveillance: each year while a certificate is valid."
    )


def test_no_field_is_filled_in_with_an_example_unasked(draft: Draft) -> None:
    with draft("id: 2026-draft\n") as audit:
        offered = audit.complete("id: 2026-draft\n")
    assert offered["reported"]["insertText"].rstrip() == "reported:"
    assert offered["firm"]["insertText"].rstrip() == "firm:"
