"""Records, stage two: plain data of the right form → the frozen types of `model`.

Input: a `Source` that `schema.check_form` found good. Output: one record.
Nothing is judged here: what the form allows is taken; `rules` judge what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.records import model
from generator.records.model import Text

if TYPE_CHECKING:
    from generator.records.source import Source

Data = Mapping[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _text(data: str | Data) -> Text:
    """Words in one language stand in both places, so that no page has a hole."""
    if isinstance(data, str):
        return Text(data, data)
    return Text(data["zh"], data["en"])


def _text_or_none(data: str | Data | None) -> Text | None:
    return None if data is None else _text(data)


def _day(data: str) -> date:
    return date.fromisoformat(data)


def _day_or_none(data: str | None) -> date | None:
    return None if data is None else date.fromisoformat(data)


def _number_or_none(data: Any) -> Fraction | None:
    return None if data is None else Fraction(data)


def _whole_or_none(data: Any) -> int | None:
    """The form takes 8.0 for a whole number, and so it is one."""
    return None if data is None else int(data)


def _labelled(items: list[Data]) -> tuple[model.Labelled, ...]:
    return tuple(model.Labelled(id=i["id"], title=_text(i["title"])) for i in items)


# ---------------------------------------------------------------- standards


def convert_standard(source: Source) -> model.Standard:
    """Make a `Standard` of the data of a `standard.yaml`."""
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
        title=_text(data["title"]),
        summary=_text(data["summary"]),
        notice=_text_or_none(data.get("notice")),
        valid_from=_day(data["valid_from"]),
        axes=tuple(
            model.Axis(id=a["id"], title=_text(a["title"]), values=_labelled(a["values"]))
            for a in data["axes"]
        ),
        channel_axis=data["channel_axis"],
        matrix=(matrix["rows"], matrix["columns"]) if matrix else None,
        evidence_kinds=_labelled(data["evidence_kinds"]),
        scoring=_scoring(data["scoring"]),
        special=_special(data["special"]) if "special" in data else None,
        taboos=tuple(
            model.Taboo(id=t["id"], title=_text(t["title"]), practices=_labelled(t["practices"]))
            for t in data.get("taboos", ())
        ),
        gates=tuple(
            model.Gate(
                id=g["id"],
                title=_text(g["title"]),
                kind=model.GateKind(g["kind"]),
                threshold=_number_or_none(g.get("threshold")),
            )
            for g in data["gates"]
        ),
        ladder=model.Ladder(
            title=_text(ladder["title"]),
            share=Fraction(ladder["share"]),
            groups=tuple(ladder["groups"]),
        )
        if ladder
        else None,
        grades=tuple(
            model.Grade(
                id=g["id"],
                title=_text(g["title"]),
                stars=int(g["stars"]),
                minimum=Fraction(g["minimum"]),
                ladder=g.get("ladder"),
            )
            for g in data["grades"]
        ),
        first_certification=model.FirstCertification(cap=first["cap"], months=int(first["months"]))
        if first
        else None,
        terms=model.Terms(**{name: int(term) for name, term in data["certificate"].items()}),
        sections=sections,
        path=source.path,
    )


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
            model.Ground(id=g["id"], title=_text(g["title"]), taboos=g.get("taboos", False))
            for g in (deductions["grounds"] if deductions else ())
        ),
        bonus_points=Fraction(bonuses["points"] if bonuses else 0),
        bonus_at_most=int(bonuses["at_most"]) if bonuses else 0,
    )


def _section(data: Data, number: str) -> model.Section:
    return model.Section(
        id=data["id"],
        number=number,
        title=_text(data["title"]),
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
        title=_text(data["title"]),
        points=Fraction(data["points"]),
        channel=data.get("channel"),
        tags={axis: tuple(values) for axis, values in data.get("tags", _NOTHING).items()},
        criteria=tuple(
            _criterion(criterion, data, section, f"{number}.{position}")
            for position, criterion in enumerate(data["criteria"], 1)
        ),
    )


def _criterion(data: Data, group: Data, section: str, number: str) -> model.Criterion:
    sample, metric = data.get("sample"), data.get("metric")
    own, inherited = data.get("tags", _NOTHING), group.get("tags", _NOTHING)
    return model.Criterion(
        id=data["id"],
        number=number,
        section=section,
        group=group["id"],
        title=_text(data["title"]),
        question=_text(data["question"]),
        guidance=_text(data["guidance"]),
        points=Fraction(data["points"]),
        method=model.Method(data["method"]),
        sample=model.Sample(minimum=int(sample["minimum"]), items=_text(sample["items"]))
        if sample
        else None,
        scale=tuple(
            model.ScaleStep(rating=int(step["rating"]), text=_text(step["text"]))
            for step in data.get("scale", {}).get("steps", ())
        ),
        metric=model.Metric(
            unit=_text(metric["unit"]),
            definition=_text(metric["definition"]),
            breakpoints=tuple(
                model.Breakpoint(value=Fraction(b["value"]), share=Fraction(b["share"]) / 100)
                for b in metric["breakpoints"]
            ),
        )
        if metric
        else None,
        evidence=tuple(data["evidence"]),
        per_channel=data.get("assessed") == "per_channel",
        channel=group.get("channel"),
        channel_weights={k: Fraction(v) for k, v in data.get("channel_weights", {}).items()},
        not_applicable=_text_or_none(data.get("not_applicable")),
        critical=data.get("critical", False),
        concepts=tuple(data["concepts"]),
        tags={
            axis: tuple(dict.fromkeys((*inherited.get(axis, ()), *own.get(axis, ()))))
            for axis in dict.fromkeys((*inherited, *own))
        },
    )


def convert_concepts(source: Source) -> tuple[model.Concept, ...]:
    """Make `Concept`s of the data of `concepts.yaml`."""
    return tuple(
        model.Concept(id=c["id"], title=_text(c["title"]), line=_text(c["line"]))
        for c in source.data["concepts"]
    )


# ---------------------------------------------------------------- records


def convert_firm(source: Source) -> model.Firm:
    """Make a `Firm` of the data of a `firm.yaml`."""
    data = source.data
    return model.Firm(
        code=data["code"],
        name=_text(data["name"]),
        region=data["region"],
        industry=data["industry"],
        address=_text(data["address"]),
        profile=_text(data["profile"]),
        founded=_whole_or_none(data.get("founded")),
        employees=_whole_or_none(data.get("employees")),
        channels=tuple(data["channels"]),
        sites=tuple(
            model.Site(
                name=_text(s["name"]), region=s["region"], address=_text_or_none(s.get("address"))
            )
            for s in data.get("sites", ())
        ),
        successor_of=data.get("successor_of"),
        path=source.path,
    )


def convert_audit(source: Source) -> model.Audit:
    """Make an `Audit` of the data of an audit's file."""
    data = source.data
    special = data.get("special", _NOTHING)
    return model.Audit(
        id=data["id"],
        firm=data["firm"],
        type=model.AuditType(data["type"]),
        standard=data["standard"],
        started=_day(data["from"]),
        ended=_day(data["to"]),
        reported=_day(data["reported"]),
        lead=data["team"]["lead"],
        members=tuple(data["team"].get("members", ())),
        scope=_text(data["scope"]),
        summary=_text_or_none(data.get("summary")),
        evidence=tuple(
            model.Evidence(
                id=e["id"], kind=e["kind"], title=_text(e["title"]), date=_day(e["date"])
            )
            for e in data["evidence"]
        ),
        findings=tuple(
            _finding(finding, source.locate(("findings", index)).line)
            for index, finding in enumerate(data["findings"])
        ),
        nonconformities=tuple(
            model.Nonconformity(
                id=n["id"],
                criterion=n["criterion"],
                major=n["severity"] == "major",
                description=_text(n["description"]),
                correction=_text(n["correction"]),
                due=_day(n["due"]),
                closed=_day_or_none(n.get("closed")),
            )
            for n in data.get("nonconformities", ())
        ),
        deductions=tuple(
            model.Deduction(
                ground=d["ground"],
                taboo=d.get("taboo"),
                description=_text(d["description"]),
                evidence=tuple(d["evidence"]),
                correction=_text(d["correction"]),
            )
            for d in special.get("deductions", ())
        ),
        bonuses=tuple(
            model.Bonus(description=_text(b["description"]), evidence=tuple(b["evidence"]))
            for b in special.get("bonuses", ())
        ),
        path=source.path,
    )


