"""The verdict as a function of evidence, trust, register and day: all combinations, fail closed."""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.certification.merkle import hash_leaf, hash_node
from generator.certification.short_code import short_code
from generator.certification.standing import Status
from generator.publication.sheet import NO_LEAF
from generator.records.model import Text
from generator.signing.credentials import sign_jwt
from generator.signing.keys import SoftwareSigner, key_id
from generator.verification.evidence import Attached, Evidence
from generator.verification.facts import Facts, Paper
from generator.verification.judging import Trust, judge
from generator.verification.outcome import Outcome
from generator.verification.signature import Refusal, Signature
from generator.verification.standing import Register
from tests.signing.material import make_signer

DID, OTHER_DID = "did:web:registry.example", "did:web:other.example"
DAY = TOLD = date(2026, 11, 22)
NUMBER = "ASC-2026-000123-42"
LEAF, EARLIER, OTHER = (hash_leaf(word) for word in (b"leaf", b"earlier", b"other"))
OURS, STRANGE = 1, 2


def write_sheet(**changes: Any) -> dict[str, Any]:
    revision, leaf = changes.pop("revision", 2), changes.pop("leaf", LEAF)
    written = NO_LEAF if leaf is None else leaf.hex()
    return {
        "number": NUMBER,
        "revision": revision,
        "code": short_code(NUMBER, revision, written),
        "firm": "00440300MA5EXAMPL7",
        "name": {"zh": "样例", "en": "Sample"},
        "standard": "some@1",
        "grade": "best",
        "grade_title": {"zh": "最好", "en": "Best"},
        "score": "93.25",
        "effective": "2026-03-02",
        "valid_to": "2029-03-01",
        **changes,
    }


def write_record(leaf: bytes | None) -> dict[str, Any] | None:
    """Return the proof of a leaf that is the second of its ledger."""
    if leaf is None:
        return None
    root = hash_node(OTHER, leaf).hex()
    return {"index": 1, "leaf": leaf.hex(), "size": 2, "root": root, "proof": [OTHER.hex()]}


@cache
def attach(
    *,
    signer: int = OURS,
    did: str = DID,
    revision: int = 2,
    leaf: bytes | None = LEAF,
    sheet_number: str = NUMBER,
    record: str = "right",
    kid: str = "",
) -> Attached:
    """Return what a certificate carries, with one thing or another wrong."""
    sheet = write_sheet(revision=revision, leaf=leaf)
    content = json.dumps({**sheet, "number": sheet_number}).encode()
    ledger = write_record(leaf)
    if record == "wrong" and ledger is not None:
        ledger = {**ledger, "root": OTHER.hex()}
    payload = {
        "issuer": {"id": did},
        "registry": {
            "format": 1,
            **{name: sheet[name] for name in ("number", "revision", "code", "firm")},
            "sheet_sha256": hashlib.sha256(content).hexdigest(),
            "ledger": ledger,
        },
    }
    own = make_signer(signer)
    name = kid or f"{did}#{key_id(own.certificate)}"
    token = sign_jwt(json.dumps(payload).encode(), own, name).encode()
    return Attached(sheet=content, token=token)


def sign(attached: Attached | None, signer: int = OURS) -> Evidence:
    own: SoftwareSigner = make_signer(signer)
    signature = Signature(
        certificate=own.certificate,
        key_id=key_id(own.certificate),
        day=date(2026, 5, 4),
        signed_sha256="ab" * 32,
    )
    return Evidence(sha256="cd" * 32, signature=signature, refusal=None, attached=attached)


def refuse(refusal: Refusal, attached: Attached | None = None) -> Evidence:
    return Evidence(sha256="cd" * 32, signature=None, refusal=refusal, attached=attached)


