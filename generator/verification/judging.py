"""Verification: a file's evidence, trusted keys, a register and a day → the verdict; pure.

Input: `Evidence`, `Trust`, `Register` (either may be missing). Output: `Verdict`; nothing is
raised. It fails closed: whatever is not foreseen is `cannot_check`, never genuine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.verification.evidence import confirm_claims
from generator.verification.facts import code_fits
from generator.verification.outcome import Check, Outcome, Verdict
from generator.verification.signature import Refusal
from generator.verification.standing import Register, Tally, believe, tell_standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.verification.evidence import Attached, Evidence
    from generator.verification.facts import Claims, Paper
    from generator.verification.signature import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose keys are trusted."""

    did: str | None
    """The registry's identity; None where only a key was given."""
    certificates: tuple[bytes, ...] = field(repr=False)
    """Of the keys, DER."""


_SIGNED = (
    Check.SIGNATURE,
    Check.KEY,
    Check.CREDENTIAL,
    Check.SHEET,
    Check.ISSUER,
    Check.RECORD,
    Check.LEDGER,
    Check.LISTS,
    Check.REGISTER,
    Check.STATUS,
)
_UNSIGNED = (Check.SIGNATURE, Check.FILE, Check.LEDGER, Check.LISTS, Check.STATUS)


def judge(evidence: Evidence, trust: Trust | None, register: Register | None, day: date) -> Verdict:
    """Say whether a file is a genuine certificate, and how it stands on a day."""
    tally = Tally(asked=_UNSIGNED if evidence.refusal is Refusal.NOT_SIGNED else _SIGNED)
    try:
        if evidence.refusal is Refusal.NOT_A_PDF:
            return tally.answer(Outcome.NOT_A_CERTIFICATE, detail=evidence.detail)
        if evidence.refusal is Refusal.NOT_SIGNED:
            return _judge_unsigned(evidence, trust, register, day, tally)
        if evidence.signature is None:
            return _judge_spoilt(evidence, trust, tally)
        return _judge_signed(evidence, evidence.signature, trust, register, day, tally)
    except Exception as error:  # noqa: BLE001 - nothing unforeseen may pass for an answer
        return tally.answer(Outcome.CANNOT_CHECK, detail=repr(error))


# ---------------------------------------------------------------- files


def _judge_spoilt(evidence: Evidence, trust: Trust | None, tally: Tally) -> Verdict:
    """Judge a file whose signature does not hold: what is plainly forged is told as forged."""
    tally.note(Check.SIGNATURE, holds=False)
    if trust is not None and _is_forged(evidence.attached, trust.certificates):
        tally.note(Check.CREDENTIAL, holds=False)
        return tally.answer(Outcome.FORGED_ATTACHMENT, detail=evidence.detail)
    appended = evidence.refusal is Refusal.APPENDED
    outcome = Outcome.APPENDED if appended else Outcome.ALTERED
    return tally.answer(outcome, detail=evidence.detail)


def _judge_unsigned(
    evidence: Evidence, trust: Trust | None, register: Register | None, day: date, tally: Tally
) -> Verdict:
    attached = evidence.attached
    if attached is None or not attached.ours:
        return tally.answer(Outcome.NOT_A_CERTIFICATE, detail=evidence.detail)
    if trust is not None and _is_forged(attached, trust.certificates):
        tally.note(Check.CREDENTIAL, holds=False)
        return tally.answer(Outcome.FORGED_ATTACHMENT)
    facts = register.facts if register else None
    if register is None or (facts is not None and facts.sha256 is None):
        return tally.answer(Outcome.CANNOT_CHECK, "unsigned")
    same = facts is not None and facts.sha256 == evidence.sha256 and not facts.signed
    if not tally.note(Check.FILE, holds=same) or facts is None:
        return tally.answer(Outcome.UNSIGNED_UNKNOWN)
    if not believe(register, tally):
        return tally.answer(Outcome.CANNOT_CHECK, "register")
    verdict = tell_standing(register, facts, day, tally)
    if verdict.outcome is Outcome.GENUINE_STATUS_UNKNOWN:
        return tally.answer(Outcome.CANNOT_CHECK)
    if verdict.outcome.in_force:
        return tally.answer(
            Outcome.GENUINE_UNSIGNED,
            verdict.case,
            terms=verdict.terms,
            paper=facts.paper,
            facts=facts,
            status=verdict.status,
        )
    return verdict


