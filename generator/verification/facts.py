"""Verification: what a file and a register say of a certificate, read strictly; pure.

Input: parsed JSON from anybody: `certificate.json`, the credential, `certificates/<number>.json`.
Output: frozen types; ValueError where anything is not as this program writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.certification.merkle import proves_inclusion, read_hash, read_proof
from generator.certification.short_code import short_code
from generator.certification.standing import Status
from generator.publication.sheet import NO_LEAF
from generator.records.model import Text

FORMAT = 1
_INDEX = re.compile(r"[0-9]{1,9}", re.ASCII)
_GRANTED = (
    Status.VALID,
    Status.SURVEILLANCE_DUE,
    Status.SUSPENDED,
    Status.EXPIRED,
    Status.WITHDRAWN,
    Status.SUPERSEDED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a certificate says of itself."""

    number: str
    revision: int
    code: str
    firm: str
    name: Text
    standard: str
    grade: str
    grade_title: Text
    score: str
    effective: date
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The leaf of a decision and the proof that it is in a ledger; all as bytes."""

    index: int
    leaf: bytes
    size: int
    root: bytes
    proof: tuple[bytes, ...]

    @property
    def proven(self) -> bool:
        """Whether the proof leads from the leaf to the root."""
        return proves_inclusion(self.leaf, self.index, self.size, self.proof, self.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a certificate stands by a register."""

    paper: Paper
    status: Status
    since: date
    surveillance_by: date | None
    lapses: date | None
    superseded_by: str | None
    sha256: str | None
    """Of the file now published; None where the register is the records themselves."""
    signed: bool
    leaf: bytes | None
    """Hash of the leaf of the last revision; None before it is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a credential says, as far as it is checked."""

    issuer: str
    number: str
    revision: int
    code: str
    firm: str
    sheet_sha256: str
    place: Place | None
    """At record: in the ledger that ends with the leaf."""
    indexes: Mapping[str, int]
    """Its places in the status lists by their purpose."""


def read_paper(data: Any) -> Paper:
    """Read what `certificate.json` and the register's facts have in common; raises ValueError."""
    fields = _require_mapping(data)
    return Paper(
        number=_text(fields, "number"),
        revision=_count(fields, "revision"),
        code=_text(fields, "code"),
        firm=_text(fields, "firm"),
        name=_both(fields, "name"),
        standard=_text(fields, "standard"),
        grade=_text(fields, "grade"),
        grade_title=_both(fields, "grade_title"),
        score=_text(fields, "score"),
        effective=_day(fields, "effective"),
        valid_to=_day(fields, "valid_to"),
    )


def read_facts(data: Any) -> tuple[Facts, Place | None]:
    """Read `certificates/<number>.json`, with the proof that it gives; raises ValueError."""
    fields = _require_format(data)
    status = Status(_text(fields, "status"))
    signed = fields.get("signed")
    sha256 = read_hash(fields.get("sha256"))
    place = None if fields.get("leaf") is None else read_place(fields["leaf"], "hash")
    follower = fields.get("superseded_by")
    if (
        status not in _GRANTED
        or not isinstance(signed, bool)
        or sha256 is None
        or not (follower is None or isinstance(follower, str))
    ):
        raise ValueError("facts")
    facts = Facts(
        paper=read_paper(fields),
        status=status,
        since=_day(fields, "since"),
        surveillance_by=_maybe_day(fields, "surveillance_by"),
        lapses=_maybe_day(fields, "lapses"),
        superseded_by=follower,
        sha256=sha256.hex(),
        signed=signed,
        leaf=place.leaf if place else None,
    )
    return facts, place


def read_claims(payload: bytes) -> Claims:
    """Read the payload of a credential; raises ValueError."""
    fields = _require_mapping(parse_json(payload))
    own = _require_format(fields.get("registry"))
    place = None if own.get("ledger") is None else read_place(own["ledger"], "leaf")
    return Claims(
        issuer=_text(_require_mapping(fields.get("issuer")), "id"),
        number=_text(own, "number"),
        revision=_count(own, "revision"),
        code=_text(own, "code"),
        firm=_text(own, "firm"),
        sheet_sha256=_text(own, "sheet_sha256"),
        place=place,
        indexes=_read_indexes(fields.get("credentialStatus", [])),
    )


def read_place(data: Any, name: str) -> Place:
    """Read a leaf's place in a ledger, its hash standing under a name; raises ValueError."""
    fields = _require_mapping(data)
    leaf, root = read_hash(fields.get(name)), read_hash(fields.get("root"))
    proof = read_proof(fields.get("proof"))
    if leaf is None or root is None or proof is None:
        raise ValueError("proof")
    size = _count(fields, "size")
    return Place(index=_count(fields, "index"), leaf=leaf, size=size, root=root, proof=proof)


def parse_json(content: bytes) -> Any:
    """Parse JSON that may come from anybody; raises ValueError only, for a name given twice too."""
    try:
        return json.loads(content.decode(), object_pairs_hook=_refuse_twins)
    except RecursionError as error:
        raise ValueError("too deep") from error


def code_fits(paper: Paper, leaf: bytes | None) -> bool:
    """Tell whether the short code is the one of number, revision and leaf."""
    written = NO_LEAF if leaf is None else leaf.hex()
    return paper.code == short_code(paper.number, paper.revision, written)


def standing_on(day: date, facts: Facts) -> Status:
    """Return the status on a day from the register's day on: what time alone brings.

    It mirrors certification/course.py, as site/assets/standing.js does.
    """
    status, until = facts.status, facts.paper.valid_to
    suspended = status is Status.SUSPENDED
    if not (status.holds or suspended):
        return status
    if suspended and facts.lapses is not None and facts.lapses <= until and day >= facts.lapses:
        return Status.WITHDRAWN
    if day > until:
        return Status.EXPIRED
    due = facts.surveillance_by
    if status is Status.VALID and due is not None and day > due:
        return Status.SURVEILLANCE_DUE
    return status


def _read_indexes(data: Any) -> dict[str, int]:
    entries = data if isinstance(data, list) else [data]
    indexes = {}
    for entry in map(_require_mapping, entries):
        written = _text(entry, "statusListIndex")
        if not _INDEX.fullmatch(written):
            raise ValueError("statusListIndex")
        indexes[_text(entry, "statusPurpose")] = int(written)
    return indexes


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _require_mapping(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ValueError("not an object")  # noqa: TRY004 (all that is refused is a ValueError)
    return data


def _require_format(data: Any) -> Mapping[str, Any]:
    fields = _require_mapping(data)
    if fields.get("format") != FORMAT:
        raise ValueError("format")
    return fields


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(name)  # noqa: TRY004 (all that is refused is a ValueError)
    return value


def _count(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(name)
    return value


def _both(fields: Mapping[str, Any], name: str) -> Text:
    words = _require_mapping(fields.get(name))
    return Text(_text(words, "zh"), _text(words, "en"))


def _day(fields: Mapping[str, Any], name: str) -> date:
    written = _text(fields, name)
    day = date.fromisoformat(written)
    if day.isoformat() != written:
        raise ValueError(name)
    return day


def _maybe_day(fields: Mapping[str, Any], name: str) -> date | None:
    return None if fields.get(name) is None else _day(fields, name)
