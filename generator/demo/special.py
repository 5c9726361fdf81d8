"""Demo, drawing: special deductions and bonuses of an audit.

Input: a `Blueprint`, what was found and on which evidence. Output: `Deduction`s, `Bonus`es.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo import phrases
from generator.records.model import Bonus, Deduction, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.blueprint import Blueprint
    from generator.demo.draws import Stream
    from generator.demo.findings import Drawn
    from generator.records.model import Evidence

_DEDUCTION_CHANCE, _BONUS_CHANCE = 0.1, 0.35
_BONUS_QUALITY = 0.92


def draw_deductions(
    blueprint: Blueprint, evidence: Sequence[Evidence], stream: Stream, *, fails: bool
) -> tuple[Deduction, ...]:
    """Draw a special deduction now and then, or so many that they fail the audit."""
    special = blueprint.standard.special
    if special is None or not special.grounds:
        return ()
    count = blueprint.deductions_limit if fails else 0
    while not count and stream.random() < _DEDUCTION_CHANCE:
        count = 1 + (stream.random() < _DEDUCTION_CHANCE)
    practices = [practice for taboo in blueprint.standard.taboos for practice in taboo.practices]
    made = []
    for _ in range(count):
        ground = stream.choice(special.grounds)
        practice = stream.choice(practices) if ground.taboos and practices else None
        what = practice.title if practice else ground.title
        zh, en = stream.choice(phrases.DEDUCTION)
        made.append(
            Deduction(
                ground=ground.id,
                taboo=practice.id if practice else None,
                description=Text(zh.format(what=what.zh), en.format(what=what.en)),
                evidence=(stream.choice(evidence).id,),
                correction=Text(*stream.choice(phrases.CORRECTIONS)),
            )
        )
    return tuple(made)


def draw_bonuses(
    blueprint: Blueprint,
    drawn: Sequence[Drawn],
    quality: float,
    stream: Stream,
) -> tuple[Bonus, ...]:
    """Draw a bonus for one of the best findings of a very good firm, now and then."""
    special = blueprint.standard.special
    best = [d for d in drawn if d.share == 1.0]
    if special is None or not special.bonus_at_most or quality < _BONUS_QUALITY or not best:
        return ()
    if stream.random() >= _BONUS_CHANCE:
        return ()
    chosen = stream.choice(best)
    title = chosen.draft.criterion.title
    zh, en = stream.choice(phrases.BONUS)
    words = Text(zh.format(title=title.zh), en.format(title=title.en))
    return (Bonus(description=words, evidence=chosen.finding.evidence),)
