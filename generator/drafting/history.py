"""Drafting: what earlier audits and decisions leave for the next audit to look at.

Input: a firm's folder and a day. Output: `History`: earlier audits, how the firm stands, and which
of its files could not be read. Nothing of it is a finding: an auditor looks afresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assessment.scoring import score_audit
from generator.gathering import assess_firm
from generator.records.problems import Problem, count_errors
from generator.records.registry import OWN_FILES, judge_audit_file
from generator.records.schema import check_form
from generator.records.source import read_source

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.assessment.scorecard import Basis, Scorecard
    from generator.certification.standing import Standing
    from generator.records.model import Audit, Finding, Firm, Foundation, Nonconformity, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of a firm before an audit under one standard."""

    audits: tuple[Audit, ...] = ()
    """Under any version of the standard, begun before the day; the earliest first."""
    standing: Standing | None = None
    unread: tuple[str, ...] = ()
    """Names of the firm's files that have mistakes of their own."""
    card: Scorecard | None = None
    """How the last of the audits scored."""

    @property
    def last(self) -> Audit | None:
        """The audit before this one."""
        return self.audits[-1] if self.audits else None

    def last_finding(self, criterion: str) -> Finding | None:
        """Return what the audit before this one found of a criterion, if it had it."""
        found = self.last.findings if self.last else ()
        return next((finding for finding in found if finding.criterion == criterion), None)

    def last_basis(self, criterion: str) -> Basis | None:
        """Return the figure that the data of the audit before this one gave, if they gave it."""
        score = self.card.by_criterion.get(criterion) if self.card else None
        return score.marks[0].basis if score and score.marks else None

    def list_open(self, day: date) -> tuple[tuple[Audit, Nonconformity], ...]:
        """Return the nonconformities that are not closed on a day, each with its audit."""
        return tuple(
            (audit, nonconformity)
            for audit in self.audits
            for nonconformity in audit.nonconformities
            if nonconformity.closed is None or nonconformity.closed > day
        )


def read_history(
    root: Path, folder: Path, firm: Firm, standard: Standard, foundation: Foundation, day: date
) -> History:
    """Read a firm's earlier audits under a standard, and how it stands on the day.

    A mistake in one file does not hide the others: it is named in `unread`.
    """
    dossier, problems = assess_firm(folder, root=root, foundation=foundation, as_of=day)
    audits = dossier.records.audits if dossier else _read_audits(root, folder, firm, foundation)
    standings = dossier.standings if dossier else ()
    errors = [found for found in problems if count_errors((found,))]
    earlier = tuple(
        audit
        for audit in audits
        if audit.started < day and audit.standard.partition("@")[0] == standard.id
    )
    last = earlier[-1] if earlier else None
    return History(
        audits=earlier,
        card=score_audit(last, foundation.standards[last.standard], firm) if last else None,
        standing=next((s for s in standings if s.standard.partition("@")[0] == standard.id), None),
        unread=tuple(sorted({found.location.path.rpartition("/")[2] for found in errors})),
    )


def _read_audits(root: Path, folder: Path, firm: Firm, foundation: Foundation) -> tuple[Audit, ...]:
    """Read those audits of a folder that have no mistake, the earliest first."""
    audits = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in OWN_FILES:
            continue
        source = read_source(path, path.relative_to(root).as_posix())
        if isinstance(source, Problem) or check_form(source, "audit"):
            continue
        beside = folder / path.stem
        audit, problems = judge_audit_file(
            source,
            beside=(beside, beside.relative_to(root).as_posix()),
            foundation=foundation,
            firm=firm,
            file=(folder.name, path.stem),
        )
        if not count_errors(tuple(problems)):
            audits.append(audit)
    return tuple(sorted(audits, key=lambda audit: (audit.started, audit.id)))
