"""Certification: which replies of a firm the public reads on a day.

Input: the firm's records and the day. Output: `Reply`s, the latest first. Pure.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.model import FirmRecords, Reply


def list_shown_replies(records: FirmRecords, day: date) -> tuple[Reply, ...]:
    """Return the replies recorded by `day`, each until the next audit begins."""
    begun = [audit.started for audit in records.audits if audit.started <= day]
    last = max(begun, default=date.min)
    replies = records.proceedings.replies
    shown = (reply for reply in replies if reply.recorded <= day and reply.received >= last)
    return tuple(sorted(shown, key=lambda reply: reply.received, reverse=True))
