"""Deciding, targets: what a decision is about, as somebody named it.

Input: an audit (its file, or CODE/ID), a firm's code or folder, or a certificate's number.
Output: a `Target`, or nothing where the words may be a firm's name; `Refusal` says why it is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.deciding.numbers import find_holder
from generator.drafting.answers import Refusal, read_words
from generator.drafts import find_folders
from generator.records.foundation import AUDITS
from generator.records.numbering import compact_number, number_flaw, right_number, write_number
from generator.records.registry import OWN_FILES
from generator.records.rules.flaw import listed, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A firm's folder, and the audit or certificate that was named with it."""

    folder: Path
    audit: str | None = None
    certificate: str | None = None


def find_target(root: Path, words: str) -> Target | None:
    """Return what the words name; None where they name nothing but may be part of a firm's name."""
    wanted = read_words(words)
    parts = PurePosixPath(wanted.replace("\\", "/")).parts
    _refuse_other_places(root, wanted)
    folders = find_folders(root, parts[-1].upper()) if parts else []
    if folders:
        return Target(folder=folders[0])
    folders = find_folders(root, parts[-2].upper()) if len(parts) > 1 else []
    if folders:
        return _find_audit(folders[0], parts[-1])
    match number_flaw(wanted):
        case None:
            return _find_certificate(root, wanted)
        case "check_digit":
            right = right_number(wanted)
            raise Refusal(
                f"{wanted} 的校验码不对：如前面无误，应为 {right}。",
                f"the check digits of {wanted} are wrong: if the rest is right, it is {right}.",
            )
    if len(parts) > 1:
        raise Refusal(
            f"登记库中没有 {wanted}。审核写作 企业代码/审核编号。",
            f"the registry has no {wanted}. Write an audit as CODE/ID.",
        )
    return None


def _refuse_other_places(root: Path, wanted: str) -> None:
    """A file that lies elsewhere is no record, even where its name is that of one."""
    path = Path(wanted)
    if path.is_file() and (root / AUDITS).resolve() not in path.resolve().parents:
        raise Refusal(
            f"{wanted} 不在本登记库的 {AUDITS}/ 中，不能据以决定。",
            f"{wanted} is not in {AUDITS}/ of this registry; nothing can be decided on it.",
        )


def _find_audit(folder: Path, name: str) -> Target:
    audit = name.removesuffix(".yaml")
    if f"{audit}.yaml" in OWN_FILES:
        return Target(folder=folder)
    known = list_audits(folder)
    if audit in known:
        return Target(folder=folder, audit=audit)
    near = nearest(audit, known)
    zh = f"是否指 {near}？" if near else ""
    en = f"Did you mean {near}? " if near else ""
    raise Refusal(
        f"{folder.name} 没有审核 {audit}。{zh}已有：{listed(known)}。",
        f"{folder.name} has no audit {audit}. {en}It has: {listed(known)}.",
    )


def list_audits(folder: Path) -> list[str]:
    """Return the ids of a firm's audits, in their order."""
    return sorted(path.stem for path in folder.glob("*.yaml") if path.name not in OWN_FILES)


def _find_certificate(root: Path, wanted: str) -> Target:
    number = write_number(compact_number(wanted))
    folder = find_holder(root, number)
    if folder is None:
        raise Refusal(
            f"登记库中没有证书 {number}。",
            f"the registry has no certificate {number}.",
        )
    return Target(folder=folder, certificate=number)
