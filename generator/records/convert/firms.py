"""Records, stage two: the data of firms and audits → their frozen types."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.records import model
from generator.records.convert.plain import (
    NOTHING,
    Data,
    day,
    day_or_none,
    number_or_none,
    text,
    text_or_none,
    whole_or_none,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.problems import Location
    from generator.records.source import Source


def convert_firm(source: Source) -> model.Firm:
    """Make a `Firm` of the data of a `firm.yaml`."""
    data = source.data
    return model.Firm(
        code=data["code"],
        name=text(data["name"]),
        region=data["region"],
        industry=data["industry"],
        address=text(data["address"]),
        profile=text(data["profile"]),
        founded=whole_or_none(data.get("founded")),
        employees=whole_or_none(data.get("employees")),
        channels=tuple(data["channels"]),
        sites=tuple(
            model.Site(
                name=text(s["name"]), region=s["region"], address=text_or_none(s.get("address"))
            )
            for s in data.get("sites", ())
        ),
        successor_of=data.get("successor_of"),
        path=source.path,
    )


EMPTY = model.Table(columns={}, rows=0)
"""Stands for a file that was not read, or not well."""


def convert_audit(
    source: Source, tables: Mapping[int, model.Table] = MappingProxyType({})
) -> model.Audit:
    """Make an `Audit` of the data of its file and the rows of the files beside it.

    `tables` holds those that were read, by their place in the list `data`.
    """
    data = source.data
    special = data.get("special", NOTHING)
    return model.Audit(
        id=data["id"],
        firm=data["firm"],
        type=model.AuditType(data["type"]),
        standard=data["standard"],
        started=day(data["from"]),
        ended=day(data["to"]),
        reported=day(data["reported"]),
        lead=data["team"]["lead"],
        members=tuple(data["team"].get("members", ())),
        scope=text(data["scope"]),
        summary=text_or_none(data.get("summary")),
        evidence=tuple(
            model.Evidence(id=e["id"], kind=e["kind"], title=text(e["title"]), date=day(e["date"]))
            for e in data["evidence"]
        ),
        findings=tuple(
            _finding(finding, source.locate(("findings", index)))
            for index, finding in enumerate(data["findings"])
        ),
        nonconformities=tuple(
            model.Nonconformity(
                id=n["id"],
                criterion=n["criterion"],
                major=n["severity"] == "major",
                description=text(n["description"]),
                correction=text(n["correction"]),
                due=day(n["due"]),
                closed=day_or_none(n.get("closed")),
            )
            for n in data.get("nonconformities", ())
        ),
        deductions=tuple(
            model.Deduction(
                ground=d["ground"],
                taboo=d.get("taboo"),
                description=text(d["description"]),
                evidence=tuple(d["evidence"]),
                correction=text(d["correction"]),
            )
            for d in special.get("deductions", ())
        ),
        bonuses=tuple(
            model.Bonus(description=text(b["description"]), evidence=tuple(b["evidence"]))
            for b in special.get("bonuses", ())
        ),
        path=source.path,
        plan=_plan(data["plan"]) if "plan" in data else None,
        data=tuple(
            _data_set(one, tables.get(place, EMPTY))
            for place, one in enumerate(data.get("data", ()))
        ),
        sha256=hash_data(data),
    )


def hash_data(data: Any) -> str:
    """Return the SHA-256, in hex, of data as JSON with sorted keys and figures as they are written.

    Two files with the same data have the same hash, whatever their comments and quotes.
    """
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def _data_set(data: Data, table: model.Table) -> model.DataSet:
    return model.DataSet(
        instrument=data["instrument"],
        file=data["file"],
        sha256=data["sha256"],
        evidence=data["evidence"],
        begun=day(data["from"]),
        ended=day(data["to"]),
        population=whole_or_none(data.get("population")),
        asked=whole_or_none(data.get("asked")),
        drawn=text_or_none(data.get("drawn")),
        table=table,
    )


def _plan(data: Data) -> model.Plan:
    return model.Plan(
        agreed=day(data["agreed"]),
        person_days=Fraction(data["person_days"]),
        outlets=int(data["outlets"]),
        sampling=text(data["sampling"]),
    )


def _finding(data: Data, place: Location) -> model.Finding:
    once = any(key in data for key in _OBSERVED)
    return model.Finding(
        criterion=data["criterion"],
        once=_observation(data) if once else None,
        channels={channel: _observation(o) for channel, o in data.get("channels", {}).items()},
        evidence=tuple(data.get("evidence", ())),
        note=text_or_none(data.get("note")),
        line=place.line,
        column=place.column,
    )


_OBSERVED = ("result", "sampled", "nonconforming", "rating", "value", "not_applicable")


def _observation(data: Data) -> model.Observation:
    result = data.get("result")
    return model.Observation(
        met=None if result is None else result == "met",
        sampled=whole_or_none(data.get("sampled")),
        nonconforming=whole_or_none(data.get("nonconforming")),
        rating=whole_or_none(data.get("rating")),
        value=number_or_none(data.get("value")),
        not_applicable=text_or_none(data.get("not_applicable")),
    )
