"""Records: the project's own YAML files, whose mistakes are nobody's but ours: data or no go.

Input: a path or bytes. Output: plain data; raises CannotGoOn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, parse_source, read_source

if TYPE_CHECKING:
    from pathlib import Path


def read_data(path: Path) -> Any:
    """Read one of the project's own YAML files as plain data; raises CannotGoOn where it is bad."""
    return _take_data(read_source(path, path.name))


def parse_data(raw: bytes, name: str) -> Any:
    """Do the same with the bytes of a file, which problems call by its name."""
    return _take_data(parse_source(raw, name))


def _take_data(source: Source | Problem) -> Any:
    if isinstance(source, Problem):
        told = f"{source.location.path}:{source.location.line}: {source.code}"
        raise CannotGoOn(zh=told, en=told)
    return source.data
