"""The registry in numbers, as the themed pages get it."""

from __future__ import annotations

from generator.gathering import Gathered
from generator.pipeline import enter_decisions
from generator.publication.overview import Overview, build_overview


def look_over(gathered: Gathered) -> Overview:
    """Return the overview of what was gathered, its ledger included."""
    assert gathered.foundation is not None
    ledger = enter_decisions(gathered)
    return build_overview(gathered.dossiers, gathered.foundation, gathered.as_of, ledger)