def evidences() -> dict[str, Evidence]:
    good = attach()
    forged = attach(signer=STRANGE)
    plain = replace(good, token=None, plain=b"{}")
    return {
        "good": sign(good),
        "earlier": sign(attach(revision=1, leaf=EARLIER)),
        "later": sign(attach(revision=3, leaf=OTHER)),
        "unrecorded": sign(attach(leaf=None)),
        "another leaf": sign(attach(leaf=OTHER)),
        "wrong record": sign(attach(record="wrong")),
        "nothing attached": sign(Attached()),
        "unreadable": sign(None),
        "no token": sign(plain),
        "forged token": sign(forged),
        "another sheet": sign(replace(good, sheet=forged.sheet + b" ")),  # type: ignore[operator]
        "another number": sign(attach(sheet_number="ASC-2026-000124-39")),
        "another kid": sign(attach(kid=f"{DID}#0123456789abcdef")),
        "key of ours, other did": sign(attach(did=OTHER_DID)),
        "wrong key": sign(forged, STRANGE),
        "wrong key, our token": sign(good, STRANGE),
        "other registry": sign(attach(signer=STRANGE, did=OTHER_DID), STRANGE),
        "altered": refuse(Refusal.ALTERED, good),
        "altered, unreadable": refuse(Refusal.ALTERED),
        "altered, forged": refuse(Refusal.ALTERED, forged),
        "appended": refuse(Refusal.APPENDED, good),
        "unsigned": refuse(Refusal.NOT_SIGNED, plain),
        "unsigned with token": refuse(Refusal.NOT_SIGNED, good),
        "unsigned, forged": refuse(Refusal.NOT_SIGNED, forged),
        "unsigned, nothing": refuse(Refusal.NOT_SIGNED, Attached()),
        "unsigned, unreadable": refuse(Refusal.NOT_SIGNED),
        "no pdf": refuse(Refusal.NOT_A_PDF),
    }


def trusts() -> dict[str, Trust | None]:
    own, strange = (make_signer(n).certificate for n in (OURS, STRANGE))
    return {
        "nobody": None,
        "site": Trust(did=DID, certificates=(own,)),
        "key": Trust(did=None, certificates=(own,)),
        "no keys": Trust(did=DID, certificates=()),
        "strange": Trust(did=OTHER_DID, certificates=(strange,)),
        "both keys": Trust(did=DID, certificates=(strange, own)),
    }


def tell(status: Status = Status.VALID, **changes: Any) -> Register:
    about = {k: changes.pop(k) for k in ("proven", "listed", "told") if k in changes}
    on_paper = {k: changes.pop(k) for k in ("firm", "valid_to", "code") if k in changes}
    revision, leaf = changes.pop("revision", 2), changes.pop("leaf", LEAF)
    sheet = write_sheet(revision=revision, leaf=leaf)
    named = {k: sheet[k] for k in ("number", "revision", "code", "firm", "standard", "grade")}
    paper = Paper(
        **named,
        name=Text("样例", "Sample"),
        grade_title=Text("最好", "Best"),
        score="93.25",
        effective=date(2026, 3, 2),
        valid_to=date(2029, 3, 1),
    )
    facts = Facts(
        paper=replace(paper, **on_paper),
        status=status,
        since=date(2026, 6, 1),
        surveillance_by=date(2027, 3, 1) if status.holds else None,
        lapses=date(2026, 12, 1) if status is Status.SUSPENDED else None,
        superseded_by="ASC-2026-000124-39" if status is Status.SUPERSEDED else None,
        sha256="ef" * 32,
        signed=True,
        leaf=leaf,
    )
    proven = None if leaf is None else True
    register = Register(told=TOLD, facts=replace(facts, **changes), proven=proven)
    return replace(register, **about)


def registers() -> dict[str, Register | None]:
    return {
        "none": None,
        "unknown": Register(told=TOLD, facts=None),
        **{str(status): tell(status) for status in Status if status in _GRANTED},
        "listed": tell(listed=True),
        "another list": tell(listed=False),
        "no proof": tell(proven=False),
        "unrecorded": tell(leaf=None),
        "another code": tell(code="0000-0000"),
        "another firm": tell(firm="00440300MA5EXAMPL8"),
        "another term": tell(valid_to=date(2030, 3, 1)),
        "revised": tell(revision=3, leaf=OTHER),
        "revised, suspended": tell(Status.SUSPENDED, revision=3, leaf=OTHER),
        "this file, unsigned": tell(sha256="cd" * 32, signed=False),
        "this file, suspended": tell(Status.SUSPENDED, sha256="cd" * 32, signed=False),
        "this file, not proven": tell(sha256="cd" * 32, signed=False, proven=False),
        "the records": tell(sha256=None, signed=False),
    }


