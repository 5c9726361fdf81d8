"""Records, stage one: YAML text → plain data that knows the place of every value.

Input: the bytes of a file. Output: `Source` (data and places) or the `Problem` that prevents it.
The only importer of PyYAML. Scalars are read as YAML 1.2 core has them: `no` and dates are words,
`1.10` stays exact. Aliases, tags, duplicate keys and monsters are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser
from yaml.resolver import BaseResolver

from generator.records.encoding import decode_text, place_of
from generator.records.files import read_bytes
from generator.records.problems import Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.records.mistakes.syntax import Stumble

Pointer = tuple[str | int, ...]

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 32
_PLAIN = "plain"
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?\Z")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAX_DIGITS = 40
_FIELD_FIRST = "ze｛"
_FIELD_LIKE = re.compile(r"(?:zh|en)[ \u3000]*(?:[：﹕︰∶꞉]|:\S)|｛")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BRACKETS = 1000
_DEEP_LEAD = re.compile(r"^[ \t?:-]{200,}", re.MULTILINE)


class _Loader(CParser, BaseResolver):
    """libyaml's composer without PyYAML's YAML 1.1 guesses: it only tells plain from quoted."""

    def __init__(self, stream: str) -> None:
        CParser.__init__(self, stream)
        BaseResolver.__init__(self)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:  # noqa: ARG002 (libyaml's call)
        """Tell plain scalars from all else; called by the composer for every node."""
        return _PLAIN if kind is yaml.ScalarNode and implicit[0] else "quoted"

    def dispose(self) -> None:
        """Nothing to let go of; PyYAML calls it."""


class _Refused(Exception):  # noqa: N818 (a verdict on a node, caught here)
    def __init__(self, node: Any, code: str, **arguments: object) -> None:
        self.mark = node.start_mark
        self.code = code
        self.arguments = arguments


@dataclass(slots=True)
class Source:
    """A file's data with the place of every value: `locate(("findings", 3, "note"))`."""

    path: str
    """As shown to people: relative to the registry."""
    data: Any
    text: str = field(repr=False)
    root: Any = field(repr=False)
    _starts: list[int] = field(default_factory=list, init=False, repr=False)
    """Where each line begins; found when first asked for."""
    field_like: tuple[tuple[int, str], ...] = ()
    """Plain words that begin as a field does (zh：…), with their places in `text`."""

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """Return the place of a value, or of its key; a missing value has its parent's place."""
        mark = self._node(pointer, key=key).start_mark
        return Location(self.path, mark.line + 1, mark.column + 1)

    def _node(self, pointer: Pointer, *, key: bool) -> Any:
        node = self.root
        place = node
        for step in pointer:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == step), None)
                if found is None:
                    break
                place, node = found[0] if key else found[1], found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    break
                place = node = node.value[step]
            else:
                break
        return place

    def span(self, pointer: Pointer, *, key: bool = False) -> tuple[int, int]:
        """Return where a value, or its key, begins and ends in `text`, in characters from 0."""
        node = self._node(pointer, key=key)
        return node.start_mark.index, node.end_mark.index

    def written(self, pointer: Pointer) -> str:
        """Return a value as it is written: 08 and "08" where the data has 8 and 08."""
        start, end = self.span(pointer)
        return self.text[start:end].strip()

    def place_at(self, index: int) -> Location:
        """Return the place of a character of `text`, counted from 0."""
        if not self._starts:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        line = bisect_right(self._starts, index)
        return Location(self.path, line, index - self._starts[line - 1] + 1)


def read_source(path: Path, shown: str) -> Source | Problem:
    """Read one YAML file; `shown` is its path as problems tell it."""
    raw = read_bytes(path, shown, limit=MAX_BYTES)
    return raw if isinstance(raw, Problem) else parse_source(raw, shown)


