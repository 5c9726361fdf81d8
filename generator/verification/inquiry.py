"""Verification: a question → its answer, from the sources that were given, in their order.

Input: the bytes of a file, or a number as somebody typed it; a site, a registry's folder, a key.
Output: `Answer`: the verdict, what the file says, and what went wrong on the way. A site comes
before the records, the records before nothing at all; a key that is given is the only one trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.certification.short_code import read_short_code
from generator.records.numbering import compact_number, number_flaw, right_number
from generator.verification.evidence import Evidence, confirm_claims, read_evidence
from generator.verification.judging import Trust, judge
from generator.verification.numbers import judge_number
from generator.verification.outcome import Check, Outcome, Verdict
from generator.verification.records import look_up, read_trust
from generator.verification.site import Site, SiteTrouble, open_site
from generator.verification.standing import Register

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.records.problems import Problem
    from generator.verification.site import Source

_DIGITS = 12
"""Of a number: a year, six digits, two check digits."""
_NUMBER_LIKE = re.compile(r"[A-Z]{2,6}([0-9]+)\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The verdict, and what there is to tell beside it."""

    verdict: Verdict
    evidence: Evidence | None = None
    trouble: SiteTrouble | None = None
    """Why the site could not be asked."""
    problems: tuple[Problem, ...] = ()
    """What keeps the records from telling anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Where and for which day is asked."""

    day: date
    source: Source | None
    """The files of a published site."""
    address: str | None = None
    """Of the site, where it is on the net: its identity must be the one of this address."""
    registry: Path | None = None
    site_url: str = ""
    """The address that the registry gives its own site."""
    key: bytes | None = None
    """The certificate of the only key that is trusted (DER)."""
    jobs: int = 1

    def judge_file(self, pdf: bytes) -> Answer:
        """Judge the bytes of a file."""
        evidence = read_evidence(pdf)
        trust = None if self.key is None else Trust(did=None, certificates=(self.key,))
        try:
            site = self._open_site()
            if site is not None:
                trust = self._pin(site.trust)
                number = evidence.number
                known = site.look_up(number) if number is not None else None
                return Answer(verdict=judge(evidence, trust, known, self.day), evidence=evidence)
        except SiteTrouble as trouble:
            verdict = judge(evidence, trust, None, self.day)
            # What the file alone says stands: that it was altered, say.
            if verdict.outcome is Outcome.CANNOT_CHECK or verdict.outcome.genuine:
                verdict = replace(verdict, outcome=Outcome.CANNOT_CHECK, case="site", paper=None)
            return Answer(verdict=verdict, evidence=evidence, trouble=trouble)
        register: Register | None = None
        problems: tuple[Problem, ...] = ()
        if self.registry is not None:
            known_keys = read_trust(self.registry, self.site_url)
            trust = self._pin(known_keys) if known_keys is not None else trust
            register, problems = self._look_up_file(self.registry, evidence)
        verdict = judge(evidence, trust, register, self.day)
        return Answer(verdict=verdict, evidence=evidence, problems=problems)

    def judge_number(self, text: str, code: str | None) -> Answer:
        """Judge a number, and the short code of a paper, as somebody typed them."""
        flaw = judge_form(text, code)
        if flaw is not None:
            return Answer(verdict=flaw)
        number = right_number(text)
        problems: tuple[Problem, ...] = ()
        register: Register | None = None
        try:
            site = self._open_site()
            if site is not None:
                register = site.look_up(number)
        except SiteTrouble as trouble:
            verdict = Verdict(
                outcome=Outcome.CANNOT_CHECK,
                case="site",
                checked=(Check.NUMBER,),
                unchecked=(Check.STATUS,),
            )
            return Answer(verdict=verdict, trouble=trouble)
        if site is None and self.registry is not None:
            register, problems = look_up(self.registry, number, self.day, jobs=self.jobs)
        written = read_short_code(code) if code is not None else None
        verdict = judge_number(register, self.day, number=number, code=written)
        return Answer(verdict=verdict, problems=problems)

    def _open_site(self) -> Site | None:
        """Open the site, where there is one; raises SiteTrouble."""
        return None if self.source is None else open_site(self.source, address=self.address)

    def _pin(self, trust: Trust) -> Trust:
        return trust if self.key is None else replace(trust, certificates=(self.key,))

    def _look_up_file(
        self, registry: Path, evidence: Evidence
    ) -> tuple[Register | None, tuple[Problem, ...]]:
        """Return what the records say of a signed file; of an unsigned one they prove nothing."""
        signature, attached = evidence.signature, evidence.attached
        if signature is None or attached is None:
            return None, ()
        claims = confirm_claims(attached, (signature.certificate,))
        if claims is None:
            return None, ()
        return look_up(registry, claims.number, self.day, firm=claims.firm, jobs=self.jobs)


def judge_form(text: str, code: str | None) -> Verdict | None:
    """Return the verdict on what cannot be a number, or a code, at all."""
    match number_flaw(text):
        case "form":
            case, more = _measure(text)
            terms = {"number": text, **more}
            failed = (Check.NUMBER,)
            return Verdict(outcome=Outcome.NUMBER_FORM, case=case, terms=terms, failed=failed)
        case "check_digit":
            failed, terms = (Check.NUMBER,), {"number": text}
            return Verdict(outcome=Outcome.NUMBER_MISTYPED, terms=terms, failed=failed)
    if code is not None and read_short_code(code) is None:
        return Verdict(
            outcome=Outcome.NUMBER_CODE,
            case="form",
            terms={"code": code},
            checked=(Check.NUMBER,),
            failed=(Check.CODE,),
            unchecked=(Check.STATUS,),
        )
    return None


def _measure(text: str) -> tuple[str, dict[str, int]]:
    """Tell how many digits a number lacks, or has too many."""
    match = _NUMBER_LIKE.match(compact_number(text))
    digits = len(match[1]) if match else _DIGITS
    if digits < _DIGITS:
        return "short", {"missing": _DIGITS - digits}
    if digits > _DIGITS:
        return "long", {"extra": digits - _DIGITS}
    return "", {}
