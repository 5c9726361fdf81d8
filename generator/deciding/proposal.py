"""Deciding, proposal: a decision with the file as it would be and what follows; then the deed.

Input: a firm's folder as it was read, and a `Decision`. Output: `Proposal`, and at last the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.deciding.appending import Addition, add_decision
from generator.deciding.numbers import find_sequences
from generator.deciding.saving import hold_registry, require_unchanged, save_decisions
from generator.deciding.trial import Effect, foresee, try_decision
from generator.records.numbering import compact_number
from generator.records.problems import CannotGoOn, Problem, count_errors
from generator.records.registry import DECISIONS_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from generator.certification.standing import Dossier
    from generator.deciding.saving import Contents
    from generator.records.model import Decision, Foundation


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that was tried; `effect` is None where it may not be taken."""

    path: str
    """Of the firm's decisions, relative to the registry."""
    decision: Decision
    addition: Addition | None
    """None where the file that is there cannot be read."""
    problems: tuple[Problem, ...]
    dossier: Dossier | None
    effect: Effect | None

    @property
    def errors(self) -> int:
        """How many problems stand in the way."""
        return count_errors(self.problems)


def propose(
    root: Path, folder: Path, contents: Contents, foundation: Foundation, decision: Decision
) -> Proposal:
    """Try a decision as if it were written; raises CannotGoOn where nothing can be added."""
    path = (folder / DECISIONS_FILE).relative_to(root).as_posix()
    addition = add_decision(contents.get(DECISIONS_FILE), path, folder.name, decision)
    if isinstance(addition, Problem):
        return Proposal(
            path=path,
            decision=decision,
            addition=None,
            problems=(addition,),
            dossier=None,
            effect=None,
        )
    day = decision.effective
    trial = try_decision(root, folder, contents, addition.content, foundation, day)
    dossier = trial.dossier
    return Proposal(
        path=path,
        decision=decision,
        addition=addition,
        problems=trial.problems,
        dossier=dossier,
        effect=foresee(dossier, foundation, day) if dossier else None,
    )


def carry_out(root: Path, folder: Path, contents: Contents, proposal: Proposal) -> None:
    """Write what was proposed; raises CannotGoOn where anything came between."""
    addition = proposal.addition
    if addition is None or proposal.errors:
        message = "a proposal with errors is not carried out"
        raise ValueError(message)
    with hold_registry(root):
        require_unchanged(folder, contents)
        _require_free(root, proposal.decision)
        save_decisions(folder, addition.content, is_new=addition.is_new)


def _require_free(root: Path, decision: Decision) -> None:
    """Raise CannotGoOn where the number of a new certificate was given away in the meantime."""
    if decision.certificate is None or not decision.kind.issues:
        return
    number = compact_number(decision.certificate)
    prefix, year, sequence = number[:-12], int(number[-12:-8]), int(number[-8:-2])
    if sequence in find_sequences(root, prefix, year):
        raise CannotGoOn(
            zh=f"期间证书编号 {decision.certificate} 已被使用。没有写入；请再运行一次。",
            en=f"the number {decision.certificate} was taken in the meantime. "
            "Nothing was written; run it again.",
        )
