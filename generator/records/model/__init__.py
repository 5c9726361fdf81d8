"""Records, stage one: the frozen types that a registry's YAML is read into.

Input: nothing (types only). Output: what `assessment` and `certification` work on.
Points, shares and thresholds are exact `Fraction`s; days are `datetime.date`s; ids are strings
that the standards declare, so that nothing here knows any one standard.
"""

from __future__ import annotations

from generator.records.model.decision import Conflict, Decision, DecisionKind, Issuer, Person
from generator.records.model.firm import (
    Audit,
    AuditType,
    Bonus,
    Deduction,
    Evidence,
    Finding,
    Firm,
    Nonconformity,
    Observation,
    Site,
)
from generator.records.model.registry import FirmRecords, Foundation, Registry
from generator.records.model.standard import (
    Axis,
    Breakpoint,
    Concept,
    Criterion,
    FirstCertification,
    Gate,
    GateKind,
    Grade,
    Ground,
    Group,
    Labelled,
    Ladder,
    Method,
    Metric,
    Rounding,
    Sample,
    ScaleStep,
    Scoring,
    ScoringStep,
    Section,
    Special,
    Standard,
    Taboo,
    Terms,
)
from generator.records.model.text import Text

__all__ = [
    "Audit",
    "AuditType",
    "Axis",
    "Bonus",
    "Breakpoint",
    "Concept",
    "Conflict",
    "Criterion",
    "Decision",
    "DecisionKind",
    "Deduction",
    "Evidence",
    "Finding",
    "Firm",
    "FirmRecords",
    "FirstCertification",
    "Foundation",
    "Gate",
    "GateKind",
    "Grade",
    "Ground",
    "Group",
    "Issuer",
    "Labelled",
    "Ladder",
    "Method",
    "Metric",
    "Nonconformity",
    "Observation",
    "Person",
    "Registry",
    "Rounding",
    "Sample",
    "ScaleStep",
    "Scoring",
    "ScoringStep",
    "Section",
    "Site",
    "Special",
    "Standard",
    "Taboo",
    "Terms",
    "Text",
]
