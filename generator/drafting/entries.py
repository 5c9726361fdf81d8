"""Drafting: what an entry of data says besides its file, as options said it or as it is asked for.

Input: an audit's source, a standard's instrument, the rows of the file, somebody to ask. Output:
fields of the entry; wrong usage where they cannot be.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.drafting.answers import Choice, Refusal
from generator.drafting.comments import flatten
from generator.records.model import Model, Text
from generator.records.rules.data import count_people, find_row_outside
from generator.records.schema import is_day
from generator.terminal.asking import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.drafting.attaching import Entry
    from generator.records.model import Instrument, Standard, Table
    from generator.records.source import Source
    from generator.terminal.asking import Asker

_EVIDENCE = Question(
    option="--evidence",
    zh="这份数据在证据清单中的编号（序号或编号）",
    en="Which evidence it is (number or id)",
)
_DAYS = {
    "from": Question(option="--from", zh="数据所覆盖的第一天", en="First day that it covers"),
    "to": Question(option="--to", zh="数据所覆盖的最后一天", en="Last day that it covers"),
}
_COUNTS = {
    "population": Question(
        option="--population",
        zh="可以询问的客户总数（不清楚按回车）",
        en="How many customers could have been asked (Enter if not known)",
        needed=False,
    ),
    "asked": Question(
        option="--asked",
        zh="实际询问了多少人（不清楚按回车）",
        en="How many were asked (Enter if not known)",
        needed=False,
    ),
}
_EVIDENCE_ID = "E{}"
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What options said; None where they said nothing."""

    evidence: str | None
    begun: date | None
    ended: date | None
    population: int | None
    asked: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An audit, the instrument, the rows of its file, and the entry that the audit has of it."""

    source: Source
    standard: Standard
    instrument: Instrument
    table: Table
    old: Mapping[str, Any]


def fill_entry(asker: Asker, subject: Subject, given: Given) -> Entry:
    """Return the fields that are new: those that options gave, and those that an entry lacks.

    Raises click.UsageError where one is missing with nobody to ask, or where they do not agree.
    """
    fields: Entry = {}
    if given.evidence is not None or not isinstance(subject.old.get("evidence"), str):
        fields["evidence"] = _settle_evidence(asker, subject, given.evidence)
    covered = _find_days(subject.instrument, subject.table)
    days = {"from": given.begun, "to": given.ended}
    for name, day in days.items():
        if day is not None or not _is_day(subject.old.get(name)):
            fields[name] = _settle_day(asker, name, day, covered.get(name)).isoformat()
    counts = {"population": given.population, "asked": given.asked}
    for name, count in counts.items():
        settled = count
        if count is None and not subject.old and asker.asks and count_people(subject.table):
            settled = asker.read(_COUNTS[name], None, _read_count)
        if settled is not None:
            fields[name] = settled
    _require_agreement(asker, subject, {**subject.old, **fields})
    return fields


def _settle_evidence(asker: Asker, subject: Subject, given: str | None) -> str:
    listed = _list_evidence(subject.source)
    if given is not None and given in [choice.id for choice in listed]:
        return given
    if listed and asker.asks and given is None:
        return asker.choose(_EVIDENCE, None, listed).id
    say = asker.session.say
    lines = [f"  {choice.id}  {choice.title[asker.session.language]}" for choice in listed]
    if given is None:
        told = say("缺少 --evidence", "--evidence is missing")
    else:
        told = say(
            f"--evidence：审核没有列出证据 {given}", f"--evidence: the audit lists no {given}"
        )
    there = "".join(f"\n{line}" for line in lines)
    held = say(f"已列出：{there}\n", f"It lists:{there}\n") if lines else ""
    example = _draft_evidence(subject, listed)
    how = say("要添一条证据，写在 evidence 下：", "To add one, write under evidence:")
    raise click.UsageError(f"{told}\n{held}{how}\n{example}")


def _list_evidence(source: Source) -> list[Choice]:
    evidence = source.data.get("evidence")
    found = []
    for one in evidence if isinstance(evidence, list) else ():
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            title = one.get("title")
            words = title if isinstance(title, dict) else {"zh": title, "en": title}
            both = (flatten(str(words.get(language) or "")) for language in ("zh", "en"))
            found.append(Choice(one["id"], Text(*both)))
    return found


def _draft_evidence(subject: Subject, listed: list[Choice]) -> str:
    """Return a piece of evidence to be listed, of a kind that the criteria ask for."""
    offers = subject.standard.offers
    kinds = [
        kind
        for criterion in subject.standard.criteria.values()
        if criterion.computed
        and offers[criterion.computed.figure].instrument == subject.instrument.id
        for kind in criterion.evidence
    ]
    kinds += [kind.id for kind in subject.standard.evidence_kinds]
    taken = {choice.id for choice in listed}
    number = next(n for n in range(1, len(taken) + 2) if _EVIDENCE_ID.format(n) not in taken)
    title = subject.instrument.title
    return (
        f"  - id: {_EVIDENCE_ID.format(number)}\n    kind: {kinds[0]}\n"
        f"    title: {{zh: {flatten(title.zh)}, en: {flatten(title.en)}}}\n"
        f"    date: YYYY-MM-DD"
    )


def _find_days(instrument: Instrument, table: Table) -> dict[str, str]:
    """Return the first and the last day of counts by the month, which tell them; else nothing."""
    periods = table["period"] if instrument.model is Model.COUNTS else ()
    # A count by the year may go on in a year that has not ended.
    if not periods or not all(_MONTH.match(period) for period in periods):
        return {}
    year, month = (int(part) for part in max(periods).split("-"))
    return {"from": f"{min(periods)}-01", "to": f"{max(periods)}-{monthrange(year, month)[1]}"}


def _settle_day(asker: Asker, name: str, given: date | None, covered: str | None) -> date:
    if given is not None:
        return given
    question = Question(
        option=_DAYS[name].option,
        zh=_DAYS[name].zh,
        en=_DAYS[name].en,
        default=covered,
        assumed=covered is not None,
    )
    return asker.read(question, None, _read_day)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and is_day(value)


def _read_day(answer: str) -> date:
    try:
        return date.fromisoformat(answer.strip())
    except ValueError:
        raise Refusal(
            "写成 YYYY-MM-DD，如 2026-11-22。", "write it as YYYY-MM-DD, as in 2026-11-22."
        ) from None


def _read_count(answer: str) -> int | None:
    words = answer.strip()
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or not int(words):
        raise Refusal("写一个正整数。", "write a whole number above zero.")
    return int(words)


def _require_agreement(asker: Asker, subject: Subject, entry: Mapping[str, Any]) -> None:
    """Raise wrong usage where days, rows or numbers contradict each other."""
    say = asker.session.say
    begun, ended = str(entry["from"]), str(entry["to"])
    if begun > ended:
        raise click.UsageError(
            say(f"--to {ended} 早于 --from {begun}", f"--to {ended} is before --from {begun}")
        )
    reported = subject.source.data.get("reported")
    if _is_day(reported) and reported < ended:
        raise click.UsageError(
            say(
                f"--to {ended} 晚于审核的 reported {reported}",
                f"--to {ended} is after the audit's reported, {reported}",
            )
        )
    first, last = date.fromisoformat(begun), date.fromisoformat(ended)
    if found := find_row_outside(subject.table, subject.instrument, first, last):
        raise click.UsageError(
            say(
                f"文件中 {found} 不在 {begun} 至 {ended} 之内：改正 --from、--to，或改正文件",
                f"{found} in the file lies outside {begun} to {ended}: mend --from and --to, "
                "or the file",
            )
        )
    require_counts(say, count_people(subject.table), entry)


def require_counts(say: Callable[[str, str], str], answered: int, told: Mapping[str, Any]) -> None:
    """Raise wrong usage where more answered than were asked, or were asked than there are."""
    counts = [("", answered)]
    counts += [
        (f"--{name}", told[name])
        for name in ("asked", "population")
        if isinstance(told.get(name), int)
    ]
    for place, (option, most) in enumerate(counts):
        for other, found in counts[:place]:
            if found > most:
                what = other or say("答卷数", "the number of answers")
                raise click.UsageError(
                    say(
                        f"{option} {most} 少于 {what} {found}",
                        f"{option} {most} is less than {what}, {found}",
                    )
                )
