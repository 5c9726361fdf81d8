"""Assessment: what surrounds a grade: how sure it is, what it has to spare, the way up.

Input: a scorecard, its audit, the standard's rulebook. Output: `Prospects`, for pages and programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assessment.prospects.doubt import weigh_doubt
from generator.assessment.prospects.improvement import find_way_up
from generator.assessment.prospects.margin import measure_margin

if TYPE_CHECKING:
    from generator.assessment.prospects.demands import Rulebook
    from generator.assessment.prospects.doubt import Doubt
    from generator.assessment.prospects.improvement import WayUp
    from generator.assessment.prospects.margin import Margin
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """What surrounds the grade of one scorecard."""

    doubt: Doubt
    margin: Margin | None
    """None where there is no grade."""
    way_up: WayUp | None
    """None at the highest grade."""


def find_prospects(card: Scorecard, audit: Audit, book: Rulebook) -> Prospects:
    """Find how sure a grade is, what it has to spare and what reaches the next."""
    return Prospects(
        doubt=weigh_doubt(card, book),
        margin=measure_margin(card, book),
        way_up=find_way_up(card, audit, book),
    )
