"""Records, stage two: the data of decisions, proceedings, roster and issuer → frozen types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import model
from generator.records.convert.plain import Data, day, day_or_none, text, text_or_none

if TYPE_CHECKING:
    from generator.records.source import Source


def convert_decisions(source: Source) -> tuple[model.Decision, ...]:
    """Make `Decision`s of the data of a `decisions.yaml`, in the order written."""
    return tuple(
        model.Decision(
            kind=model.DecisionKind(d["decision"]),
            audit=d.get("audit"),
            certificate=d.get("certificate"),
            decided=day(d["decided"]),
            effective=day(d["effective"]),
            recorded=day(d["recorded"]),
            by=tuple(d["by"]),
            scope=text_or_none(d.get("scope")),
            exemption=text_or_none(d.get("exemption")),
            reason=text_or_none(d.get("reason")),
            appeal=d.get("appeal"),
            outcome=model.Outcome(d["outcome"]) if "outcome" in d else None,
            time=d.get("time"),
        )
        for d in source.data["decisions"]
    )


def convert_proceedings(source: Source) -> model.Proceedings:
    """Make `Proceedings` of the data of a `proceedings.yaml`, each kind in the order written."""
    data = source.data
    return model.Proceedings(
        applications=tuple(
            model.Application(
                standard=a["standard"],
                type=model.ApplicationType(a["type"]),
                received=day(a["received"]),
                recorded=day(a["recorded"]),
                scope=text(a["scope"]),
            )
            for a in data.get("applications", ())
        ),
        corrections=tuple(
            model.Correction(
                audit=c["audit"],
                nonconformity=c["nonconformity"],
                closed=day(c["closed"]),
                recorded=day(c["recorded"]),
                by=c["by"],
                note=text(c["note"]),
            )
            for c in data.get("corrections", ())
        ),
        reviews=tuple(
            model.Review(
                audit=r["audit"],
                by=tuple(r["by"]),
                reviewed=day(r["on"]),
                recorded=day(r["recorded"]),
                recommends=model.DecisionKind(r["recommends"]),
                note=text_or_none(r.get("note")),
            )
            for r in data.get("reviews", ())
        ),
        appeals=tuple(
            model.Appeal(
                id=a["id"],
                against=int(a["against"]),
                received=day(a["received"]),
                recorded=day(a["recorded"]),
                grounds=text(a["grounds"]),
            )
            for a in data.get("appeals", ())
        ),
        replies=tuple(
            model.Reply(
                received=day(r["received"]),
                recorded=day(r["recorded"]),
                about=r.get("about"),
                text=text(r["text"]),
            )
            for r in data.get("replies", ())
        ),
    )


def _section(competence: str | Data) -> str:
    return competence if isinstance(competence, str) else str(competence["section"])


def convert_people(source: Source) -> tuple[model.Person, ...]:
    """Make `Person`s of the data of `roster.yaml`."""
    return tuple(
        model.Person(
            id=p["id"],
            name=text(p["name"]),
            roles=tuple(p["roles"]),
            competence=tuple(_section(c) for c in p.get("competence", ())),
            valid_from=day(p["from"]),
            valid_to=day_or_none(p.get("to")),
            conflicts=tuple(
                model.Conflict(firm=c["firm"], until=day(c["until"]), reason=text(c["reason"]))
                for c in p.get("conflicts", ())
            ),
            competence_ends={
                c["section"]: day(c["to"])
                for c in p.get("competence", ())
                if not isinstance(c, str)
            },
            engagements=tuple(
                model.Engagement(
                    firm=e["firm"],
                    kind=model.EngagementKind(e["kind"]),
                    ended=day_or_none(e.get("to")),
                )
                for e in p.get("engagements", ())
            ),
            git=tuple(p.get("git", ())),
        )
        for p in source.data["people"]
    )


def convert_issuer(source: Source) -> model.Issuer:
    """Make the `Issuer` of the data of `issuer.yaml`."""
    data = source.data
    return model.Issuer(
        name=text(data["name"]),
        address=text(data["address"]),
        mark=data["mark"],
        number_prefix=data["number_prefix"],
        notice=text_or_none(data.get("notice")),
    )
