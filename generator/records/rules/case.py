"""Records: what the rules on an audit judge: the audit with all that it must agree with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.model import Audit, Firm, Foundation, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCase:
    """An audit with its standard, its firm and the foundation."""

    audit: Audit
    standard: Standard
    firm: Firm
    foundation: Foundation
    file: tuple[str, str] | None
    """The firm's folder and the file's stem; None for a file outside the registry."""
