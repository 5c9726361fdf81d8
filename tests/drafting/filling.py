"""Fills a drafted audit in as an auditor would: by its fields, and by what stands beside them.

What is computed gets its data attached, by the command that auditors use.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.testing import CliRunner

from generator.cli import main
from tests.drafting.ideal import write_ideal_data

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Criterion, Standard

_EMPTY = re.compile(r"(\s*)(\w+):(\s+#.*)?\Z")
_KIND = re.compile(r"  #   kind: (\w+)")
_DAYS = {"from": "2026-11-02", "to": "2026-11-03", "reported": "2026-11-10", "agreed": "2026-10-20"}
_PLANNED = {"person_days": "6", "outlets": "4"}


def list_empty_fields(text: str) -> list[int]:
    """Return the numbers, from 1, of the lines that wait for a value."""
    waiting = {*_DAYS, *_PLANNED, "lead", "zh", "en"}
    waiting |= {"result", "sampled", "nonconforming", "rating", "value"}
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.startswith("evidence:") or ((m := _EMPTY.match(line)) and m[2] in waiting)
    ]


def fill_audit(text: str, standard: Standard, lead: str) -> str:
    """Return the audit filled in without a fault; every piece of evidence is cited everywhere."""
    kinds = _KIND.findall(text)
    cited = ", ".join(f"E{number}" for number in range(1, len(kinds) + 1))
    filled = []
    criterion: Criterion | None = None
    for line in _use_examples(text).splitlines():
        if found := re.match(r"  - criterion: (\S+)", line):
            criterion = standard.criteria[found[1]]
        match = _EMPTY.match(line)
        value = _value(match[2], criterion, lead) if match else None
        if match and value is not None:
            filled.append(f"{match[1]}{match[2]}: {value}{match[3] or ''}")
        else:
            filled.append(line.replace("    evidence: []", f"    evidence: [{cited}]"))
    return "\n".join(filled) + "\n"


def attach_data(root: Path, audit: Path, standard: Standard) -> None:
    """Attach to an audit whose evidence is listed a file for each instrument that it needs."""
    needed = {
        standard.offers[criterion.computed.figure].instrument
        for criterion in standard.criteria.values()
        if criterion.computed
    }
    for name in sorted(needed):
        file = root / f"{name}.csv"
        file.write_text(write_ideal_data(standard.instruments[name], standard), encoding="utf-8")
        arguments = ["--registry", str(root), "attach", str(audit), name, str(file)]
        options = ["--evidence", "E1", "--from", "2026-01-01", "--to", "2026-10-31"]
        result = CliRunner().invoke(main, [*arguments, *options])
        file.unlink()
        assert result.exit_code == 0, result.output


def _use_examples(text: str) -> str:
    """Delete the `# ` before the examples of evidence, as the draft tells people to do."""
    head, findings = text.split("\nfindings:\n")
    used = re.sub(r"^  # (- id: E|  kind:|  title:|  date:)", r"  \1", head, flags=re.MULTILINE)
    return f"{used}\nfindings:\n{findings}"


def _value(name: str, criterion: Criterion | None, lead: str) -> str | None:
    if name in _DAYS:
        return _DAYS[name]
    if name in _PLANNED:
        return _PLANNED[name]
    if criterion is None:
        words = {"lead": lead, "zh": "钟表修理", "en": "Watch repair"}
        return {**words, "title": "所见 / seen", "date": "2026-11-02"}.get(name)
    best = max(criterion.metric.breakpoints, key=lambda b: b.share) if criterion.metric else None
    return {
        "result": "met",
        "sampled": str(criterion.sample.minimum) if criterion.sample else None,
        "nonconforming": "0",
        "rating": str(criterion.scale[-1].rating) if criterion.scale else None,
        "value": f"{best.value.numerator / best.value.denominator:g}" if best else None,
    }.get(name)
