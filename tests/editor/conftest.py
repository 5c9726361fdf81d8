"""The language server, started once, with the settings that the repository gives to editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.editor.language_server import Document, LanguageServer

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin"
FIRM = ROOT / "audits" / "530100" / "00530100MABJGTXX29"
MODELINE = "# yaml-language-server: $schema=../../../standards/{}/schema/audit.schema.json\n"


def read_settings() -> dict[str, Any]:
    """Return the settings of .vscode by section, as a server asks for them."""
    flat = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    settings: dict[str, Any] = {}
    for name, value in flat.items():
        section, dot, rest = name.partition(".")
        place = settings
        while dot:
            place = place.setdefault(section, {})
            section, dot, rest = rest.partition(".")
        place[section] = value
    return settings


@pytest.fixture(scope="session")
def server() -> Iterator[LanguageServer]:
    running = LanguageServer(
        ["node", str(SERVER / "yaml-language-server"), "--stdio"], ROOT, read_settings()
    )
    yield running
    running.close()


class Draft(Protocol):
    """Opens words as a new audit of a firm, under the schema of a standard."""

    def __call__(
        self, words: str, standard: str = "after-sales-service/2026"
    ) -> AbstractContextManager[Document]: ...


@pytest.fixture(scope="session")
def draft(server: LanguageServer) -> Draft:
    numbers = count(1)

    def open_draft(
        words: str, standard: str = "after-sales-service/2026"
    ) -> AbstractContextManager[Document]:
        # The tiny registry's standard stands in the tests.
        home = FIRM if (ROOT / "standards" / standard).is_dir() else BENCH
        path = home / f"2026-draft-{next(numbers)}.yaml"
        return server.open(path, MODELINE.format(standard) + words)

    return open_draft


BENCH = ROOT / "tests" / "records" / "valid" / "audits" / "440300" / "00440300MA1BENCH51"
