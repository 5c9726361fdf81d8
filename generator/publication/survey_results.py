"""Publication: the result of an instrument as plain data, for programs.

Input: a result of `assessment.instruments`. Output: dictionaries of numbers and words, in the
keys that design.md §2 promises; all other fields bear the names that they have in the program.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.assessment.instruments.alpha import AlphaResult, feldt_interval
from generator.assessment.instruments.kano import KanoResult
from generator.assessment.instruments.servqual import ServqualResult

if TYPE_CHECKING:
    from generator.assessment.instruments.measuring import Result
    from generator.assessment.instruments.response import ResponseResult
    from generator.records.model import Model


def describe_result(result: Result, model: Model) -> dict[str, Any]:
    """Return a result as `certify survey --format json` prints it: numbers, None for unknown."""
    described = {"model": str(model), **_describe(result)}
    if isinstance(result, ServqualResult):
        parts = described["dimensions"]
        described["dimensions"] = {
            part["id"]: {key: told for key, told in part.items() if key != "id"} for part in parts
        }
        described["alpha"] = describe_alpha(result.alpha)
    elif isinstance(result, KanoResult):
        for item in described["items"]:
            item.update(item.pop("counts"))
    elif isinstance(result, AlphaResult):
        described.update(describe_alpha(result))
    return described


def describe_alpha(result: AlphaResult) -> dict[str, Any]:
    """Return a reliability with its 95 % interval."""
    ends = (
        None if result.alpha is None else feldt_interval(result.alpha, result.n, result.items)
    ) or (None, None)
    return {
        "n": result.n,
        "items": result.items,
        "alpha": _describe(result.alpha),
        "low": _describe(ends[0]),
        "high": _describe(ends[1]),
    }


def describe_response(response: ResponseResult) -> dict[str, Any]:
    """Return how many answered of those asked, and what that leaves in doubt."""
    described: dict[str, Any] = _describe(response)
    return described


def _describe(value: Any) -> Any:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if is_dataclass(value):
        return {field.name: _describe(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _describe(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_describe(one) for one in value]
    return value