def _is_forged(attached: Attached | None, certificates: Iterable[bytes]) -> bool:
    """Whether there is a credential, and none that one of these keys signed for this sheet."""
    if attached is None or attached.token is None:
        return False
    return confirm_claims(attached, certificates) is None


def _judge_signed(
    evidence: Evidence,
    signature: Signature,
    trust: Trust | None,
    register: Register | None,
    day: date,
    tally: Tally,
) -> Verdict:
    """Judge a file with an intact signature."""
    attached = evidence.attached
    tally.note(Check.SIGNATURE, holds=True)
    own = (signature.certificate,)
    claims = confirm_claims(attached, own) if attached is not None else None
    if trust is None:
        return tally.answer(Outcome.CANNOT_CHECK, "keys", terms={"key": signature.key_id})
    stranger = trust.did is not None and claims is not None and claims.issuer != trust.did
    named = {"issuer": claims.issuer if claims else None, "registry": trust.did}
    if not tally.note(Check.KEY, holds=signature.certificate in trust.certificates):
        if stranger:
            tally.note(Check.ISSUER, holds=False)
            return tally.answer(Outcome.OTHER_REGISTRY, terms=named)
        return tally.answer(Outcome.WRONG_KEY, terms={"key": signature.key_id})
    if attached is None or attached.token is None or attached.sheet is None:
        return tally.answer(Outcome.CANNOT_CHECK, "credential", detail=evidence.detail)
    paper = attached.paper
    if not tally.note(Check.CREDENTIAL, holds=claims is not None) or not (claims and paper):
        return tally.answer(Outcome.FORGED_ATTACHMENT)
    tally.note(Check.SHEET, holds=True)
    if trust.did is not None and not tally.note(Check.ISSUER, holds=not stranger):
        return tally.answer(Outcome.OTHER_REGISTRY, terms=named)
    if not _has_record(claims, paper, tally):
        return tally.answer(Outcome.CANNOT_CHECK, "register")
    return _compare(claims, paper, register, day, tally)


def _has_record(claims: Claims, paper: Paper, tally: Tally) -> bool:
    """Whether the credential's own proof holds: of the ledger that ends with its leaf."""
    place = claims.place
    if place is None:
        return code_fits(paper, None)
    holds = place.size == place.index + 1 and place.proven and code_fits(paper, place.leaf)
    return tally.note(Check.RECORD, holds=holds)


def _compare(
    claims: Claims, paper: Paper, register: Register | None, day: date, tally: Tally
) -> Verdict:
    """Compare a genuine file with the register."""
    unknown = {"number": paper.number, "firm": paper.name, "day": day}
    if register is None:
        return tally.answer(Outcome.GENUINE_STATUS_UNKNOWN, terms=unknown, paper=paper)
    facts = register.facts
    if facts is None:
        tally.note(Check.REGISTER, holds=False)
        terms = {"number": paper.number, "told": register.told}
        return tally.answer(Outcome.NUMBER_UNKNOWN, "file", terms=terms)
    if not believe(register, tally):
        return tally.answer(Outcome.CANNOT_CHECK, "register")
    known = facts.paper
    leaf = claims.place.leaf if claims.place else None
    if known.revision == paper.revision:
        agrees = known.valid_to == paper.valid_to and known.grade == paper.grade
        agrees = agrees and (leaf is None or facts.leaf is None or leaf == facts.leaf)
    else:
        agrees = leaf is None or leaf != facts.leaf
    agrees = agrees and (known.number, known.firm) == (paper.number, paper.firm)
    if not tally.note(Check.REGISTER, holds=agrees):
        return tally.answer(Outcome.CANNOT_CHECK, "register")
    # A copy older than the file, or one without a proof yet, cannot tell how the file stands.
    if known.revision < paper.revision or facts.leaf is None:
        return tally.answer(Outcome.GENUINE_STATUS_UNKNOWN, terms=unknown, paper=paper)
    verdict = tell_standing(register, facts, day, tally)
    if verdict.outcome.in_force and known.revision > paper.revision:
        terms = {"revision": paper.revision, "current": known.revision, **verdict.terms}
        return tally.answer(
            Outcome.GENUINE_SUPERSEDED,
            "revision",
            terms=terms,
            paper=paper,
            facts=facts,
            status=verdict.status,
        )
    return verdict
