"""Records, for editors: the schema of audits under one version of one standard.

Input: the schema of any audit, a standard. Output: a schema that is stricter, never looser: only
the standard's criteria, each with the fields of its method, explained where they are written.

The form suits yaml-language-server, which most editors run. It completes from `anyOf` with `const`
and hovers over the branch that matches; the `then` of a criterion completes once its id stands;
`defaultSnippets`, `errorMessage` and `enumDescriptions` are its own words, ignored elsewhere.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from generator.records.editing.annotations import (
    annotate_criterion,
    annotate_instrument,
    entitle,
    join_languages,
)
from generator.records.editing.finding_form import Schema, make_finding_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.records.model import Ground, Labelled, Standard


def make_audit_schema(base: Mapping[str, Any], standard: Standard) -> Schema:
    """Return the schema of audits under `standard`, made from `base`, that of any audit."""
    schema = deepcopy(dict(base))
    parts, shared = schema["properties"], schema["$defs"]
    finding = shared.pop("finding")
    schema["$id"] = f"{base['$id']}:{standard.ref}"
    schema["$comment"] = (
        "由 certify schemas 生成，请勿手改。 Made by `certify schemas`; not by hand."
    )
    schema["title"] = f"{schema['title']}: {standard.ref}"
    parts["standard"] = {
        "title": entitle(standard.title, before=standard.ref),
        "description": join_languages(standard.summary.zh, standard.summary.en),
        "const": standard.ref,
    }
    kind = parts["evidence"]["items"]["properties"]["kind"]
    parts["evidence"]["items"]["properties"]["kind"] = _choose(kind, standard.evidence_kinds)
    shared["criterion"] = _name_criterion(standard, finding["properties"]["criterion"])
    parts["findings"]["items"] = make_finding_form(standard, finding)
    wrong = parts["nonconformities"]["items"]["properties"]
    wrong["criterion"] = {**wrong["criterion"], "$ref": "#/$defs/criterion"}
    _name_instruments(standard, parts["data"], shared["data_set"]["properties"])
    _limit_special(standard, parts["special"]["properties"])
    return schema


def dump_schema(schema: Mapping[str, Any]) -> bytes:
    """Return a schema as the bytes of its file."""
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _choose(part: Schema, values: Iterable[Labelled | Ground]) -> Schema:
    """Return a field whose value is one of those ids, each explained by its title."""
    titles = {value.id: entitle(value.title) for value in values}
    return {
        "title": part["title"],
        "description": part["description"],
        "type": "string",
        "enum": list(titles),
        "enumDescriptions": list(titles.values()),
    }


def _name_criterion(standard: Standard, part: Schema) -> Schema:
    """Return the form of a criterion's id.

    The last alternative takes any other id, so that of an unknown one the pattern alone speaks,
    in a sentence, and not each of the constants.
    """
    known = [{"const": c.id, **annotate_criterion(c, standard)} for c in standard.criteria.values()]
    unknown = {
        "title": "没有这个条款 / no such criterion",
        "description": join_languages(
            f"标准 {standard.ref} 没有这个条款。", f"{standard.ref} has no such criterion."
        ),
    }
    return {
        "title": part["title"],
        "description": part["description"],
        "type": "string",
        "pattern": f"^(?:{'|'.join(standard.criteria)})$",
        "patternErrorMessage": unknown["description"],
        "anyOf": [*known, unknown],
    }


def _name_instruments(standard: Standard, part: Schema, fields: Schema) -> None:
    """Narrow the list of data, in place, to the standard's instruments, each explained."""
    if not standard.instruments:
        part["maxItems"] = 0
        return
    named = {one.id: annotate_instrument(one) for one in standard.instruments.values()}
    fields["instrument"] = {
        "title": fields["instrument"]["title"],
        "description": fields["instrument"]["description"],
        "type": "string",
        "enum": list(named),
        "enumDescriptions": list(named.values()),
    }


def _limit_special(standard: Standard, parts: Schema) -> None:
    """Narrow the special points, in place, to those that the standard gives and takes."""
    special = standard.special
    parts["bonuses"]["maxItems"] = special.bonus_at_most if special else 0
    if special is None or not special.grounds:
        parts["deductions"]["maxItems"] = 0
        return
    item = parts["deductions"]["items"]
    fields = item["properties"]
    fields["ground"] = _choose(fields["ground"], special.grounds)
    named = [ground.id for ground in special.grounds if ground.taboos]
    practices = {
        practice.id: f"{entitle(phase.title)}: {entitle(practice.title)}"
        for phase in standard.taboos
        for practice in phase.practices
    }
    if not named or not practices:
        fields["taboo"] = False
        return
    fields["taboo"] = _choose(fields["taboo"], ())
    fields["taboo"] |= {"enum": list(practices), "enumDescriptions": list(practices.values())}
    item["if"] = {"properties": {"ground": {"enum": named}}, "required": ["ground"]}
    item["then"] = {"required": ["taboo"]}
    item["else"] = {"properties": {"taboo": False}}
