"""Deciding, words: a decision as the lines of YAML that people would write.

Input: a `Decision`. Output: lines, read back to the same data. Words stand plain where YAML takes
them as they are, else in double quotes escaped as in JSON, which YAML reads alike.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from generator.records.source import Source, parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.model import Decision

_ID = re.compile(r"[A-Z][0-9]+\Z")
Value = str | tuple[str, ...] | dict[str, str]


def list_fields(decision: Decision) -> dict[str, Value]:
    """Return the fields of a decision, in the order in which people write them."""
    fields: dict[str, Value | None] = {
        "decision": str(decision.kind),
        "audit": decision.audit,
        "certificate": decision.certificate,
        "appeal": decision.appeal,
        "outcome": str(decision.outcome) if decision.outcome else None,
        "decided": decision.decided.isoformat(),
        "effective": decision.effective.isoformat(),
        "recorded": decision.recorded.isoformat(),
        "time": decision.time,
        "by": decision.by,
    }
    for name, words in (
        ("scope", decision.scope),
        ("exemption", decision.exemption),
        ("reason", decision.reason),
    ):
        fields[name] = {"zh": words.zh, "en": words.en} if words else None
    return {name: value for name, value in fields.items() if value is not None}


def write_block(decision: Decision, indent: int) -> str:
    """Return the decision as an item of a list whose dashes stand after `indent` blanks."""
    lines: list[str] = []
    for name, value in list_fields(decision).items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            lines += [f"  {language}: {write_scalar(words)}" for language, words in value.items()]
        else:
            lines.append(f"{name}: {_write_short(name, value)}")
    lead = " " * indent
    return "".join(f"{lead}{'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))


def write_flow(decision: Decision) -> str:
    """Return the decision on one line, in braces."""
    pairs: list[str] = []
    for name, value in list_fields(decision).items():
        if isinstance(value, dict):
            inner = ", ".join(f"{language}: {_quote(words)}" for language, words in value.items())
            pairs.append(f"{name}: {{{inner}}}")
        else:
            pairs.append(f"{name}: {_write_short(name, value)}")
    return f"{{{', '.join(pairs)}}}"


def _write_short(name: str, value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return f"[{', '.join(_write_all(value))}]"
    # Other readers of YAML take 15:30:20 for a number to the base of 60.
    return _quote(value) if name == "time" else write_scalar(value)


def _write_all(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield word if _ID.match(word) else _quote(word)


def write_scalar(words: str) -> str:
    """Write words in one line, plain where they read back as they are."""
    return words if _reads_back(words) else _quote(words)


def _reads_back(words: str) -> bool:
    source = parse_source(f"field:\n  words: {words}\n".encode(), "")
    return (
        isinstance(source, Source)
        and source.data == {"field": {"words": words}}
        and not source.field_like
        and not any(sign in words for sign in "\n\t")
    )


def _quote(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
