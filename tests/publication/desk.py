"""Paperwork for certificates, as a build makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pipeline import enter_decisions
from generator.publication.certificates import list_certificates, write_certificates
from generator.publication.paperwork import Paperwork
from generator.publication.status_list import index_certificates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.gathering import Gathered
    from generator.publication.seal import Seal

SITE = "https://registry.example/"


def make_paperwork(
    gathered: Gathered, seal: Seal | None = None, earlier: Path | None = None
) -> Paperwork:
    assert gathered.foundation is not None
    ledger = enter_decisions(gathered)
    return Paperwork(
        foundation=gathered.foundation,
        site_url=SITE,
        ledger=ledger,
        indexes=index_certificates(ledger),
        seal=seal,
        earlier=earlier,
    )


def write_all(
    gathered: Gathered,
    out: Path,
    *,
    templates: Path,
    jobs: int = 1,
    seal: Seal | None = None,
    earlier: Path | None = None,
    on_each: Callable[[Path], None] | None = None,
) -> int:
    return write_certificates(
        list_certificates(gathered.dossiers),
        make_paperwork(gathered, seal, earlier),
        out=out,
        templates=templates,
        jobs=jobs,
        on_each=on_each,
    )
