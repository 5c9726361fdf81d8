"""Records, for editors: the form of a finding, which depends on its criterion.

Input: a standard and the form of any finding. Output: a form that takes for each criterion the
fields of its method only, explained in the words of the standard.

An editor is offered nothing but the criterion first; the rest follows once its id stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.editing.annotations import (
    METHODS,
    annotate_evidence,
    annotate_figure,
    annotate_sample,
    end_sentence,
    entitle,
    join_languages,
    write_number,
)
from generator.records.model import Method
from generator.records.rules.observations import FIELDS

if TYPE_CHECKING:
    from generator.records.model import Criterion, Labelled, Standard

Schema = dict[str, Any]


def make_finding_form(standard: Standard, finding: Schema) -> Schema:
    """Return the form of a finding: the criterion first, then what its criterion asks for."""
    criteria = standard.criteria.values()
    return {
        "title": finding["title"],
        "description": finding["description"],
        "type": "object",
        "required": ["criterion"],
        "properties": {"criterion": {"$ref": "#/$defs/criterion"}},
        # Not `required`: an item just begun is no object yet, and what is said of objects holds.
        "if": {"properties": {"criterion": False}},
        # A whole finding at a stroke, but only where none is begun.
        "then": {
            "type": "object",
            "defaultSnippets": [_sketch(c, i, standard) for i, c in enumerate(criteria)],
        },
        "else": {
            "allOf": [
                {
                    # The server takes an empty value for any constant; the type keeps it out.
                    "if": {"properties": {"criterion": {"type": "string", "const": criterion.id}}},
                    "then": _answer(criterion, standard, finding["properties"]),
                }
                for criterion in criteria
            ]
        },
    }


def _answer(criterion: Criterion, standard: Standard, parts: Schema) -> Schema:
    """Return the form of a finding on one criterion."""
    always = {
        "criterion": True,
        "evidence": {**parts["evidence"], **annotate_evidence(criterion, standard)},
        "note": parts["note"],
    }
    if not criterion.per_channel:
        return _score(criterion, standard, parts, always)
    channels = {
        channel.id: {
            "title": entitle(channel.title),
            "description": _weigh(criterion, channel),
            "type": "object",
            **_score(criterion, standard, parts, {}),
        }
        for channel in standard.channels
    }
    field = {
        "title": parts["channels"]["title"],
        "description": parts["channels"]["description"],
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": channels,
    }
    return _close(criterion, standard, {"channels": field}, parts, always)


def _score(criterion: Criterion, standard: Standard, parts: Schema, always: Schema) -> Schema:
    """Return the form of one score in the fields of the criterion's method.

    What data give need not be stated, and is not offered where audits of today may not state it.
    """
    fields: Schema
    match criterion.method:
        case Method.CONFORMITY:
            fields = {"result": parts["result"]}
        case Method.SAMPLED:
            least = criterion.sample.minimum if criterion.sample else 1
            sampled = {
                **annotate_sample(criterion),
                "type": "integer",
                "minimum": least,
                "examples": [least, 2 * least],
            }
            fields = {"sampled": sampled, "nonconforming": parts["nonconforming"]}
        case Method.SCALE:
            fields = {
                "rating": {
                    "title": parts["rating"]["title"],
                    "description": join_languages(criterion.question.zh, criterion.question.en),
                    "type": "integer",
                    "enum": [step.rating for step in criterion.scale],
                    "enumDescriptions": [
                        join_languages(step.text.zh, step.text.en) for step in criterion.scale
                    ],
                }
            }
        case Method.METRIC:
            value: Schema = {**annotate_figure(criterion, standard), "type": "number"}
            if _is_computed(criterion, standard):
                value["doNotSuggest"] = True
            fields = {"value": value}
    return _close(criterion, standard, fields, parts, always)


def _is_computed(criterion: Criterion, standard: Standard) -> bool:
    """Tell whether an audit of today takes the figure from data and from nowhere else."""
    return criterion.computed is not None and standard.computed_from is not None


def _close(
    criterion: Criterion, standard: Standard, fields: Schema, parts: Schema, always: Schema
) -> Schema:
    """Return a form of exactly these fields; or, where it may be, of not applicable instead."""
    zh, en = METHODS[criterion.method]
    needed = [] if criterion.computed else list(fields)
    asked = [] if _is_computed(criterion, standard) else list(fields)
    names = [*asked, *(name for name in always if name != "criterion")]

    def closed(properties: Schema) -> Schema:
        return {
            "properties": properties,
            "additionalProperties": False,
            "errorMessage": join_languages(
                f"条款 {criterion.number} 按“{zh}”评分，只写 {'、'.join(names)}。",
                f"Criterion {criterion.number} is scored by {en}: write {', '.join(names)}.",
            ),
        }

    # In a part of its own, which has no fields to offer a second time.
    scored = {"allOf": [{"required": needed}]} if needed else {}
    if criterion.not_applicable is None:
        return {**closed({**always, **fields}), **scored}
    names.append("not_applicable")
    when = criterion.not_applicable
    reason = {
        **parts["not_applicable"],
        "description": join_languages(
            f"写明理由，代替评分。可不适用的情形：{end_sentence(when.zh, '。')}",
            f"The reason, instead of a score. It may be left out: {end_sentence(when.en, '.')}",
        ),
    }
    return {
        "if": {"required": ["not_applicable"]},
        "then": closed({**always, "not_applicable": reason}),
        "else": {**closed({**always, **fields, "not_applicable": reason}), **scored},
    }


def _weigh(criterion: Criterion, channel: Labelled) -> str:
    weight = criterion.channel_weights.get(channel.id)
    if weight is None:
        return join_languages("这个渠道的评分。", "The score in this channel.")
    written = write_number(weight)
    return join_languages(f"这个渠道的评分，权重 {written}。", f"The score here, weight {written}.")


def _sketch(criterion: Criterion, position: int, standard: Standard) -> Schema:
    """Return a snippet of a finding with nothing judged yet: each field empty, in its order."""
    stops = iter(range(1, 100))
    names = () if _is_computed(criterion, standard) else FIELDS[criterion.method]

    def score() -> Schema:
        return {name: f"${next(stops)}" for name in names}

    question = criterion.question
    body: Schema = {"criterion": criterion.id}
    if criterion.per_channel:
        body["channels"] = {channel.id: score() for channel in standard.channels}
    else:
        body |= score()
    body["evidence"] = f"[${next(stops)}]"
    body["note"] = {"zh": f"${next(stops)}", "en": f"${next(stops)}"}
    return {
        "label": f"{criterion.number} {criterion.id}",
        "sortText": f"{position:04}",
        "description": f"{entitle(criterion.title)}\n{question.zh}\n{question.en}",
        "body": body,
    }