_GRANTED = (
    Status.VALID,
    Status.SURVEILLANCE_DUE,
    Status.SUSPENDED,
    Status.EXPIRED,
    Status.WITHDRAWN,
    Status.SUPERSEDED,
)


def ask(evidence: str, trust: str, register: str, day: date = DAY) -> str:
    verdict = judge(evidences()[evidence], trusts()[trust], registers()[register], day)
    return f"{verdict.outcome}/{verdict.case}".rstrip("/")


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize(
    ("evidence", "trust", "register", "expected"),
    [
        ("good", "site", "valid", "genuine_valid"),
        ("good", "site", "listed", "genuine_valid"),
        ("good", "site", "the records", "genuine_valid"),
        ("good", "key", "valid", "genuine_valid"),
        ("good", "both keys", "valid", "genuine_valid"),
        ("good", "site", "surveillance_due", "genuine_surveillance_due"),
        ("good", "site", "suspended", "genuine_suspended"),
        ("good", "site", "expired", "genuine_expired"),
        ("good", "site", "withdrawn", "genuine_withdrawn"),
        ("good", "site", "superseded", "genuine_superseded"),
        ("good", "site", "none", "genuine_status_unknown"),
        ("good", "key", "none", "genuine_status_unknown"),
        ("good", "site", "unrecorded", "genuine_status_unknown"),
        ("good", "site", "revised", "genuine_superseded/revision"),
        ("good", "site", "revised, suspended", "genuine_suspended"),
        ("good", "site", "unknown", "number_unknown/file"),
        ("good", "site", "another list", "cannot_check/register"),
        ("good", "site", "no proof", "cannot_check/register"),
        ("good", "site", "another code", "cannot_check/register"),
        ("good", "site", "another firm", "cannot_check/register"),
        ("good", "site", "another term", "cannot_check/register"),
        ("good", "nobody", "valid", "cannot_check/keys"),
        ("good", "no keys", "valid", "wrong_key"),
        ("good", "strange", "valid", "other_registry"),
        ("earlier", "site", "valid", "genuine_superseded/revision"),
        ("earlier", "site", "withdrawn", "genuine_withdrawn"),
        ("later", "site", "valid", "genuine_status_unknown"),
        ("unrecorded", "site", "valid", "genuine_valid"),
        ("unrecorded", "site", "unrecorded", "genuine_status_unknown"),
        ("another leaf", "site", "valid", "cannot_check/register"),
        ("wrong record", "site", "valid", "cannot_check/register"),
        ("nothing attached", "site", "valid", "cannot_check/credential"),
        ("unreadable", "site", "valid", "cannot_check/credential"),
        ("no token", "site", "valid", "cannot_check/credential"),
        ("forged token", "site", "valid", "forged_attachment"),
        ("forged token", "both keys", "valid", "forged_attachment"),
        ("another sheet", "site", "valid", "forged_attachment"),
        ("another number", "site", "valid", "forged_attachment"),
        ("another kid", "site", "valid", "forged_attachment"),
        ("key of ours, other did", "site", "valid", "other_registry"),
        ("wrong key", "site", "valid", "wrong_key"),
        ("wrong key", "key", "valid", "wrong_key"),
        ("wrong key, our token", "site", "valid", "wrong_key"),
        ("other registry", "site", "valid", "other_registry"),
        ("other registry", "key", "valid", "wrong_key"),
        ("altered", "site", "valid", "altered"),
        ("altered", "nobody", "none", "altered"),
        ("altered, unreadable", "site", "valid", "altered"),
        ("altered, forged", "site", "valid", "forged_attachment"),
        ("altered, forged", "nobody", "valid", "altered"),
        ("appended", "site", "valid", "appended"),
        ("unsigned", "site", "valid", "unsigned_unknown"),
        ("unsigned", "site", "unknown", "unsigned_unknown"),
        ("unsigned", "site", "none", "cannot_check/unsigned"),
        ("unsigned", "site", "the records", "cannot_check/unsigned"),
        ("unsigned", "site", "this file, unsigned", "genuine_unsigned"),
        ("unsigned", "nobody", "this file, unsigned", "genuine_unsigned"),
        ("unsigned", "site", "this file, suspended", "genuine_suspended"),
        ("unsigned", "site", "this file, not proven", "cannot_check/register"),
        ("unsigned with token", "site", "valid", "unsigned_unknown"),
        ("unsigned, forged", "site", "valid", "forged_attachment"),
        ("unsigned, forged", "nobody", "valid", "unsigned_unknown"),
        ("unsigned, nothing", "site", "valid", "not_a_certificate"),
        ("unsigned, unreadable", "site", "valid", "not_a_certificate"),
        ("no pdf", "site", "valid", "not_a_certificate"),
    ],
)
def test_the_answer_to_each_combination(
    evidence: str, trust: str, register: str, expected: str
) -> None:
    assert ask(evidence, trust, register) == expected


