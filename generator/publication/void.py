"""Publication: what a certificate without full rights says across its page; pure.

Input: a certificate's status and the day since when. Output: the words of its watermark, and the
sentence that explains them; None for a certificate that holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.certification.standing import Status
from generator.records.model import Text

if TYPE_CHECKING:
    from datetime import date

_WORDS = {
    Status.SUSPENDED: Text("已暂停", "SUSPENDED"),
    Status.WITHDRAWN: Text("已撤销", "WITHDRAWN"),
    Status.SUPERSEDED: Text("已被取代", "SUPERSEDED"),
    Status.EXPIRED: Text("已过期", "EXPIRED"),
}


@dataclass(frozen=True, slots=True)
class Void:
    """A watermark, its sentence, and the day since when both are true."""

    mark: Text
    note: Text
    since: date


def describe_void(status: Status, since: date) -> Void | None:
    """Return what is printed across a certificate of this status; None where it holds."""
    if status.holds:
        return None
    words = _WORDS[status]
    has = "has" if status is Status.EXPIRED else "is"
    return Void(
        words,
        Text(
            f"本证书{words.zh}（自 {since.isoformat()}）",
            f"This certificate {has} {words.en.lower()} (since {since.isoformat()})",
        ),
        since,
    )
