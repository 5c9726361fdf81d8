"""The terminal: what a check of a certificate, or of a whole site, has found.

Input: a verdict, or the findings on a site. Output: one sentence with its reason, the facts, and
what was checked and what was not; or plain data. A sign always stands beside words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text as Words

from generator.publication.figures import write_day
from generator.publication.verdict_details import check_words, detail_words
from generator.publication.verdict_words import BAD, GOOD, TONES, UNSURE, verdict_sentences
from generator.publication.words import status_words
from generator.records.model import Text
from generator.strings import LANGUAGES, translations
from generator.terminal.console import make_console

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from generator.verification.evidence import Evidence
    from generator.verification.outcome import Verdict
    from generator.verification.publication import Findings

_SIGNS = {GOOD: ("✓", "green"), BAD: ("✗", "red"), UNSURE: ("?", "yellow")}
_LONGEST = 200
"""Characters of a word that somebody else wrote."""
_SHOWN = 20
"""Faults of a site that are told one by one."""


def tell_verdict(verdict: Verdict, language: str) -> str:
    """Return the one sentence of a verdict."""
    sentences = verdict_sentences(translations(language))
    known = f"{verdict.outcome}/{verdict.case}"
    sentence = sentences.get(known) or sentences[verdict.outcome]
    return sentence.format_map(_Terms(verdict.terms, language))


def print_verdict(verdict: Verdict, evidence: Evidence | None, day: date, language: str) -> None:
    """Print the sentence, the facts, and what was checked."""
    words = translations(language)
    details, checks = detail_words(words), check_words(words)
    console = make_console()
    _print_answer(console, TONES[verdict.outcome], tell_verdict(verdict, language))
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in _list_facts(verdict, evidence, language):
        table.add_row(Words(details[name]), Words(value))
    if table.row_count:
        console.print()
        console.print(table)
    if verdict.paper is not None and verdict.facts is None:
        console.print(Words(details["by_sheet"]))
    told = verdict.terms.get("told")
    if verdict.facts is not None and isinstance(told, date) and told < day:
        console.print(Words(details["old"].format(told=write_day(told, language))))
    console.print()
    for group, sign, style, word in (
        (verdict.failed, "✗", "red", "failed"),
        (verdict.checked, "✓", "green", "held"),
        (verdict.unchecked, "–", "yellow", "open"),
    ):
        for check in group:
            mark = Words(f"{sign} {details[word]}", style=style)
            console.print(Words.assemble(mark, ("：" if language == "zh" else ": "), checks[check]))


def describe_verdict(verdict: Verdict, evidence: Evidence | None, day: date) -> dict[str, Any]:
    """Return a verdict as `verify --format json` prints it; days as YYYY-MM-DD or null."""
    paper, facts = verdict.paper, verdict.facts
    signature = evidence.signature if evidence else None
    told = verdict.terms.get("told")
    return {
        "outcome": str(verdict.outcome),
        "case": verdict.case or None,
        "in_force": verdict.outcome.in_force,
        "sentence": {language: tell_verdict(verdict, language) for language in LANGUAGES},
        "day": day.isoformat(),
        "register_day": told.isoformat() if isinstance(told, date) else None,
        "certificate": None
        if paper is None
        else {
            "number": paper.number,
            "revision": paper.revision,
            "code": paper.code,
            "firm": paper.firm,
            "name": {"zh": paper.name.zh, "en": paper.name.en},
            "standard": paper.standard,
            "grade": paper.grade,
            "score": paper.score,
            "effective": paper.effective.isoformat(),
            "valid_to": paper.valid_to.isoformat(),
        },
        "status": verdict.status,
        "superseded_by": facts.superseded_by if facts else None,
        "key": signature.key_id if signature else None,
        "signed": signature.day.isoformat() if signature else None,
        "sha256": evidence.sha256 if evidence else None,
        "checked": [str(check) for check in verdict.checked],
        "failed": [str(check) for check in verdict.failed],
        "unchecked": [str(check) for check in verdict.unchecked],
    }


def print_findings(findings: Findings, language: str) -> None:
    """Print what was found of a whole site."""
    words = translations(language)
    _ = words.gettext
    console, faults = make_console(), findings.faults
    if faults:
        sentence = _(
            "Do not rely on it: faults in this site: {count}; the first is {path}: {why}"
        ).format(count=len(faults), path=faults[0].path, why=getattr(faults[0], language))
        _print_answer(console, BAD, clean_words(sentence, None))
    else:
        _print_answer(console, GOOD, _("It fits: nothing in this site contradicts its ledger."))
    for fault in faults[1:_SHOWN]:
        told = clean_words(f"{fault.path}: {getattr(fault, language)}", None)
        console.print(Words(f"✗ {told}", style="red"))
    if len(faults) > _SHOWN:
        console.print(Words(_("and {count} more").format(count=len(faults) - _SHOWN)))
    table = Table(box=None, pad_edge=False, show_header=False)
    signed = _("signed: {signed}").format(signed=findings.signed)
    if findings.day is not None:
        table.add_row(_("Identity"), Words(clean_words(findings.did)))
        table.add_row(_("Published as of"), write_day(findings.day, language))
        table.add_row(_("Root of the ledger"), findings.root)
        table.add_row(_("Decisions"), str(findings.decisions))
        table.add_row(_("Certificates"), Words(f"{findings.certificates} ({signed})"))
        console.print()
        console.print(table)
    console.print(Words(_("Not looked at: pages, search, figures, feeds.")))


def describe_findings(findings: Findings) -> dict[str, Any]:
    """Return what was found of a site as `verify --format json` prints it."""
    return {
        "sound": not findings.faults,
        "did": findings.did or None,
        "day": findings.day.isoformat() if findings.day else None,
        "root": findings.root or None,
        "decisions": findings.decisions,
        "certificates": findings.certificates,
        "signed": findings.signed,
        "faults": [
            {"path": one.path, "message": {"zh": one.zh, "en": one.en}} for one in findings.faults
        ],
    }


def clean_words(words: str, longest: int | None = _LONGEST) -> str:
    """Return words that somebody else wrote so that a terminal only shows them."""
    shown = "".join(mark if mark.isprintable() else "�" for mark in words)
    return shown if longest is None or len(shown) <= longest else f"{shown[:longest]}…"


class _Terms(dict[str, str]):
    """What a sentence speaks of, in a language; what is not known is a dash."""

    def __init__(self, terms: Mapping[str, Any], language: str) -> None:
        super().__init__({name: _write(value, language) for name, value in terms.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _write(value: Any, language: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, date):
        return write_day(value, language)
    return clean_words(value[language] if isinstance(value, Text) else str(value))


def _print_answer(console: Console, tone: str, sentence: str) -> None:
    sign, style = _SIGNS[tone]
    console.print(Words(f"{sign} {sentence}", style=f"bold {style}"))


def _list_facts(
    verdict: Verdict, evidence: Evidence | None, language: str
) -> Iterator[tuple[str, str]]:
    """Yield the facts, each with the id of its heading."""
    paper = verdict.paper
    if paper is not None:
        yield "number", paper.number
        yield "firm", clean_words(paper.name[language])
        yield "firm_code", paper.firm
        yield "standard", paper.standard
        yield "grade", paper.grade_title[language]
        yield "score", paper.score
        if verdict.status is not None:
            yield "status", status_words(translations(language))[verdict.status]
            since = verdict.terms.get("since")
            if isinstance(since, date):
                yield "since", write_day(since, language)
        yield "effective", write_day(paper.effective, language)
        yield "valid_to", write_day(paper.valid_to, language)
        yield "revision", str(paper.revision)
        yield "code", paper.code
    if evidence is not None and evidence.signature is not None:
        yield "key", evidence.signature.key_id
        yield "signed", write_day(evidence.signature.day, language)
    told = verdict.terms.get("told")
    if isinstance(told, date):
        yield "told", write_day(told, language)
