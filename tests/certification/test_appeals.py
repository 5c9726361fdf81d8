"""How a firm's appeals stand on a day."""

from __future__ import annotations

from datetime import date

import pytest

from generator.certification.appeals import follow_appeals
from generator.records.model import FirmRecords, Proceedings
from tests.assessment.material import make_firm
from tests.certification.material import appeal_against, decide, decide_appeal

SUSPENDED, LODGED, DECIDED = date(2025, 5, 6), date(2025, 5, 20), date(2025, 6, 10)


def records_with(outcome: str) -> FirmRecords:
    return FirmRecords(
        firm=make_firm(("physical",)),
        audits=(),
        decisions=(decide("suspend", SUSPENDED), decide_appeal(outcome, DECIDED)),
        proceedings=Proceedings(appeals=(appeal_against(1, LODGED),)),
    )


@pytest.mark.parametrize("outcome", ["upheld", "dismissed"])
def test_an_appeal_waits_until_its_decision_is_recorded(outcome: str) -> None:
    records = records_with(outcome)
    assert follow_appeals(records, date(2025, 5, 19)) == ()
    (waiting,) = follow_appeals(records, date(2025, 6, 9))
    assert (waiting.state, waiting.decision) == ("pending", None)
    (decided,) = follow_appeals(records, DECIDED)
    assert (decided.state, decided.decision) == (outcome, records.decisions[1])
    assert decided.against == records.decisions[0]


def test_an_appeal_against_a_decision_that_is_not_there_has_none() -> None:
    records = FirmRecords(
        firm=make_firm(("physical",)),
        audits=(),
        decisions=(),
        proceedings=Proceedings(appeals=(appeal_against(3, LODGED),)),
    )
    (case,) = follow_appeals(records, LODGED)
    assert case.against is None
