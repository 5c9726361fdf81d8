"""Records, stage two: the data of standards and concepts → their frozen types."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.records import model
from generator.records.convert.plain import (
    NOTHING,
    Data,
    day,
    day_or_none,
    labelled,
    number_or_none,
    text,
    text_or_none,
    whole_or_none,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.source import Source


def convert_standard(
    source: Source, instruments: Iterable[model.Instrument] = ()
) -> model.Standard:
    """Make a `Standard` of the data of a `standard.yaml` and the instruments beside it."""
    data = source.data
    sections = tuple(
        _section(section, str(number)) for number, section in enumerate(data["sections"], 1)
    )
    first = data.get("first_certification")
    ladder = data.get("ladder")
    matrix = data.get("matrix")
    return model.Standard(
        id=data["id"],
        version=data["version"],
        title=text(data["title"]),
        summary=text(data["summary"]),
        notice=text_or_none(data.get("notice")),
        valid_from=day(data["valid_from"]),
        axes=tuple(
            model.Axis(id=a["id"], title=text(a["title"]), values=labelled(a["values"]))
            for a in data["axes"]
        ),
        channel_axis=data["channel_axis"],
        matrix=(matrix["rows"], matrix["columns"]) if matrix else None,
        evidence_kinds=labelled(data["evidence_kinds"]),
        scoring=_scoring(data["scoring"]),
        special=_special(data["special"]) if "special" in data else None,
        taboos=tuple(
            model.Taboo(id=t["id"], title=text(t["title"]), practices=labelled(t["practices"]))
            for t in data.get("taboos", ())
        ),
        gates=tuple(
            model.Gate(
                id=g["id"],
                title=text(g["title"]),
                kind=model.GateKind(g["kind"]),
                threshold=number_or_none(g.get("threshold")),
            )
            for g in data["gates"]
        ),
        ladder=model.Ladder(
            title=text(ladder["title"]),
            share=Fraction(ladder["share"]),
            groups=tuple(ladder["groups"]),
        )
        if ladder
        else None,
        grades=tuple(
            model.Grade(
                id=g["id"],
                title=text(g["title"]),
                stars=int(g["stars"]),
                minimum=Fraction(g["minimum"]),
                ladder=g.get("ladder"),
            )
            for g in data["grades"]
        ),
        first_certification=model.FirstCertification(cap=first["cap"], months=int(first["months"]))
        if first
        else None,
        terms=_terms(data["certificate"]),
        sections=sections,
        path=source.path,
        instruments={instrument.id: instrument for instrument in instruments},
        computed_from=day_or_none(data.get("computed_from")),
    )


def _terms(data: Data) -> model.Terms:
    whole = {name: int(term) for name, term in data.items() if name != "days_per_outlet"}
    return model.Terms(**whole, days_per_outlet=number_or_none(data.get("days_per_outlet")))


def _scoring(data: Data) -> model.Scoring:
    limit, rounding = data.get("limit"), data.get("round")
    return model.Scoring(
        steps=tuple(model.ScoringStep(step) for step in data["steps"]),
        limit=(Fraction(limit["minimum"]), Fraction(limit["maximum"])) if limit else None,
        rounding=model.Rounding(places=int(rounding["places"]), mode=rounding["mode"])
        if rounding
        else None,
    )


def _special(data: Data) -> model.Special:
    deductions, bonuses = data.get("deductions"), data.get("bonuses")
    return model.Special(
        deduction_points=Fraction(deductions["points"] if deductions else 0),
        grounds=tuple(
            model.Ground(id=g["id"], title=text(g["title"]), taboos=g.get("taboos", False))
            for g in (deductions["grounds"] if deductions else ())
        ),
        bonus_points=Fraction(bonuses["points"] if bonuses else 0),
        bonus_at_most=int(bonuses["at_most"]) if bonuses else 0,
    )


def _section(data: Data, number: str) -> model.Section:
    return model.Section(
        id=data["id"],
        number=number,
        title=text(data["title"]),
        points=Fraction(data["points"]),
        groups=tuple(
            _group(group, data["id"], f"{number}.{position}")
            for position, group in enumerate(data["groups"], 1)
        ),
    )


def _group(data: Data, section: str, number: str) -> model.Group:
    return model.Group(
        id=data["id"],
        number=number,
        title=text(data["title"]),
        points=Fraction(data["points"]),
        channel=data.get("channel"),
        tags={axis: tuple(values) for axis, values in data.get("tags", NOTHING).items()},
        criteria=tuple(
            _criterion(criterion, data, section, f"{number}.{position}")
            for position, criterion in enumerate(data["criteria"], 1)
        ),
    )


def _criterion(data: Data, group: Data, section: str, number: str) -> model.Criterion:
    sample, metric = data.get("sample"), data.get("metric")
    own, inherited = data.get("tags", NOTHING), group.get("tags", NOTHING)
    return model.Criterion(
        id=data["id"],
        number=number,
        section=section,
        group=group["id"],
        title=text(data["title"]),
        question=text(data["question"]),
        guidance=text(data["guidance"]),
        points=Fraction(data["points"]),
        method=model.Method(data["method"]),
        sample=model.Sample(minimum=int(sample["minimum"]), items=text(sample["items"]))
        if sample
        else None,
        scale=tuple(
            model.ScaleStep(rating=int(step["rating"]), text=text(step["text"]))
            for step in data.get("scale", {}).get("steps", ())
        ),
        metric=model.Metric(
            unit=text(metric["unit"]),
            definition=text(metric["definition"]),
            breakpoints=tuple(
                model.Breakpoint(value=Fraction(b["value"]), share=Fraction(b["share"]) / 100)
                for b in metric["breakpoints"]
            ),
            computed=_computed(metric["computed"]) if "computed" in metric else None,
        )
        if metric
        else None,
        evidence=tuple(data["evidence"]),
        per_channel=data.get("assessed") == "per_channel",
        channel=group.get("channel"),
        channel_weights={k: Fraction(v) for k, v in data.get("channel_weights", {}).items()},
        not_applicable=text_or_none(data.get("not_applicable")),
        critical=data.get("critical", False),
        concepts=tuple(data["concepts"]),
        tags={
            axis: tuple(dict.fromkeys((*inherited.get(axis, ()), *own.get(axis, ()))))
            for axis in dict.fromkeys((*inherited, *own))
        },
    )


def _computed(data: Data) -> model.Computed:
    return model.Computed(
        figure=data["figure"],
        times=Fraction(data.get("times", 1)),
        places=int(data["places"]),
        minimum=whole_or_none(data.get("minimum")),
        reliability=number_or_none(data.get("reliability")),
    )


def convert_concepts(source: Source) -> tuple[model.Concept, ...]:
    """Make `Concept`s of the data of `concepts.yaml`."""
    return tuple(
        model.Concept(id=c["id"], title=text(c["title"]), line=text(c["line"]))
        for c in source.data["concepts"]
    )
