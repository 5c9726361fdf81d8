"""Records, stage two: the data of instruments → their frozen type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import model
from generator.records.convert.plain import (
    labelled,
    number_or_none,
    text,
    text_or_none,
    whole_or_none,
)

if TYPE_CHECKING:
    from generator.records.convert.plain import Data
    from generator.records.source import Source


def convert_instrument(source: Source) -> model.Instrument:
    """Make an `Instrument` of the data of an instrument's file."""
    data = source.data
    scale = data.get("scale")
    return model.Instrument(
        id=data["id"],
        model=model.Model(data["model"]),
        title=text(data["title"]),
        purpose=text(data["purpose"]),
        concepts=tuple(data["concepts"]),
        scale=_scale(scale) if scale else None,
        dimensions=tuple(
            model.Dimension(
                id=d["id"],
                title=text(d["title"]),
                weight=number_or_none(d.get("weight")),
                gap=whole_or_none(d.get("gap")),
                remedies=tuple(text(remedy) for remedy in d.get("remedies", ())),
            )
            for d in data.get("dimensions", ())
        ),
        items=tuple(
            model.Item(
                id=i["id"],
                text=text(i["text"]),
                dimension=i.get("dimension"),
                reverse=text_or_none(i.get("reverse")),
                role=i.get("role"),
                negative=i.get("negative", False),
            )
            for i in data.get("items", ())
        ),
        roles=labelled(data.get("roles", ())),
        measures=tuple(
            model.Measure(
                id=m["id"],
                title=text(m["title"]),
                count=text(m["count"]),
                of=text(m["of"]),
                ratio=model.Ratio(m["ratio"]),
            )
            for m in data.get("measures", ())
        ),
        stages=tuple(
            model.Stage(id=s["id"], title=text(s["title"]), within=whole_or_none(s.get("within")))
            for s in data.get("stages", ())
        ),
        channels=labelled(data.get("channels", ())),
        categories=labelled(data.get("categories", ())),
        high=number_or_none(data.get("high")),
        path=source.path,
    )


def _scale(data: Data) -> model.Scale:
    return model.Scale(
        low=int(data["low"]),
        high=int(data["high"]),
        labels=tuple(
            (int(label["value"]), text(label["text"])) for label in data.get("labels", ())
        ),
    )
