"""Records: rules on a firm's proceedings: applications, corrections, reviews, appeals, replies.

Input: a `ProceedingsCase`. Output: flaws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.model import Audit, Foundation, Proceedings
    from generator.records.source import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsCase:
    """A firm's proceedings with its audits by id and the foundation."""

    firm: str
    proceedings: Proceedings
    audits: Mapping[str, Audit]
    unread: frozenset[str]
    """Audits whose files have problems of their own."""
    foundation: Foundation


def audits_exist(case: ProceedingsCase) -> Iterator[Flaw]:
    """Corrections, reviews and replies are about audits of the same firm."""
    told = case.proceedings
    places: list[tuple[Pointer, str | None]] = [
        *((("corrections", i, "audit"), c.audit) for i, c in enumerate(told.corrections)),
        *((("reviews", i, "audit"), r.audit) for i, r in enumerate(told.reviews)),
        *((("replies", i, "about"), r.about) for i, r in enumerate(told.replies)),
    ]
    for pointer, audit in places:
        if audit is None or audit in case.audits or audit in case.unread:
            continue
        near = nearest(audit, case.audits)
        known = listed(case.audits)
        yield flaw(*pointer, code="audit-unknown", audit=audit, near=near, known=known)


PROCEEDINGS_RULES = (audits_exist,)
