"""Records: an audit in which some findings have not the right form: the others are judged as well.

Input: the audit's source and what is wrong with its form. Output: problems of the rest, so that
an auditor sees all mistakes at once. Nothing is told of a faulty finding but its form, and
nothing that might follow from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.records.problems import Problem
    from generator.records.source import Source

_FINDINGS = "findings"
_CONSEQUENCES = frozenset({"evidence-unused"})
"""What may be told only because a faulty finding was set aside."""


def judge_rest(
    source: Source, found: Sequence[Problem], judge: Callable[[Source], list[Problem]]
) -> list[Problem]:
    """Judge an audit without its faulty findings; nothing, where more than findings is faulty."""
    faulty = _faulty_findings(source, found)
    if not faulty:
        return []
    spans = [_span(source, position) for position in faulty]
    findings = list(source.data[_FINDINGS])
    for position in faulty:
        findings[position] = _set_aside(findings[position])
    rest = replace(source, data={**source.data, _FINDINGS: findings})
    return [
        told
        for told in judge(rest)
        if told.code not in _CONSEQUENCES
        and not (told.location.path == source.path and any(_holds(span, told) for span in spans))
    ]


def _faulty_findings(source: Source, found: Sequence[Problem]) -> list[int]:
    """Return the positions of the findings that hold every problem; none where one lies outside."""
    findings = source.data.get(_FINDINGS) if isinstance(source.data, dict) else None
    if not isinstance(findings, list):
        return []
    spans = [_span(source, position) for position in range(len(findings))]
    faulty = set()
    for problem in found:
        holding = next((at for at, span in enumerate(spans) if _holds(span, problem)), None)
        if holding is None:
            return []
        faulty.add(holding)
    return sorted(faulty)


Place = tuple[int, int]


def _span(source: Source, position: int) -> tuple[Place, Place]:
    """Return where a finding begins and ends: line and column of each."""
    start, end = source.span((_FINDINGS, position))
    first, last = source.place_at(start), source.place_at(end)
    return (first.line, first.column), (last.line, last.column)


def _holds(span: tuple[Place, Place], problem: Problem) -> bool:
    place = problem.location
    return span[0] <= (place.line, place.column) < span[1]


def _set_aside(finding: Any) -> dict[str, Any]:
    """Return what stands for a faulty finding: the criterion that it is about, if it says so."""
    criterion = finding.get("criterion") if isinstance(finding, dict) else None
    return {"criterion": criterion if isinstance(criterion, str) else ""}
