"""What stands across a certificate that is suspended or over."""

from __future__ import annotations

from datetime import date

import pytest

from generator.certification.standing import Status
from generator.publication.void import describe_void

DAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("status", "zh", "en", "note"),
    [
        (Status.SUSPENDED, "已暂停", "SUSPENDED", "This certificate is suspended"),
        (Status.WITHDRAWN, "已撤销", "WITHDRAWN", "This certificate is withdrawn"),
        (Status.SUPERSEDED, "已被取代", "SUPERSEDED", "This certificate is superseded"),
        (Status.EXPIRED, "已过期", "EXPIRED", "This certificate has expired"),
    ],
)
def test_each_status_has_its_words_and_its_day(status: Status, zh: str, en: str, note: str) -> None:
    void = describe_void(status, DAY)
    assert void is not None
    assert (void.mark.zh, void.mark.en, void.since) == (zh, en, DAY)
    assert void.note.zh == f"本证书{zh}（自 2026-04-20）"
    assert void.note.en == f"{note} (since 2026-04-20)"


@pytest.mark.parametrize("status", [status for status in Status if status.holds])
def test_what_holds_has_none(status: Status) -> None:
    assert describe_void(status, DAY) is None
