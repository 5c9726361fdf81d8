"""Drafts of the tests: an audit of the tiny registry, asked for by command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

Draft = Callable[..., Path]


@pytest.fixture
def draft(registry: Path) -> Draft:
    """Draft an audit in a copy of the tiny registry; return its file."""

    def run(firm: str, kind: str, *more: str, lang: str = "en", root: Path = registry) -> Path:
        arguments = ["--registry", str(root), "--lang", lang, "new", "audit", firm]
        arguments += ["--type", kind, "--from", "2026-11-02", *more]
        if "--standard" not in more:
            arguments += ["--standard", "bench-care@1"]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        found = sorted((root / "audits").glob(f"*/{firm}/2026-{kind}.yaml"))
        assert len(found) == 1
        return found[0]

    return run
