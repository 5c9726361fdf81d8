"""Samples: the data beside the sample audits, invented by a fixed seed.

`python -m tests.samples.make_data` writes the CSV files of every firm in `firms/*.toml` into the
folders of their audits, and their hashes into the audits. The firms' files say what the answers
come to; chance says the rest, and always the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from generator.records.foundation import read_instruments
from generator.records.model import Instrument, Model
from generator.records.problems import Problem
from generator.records.source import Source, read_source
from generator.records.tables.columns import lay_out
from tests.samples.cases import register_cases
from tests.samples.chance import Chance
from tests.samples.insiders import answer_gaps, answer_ranking
from tests.samples.operations import count_operations
from tests.samples.people import Person, make_people
from tests.samples.questionnaires import (
    Rows,
    answer_items,
    answer_kano,
    answer_loyalty,
    answer_once,
    answer_twice,
)

ROOT = Path(__file__).parents[2]
FIRMS = Path(__file__).parent / "firms"
STANDARD = ROOT / "standards/after-sales-service/2026"


def read_plans() -> list[dict[str, Any]]:
    """Read what each firm's data come to."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(FIRMS.glob("*.toml"))]


@cache
def load_instruments() -> Mapping[str, Instrument]:
    """Read the standard's instruments."""
    concepts = read_source(ROOT / "standards/concepts.yaml", "concepts.yaml")
    assert isinstance(concepts, Source)
    known = [concept["id"] for concept in concepts.data["concepts"]]
    problems: list[Problem] = []
    instruments = read_instruments(ROOT, STANDARD, known, problems)
    assert instruments
    assert problems == []
    return {instrument.id: instrument for instrument in instruments}


def find_folder(plan: Mapping[str, Any]) -> Path:
    """Return the folder beside the firm's audit."""
    code = str(plan["firm"])
    return ROOT / "audits" / code[2:8] / code / str(plan["audit"])


def make_files(plan: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Make the files of a firm: names and bytes."""
    asked = make_people(Chance(plan["firm"], "people"), plan["respondents"])
    for name, instrument in load_instruments().items():
        if name in plan:
            chance = Chance(plan["firm"], plan["audit"], name)
            rows = answer(chance, asked, instrument, plan[name])
            yield f"{name}.csv", write_rows(instrument, rows, plan.get("format", {}).get(name, {}))


def answer(
    chance: Chance, asked: Sequence[Person], instrument: Instrument, plan: Mapping[str, Any]
) -> Rows:
    """Fill in one instrument; of those asked, so many answer as the plan says."""
    model = instrument.model
    if model is Model.COUNTS:
        return count_operations(chance, instrument, plan)
    if model is Model.CASES:
        return register_cases(chance, instrument, plan)
    if model is Model.RANKING:
        return answer_ranking(chance, instrument, plan)
    if model is Model.GAPS:
        return answer_gaps(chance, instrument, plan)
    if model is Model.ALPHA:
        return answer_items(chance, make_people(chance, plan["n"], "S"), instrument, plan["means"])
    counts: list[int] = plan.get("counts") or plan.get("attitude") or [plan["n"]]
    people = chance.pick(asked, sum(counts))
    if model in (Model.CSAT, Model.NPS):
        assert instrument.scale
        return answer_once(chance, people, counts, instrument.scale.low)
    if model is Model.LOYALTY:
        return answer_loyalty(chance, people, plan)
    if model is Model.VALUE:
        return answer_items(chance, people, instrument, plan["means"])
    if model is Model.KANO:
        return answer_kano(chance, people, instrument, plan["leading"])
    return answer_twice(chance, people, instrument, plan)


def write_rows(instrument: Instrument, rows: Rows, form: Mapping[str, str]) -> bytes:
    """Write rows as CSV, as the firm's spreadsheet does: its encoding, line ends and heads."""
    columns = lay_out(instrument).columns
    chinese = form.get("heads") == "zh"
    heads = [one.aliases[0] if chinese and one.aliases else one.name for one in columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=form.get("line_end", "\n"))
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode(form.get("encoding", "utf-8"))


def write_hashes(audit: Path, hashes: Mapping[str, str]) -> None:
    """Write the files' hashes into the audit, which names them already."""
    text = audit.read_text("utf-8")
    for name, found in hashes.items():
        pattern = rf"(file: {re.escape(name)}\n +sha256: )[0-9a-f]{{64}}\n"
        text, times = re.subn(pattern, rf"\g<1>{found}\n", text)
        assert times == 1, (audit, name)
    audit.write_text(text, "utf-8")


def main() -> None:
    """Write all files, and say what was written."""
    for plan in read_plans():
        folder = find_folder(plan)
        folder.mkdir(exist_ok=True)
        files = dict(make_files(plan))
        for name, raw in files.items():
            (folder / name).write_bytes(raw)
        hashes = {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()}
        write_hashes(folder.with_suffix(".yaml"), hashes)
        size = sum(len(raw) for raw in files.values())
        print(f"{folder.relative_to(ROOT)}: {len(files)} files, {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
