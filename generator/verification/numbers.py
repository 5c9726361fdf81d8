"""Verification: a register and a number → the verdict; pure.

Input: what a register says of a number that could have been issued, the day. Output: `Verdict`.
It fails closed, as `judging` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.verification.outcome import Check, Outcome, Verdict
from generator.verification.standing import Tally, believe, tell_standing

if TYPE_CHECKING:
    from datetime import date

    from generator.verification.standing import Register

_BY_NUMBER = (Check.NUMBER, Check.LEDGER, Check.LISTS, Check.CODE, Check.STATUS)


def judge_number(
    register: Register | None, day: date, *, number: str, code: str | None = None
) -> Verdict:
    """Say how the certificate with a number stands on a day, and whether a short code is its own.

    The number is one that could have been issued, the code one that could have been printed.
    """
    asked = tuple(one for one in _BY_NUMBER if one is not Check.CODE or code is not None)
    tally = Tally(asked=asked)
    try:
        tally.note(Check.NUMBER, holds=True)
        if register is None:
            return tally.answer(Outcome.CANNOT_CHECK, "number", terms={"number": number})
        facts = register.facts
        if facts is None:
            terms = {"number": number, "told": register.told}
            return tally.answer(Outcome.NUMBER_UNKNOWN, terms=terms)
        if not believe(register, tally):
            return tally.answer(Outcome.CANNOT_CHECK, "register")
        if code is not None and not tally.note(Check.CODE, holds=code == facts.paper.code):
            terms = {"number": number, "firm": facts.paper.name, "code": code}
            return tally.answer(Outcome.NUMBER_CODE, terms=terms)
        case = "code" if code is not None else "number"
        return tell_standing(register, facts, day, tally, case=case)
    except Exception as error:  # noqa: BLE001 - nothing unforeseen may pass for an answer
        return tally.answer(Outcome.CANNOT_CHECK, detail=repr(error))
