"""Verification: what a check may answer: outcomes, what was checked, and the verdict; pure.

Input: nothing (types only). Output: `Verdict`, which the command prints. The words are those of
`publication.verdict_words`; the page that checks in the browser uses the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.verification.facts import Facts, Paper


class Outcome(StrEnum):
    """The answer; only the first two say that a certificate may be relied on."""

    GENUINE_VALID = "genuine_valid"
    GENUINE_SURVEILLANCE_DUE = "genuine_surveillance_due"
    GENUINE_SUSPENDED = "genuine_suspended"
    GENUINE_WITHDRAWN = "genuine_withdrawn"
    GENUINE_EXPIRED = "genuine_expired"
    GENUINE_SUPERSEDED = "genuine_superseded"
    GENUINE_UNSIGNED = "genuine_unsigned"
    GENUINE_STATUS_UNKNOWN = "genuine_status_unknown"
    ALTERED = "altered"
    APPENDED = "appended"
    FORGED_ATTACHMENT = "forged_attachment"
    WRONG_KEY = "wrong_key"
    OTHER_REGISTRY = "other_registry"
    UNSIGNED_UNKNOWN = "unsigned_unknown"
    NOT_A_CERTIFICATE = "not_a_certificate"
    NUMBER_MISTYPED = "number_mistyped"
    NUMBER_UNKNOWN = "number_unknown"
    NUMBER_FORM = "number_form"
    NUMBER_CODE = "number_code"
    CANNOT_CHECK = "cannot_check"

    @property
    def in_force(self) -> bool:
        """Whether the certificate is genuine and in force."""
        return self in (Outcome.GENUINE_VALID, Outcome.GENUINE_SURVEILLANCE_DUE)

    @property
    def genuine(self) -> bool:
        """Whether the registry made what was shown."""
        return self.startswith("genuine_")


class Check(StrEnum):
    """Something that is checked, in the order in which it is told."""

    NUMBER = "number"
    SIGNATURE = "signature"
    KEY = "key"
    CREDENTIAL = "credential"
    SHEET = "sheet"
    ISSUER = "issuer"
    FILE = "file"
    RECORD = "record"
    LEDGER = "ledger"
    LISTS = "lists"
    REGISTER = "register"
    CODE = "code"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer, with its reason in the form of what held, what did not, what was left open."""

    outcome: Outcome
    case: str = ""
    """Which of an outcome's sentences: the part of its key behind the slash."""
    terms: Mapping[str, Any] = field(default_factory=dict)
    """What its sentence speaks of: words, days, names in both languages."""
    paper: Paper | None = None
    """What the certificate says: by the register, else by the file that the registry signed."""
    facts: Facts | None = None
    """How the certificate stands, where a register tells it that is believed."""
    status: str | None = None
    """On the day asked."""
    checked: tuple[Check, ...] = ()
    failed: tuple[Check, ...] = ()
    unchecked: tuple[Check, ...] = ()
    detail: str = ""
    """For a log, in English."""
