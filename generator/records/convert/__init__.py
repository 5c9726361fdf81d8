"""Records, stage two: plain data of the right form → the frozen types of `model`.

Input: a `Source` that `schema.check_form` found good. Output: one record.
Nothing is judged here: what the form allows is taken; `rules` judge what it means.
"""

from __future__ import annotations

from generator.records.convert.decisions import (
    convert_decisions,
    convert_issuer,
    convert_people,
    convert_proceedings,
)
from generator.records.convert.firms import convert_audit, convert_firm
from generator.records.convert.instruments import convert_instrument
from generator.records.convert.standards import convert_concepts, convert_standard

__all__ = [
    "convert_audit",
    "convert_concepts",
    "convert_decisions",
    "convert_firm",
    "convert_instrument",
    "convert_issuer",
    "convert_people",
    "convert_proceedings",
    "convert_standard",
]
