"""Assessment: the ladder of customer needs, each level resting on those below.

Input: the tallies of the standard's ladder groups. Output: `LadderStep`s from the lowest up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assessment.scorecard import LadderStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assessment.scorecard import Tally
    from generator.records.model import Standard


def climb_ladder(standard: Standard, groups: Mapping[str, Tally]) -> tuple[LadderStep, ...]:
    """Climb from the lowest level: a level is reached when it and all below have their share.

    Shares are 0–100. A level in which nothing applies does not stop the climb.
    """
    if standard.ladder is None:
        return ()
    climbing = True
    steps = []
    for group in standard.ladder.groups:
        share = groups[group].share
        percent = None if share is None else share * 100
        climbing = climbing and (percent is None or percent >= standard.ladder.share)
        steps.append(LadderStep(group=group, share=percent, reached=climbing))
    return tuple(steps)
