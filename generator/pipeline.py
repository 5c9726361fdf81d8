"""The whole run as one readable page: what was gathered → the published site.

Input: a registry's folder and the day. Output: the site, put in its place whole or not at all.
All is gathered before anything is written; one bad record stops publication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.certification.ledger import build_ledger
from generator.gathering import gather
from generator.publication.changes import Changes, compare_ratings, read_ratings
from generator.publication.continuity import follow_history
from generator.publication.ledger import keep_published, write_ledger
from generator.publication.release import refuse_foreign_folder, staged_release, write_receipt
from generator.records.certificates import read_certificate, read_keys
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date
    from pathlib import Path

    from generator.certification.ledger import Ledger
    from generator.gathering import Gathered, Progress
    from generator.publication.ledger import Before
    from generator.publication.seal import Seal
    from generator.publication.website import RenderSite
    from generator.records.certificates import CertificateParts


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build wrote, and what changed in the ratings since the last one."""

    gathered: Gathered
    firms: int = 0
    pages: int = 0
    certificates: int = 0
    changes: Changes | None = None


def build(  # noqa: PLR0913 - the whole run, all by name
    root: Path,
    target: Path,
    *,
    as_of: date,
    site_url: str,
    render_site: RenderSite,
    previous: Path | None = None,
    check_history: bool = True,
    seal: Seal | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Gather, publish beside `target`, and put the new site in its place.

    `seal` signs the certificates. `previous` is the site published before, where that is not what
    `target` holds; without
    `check_history` the site is only a preview and may tell another history. Nothing is written
    where the records have errors. Raises CannotGoOn where history was rewritten, the site cannot
    be made or `target` is a folder that a build must not replace; `target` then stays as it was.
    """
    refuse_foreign_folder(target)
    gathered = gather(root, as_of=as_of, jobs=jobs, progress=progress)
    if not gathered.sound:
        return Summary(gathered=gathered)
    ledger = enter_decisions(gathered)
    followed = None
    if check_history:
        followed = compare_histories(gathered, target, previous, site_url=site_url, ledger=ledger)
    before = read_ratings(target)
    with staged_release(target) as staging:
        summary = publish(
            gathered,
            staging,
            site_url=site_url,
            render_site=render_site,
            ledger=ledger,
            followed=followed,
            seal=seal,
            earlier=(previous or target) / "certificates",
            jobs=jobs,
            progress=progress,
        )
        if not check_history:
            keep_published(target, staging)
        after = read_ratings(staging)
    return replace(summary, changes=compare_ratings(before, after) if before else None)


def compare_histories(
    gathered: Gathered,
    target: Path,
    previous: Path | None = None,
    *,
    site_url: str,
    ledger: Ledger | None = None,
) -> Before | None:
    """Compare the decisions with those of the site published before; raises CannotGoOn."""
    if ledger is None:
        ledger = enter_decisions(gathered)
    firms = tuple(dossier.records for dossier in gathered.dossiers)
    return follow_history(ledger, firms, target, previous, origin=site_url)


def enter_decisions(gathered: Gathered) -> Ledger:
    """Return the ledger of all decisions recorded by the day."""
    return build_ledger((dossier.records for dossier in gathered.dossiers), gathered.as_of)


def publish(  # noqa: PLR0913 - a stage of the run, all by name
    gathered: Gathered,
    out: Path,
    *,
    site_url: str,
    render_site: RenderSite,
    rendered: Collection[str] = (),
    ledger: Ledger | None = None,
    followed: Before | None = None,
    seal: Seal | None = None,
    earlier: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Write the whole site below `out`; languages in `rendered` have their themed pages there.

    `site_url` is the address that the site will have; QR codes lead to it. `ledger` is that of the
    records, where it is made already; `followed` is the publication before. `seal` signs the
    certificates; those that it signed already lie in `earlier`. Raises CannotGoOn.
    """
    # What only a build needs is loaded only by a build: a check must start at once.
    from generator.publication.certificates import (  # noqa: PLC0415
        list_certificates,
        write_certificates,
    )
    from generator.publication.paperwork import Paperwork  # noqa: PLC0415
    from generator.publication.status_list import build_status_lists  # noqa: PLC0415
    from generator.publication.trust import write_trust  # noqa: PLC0415
    from generator.publication.website import publish_website  # noqa: PLC0415

    foundation, dossiers = gathered.foundation, gathered.dossiers
    if foundation is None:
        raise CannotGoOn(zh="记录有问题，不能发布", en="the records have problems: not published")
    if ledger is None:
        ledger = enter_decisions(gathered)
    pages = publish_website(
        dossiers,
        foundation,
        gathered.as_of,
        ledger=ledger,
        root=gathered.root,
        out=out,
        render_site=render_site,
        site_url=site_url,
        rendered=rendered,
        jobs=jobs,
        on_each=_count(progress, "pages", len(dossiers)),
    )
    granted = list_certificates(dossiers)
    lists = build_status_lists(
        ledger,
        {one.certificate.number: one.status for one in granted},
        site_url,
        suffix="json" if seal is None else "jwt",
    )
    paperwork = Paperwork(
        foundation=foundation,
        site_url=site_url,
        ledger=ledger,
        indexes=lists.indexes,
        seal=seal,
        earlier=earlier,
    )
    certificates = write_certificates(
        granted,
        paperwork,
        out=out,
        templates=gathered.root / "site" / "templates",
        jobs=jobs,
        on_each=_count(progress, "certificates", len(granted)),
    )
    write_trust(
        out,
        site_url=site_url,
        keys=list_keys(gathered.root, seal),
        lists=lists,
        seal=seal,
    )
    write_ledger(ledger, out, origin=site_url, before=followed)
    write_receipt(
        out,
        {
            "as_of": gathered.as_of.isoformat(),
            "firms": len(dossiers),
            "pages": pages,
            "certificates": certificates,
            "ledger": ledger.size,
        },
    )
    return Summary(gathered=gathered, firms=len(dossiers), pages=pages, certificates=certificates)


def list_keys(root: Path, seal: Seal | None) -> tuple[CertificateParts, ...]:
    """Return the keys that the registry signs or signed with: those it names, and the seal's."""
    own = read_certificate(seal.certificate) if seal is not None else None
    found = {key.key_id: key for key in (*read_keys(root), *((own,) if own else ()))}
    return tuple(found[key_id] for key_id in sorted(found))


def _count(progress: Progress | None, stage: str, total: int) -> Callable[..., None]:
    """Return what tells `progress` of each piece of a stage that is done."""
    done = 0

    def tell(*_: object) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(stage, done, total)

    return tell
