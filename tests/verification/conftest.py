"""Sites that files are held against, each published once."""

from __future__ import annotations

import pytest

from tests.verification.sites import Sites


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))