def parse_source(raw: bytes, shown: str) -> Source | Problem:
    """Read the bytes of one YAML file into data with places, or say what prevents it."""
    start = Location(shown, 1, 1)
    if len(raw) > MAX_BYTES:
        return problem(start, "file-too-large", limit=MAX_BYTES // 1024 // 1024)
    text = decode_text(raw, shown)
    if isinstance(text, Problem):
        return text
    try:
        if _needs_a_look(text):
            _refuse_indirection(text)
        root = _compose(text)
        if root is None:
            return problem(start, "file-empty")
        noted: list[Any] = []
        data = _value(root, 0, noted)
    except _Refused as refused:
        mark = refused.mark
        place = Location(shown, mark.line + 1, mark.column + 1)
        return problem(place, refused.code, **refused.arguments)
    except yaml.MarkedYAMLError as error:
        return _name_mistake(text, shown, error)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        before = text.encode()[: error.position].decode(errors="replace")
        return problem(place_of(before, shown), "character-not-allowed")
    field_like = tuple((node.start_mark.index, node.value) for node in noted)
    return Source(shown, data, text, root, field_like)


def _name_mistake(text: str, shown: str, error: yaml.MarkedYAMLError) -> Problem:
    # Most records can be read: they need not load what names the slips in those that cannot.
    from generator.records.mistakes.syntax import name_mistake  # noqa: PLC0415

    told = name_mistake(text, _stumble(error), _find_stumble)
    return problem(Location(shown, told.line, told.column), told.code, **told.arguments)


def _stumble(error: yaml.MarkedYAMLError) -> Stumble:
    from generator.records.mistakes.syntax import Stumble  # noqa: PLC0415

    context, mark = error.context_mark, error.problem_mark or error.context_mark
    return Stumble(
        words=f"{error.context} {error.problem}",
        detail=error.problem or error.context or "",
        place=(mark.line + 1, mark.column + 1) if mark else (1, 1),
        context=(context.line + 1, context.column + 1) if context else None,
    )


def _find_stumble(text: str) -> Stumble | None:
    """Say where a text cannot be parsed, or that it can be."""
    try:
        for _ in _events(text):
            pass
    except yaml.MarkedYAMLError as error:
        return _stumble(error)
    except yaml.reader.ReaderError:
        return _stumble(yaml.MarkedYAMLError())
    return None


def _compose(text: str) -> Any:
    loader = _Loader(text)
    return loader.get_single_node()


def _needs_a_look(text: str) -> bool:
    """Tell the few texts that may hold aliases, tags, escapes or a nesting too deep for libyaml.

    Brackets bound the depth of flow collections, a line's lead that of block collections.
    """
    if "&" in text or "*" in text or "!" in text or "\\" in text:
        return True
    return text.count("[") + text.count("{") > _BRACKETS or _DEEP_LEAD.search(text) is not None


def _refuse_indirection(text: str) -> None:
    """Refuse anchors, aliases, tags, escaped control characters and deep nesting.

    Event by event, which needs no stack.
    """
    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused(event, "yaml-too-deep", limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.ScalarEvent) and _CONTROL.search(event.value):
            raise _Refused(event, "character-not-allowed")
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(event, "yaml-alias")
        if getattr(event, "anchor", None):
            raise _Refused(event, "yaml-alias")
        if getattr(event, "tag", None):
            raise _Refused(event, "yaml-tag", tag=event.tag)


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    while loader.check_event():
        yield loader.get_event()


def _value(node: Any, depth: int, noted: list[Any]) -> Any:
    kind = type(node)
    if kind is yaml.ScalarNode:
        return _scalar(node, noted) if node.tag == _PLAIN else node.value
    if depth >= MAX_DEPTH:
        raise _Refused(node, "yaml-too-deep", limit=MAX_DEPTH)
    if kind is yaml.SequenceNode:
        return [_value(child, depth + 1, noted) for child in node.value]
    data: dict[str, Any] = {}
    for key, child in node.value:
        if type(key) is not yaml.ScalarNode:
            raise _Refused(key, "yaml-key-not-a-word")
        name = key.value
        if name in data:
            raise _Refused(key, "yaml-duplicate-key", key=name)
        data[name] = _value(child, depth + 1, noted)
    return data


def _scalar(node: Any, noted: list[Any]) -> str | int | Decimal | bool | None:
    value: str = node.value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    first = value[0]
    if not (first.isdigit() or first in "+-."):
        if first in _FIELD_FIRST and _FIELD_LIKE.match(value):
            noted.append(node)
        return value
    if len(value) > _MAX_DIGITS:
        return value
    if _INTEGER.match(value):
        return int(value)
    if _DECIMAL.match(value):
        return Decimal(value)
    return value