@pytest.mark.parametrize(
    ("register", "day", "expected"),
    [
        ("valid", date(2026, 5, 31), "genuine_status_unknown"),
        ("valid", date(2026, 6, 1), "genuine_valid"),
        ("valid", date(2026, 11, 23), "genuine_valid/old"),
        ("valid", date(2027, 3, 1), "genuine_valid/old"),
        ("valid", date(2027, 3, 2), "genuine_surveillance_due/old"),
        ("valid", date(2029, 3, 1), "genuine_surveillance_due/old"),
        ("valid", date(2029, 3, 2), "genuine_expired"),
        ("suspended", date(2026, 11, 30), "genuine_suspended"),
        ("suspended", date(2026, 12, 1), "genuine_withdrawn"),
        ("suspended", date(2029, 3, 2), "genuine_withdrawn"),
        ("withdrawn", date(2029, 3, 2), "genuine_withdrawn"),
        ("superseded", date(9999, 12, 31), "genuine_superseded"),
    ],
)
def test_time_takes_its_course_after_the_day_of_the_copy(
    register: str, day: date, expected: str
) -> None:
    assert ask("good", "site", register, day) == expected


def test_only_one_kind_of_evidence_trust_and_register_makes_a_certificate_good() -> None:
    good = set()
    everything, known = evidences(), trusts()
    told = registers()
    for evidence, trust, register in itertools.product(everything, known, told):
        verdict = judge(everything[evidence], known[trust], told[register], DAY)
        if verdict.outcome.in_force:
            good.add((evidence, trust, register))
        assert verdict.outcome is not Outcome.CANNOT_CHECK or not verdict.detail, verdict.detail
        assert (verdict.paper is not None) is verdict.outcome.genuine
        assert not {*verdict.checked} & {*verdict.unchecked, *verdict.failed}
    sound = ("valid", "surveillance_due", "listed", "the records", "this file, unsigned")
    pairs = {
        *itertools.product(["good", "unrecorded"], ["site", "key", "both keys"]),
        # To whom trusts them, the others are no strangers.
        ("wrong key", "both keys"),
        ("other registry", "strange"),
        # A key that was given says nothing of the identity that it signs for.
        ("key of ours, other did", "key"),
    }
    expected = {(*pair, register) for pair in pairs for register in sound}
    expected |= {("later", trust, "revised") for trust in ("site", "key", "both keys")}
    assert good == expected


def test_what_nobody_foresaw_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.verification.judging.confirm_claims", fail)
    for evidence in ("good", "altered", "unsigned with token"):
        verdict = judge(evidences()[evidence], trusts()["site"], registers()["valid"], DAY)
        assert verdict.outcome is Outcome.CANNOT_CHECK
        assert "ZeroDivisionError" in verdict.detail
