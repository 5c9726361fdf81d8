"""Demo: the whole run: a new folder with the scaffold's rules and the records of invented firms.

Input: a folder, a number of firms, a seed and the day. Output: the folder, filled.
The same seed, number and day give the same bytes; a firm is the same in a larger registry.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.certification.spans import add_months
from generator.demo.audit_writing import write_audit
from generator.demo.blueprint import Blueprint, make_blueprint
from generator.demo.committee import Setting
from generator.demo.draws import open_stream
from generator.demo.firms import Sources, draw_channels, draw_identity, open_sources
from generator.demo.lives import Lived, live
from generator.demo.people import conflicted_firms, draw_roster
from generator.demo.stories import choose_story
from generator.demo.writing import (
    write_decisions,
    write_firm,
    write_issuer,
    write_proceedings,
    write_roster,
)
from generator.records.codes import load_codes
from generator.records.convert import convert_instrument, convert_standard
from generator.records.foundation import INSTRUMENTS
from generator.records.model import Issuer, Text
from generator.records.problems import CannotGoOn, Problem
from generator.records.source import Source, read_source
from generator.scaffold import scaffold_root
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

MOST_FIRMS = 150_000
"""More would need a roster longer than a record may be."""
_FIRMS_PER_TASK = 20
_MONTHS_BEFORE = 16
"""The longest story begins so many months before the validity of a certificate counted back."""
_VALID_FROM = re.compile(r"^valid_from:.*$", re.MULTILINE)

ISSUER = Issuer(
    name=Text(
        "演示用售后服务认证登记处", "Demonstration Registry of After-Sales Service Certification"
    ),
    address=Text("样例省样例市登记路 1 号", "1 Registry Road, Sample City, Sample Province"),
    mark="演示登记",
    number_prefix="DEMO",
    notice=Text(
        "本站由程序随机生成，供试用与测速：企业、人员、审核与证书均属虚构。",
        "This site was drawn at random for trials and benchmarks: its firms, people, audits and "
        "certificates are invented.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Everything that firms are drawn from."""

    seed: int
    as_of: date
    sources: Sources
    blueprints: tuple[Blueprint, ...]


def write_demo(
    folder: Path,
    firms: int,
    seed: int,
    as_of: date,
    *,
    jobs: int = 1,
    on_each: Callable[[int], object] | None = None,
) -> None:
    """Write a registry of invented firms into a new or empty folder.

    `on_each` is told after every few firms how many more are written.
    Raises CannotGoOn where the folder is not empty or the number of firms is out of range.
    """
    _refuse_bad_wishes(folder, firms)
    copy_scaffold(folder)
    backdate_standards(folder, as_of)
    workshop = open_workshop(folder, seed=seed, as_of=as_of)
    audits = folder / "audits"
    audits.mkdir(exist_ok=True)
    _write(audits / "issuer.yaml", write_issuer(ISSUER))
    _write(audits / "roster.yaml", _roster_text(workshop, firms))
    tasks = [
        range(start, min(start + _FIRMS_PER_TASK, firms))
        for start in range(0, firms, _FIRMS_PER_TASK)
    ]
    for written in spread(partial(write_firms, workshop, audits), tasks, jobs):
        if on_each:
            on_each(written)


def open_workshop(folder: Path, *, seed: int, as_of: date) -> Workshop:
    """Read the standards and codes of a registry's folder, made ready for drawing.

    Raises CannotGoOn where they cannot be read or there is no standard.
    """
    blueprints = []
    for path in sorted((folder / "standards").glob("*/*/standard.yaml")):
        source = _read(folder, path)
        beside = sorted((path.parent / INSTRUMENTS).glob("*.yaml"))
        instruments = [convert_instrument(_read(folder, one)) for one in beside]
        blueprints.append(make_blueprint(convert_standard(source, instruments)))
    if not blueprints:
        raise CannotGoOn(zh="没有任何认证标准", en="there is no standard to audit against")
    codes = load_codes(folder / "standards" / "codes")
    return Workshop(
        seed=seed,
        as_of=as_of,
        sources=open_sources(seed, codes),
        blueprints=tuple(blueprints),
    )


def draw_life(workshop: Workshop, index: int) -> Lived:
    """Draw the firm with that index, with the scorecards and the files of its audits."""
    stream = open_stream(workshop.seed, "life", index)
    blueprint = stream.choice(workshop.blueprints)
    channels = [channel.id for channel in blueprint.standard.channels]
    setting = Setting(
        index=index,
        identity=draw_channels(draw_identity(workshop.sources, index), stream, channels),
        story=choose_story(workshop.seed, index),
        blueprint=blueprint,
        prefix=ISSUER.number_prefix,
        as_of=workshop.as_of,
        stream=stream,
    )
    return live(setting)


def write_firms(workshop: Workshop, audits: Path, indexes: range) -> int:
    """Draw the firms with those indexes, write their files, return how many they are."""
    for index in indexes:
        lived = draw_life(workshop, index)
        records, firm = lived.records, lived.records.firm
        home = audits / firm.region / firm.code
        home.mkdir(parents=True)
        _write(home / "firm.yaml", write_firm(firm))
        for audit in records.audits:
            _write(home / f"{audit.id}.yaml", write_audit(audit))
            if audit.data:
                (home / audit.id).mkdir()
        for name, text in lived.files.items():
            _write(home / name, text)
        if records.decisions:
            _write(home / "decisions.yaml", write_decisions(firm.code, records.decisions))
        _write(home / "proceedings.yaml", write_proceedings(firm.code, records.proceedings))
    return len(indexes)


def copy_scaffold(folder: Path) -> None:
    """Copy the standards, the site's sources and the settings of the program into the folder."""
    root = scaffold_root()
    for name in ("standards", "site"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(root / "mkdocs.yml", folder / "mkdocs.yml")


def backdate_standards(folder: Path, as_of: date) -> None:
    """Put a standard in force early enough for certificates that have since run out.

    Only the copy in the demo is changed, and only where the standard is too young.
    """
    for path in sorted((folder / "standards").glob("*/*/standard.yaml")):
        source = _read(folder, path)
        standard = convert_standard(source)
        needed = add_months(as_of, -standard.terms.valid_months - _MONTHS_BEFORE)
        if standard.valid_from > needed:
            line = (
                f"valid_from: {needed}  # 演示用，早于正式版 / earlier than published, for the demo"
            )
            _write(path, _VALID_FROM.sub(line, source.text, count=1))


def _refuse_bad_wishes(folder: Path, firms: int) -> None:
    if not 1 <= firms <= MOST_FIRMS:
        raise CannotGoOn(
            zh=f"企业数须在 1 至 {MOST_FIRMS} 之间", en=f"firms must be between 1 and {MOST_FIRMS}"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotGoOn(
            zh=f"{folder} 不是空文件夹，请另选一个",
            en=f"{folder} is not an empty folder; choose another",
        )
    folder.mkdir(parents=True, exist_ok=True)


def _roster_text(workshop: Workshop, firms: int) -> str:
    deciders = max([2, *(b.standard.terms.deciders for b in workshop.blueprints)])
    codes = {
        index: draw_identity(workshop.sources, index).firm.code for index in conflicted_firms(firms)
    }
    people = draw_roster(workshop.seed, firms, workshop.as_of, deciders=deciders, codes=codes)
    return write_roster(people)


def _read(folder: Path, path: Path) -> Source:
    """Read a file of the folder; raises CannotGoOn where it cannot be read."""
    source = read_source(path, path.relative_to(folder).as_posix())
    if isinstance(source, Problem):
        raise CannotGoOn(zh=source.message("zh"), en=source.message("en"))
    return source


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
