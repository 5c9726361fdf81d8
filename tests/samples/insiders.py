"""Samples: what managers and staff answer beside customers: ranking and the inner gaps.

Input: chance, an instrument and what a firm's answers should come to. Output: rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.records.model import Instrument
from tests.samples.chance import Chance
from tests.samples.people import Person, fit, make_people
from tests.samples.questionnaires import Rows


def answer_ranking(chance: Chance, instrument: Instrument, plan: Mapping[str, Any]) -> Rows:
    """Put the items in order; `plan` gives each side's number and its own order of importance.

    Some cannot tell two apart and give them one place.
    """
    rows: Rows = []
    for role, letter, spread in zip(instrument.roles, "MR", (1.7, 2.4), strict=True):
        side = plan[role.id]
        for number in range(1, side["n"] + 1):
            felt = {item: place + chance.normal(spread) for place, item in enumerate(side["order"])}
            ranks = _rank(felt, tied=chance.share() < 0.12)
            rows += [
                (f"{letter}{number:03}", role.id, item.id, ranks[item.id])
                for item in instrument.items
            ]
    return rows


def _rank(felt: Mapping[str, float], *, tied: bool) -> dict[str, int]:
    order = sorted(felt, key=lambda item: (felt[item], item))
    ranks = {item: place for place, item in enumerate(order, 1)}
    if tied:
        # The two closest in the middle share the better place.
        ranks[order[5]] = ranks[order[4]]
    return ranks


def answer_gaps(chance: Chance, instrument: Instrument, plan: Mapping[str, Any]) -> Rows:
    """Mark statements on the causes of the gaps; staff see them in a worse light."""
    assert instrument.scale
    low, high = instrument.scale.low, instrument.scale.high
    rows: Rows = []
    for role, letter, light in zip(instrument.roles, "MS", (0.2, -0.1), strict=True):
        people = make_people(chance, plan[role.id], letter)
        asked = [item for item in instrument.items if item.role in (None, role.id)]
        columns: dict[str, Sequence[int]] = {}
        for item in asked:
            wanted = plan["causes"][item.dimension] + light + chance.normal(0.2)
            good = fit(_lean(chance, people), low, high, wanted)
            columns[item.id] = [low + high - one for one in good] if item.negative else good
        rows += [
            (one.id, role.id, item, answers[place])
            for place, one in enumerate(people)
            for item, answers in columns.items()
        ]
    return rows


def _lean(chance: Chance, people: Sequence[Person]) -> list[float]:
    return [0.65 * one.mood + 0.3 * one.style + 0.9 * chance.normal() for one in people]
