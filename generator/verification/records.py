"""Verification: what the records themselves say, where a registry's folder is at hand.

Input: the root of a registry, a number, the day. Output: `Trust`, `Register`, or the problems that
keep the records from telling anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.ledger import list_entries, write_leaf
from generator.certification.merkle import hash_leaf
from generator.certification.short_code import short_code
from generator.certification.standing import Status
from generator.checking import gather_firms
from generator.publication.facts import find_standing
from generator.publication.identity import name_issuer
from generator.publication.sheet import NO_LEAF
from generator.records.certificates import read_keys
from generator.verification.facts import Facts, Paper
from generator.verification.judging import Trust
from generator.verification.standing import Register

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.certification.standing import Dossier
    from generator.records.model import Foundation
    from generator.records.problems import Problem


def read_trust(root: Path, site_url: str) -> Trust | None:
    """Return the keys in `audits/keys/`; None where there are none, which says nothing of any.

    `site_url` is the address that the registry gives its site, or empty.
    """
    certificates = tuple(parts.der for parts in read_keys(root))
    did = name_issuer(site_url) if site_url else None
    return Trust(did=did, certificates=certificates) if certificates else None


def look_up(
    root: Path, number: str, day: date, *, firm: str | None = None, jobs: int = 1
) -> tuple[Register | None, tuple[Problem, ...]]:
    """Return how a certificate stands on a day; None, and the problems, where records have errors.

    `firm` is the code of the firm that should have it, where that is known: only its records are
    read then.
    """
    gathered = gather_firms(root, firm or number, as_of=day, jobs=jobs)
    if gathered.foundation is None or not gathered.sound:
        return None, gathered.problems
    for dossier in gathered.dossiers:
        try:
            facts = _describe(dossier, number, gathered.foundation, day)
        except KeyError:
            continue
        proven = None if facts.leaf is None else True
        return Register(told=day, facts=facts, proven=proven), ()
    return Register(told=day, facts=None), ()


def _describe(dossier: Dossier, number: str, foundation: Foundation, day: date) -> Facts:
    """Return the facts of a certificate; raises KeyError where the firm never had it."""
    standing, certificate, status, since, follower = find_standing(dossier, number)
    entry = list_entries(dossier.records)[certificate.decision]
    leaf = hash_leaf(write_leaf(entry)) if entry.decision.recorded <= day else None
    grade = foundation.standards[certificate.standard].grade(certificate.grade)
    written = NO_LEAF if leaf is None else leaf.hex()
    return Facts(
        paper=Paper(
            number=number,
            revision=certificate.revision,
            code=short_code(number, certificate.revision, written),
            firm=certificate.firm,
            name=certificate.firm_name,
            standard=certificate.standard,
            grade=certificate.grade,
            grade_title=grade.title,
            score=str(certificate.score),
            effective=certificate.effective,
            valid_to=certificate.valid_to,
        ),
        status=status,
        since=since,
        surveillance_by=standing.surveillance_by if status.holds else None,
        lapses=standing.lapses if status is Status.SUSPENDED else None,
        superseded_by=follower,
        sha256=None,
        signed=False,
        leaf=leaf,
    )
