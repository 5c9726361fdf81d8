"""The whole run as one readable page: records → assessment → certification → publication.

Input: a registry's folder and the day. Output: `Gathered`, and from it the published site.
All is gathered before anything is written; one bad record stops publication.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.certification.decisions import judge_firm
from generator.certification.review import REVIEW_RULES, ReviewCase
from generator.certification.standing import Dossier
from generator.publication.changes import Changes, compare_ratings, read_ratings
from generator.publication.release import refuse_foreign_folder, staged_release, write_receipt
from generator.records.problems import CannotGoOn, Problem, count_errors, sort_problems
from generator.records.registry import (
    check_uniqueness,
    list_firm_folders,
    read_firm,
    read_foundation,
)
from generator.records.rules import apply_rules
from generator.strings import LANGUAGES
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from generator.publication.overview import Overview
    from generator.publication.pages import FirmPages
    from generator.publication.shell import Shell
    from generator.records.model import Foundation

Progress = Callable[[str, int, int], None]
"""Hears (stage, done, of all)."""
RenderSite = Callable[["Path", "Path", str, "Overview"], str]
"""Renders the themed pages of one language: (root, out, language, overview) → the site's URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that is known on a day: nothing has been written yet."""

    root: Path
    as_of: date
    foundation: Foundation | None
    dossiers: tuple[Dossier, ...]
    """By the firms' codes; empty where there are errors."""
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of publication."""
        return self.foundation is not None and count_errors(self.problems) == 0


def gather(
    root: Path,
    *,
    as_of: date,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Gathered:
    """Read, check, score and judge everything."""
    reading = read_foundation(root)
    if reading.foundation is None:
        return Gathered(
            root=root, as_of=as_of, foundation=None, dossiers=(), problems=reading.problems
        )
    folders = list_firm_folders(root)
    dossiers: list[Dossier] = []
    problems: list[Problem] = list(reading.problems)
    work = partial(assess_firm, root=root, foundation=reading.foundation, as_of=as_of)
    for done, (dossier, found) in enumerate(spread(work, folders, jobs), 1):
        problems.extend(found)
        if dossier is not None:
            dossiers.append(dossier)
        if progress is not None:
            progress("records", done, len(folders))
    problems.extend(check_uniqueness(root, tuple(d.records for d in dossiers)))
    found = sort_problems(problems)
    return Gathered(
        root=root,
        as_of=as_of,
        foundation=reading.foundation,
        dossiers=() if count_errors(found) else tuple(dossiers),
        problems=found,
    )


def assess_firm(
    folder: Path, *, root: Path, foundation: Foundation, as_of: date
) -> tuple[Dossier | None, tuple[Problem, ...]]:
    """Take one firm through the first three rooms: records, assessment, certification."""
    reading = read_firm(root, folder, foundation)
    records = reading.records
    if records is None:
        return None, reading.problems
    scorecards = tuple(
        score_audit(audit, foundation.standards[audit.standard], records.firm)
        for audit in records.audits
    )
    problems = list(reading.problems)
    if reading.decisions is not None:
        cards = {card.audit: card for card in scorecards}
        case = ReviewCase(decisions=records.decisions, scorecards=cards)
        problems.extend(apply_rules(reading.decisions, REVIEW_RULES, case))
    if count_errors(tuple(problems)):
        return None, sort_problems(problems)
    standings = judge_firm(records, scorecards, foundation, as_of)
    dossier = Dossier(records=records, scorecards=scorecards, standings=standings)
    return dossier, tuple(problems)


# ---------------------------------------------------------------- publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build wrote, and what changed in the ratings since the last one."""

    gathered: Gathered
    firms: int = 0
    pages: int = 0
    certificates: int = 0
    changes: Changes | None = None


def build(
    root: Path,
    target: Path,
    *,
    as_of: date,
    render_site: RenderSite,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Gather, publish beside `target`, and put the new site in its place.

    Nothing is written where the records have errors. Raises CannotGoOn where the site cannot be
    made or `target` is a folder that a build must not replace; `target` then stays as it was.
    """
    refuse_foreign_folder(target)
    gathered = gather(root, as_of=as_of, jobs=jobs, progress=progress)
    if not gathered.sound:
        return Summary(gathered=gathered)
    before = read_ratings(target)
    with staged_release(target) as staging:
        summary = publish(
            gathered, staging, render_site=render_site, jobs=jobs, progress=progress
        )
        after = read_ratings(staging)
    return replace(summary, changes=compare_ratings(before, after) if before else None)


def publish(
    gathered: Gathered,
    out: Path,
    *,
    render_site: RenderSite,
    rendered: Sequence[str] = (),
    site_url: str = "",
    jobs: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Write the whole site below `out`; languages in `rendered` have their themed pages there.

    `site_url` is needed only where nothing is left to render. Raises CannotGoOn.
    """
    # What only a build needs is loaded only by a build: a check must start at once.
    from generator.publication.certificate import write_certificates
    from generator.publication.overview import build_overview
    from generator.publication.search import write_search

    foundation, dossiers = gathered.foundation, gathered.dossiers
    if foundation is None:
        raise CannotGoOn(zh="记录有问题，不能发布", en="the records have problems: not published")
    overview = build_overview(dossiers, foundation, gathered.as_of)
    for language in LANGUAGES:
        if language not in rendered:
            site_url = render_site(gathered.root, out, language, overview)
    shutil.copytree(gathered.root / "site" / "assets", out / "assets" / "registry")
    stamps = [_prepare_stamp(gathered, out, language) for language in LANGUAGES]
    write_search(out, dossiers, foundation, gathered.as_of)
    pages = 0
    for done, written in enumerate(spread(partial(_stamp_firm, stamps), dossiers, jobs), 1):
        pages += written
        if progress is not None:
            progress("pages", done, len(dossiers))
    certificates = write_certificates(
        dossiers,
        foundation,
        site_url=site_url,
        out=out,
        templates=gathered.root / "site" / "templates",
        jobs=jobs,
        progress=progress,
    )
    receipt = {"as_of": gathered.as_of.isoformat(), "firms": len(dossiers), "certificates": certificates}
    write_receipt(out, receipt)
    return Summary(
        gathered=gathered, firms=len(dossiers), pages=pages, certificates=certificates
    )


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What stamps the firms' pages of one language, and the folder they go to."""

    pages: FirmPages
    shell: Shell
    site: Path


def _prepare_stamp(gathered: Gathered, out: Path, language: str) -> _Stamp:
    assert gathered.foundation is not None  # publish has looked
    site = out if language == LANGUAGES[0] else out / language
    from generator.publication.pages import FirmPages
    from generator.publication.shell import take_shell

    templates = gathered.root / "site" / "templates"
    pages = FirmPages(gathered.foundation, language, templates, gathered.as_of)
    return _Stamp(pages, take_shell(site), site)


def _stamp_firm(stamps: Sequence[_Stamp], dossier: Dossier) -> int:
    from generator.publication.pages import write_firm_pages

    return sum(write_firm_pages([dossier], s.pages, s.shell, s.site) for s in stamps)
