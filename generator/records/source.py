"""Records, stage one: YAML text → plain data that knows the place of every value.

Input: the bytes of a file. Output: `Source` (data and places) or the `Problem` that prevents it.
The only importer of PyYAML. Scalars are read as YAML 1.2 core has them: `no` and dates are words,
`1.10` stays exact. Aliases, tags, duplicate keys and monsters are refused.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser
from yaml.resolver import BaseResolver

from generator.records.problems import CannotGoOn, Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPES = ("unknown escape", "expected hexdecimal", "invalid Unicode character")
"""How libyaml speaks of a bad escape in double quotes."""
_CONTEXTS = {
    "quoted scalar": "yaml-open-quote",
    "while parsing a flow sequence": "yaml-bracket",
    "while parsing a flow mapping": "yaml-bracket",
    "while scanning an alias": "yaml-alias",
    "while scanning an anchor": "yaml-alias",
    "while scanning a tag": "yaml-tag",
    "while parsing a tag": "yaml-tag",
}
"""What libyaml was at when it stumbled, told at the place where that begins."""
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

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """Return the place of a value, or of its key; a missing value has its parent's place."""
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
        mark = place.start_mark
        return Location(self.path, mark.line + 1, mark.column + 1)


def read_source(path: Path, shown: str) -> Source | Problem:
    """Read one YAML file; `shown` is its path as problems tell it."""
    start = Location(shown, 1, 1)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return problem(start, "file-unreadable", detail=error.strerror or type(error).__name__)
    return parse_source(raw, shown)


def parse_source(raw: bytes, shown: str) -> Source | Problem:
    """Read the bytes of one YAML file into data with places, or say what prevents it."""
    start = Location(shown, 1, 1)
    if len(raw) > MAX_BYTES:
        return problem(start, "file-too-large", limit=MAX_BYTES // 1024 // 1024)
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        place = _place_of(raw[: error.start], shown)
        return problem(place, "file-not-utf8", byte=f"0x{raw[error.start]:02X}")
    try:
        if _needs_a_look(text):
            _refuse_indirection(text)
        root = _compose(text)
        if root is None:
            return problem(start, "file-empty")
        data = _value(root, 0)
    except _Refused as refused:
        mark = refused.mark
        place = Location(shown, mark.line + 1, mark.column + 1)
        return problem(place, refused.code, **refused.arguments)
    except yaml.MarkedYAMLError as error:
        return _syntax_problem(error, text, shown)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        return problem(_place_of(raw[: error.position], shown), "character-not-allowed")
    return Source(shown, data, text, root)


def _place_of(before: bytes, shown: str) -> Location:
    """Return the place that comes after the bytes `before`."""
    *lines, last = before.decode(errors="replace").split("\n")
    return Location(shown, len(lines) + 1, len(last) + 1)


def read_data(path: Path) -> Any:
    """Read one of the project's own YAML files as plain data; raises CannotGoOn where it is bad."""
    source = read_source(path, path.name)
    if isinstance(source, Problem):
        raise CannotGoOn(
            zh=f"{path.name}:{source.location.line}: {source.code}",
            en=f"{path.name}:{source.location.line}: {source.code}",
        )
    return source.data


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    """Name the mistakes that people make most; a quote left open is told where it opens."""
    words = f"{error.context} {error.problem}"
    mark = error.problem_mark or error.context_mark
    code = "yaml-syntax"
    if any(telling in words for telling in _ESCAPES):
        code = "yaml-escape"
    elif (context := error.context_mark) and (found := _named_by_context(words)):
        code, mark = found, context
    elif "another document" in words:
        code = "yaml-two-documents"
    elif "mapping values are not allowed" in words:
        code = "yaml-colon"
    place = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown, 1, 1)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if code == "yaml-syntax" and "\t" in line[: len(line) - len(line.lstrip())]:
        code = "yaml-tab"
    word = line[place.column - 1 :].partition(" ")[0]
    return problem(place, code, detail=error.problem or error.context, tag=word)


def _named_by_context(words: str) -> str | None:
    for context, code in _CONTEXTS.items():
        if context in words:
            return code
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


def _value(node: Any, depth: int) -> Any:
    kind = type(node)
    if kind is yaml.ScalarNode:
        return _scalar(node) if node.tag == _PLAIN else node.value
    if depth >= MAX_DEPTH:
        raise _Refused(node, "yaml-too-deep", limit=MAX_DEPTH)
    if kind is yaml.SequenceNode:
        return [_value(child, depth + 1) for child in node.value]
    data: dict[str, Any] = {}
    for key, child in node.value:
        if type(key) is not yaml.ScalarNode:
            raise _Refused(key, "yaml-key-not-a-word")
        name = key.value
        if name in data:
            raise _Refused(key, "yaml-duplicate-key", key=name)
        data[name] = _value(child, depth + 1)
    return data


def _scalar(node: Any) -> str | int | Decimal | bool | None:
    value: str = node.value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    first = value[0]
    if not (first.isdigit() or first in "+-."):
        return value
    if len(value) > _MAX_DIGITS:
        return value
    if _INTEGER.match(value):
        return int(value)
    if _DECIMAL.match(value):
        return Decimal(value)
    return value
