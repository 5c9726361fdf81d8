"""The sample registry, gathered once: what most tests of publication look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.gathering import Gathered, gather

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def gathered() -> Gathered:
    found = gather(ROOT, as_of=AS_OF)
    assert found.sound
    return found
