"""The sentences of a check: one for every outcome, in both languages, with known places."""

from __future__ import annotations

import re

import pytest

from generator.publication.verdict_details import check_words, detail_words
from generator.publication.verdict_words import TONES, verdict_labels, verdict_sentences
from generator.strings import LANGUAGES, translations
from generator.verification.outcome import Check, Outcome

PLACES = {
    *("number", "firm", "day", "told", "since", "until", "due", "successor", "revision"),
    *("current", "key", "issuer", "registry", "code", "missing", "extra"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_a_label_a_sentence_and_a_tone(language: str) -> None:
    words = translations(language)
    ids = {str(outcome) for outcome in Outcome}
    assert set(verdict_labels(words)) == set(TONES) == ids
    sentences = verdict_sentences(words)
    assert {key.partition("/")[0] for key in sentences} == ids
    assert ids <= set(sentences)
    assert set(check_words(words)) == {str(check) for check in Check}


def test_only_what_is_in_force_is_told_as_good() -> None:
    assert {key for key, tone in TONES.items() if tone == "good"} == {
        str(outcome) for outcome in Outcome if outcome.in_force
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_answers_read_the_same(language: str) -> None:
    words = translations(language)
    for told in (verdict_sentences(words), verdict_labels(words), check_words(words)):
        assert len(set(told.values())) == len(told)
    assert all(detail_words(words).values())


def test_sentences_speak_of_what_is_known() -> None:
    for sentence in verdict_sentences(translations("en")).values():
        assert set(re.findall(r"{(\w+)}", sentence)) <= PLACES
        assert sentence.endswith(".")
    for sentence in verdict_sentences(translations("zh")).values():
        assert sentence.endswith("。")
        assert not re.search(r"[,;:?!]", sentence.replace("did:web:", ""))
