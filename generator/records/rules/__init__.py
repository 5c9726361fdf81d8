"""Records: rules that a form cannot tell: what one record says of another, and of itself.

Input: typed records of good form. Output: problems at their place in the file.
One function a rule, one module a kind of record; each rule yields `Flaw`s.
"""

from __future__ import annotations

from generator.records.rules.audits import AUDIT_RULES
from generator.records.rules.case import AuditCase
from generator.records.rules.decisions import DECISION_RULES, DecisionsCase
from generator.records.rules.firms import FIRM_RULES, FirmCase
from generator.records.rules.flaw import Flaw, apply_rules
from generator.records.rules.foundation import ROSTER_RULES, STANDARD_RULES, StandardCase
from generator.records.rules.instruments import INSTRUMENT_RULES, InstrumentCase
from generator.records.rules.proceedings import PROCEEDINGS_RULES, ProceedingsCase

__all__ = [
    "AUDIT_RULES",
    "DECISION_RULES",
    "FIRM_RULES",
    "INSTRUMENT_RULES",
    "PROCEEDINGS_RULES",
    "ROSTER_RULES",
    "STANDARD_RULES",
    "AuditCase",
    "DecisionsCase",
    "FirmCase",
    "Flaw",
    "InstrumentCase",
    "ProceedingsCase",
    "StandardCase",
    "apply_rules",
]
