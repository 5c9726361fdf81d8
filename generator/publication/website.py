"""Publication: the website as a whole, in both languages.

Input: dossiers, the foundation, whoever renders the themed pages. Output: everything below the
output folder that is read in a browser: pages, assets, the search index, the site map.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generator.publication.certificate_pages import (
    CertificatePages,
    place_leaves,
    write_badges,
    write_certificate_pages,
)
from generator.publication.change_pages import ChangePages, split_months, write_month_page
from generator.publication.directory import build_index
from generator.publication.feeds import FeedWriter
from generator.publication.forms import publish_questionnaires
from generator.publication.overview import build_overview
from generator.publication.pages import FirmPages, write_firm_page
from generator.publication.prose import build_prose_index
from generator.publication.schemas import publish_schemas
from generator.publication.shell import KINDS, RECORD, take_shell
from generator.publication.sitemap import build_sitemaps
from generator.publication.successions import link_successions
from generator.publication.worth import list_stands
from generator.strings import LANGUAGES
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date
    from pathlib import Path

    from generator.certification.ledger import Ledger
    from generator.certification.standing import Dossier
    from generator.publication.overview import Overview
    from generator.publication.shell import Shell
    from generator.records.model import Foundation

_UNREAD = ("", "firms/", "changes/")
"""Pages that only lead on to others: finding them would help nobody."""


class RenderSite(Protocol):
    """Whoever renders the themed pages of a language: MkDocs, behind its plugin."""

    def __call__(self, root: Path, out: Path, language: str, view: Overview) -> None:
        """Render below `out`, English in `en/`."""


def publish_website(  # noqa: PLR0913 - a stage of the run, all by name
    dossiers: Sequence[Dossier],
    foundation: Foundation,
    as_of: date,
    *,
    root: Path,
    out: Path,
    render_site: RenderSite,
    ledger: Ledger,
    site_url: str | None = None,
    rendered: Collection[str] = (),
    jobs: int = 1,
    on_each: Callable[[], None] = lambda: None,
) -> int:
    """Write the website below `out`; return the number of firm pages.

    `root` is the registry's folder; languages in `rendered` have their themed pages already.
    """
    overview = build_overview(dossiers, foundation, as_of, ledger)
    search, templates = out / "search", root / "site" / "templates"
    addresses: dict[str, list[str]] = {}
    stamps: list[Callable[[Dossier], None]] = []
    successions, leaves = link_successions(dossiers), place_leaves(ledger, dossiers)
    for language in LANGUAGES:
        site = site_folder(out, language)
        if language not in rendered:
            render_site(root, out, language, overview)
        shells = {kind: take_shell(site, kind) for kind in KINDS}
        addresses[language] = _list_pages(site)
        search.mkdir(exist_ok=True)
        prose = build_prose_index(site, [a for a in addresses[language] if a not in _UNREAD])
        (search / f"pages.{language}.json").write_bytes(prose)
        pages = FirmPages(
            foundation,
            language,
            templates,
            as_of,
            site_url=site_url or "/",
            successions=successions,
        )
        stamps.append(partial(write_firm_page, pages=pages, shell=shells["firms"], site=site))
        certificates = CertificatePages(
            foundation, language, templates, as_of, site_url=site_url or "/", leaves=leaves
        )
        stamps.append(
            partial(
                write_certificate_pages,
                pages=certificates,
                shell=shells["certificates"],
                site=site,
            )
        )
        months = _publish_changes(
            overview, foundation, language, shells["changes"], site, site_url=site_url, jobs=jobs
        )
        addresses[language] += months
    (out / "badges").mkdir()
    stamps.append(partial(write_badges, foundation=foundation, out=out))
    # Every language of a firm in one go: a dossier just read is still at hand for the next.
    for _firm in spread(partial(_stamp_firm, stamps), dossiers, jobs):
        on_each()
    (search / "firms.json").write_bytes(build_index(dossiers, foundation, as_of))
    shutil.copytree(
        root / "site" / "assets",
        out / "assets" / "registry",
        dirs_exist_ok=True,
        copy_function=shutil.copyfile,
    )
    publish_schemas(foundation, out)
    publish_questionnaires(foundation, templates, out)
    if site_url:
        codes = [dossier.records.firm.code for dossier in dossiers]
        numbers = [s.certificate.number for d in dossiers for s in list_stands(d)]
        for name, sitemap in build_sitemaps(addresses["zh"], codes, site_url, numbers).items():
            (out / name).write_bytes(sitemap)
    return len(dossiers) * len(LANGUAGES)


def _stamp_firm(stamps: Sequence[Callable[[Dossier], None]], dossier: Dossier) -> None:
    for stamp in stamps:
        stamp(dossier)


def _publish_changes(
    overview: Overview,
    foundation: Foundation,
    language: str,
    shell: Shell,
    site: Path,
    *,
    site_url: str | None,
    jobs: int,
) -> list[str]:
    """Write a language's months of changes and its feeds; return the months' addresses."""
    changes = overview.changes
    if site_url:
        feeds = FeedWriter(foundation, language, site_url, overview.as_of)
        (site / "changes.atom").write_bytes(feeds.write_atom(changes))
        (site / "changes.json").write_bytes(feeds.write_json(changes))
    parts = split_months(changes)
    pages = ChangePages(foundation.standards.values(), language)
    write = partial(write_month_page, parts=parts, pages=pages, shell=shell, site=site)
    for _part in spread(write, range(len(parts)), jobs):
        pass
    return [f"changes/{part.address}/" for part in parts]


def site_folder(out: Path, language: str) -> Path:
    """Return where a language's pages stand: Chinese at the top, English in `en/`."""
    return out if language == "zh" else out / language


def _list_pages(site: Path) -> list[str]:
    """Return the addresses of the themed pages just rendered, each with its closing slash."""
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    other = tuple(f"{language}/" for language in LANGUAGES if language != "zh")
    addresses = ("" if path == "." else f"{path}/" for path in found)
    return sorted(a for a in addresses if not a.startswith(other) and RECORD not in a)