def _finding(data: Data, line: int) -> model.Finding:
    once = any(key in data for key in _OBSERVED)
    return model.Finding(
        criterion=data["criterion"],
        once=_observation(data) if once else None,
        channels={channel: _observation(o) for channel, o in data.get("channels", {}).items()},
        evidence=tuple(data.get("evidence", ())),
        note=_text_or_none(data.get("note")),
        line=line,
    )


_OBSERVED = ("result", "sampled", "nonconforming", "rating", "value", "not_applicable")


def _observation(data: Data) -> model.Observation:
    result = data.get("result")
    return model.Observation(
        met=None if result is None else result == "met",
        sampled=_whole_or_none(data.get("sampled")),
        nonconforming=_whole_or_none(data.get("nonconforming")),
        rating=_whole_or_none(data.get("rating")),
        value=_number_or_none(data.get("value")),
        not_applicable=_text_or_none(data.get("not_applicable")),
    )


def convert_decisions(source: Source) -> tuple[model.Decision, ...]:
    """Make `Decision`s of the data of a `decisions.yaml`, in the order written."""
    return tuple(
        model.Decision(
            kind=model.DecisionKind(d["decision"]),
            audit=d.get("audit"),
            certificate=d.get("certificate"),
            decided=_day(d["decided"]),
            effective=_day(d["effective"]),
            recorded=_day(d["recorded"]),
            by=tuple(d["by"]),
            scope=_text_or_none(d.get("scope")),
            exemption=_text_or_none(d.get("exemption")),
            reason=_text_or_none(d.get("reason")),
        )
        for d in source.data["decisions"]
    )


def convert_people(source: Source) -> tuple[model.Person, ...]:
    """Make `Person`s of the data of `roster.yaml`."""
    return tuple(
        model.Person(
            id=p["id"],
            name=_text(p["name"]),
            roles=tuple(p["roles"]),
            competence=tuple(p.get("competence", ())),
            valid_from=_day(p["from"]),
            valid_to=_day_or_none(p.get("to")),
            conflicts=tuple(
                model.Conflict(firm=c["firm"], until=_day(c["until"]), reason=_text(c["reason"]))
                for c in p.get("conflicts", ())
            ),
        )
        for p in source.data["people"]
    )


def convert_issuer(source: Source) -> model.Issuer:
    """Make the `Issuer` of the data of `issuer.yaml`."""
    data = source.data
    return model.Issuer(
        name=_text(data["name"]),
        address=_text(data["address"]),
        mark=data["mark"],
        number_prefix=data["number_prefix"],
        notice=_text_or_none(data.get("notice")),
    )
