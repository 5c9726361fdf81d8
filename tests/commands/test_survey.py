"""`certify survey`: the contract of its JSON, its words in both languages, its chart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from generator.cli import main

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
QUESTIONS = {"tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5}


def run(*arguments: str, registry: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--registry", str(registry), *arguments])


def survey(model: str, file: Path, *more: str, registry: Path = ROOT) -> dict[str, Any]:
    done = run("survey", model, str(file), "--format", "json", *more, registry=registry)
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["model"] == model
    return told


def write(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def write_servqual(folder: Path) -> Path:
    """Write answers whose gaps are −1 in the first dimension and nothing elsewhere."""
    rows = [
        f"R{respondent},Q{question},{5 + respondent},{(4 if question <= 4 else 5) + respondent}"
        for respondent in (0, 1)
        for question in range(1, 23)
    ]
    return write(folder, "s.csv", "respondent,item,expectation,perception", *rows)


def test_servqual_tells_dimensions_overall_and_weighted(tmp_path: Path) -> None:
    told = survey("servqual", write_servqual(tmp_path))
    assert told["n"] == 2
    assert list(told["dimensions"]) == list(QUESTIONS)
    assert told["dimensions"]["tangibles"]["gap"] == -1
    assert told["dimensions"]["tangibles"]["expectation"] == 5.5
    assert told["dimensions"]["empathy"]["perception"] == 5.5
    assert told["overall"] == pytest.approx(-0.2)
    assert told["weighted"] == pytest.approx(-0.11)


def test_kano_tells_the_letters_of_each_item(tmp_path: Path) -> None:
    pairs = {"M": ((2, 5), 9), "O": ((1, 5), 10), "A": ((1, 3), 1), "I": ((3, 3), 2)}
    pairs["R"] = ((3, 1), 3)
    rows: list[str] = []
    for (functional, dysfunctional), count in pairs.values():
        for _ in range(count):
            rows.append(f"R{len(rows)},F1,{functional},{dysfunctional}")
    file = write(tmp_path, "k.csv", "respondent,item,functional,dysfunctional", *rows)
    told = survey("kano", file)
    (item,) = told["items"]
    assert {key: item[key] for key in "AOMIRQ"} == {"A": 1, "O": 10, "M": 9, "I": 2, "R": 3, "Q": 0}
    assert (item["id"], item["category"]) == ("F1", "O")
    assert round(item["better"], 4) == 0.5
    assert round(item["worse"], 4) == -0.8636


def test_nps_and_csat_tell_counts_and_intervals(tmp_path: Path) -> None:
    rows = [f"R{n},{score}" for n, score in enumerate([10, 9, 9, 8, 7, 3])]
    told = survey("nps", write(tmp_path, "n.csv", "respondent,score", *rows))
    assert (told["promoters"], told["passives"], told["detractors"]) == (3, 2, 1)
    assert told["nps"] == pytest.approx(1 / 3)
    assert told["variance"] == pytest.approx(5 / 9)
    assert told["margin"] == pytest.approx(1.959964 * (5 / 9 / 6) ** 0.5, abs=1e-6)
    rows = [f"R{n},2" for n in range(20)]
    told = survey("csat", write(tmp_path, "c.csv", "respondent,score", *rows))
    assert told["share"] == told["low"] == 0
    assert told["high"] == pytest.approx(0.1611, abs=5e-5)


def test_alpha_takes_any_columns(tmp_path: Path) -> None:
    rows = ["R1,1,2", "R2,2,2", "R3,4,5", "R4,5,4"]
    told = survey("alpha", write(tmp_path, "a.csv", "respondent,x,y", *rows))
    assert told["items"] == 2
    assert told["low"] < told["alpha"] < told["high"] <= 1


def test_those_asked_and_the_population_tell_the_response(tmp_path: Path) -> None:
    file = write(tmp_path, "c.csv", "respondent,score", *(f"R{n},4" for n in range(50)))
    told = survey("csat", file, "--asked", "400", "--population", "2000")
    assert told["response"]["rate"] == 0.125
    assert "low_response" in told["response"]["warnings"]


@pytest.mark.parametrize(("language", "word"), [("zh", "人作答"), ("en", "answered")])
def test_words_are_in_the_language_asked_for(tmp_path: Path, language: str, word: str) -> None:
    file = write_servqual(tmp_path)
    done = run("--lang", language, "survey", "servqual", str(file))
    assert done.exit_code == 0
    assert word in done.output
    assert "−1.00" in done.output


def test_the_chart_is_a_drawing_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "out.svg"
    survey("servqual", write_servqual(tmp_path), "--chart", str(out))
    drawn = out.read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    assert "<title" in drawn
    assert "<script" not in drawn


def test_all_charts_of_a_model_stand_in_one_drawing(tmp_path: Path) -> None:
    out = tmp_path / "out.svg"
    survey("servqual", write_servqual(tmp_path), "--chart", str(out))
    root = ET.fromstring(out.read_text(encoding="utf-8"))  # noqa: S314 - our own
    inner = [one for one in root if one.tag.endswith("svg")]
    assert len(inner) >= 2
    tops = [int(one.attrib["y"]) for one in inner]
    assert tops == sorted(set(tops))


def test_a_chart_is_put_over_another_only_if_told_to(tmp_path: Path) -> None:
    out, file = tmp_path / "chart.svg", write_servqual(tmp_path)
    out.write_text("mine", encoding="utf-8")
    done = run("--lang", "en", "survey", "servqual", str(file), "--chart", str(out))
    assert (done.exit_code, "--force" in done.stderr) == (2, True)
    assert out.read_text(encoding="utf-8") == "mine"
    survey("servqual", file, "--chart", str(out), "--force")
    assert out.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--asked", "1"), "--asked 1 is less than the number of answers, 2"),
        (("--population", "1"), "--population 1 is less than the number of answers, 2"),
        (("--asked", "9", "--population", "5"), "--population 5 is less than --asked, 9"),
        (("--until", "2026-01-01"), "servqual has no use for --until"),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = run("--lang", "en", "survey", "servqual", str(write_servqual(tmp_path)), *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_answers_on_another_scale_are_not_drawn_on_the_declared_one(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", "respondent,S1,S2", "R1,9,10", "R2,1,2", "R3,4,6")
    done = run("--lang", "en", "survey", "alpha", str(file))
    assert done.exit_code == 0
    assert "On a scale of" not in done.stdout


def test_who_left_an_item_out_says_nothing_of_the_scale(tmp_path: Path) -> None:
    rows = ["R1,5,4", "R2,,2", "R3,1,2", "R4,3,3"]
    told = survey("alpha", write(tmp_path, "a.csv", "respondent,S1,S2", *rows))
    assert (told["n"], told["response"]["answered"]) == (3, 4)


def test_a_chart_never_takes_the_place_of_the_answers(tmp_path: Path) -> None:
    file = write_servqual(tmp_path)
    before = file.read_bytes()
    done = run("survey", "servqual", str(file), "--chart", str(file))
    assert done.exit_code == 2
    assert file.read_bytes() == before


def test_bad_answers_are_told_at_their_line_and_nothing_is_printed(tmp_path: Path) -> None:
    file = write(tmp_path, "c.csv", "respondent,score", "R1,4", "R2,9")
    done = run("--lang", "en", "survey", "csat", str(file), "--format", "json")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"{file}:3:4" in done.stderr.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("survey", "gut-feeling", "x.csv"), "gut-feeling"),
        (("survey", "csat", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(arguments: tuple[str, ...], word: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert word in done.output
    assert "Traceback" not in done.output


def test_an_instrument_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    file = write(tmp_path, "c.csv", "respondent,score", "R1,4")
    done = run("survey", "csat", str(file), "--instrument", "frowns")
    assert done.exit_code == 2
    assert "frowns" in done.output


def test_a_registry_asks_in_its_own_way(tmp_path: Path, valid: Path) -> None:
    file = write(tmp_path, "c.csv", "respondent,score", "R1,4", "R2,3", "R3,1", "R4,2")
    assert survey("csat", file, registry=valid)["share"] == 0.5


def test_what_a_registry_does_not_ask_is_asked_as_the_program_does(
    tmp_path: Path, valid: Path
) -> None:
    file = write(tmp_path, "n.csv", "respondent,score", "R1,10")
    assert survey("nps", file, registry=valid)["nps"] == 1
    assert survey("nps", file, registry=tmp_path)["nps"] == 1
