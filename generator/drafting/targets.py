"""Drafting, targets of data: which audit, which instrument, under which name in which folder.

Input: words as typed, an audit's source. Output: paths and the standard's own; `Refusal` says why
what was named is none, `CannotGoOn` what the audit lacks.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.drafting.answers import Refusal
from generator.drafting.attaching import list_entries
from generator.drafts import find_folders
from generator.records.problems import CannotGoOn
from generator.records.registry import DECISIONS_FILE
from generator.records.rules.flaw import listed, nearest
from generator.records.source import Source, read_source

if TYPE_CHECKING:
    from generator.records.model import Foundation, Instrument, Standard

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.csv\Z")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")


def find_audit_file(root: Path, words: str) -> Path:
    """Return an audit's file, named by its path or as CODE/ID; raises Refusal."""
    path = Path(words)
    if path.is_file():
        return path
    parts = PurePosixPath(words.replace("\\", "/")).parts
    if len(parts) > 1:
        name = f"{parts[-1].removesuffix('.yaml')}.yaml"
        for folder in find_folders(root, parts[-2].upper()):
            if (folder / name).is_file():
                return folder / name
    raise Refusal(
        f"没有审核 {words}。写它的文件，或 企业代码/编号。",
        f"there is no audit {words}. Name its file, or write CODE/ID.",
    )


def show_path(root: Path, path: Path) -> str:
    """Return how problems call a file: below the registry, or as it was named."""
    whole, home = path.resolve(), root.resolve()
    return (whole.relative_to(home) if whole.is_relative_to(home) else path).as_posix()


def refuse_decided(path: Path, source: Source) -> None:
    """Raise Refusal where a decision rests on the audit: what it rests on stays as it is."""
    decisions = path.with_name(DECISIONS_FILE)
    if not decisions.is_file():
        return
    told = read_source(decisions, decisions.name)
    if not isinstance(told, Source):
        raise Refusal(
            f"读不懂 {decisions.name}，不知道有没有决定以这次审核为依据：请先改正它。",
            f"{decisions.name} cannot be read, so that nobody knows whether a decision rests on "
            "this audit: mend it first.",
        )
    data = told.data
    taken = data.get("decisions") if isinstance(data, dict) else None
    audit = source.data.get("id")
    for one in taken if isinstance(taken, list) else ():
        if isinstance(one, dict) and one.get("audit") == audit:
            raise Refusal(
                f"已有认证决定以审核 {audit} 为依据，它的数据不能再改。",
                f"a decision rests on the audit {audit}: its data stay as they are.",
            )


def find_standard(source: Source, foundation: Foundation) -> Standard:
    """Return the standard of an audit, which need not be finished; raises CannotGoOn."""
    ref = source.data.get("standard")
    standard = foundation.standards.get(ref) if isinstance(ref, str) else None
    if standard is None:
        known = listed(foundation.standards)
        raise CannotGoOn(
            zh=f"{source.path} 没有写明登记库中的标准（standard）。可选：{known}。",
            en=f"{source.path} names no standard of this registry (standard). It has: {known}.",
        )
    return standard


def find_instrument(standard: Standard, name: str) -> Instrument:
    """Return an instrument of a standard; raises Refusal with what there is."""
    found = standard.instruments.get(name)
    if found is None:
        near, known = nearest(name, standard.instruments), listed(standard.instruments)
        zh, en = (f"是否指 {near}？", f"Did you mean {near}? ") if near else ("", "")
        raise Refusal(
            f"标准 {standard.ref} 没有工具 {name}。{zh}它有：{known}。",
            f"{standard.ref} has no instrument {name}. {en}It has: {known}.",
        )
    return found


def find_folder(source: Source, path: Path) -> Path:
    """Return the folder of an audit's data, beside its file and called by its id."""
    audit = source.data.get("id")
    if not isinstance(audit, str) or not _ID.match(audit):
        raise CannotGoOn(
            zh=f"{source.path} 没有编号（id），不知道数据该放进哪个文件夹。",
            en=f"{source.path} has no id, so the folder that data belong into has no name.",
        )
    return path.parent / audit


def name_file(source: Source, position: int | None, file: Path, usual: str, folder: Path) -> str:
    """Return what a file of data is called in the folder: its own name if it lies there.

    Otherwise as the entry at `position` has it, or the usual name. Raises Refusal where that is
    no name, or belongs to other data.
    """
    entries = list_entries(source)
    old = None if position is None else entries[position].get("file")
    name = str(old or usual)
    if file.resolve().parent == folder.resolve():
        name = file.name
    if not _NAME.match(name):
        raise Refusal(
            f"文件名 {name} 不行：只用英文字母、数字、点、横线和下划线，以 .csv 结尾。",
            f"{name} is no name for it: letters, digits, dots and dashes, with .csv at the end.",
        )
    for place, one in enumerate(entries):
        if place != position and one.get("file") == name:
            instrument = one.get("instrument")
            raise Refusal(
                f"{name} 已是工具 {instrument} 的数据。",
                f"{name} is the data of {instrument} already.",
            )
    there = folder / name
    if name != old and there.is_file() and there.resolve() != file.resolve():
        raise Refusal(
            f"{there} 已存在，不会覆盖。要附的若是它，就写它；否则先移走。",
            f"{there} exists and is not overwritten. Attach that file if it is the one, "
            "or move it away.",
        )
    return name
