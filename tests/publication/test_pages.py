"""The pages of firms."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from generator.assessment.prospects import find_prospects
from generator.assessment.prospects.demands import Rulebook
from generator.gathering import gather
from generator.publication.figures import write_number
from generator.publication.outlook import OutlookWriter
from generator.publication.pages import FirmPages
from generator.publication.rises import RiseWriter
from generator.strings import LANGUAGES, translations

if TYPE_CHECKING:
    from pathlib import Path

    from generator.certification.standing import Dossier
    from generator.gathering import Gathered

VOID = {"br", "meta", "link", "input", "hr", "img"}


class Reader(HTMLParser):
    """Reads a page, and notes ids, links and elements left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def render(gathered: Gathered, language: str) -> dict[str, tuple[Dossier, str]]:
    assert gathered.foundation is not None
    templates: Path = gathered.root / "site" / "templates"
    pages = FirmPages(gathered.foundation, language, templates, gathered.as_of)
    return {d.records.firm.code: (d, pages.render_body(d)) for d in gathered.dossiers}


@pytest.fixture(scope="module", params=LANGUAGES)
def rendered(
    request: pytest.FixtureRequest, gathered: Gathered
) -> tuple[str, dict[str, tuple[Dossier, str]]]:
    return request.param, render(gathered, request.param)


def test_the_html_is_well_formed_and_its_anchors_lead_somewhere(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]],
) -> None:
    for _dossier, body in rendered[1].values():
        reader = Reader()
        reader.feed(body)
        assert (reader.open, reader.wrong) == ([], [])
        assert len(reader.ids) == len(set(reader.ids))
        inner = {link[1:] for link in reader.links if link.startswith("#")}
        assert inner <= set(reader.ids)


def audited(pages: dict[str, tuple[Dossier, str]]) -> list[tuple[Dossier, str]]:
    """Return the pages of firms that were audited; others have only applied."""
    found = [(dossier, body) for dossier, body in pages.values() if dossier.scorecards]
    assert found
    return found


def test_the_page_shows_every_criterion_and_the_total(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]],
) -> None:
    for dossier, body in audited(rendered[1]):
        card = dossier.scorecards[-1]
        assert f"<b>{write_number(card.total)}</b>" in body
        for score in card.criteria:
            assert f'id="c-{score.id}"' in body


def test_only_a_certificate_that_holds_can_be_downloaded(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]],
) -> None:
    for dossier, body in rendered[1].values():
        standing = dossier.standing
        holds = standing is not None and standing.status.holds
        assert ("download>" in body) is holds


def test_auditors_are_named_by_their_ids_alone(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]], gathered: Gathered
) -> None:
    assert gathered.foundation is not None
    language, pages = rendered
    names = {person.name[language] for person in gathered.foundation.people.values()}
    for _dossier, body in pages.values():
        assert not [name for name in names if name in body]


def test_an_english_page_has_no_chinese_of_the_interface(gathered: Gathered) -> None:
    for _dossier, body in render(gathered, "en").values():
        marked = re.sub(r'<(\w+)[^>]* lang="zh-Hans">.*?</\1>', "", body)
        assert not re.findall(r"[\u3400-\u9fff]+", marked)


def test_a_page_says_nothing_of_what_happens_later(gathered: Gathered) -> None:
    assert gathered.foundation is not None
    templates = gathered.root / "site" / "templates"
    dossier = max(gathered.dossiers, key=lambda one: len(one.records.audits))
    first, *later = dossier.records.audits
    then = gather(gathered.root, as_of=first.ended)
    (same,) = (d for d in then.dossiers if d.records.firm.code == dossier.records.firm.code)
    pages = FirmPages(gathered.foundation, "zh", templates, first.ended)
    body = pages.render_body(same)
    audits = body[body.index('class="audits"') :]
    assert first.id in audits
    assert not [audit.id for audit in later if audit.id in audits]


def test_what_firms_write_is_escaped(gathered: Gathered) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from generator.records.model import Text  # noqa: PLC0415

    assert gathered.foundation is not None
    dossier = gathered.dossiers[0]
    evil = Text("<script>坏</script>", "<script>bad</script>")
    audit = dossier.records.audits[-1]
    findings = tuple(replace(finding, note=evil) for finding in audit.findings)
    evidence = tuple(replace(one, title=evil) for one in audit.evidence)
    audit = replace(audit, findings=findings, evidence=evidence, summary=evil)
    firm = replace(dossier.records.firm, name=evil, profile=evil, address=evil)
    audits = (*dossier.records.audits[:-1], audit)
    records = replace(dossier.records, firm=firm, audits=audits)
    templates = gathered.root / "site" / "templates"
    pages = FirmPages(gathered.foundation, "zh", templates, gathered.as_of)
    assert "<script>" not in pages.render_body(replace(dossier, records=records))


def test_the_page_says_how_sure_the_grade_is_and_what_reaches_the_next(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]], gathered: Gathered
) -> None:
    language, pages = rendered
    assert gathered.foundation is not None
    for dossier, body in audited(pages):
        card, audit = dossier.scorecards[-1], dossier.records.audits[-1]
        standard = gathered.foundation.standards[audit.standard]
        prospects = find_prospects(card, audit, Rulebook(standard))
        outlook = OutlookWriter(standard, language, translations(language)).write(prospects, card)
        section = body[body.index('<section id="way-up">') : body.index('<section id="criteria">')]
        for told in (outlook.certainty, outlook.way_up, *outlook.margin, *outlook.duties):
            assert told in unescape(section)
        for rise in RiseWriter(standard, language, translations(language)).list_rises(
            prospects.way_up
        ):
            assert f'href="#c-{rise.criterion}"' in section
            assert f"<td>{rise.points}</td>" in section
            for before, after in rise.steps:
                assert f"{before} → <b>{after}</b>" in unescape(section)


def test_the_first_year_cap_is_recalled_only_where_it_holds_the_next_grade_down(
    gathered: Gathered,
) -> None:
    capped = {
        dossier.records.firm.code
        for dossier, body in render(gathered, "en").values()
        if "The cap on a first certification holds besides" in body
    }
    assert capped
    for dossier in (one for one in gathered.dossiers if one.scorecards):
        standing, card = dossier.standing, dossier.scorecards[-1]
        certificate = standing.certificate if standing else None
        if card.grade is None or (certificate is not None and not certificate.first_year_cap):
            assert dossier.records.firm.code not in capped


def test_a_sample_stands_with_its_interval(
    rendered: tuple[str, dict[str, tuple[Dossier, str]]],
) -> None:
    for dossier, body in audited(rendered[1]):
        card = dossier.scorecards[-1]
        marks = [mark for score in card.criteria for mark in score.marks]
        told = sum(mark.low is not None or mark.basis is not None for mark in marks)
        assert body.count('class="ci"') == told
