"""`certify sample`: how many answers a survey needs, and how many people to ask."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from generator.cli import main


def plan(*arguments: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["sample", *arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("arguments", "answers", "ask"),
    [
        ((), 385, None),
        (("--population", "2000"), 323, None),
        (("--population", "2000", "--response", "25%"), 323, 1292),
        (("--population", "400", "--response", "10"), 197, None),
        (("--population", "400", "--response", "100"), 197, 197),
        (("--margin", "2.5%", "--share", "90"), 554, None),
    ],
)
def test_the_sample_grows_with_precision_and_shrinks_with_the_population(
    arguments: tuple[str, ...], answers: int, ask: int | None
) -> None:
    told = plan(*arguments)
    assert (told["answers"], told["ask"]) == (answers, ask)


@pytest.mark.parametrize(("language", "words"), [("zh", "发出 1,292 份"), ("en", "ask 1,292")])
def test_it_is_told_in_both_languages(language: str, words: str) -> None:
    arguments = ["--lang", language, "sample", "--population", "2000", "--response", "25"]
    done = CliRunner().invoke(main, arguments)
    assert words in done.output


def test_a_sample_that_the_population_cannot_give_is_said_to_be_out_of_reach() -> None:
    assert plan("--population", "2000", "--response", "10")["out_of_reach"] is True
    arguments = ["--lang", "zh", "sample", "--population", "2000", "--response", "10"]
    assert "也只有约 200 份" in CliRunner().invoke(main, arguments).output


@pytest.mark.parametrize("margin", ["0", "100", "-5", "five", "５"])
def test_what_is_no_margin_is_wrong_usage(margin: str) -> None:
    done = CliRunner().invoke(main, ["sample", "--margin", margin])
    assert done.exit_code == 2
    assert "Traceback" not in done.output
