"""The pages and the badges of certificates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from generator.certification.standing import Dossier, Status
from generator.gathering import Gathered
from generator.pipeline import enter_decisions
from generator.publication.badges import draw_badge
from generator.publication.certificate_pages import CertificatePages, place_leaves
from generator.publication.successions import link_successions
from generator.publication.worth import Stand, list_stands
from generator.records.model import Text
from generator.strings import LANGUAGES
from tests.publication.test_pages import Reader

SITE = "https://registry.example/"
SVG = "{http://www.w3.org/2000/svg}"


class Shown(NamedTuple):
    dossier: Dossier
    stand: Stand
    body: str


def writer_of(gathered: Gathered, language: str) -> CertificatePages:
    assert gathered.foundation is not None
    return CertificatePages(
        gathered.foundation,
        language,
        gathered.root / "site" / "templates",
        gathered.as_of,
        site_url=SITE,
        leaves=place_leaves(enter_decisions(gathered), gathered.dossiers),
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def shown(request: pytest.FixtureRequest, gathered: Gathered) -> list[Shown]:
    pages = writer_of(gathered, request.param)
    return [
        Shown(dossier, stand, pages.render_body(dossier, stand))
        for dossier in gathered.dossiers
        for stand in list_stands(dossier)
    ]


def test_every_certificate_ever_granted_has_a_page_that_says_how_it_stands(
    shown: list[Shown],
) -> None:
    statuses = {one.stand.status for one in shown}
    assert {Status.VALID, Status.SUSPENDED, Status.WITHDRAWN, Status.EXPIRED} <= statuses
    assert Status.SUPERSEDED in statuses
    for _dossier, stand, body in shown:
        assert f'data-status="{stand.status}"' in body
        assert f'data-valid-to="{stand.certificate.valid_to}"' in body
        assert body.count("<h1>") == 1


def test_the_html_is_well_formed_and_its_anchors_lead_somewhere(shown: list[Shown]) -> None:
    for one in shown:
        reader = Reader()
        reader.feed(one.body)
        assert (reader.open, reader.wrong) == ([], [])
        assert len(reader.ids) == len(set(reader.ids))


def test_the_page_has_the_facts_the_file_the_leaf_and_the_badge(
    shown: list[Shown], gathered: Gathered
) -> None:
    leaves = place_leaves(enter_decisions(gathered), gathered.dossiers)
    for _dossier, stand, body in shown:
        certificate = stand.certificate
        number, leaf = certificate.number, leaves[certificate.number]
        assert f'href="../../firms/{certificate.firm}/"' in body
        assert f'certificates/{number}.pdf" download>' in body
        assert leaf.hash in body
        assert str(leaf.index) in body
        assert f"{SITE}badges/{number}.svg" in body
        for day in (certificate.first_granted, certificate.granted, certificate.effective):
            assert f"<dd>{day}</dd>" in body


def test_a_superseded_certificate_leads_to_the_one_that_took_its_place(
    shown: list[Shown],
) -> None:
    (former,) = (one for one in shown if one.stand.status is Status.SUPERSEDED)
    assert f'href="../{former.stand.superseded_by}/"' in former.body
    assert f'href="../../certificates/{former.stand.superseded_by}/"' in former.body


def test_the_history_tells_the_appeals_against_this_certificates_decisions(
    shown: list[Shown],
) -> None:
    contested = [
        (one, appeal)
        for one in shown
        for appeal in one.dossier.records.proceedings.appeals
        if one.dossier.records.decisions[appeal.against - 1].certificate
        == one.stand.certificate.number
    ]
    assert contested
    for one, appeal in contested:
        history = one.body[one.body.index('id="history"') :]
        assert f'<time datetime="{appeal.received}">' in history


def test_the_page_is_the_same_on_another_day_on_which_nothing_happened(
    gathered: Gathered,
) -> None:
    from datetime import timedelta  # noqa: PLC0415

    from generator.gathering import gather  # noqa: PLC0415

    later = gather(gathered.root, as_of=gathered.as_of + timedelta(1))
    for language in LANGUAGES:
        today, tomorrow = writer_of(gathered, language), writer_of(later, language)
        pairs = zip(gathered.dossiers, later.dossiers, strict=True)
        for dossier, same in pairs:
            for stand, again in zip(list_stands(dossier), list_stands(same), strict=True):
                assert today.render_body(dossier, stand) == tomorrow.render_body(same, again)


def test_an_english_page_has_no_chinese_of_the_interface(gathered: Gathered) -> None:
    pages = writer_of(gathered, "en")
    for dossier in gathered.dossiers:
        for stand in list_stands(dossier):
            marked = re.sub(
                r'<(\w+)[^>]* lang="zh-Hans">.*?</\1>', "", pages.render_body(dossier, stand)
            )
            assert not re.findall(r"[\u3400-\u9fff]+", marked)


# ---------------------------------------------------------------- badges


def badge_of(gathered: Gathered, stand: Stand) -> bytes:
    assert gathered.foundation is not None
    grade = gathered.foundation.standards[stand.certificate.standard].grade(stand.certificate.grade)
    return draw_badge(stand, grade)


def test_a_badge_is_small_and_says_how_long_it_is_true(
    gathered: Gathered, shown: list[Shown]
) -> None:
    for _dossier, stand, _body in shown:
        badge = badge_of(gathered, stand)
        assert len(badge) <= 3000
        root = ET.fromstring(badge)  # noqa: S314 (our own)
        words = " ".join(root.itertext())
        assert f"有效期至 valid to {stand.certificate.valid_to}" in words
        assert stand.certificate.number in words
        assert (root.get("class") == "off") is not stand.status.holds
        assert ("★" in words) <= stand.status.holds
        assert root.get("role") == "img"
        named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
        assert [one.get("id") for one in named if one is not None] == ["t", "d"]


def test_long_words_are_squeezed_into_a_badge_and_escaped(
    gathered: Gathered, shown: list[Shown]
) -> None:
    assert gathered.foundation is not None
    stand = shown[0].stand
    grade = gathered.foundation.standards[stand.certificate.standard].grade(stand.certificate.grade)
    title = Text("特别优秀的服务企业示范单位<一>", "Outstanding & exemplary service enterprise <1>")
    root = ET.fromstring(draw_badge(stand, replace(grade, title=title)))  # noqa: S314 (our own)
    squeezed = [one.text for one in root.iter() if one.get("textLength")]
    assert title.zh in squeezed
    assert title.en in squeezed


# ---------------------------------------------------------------- successions


def test_predecessors_and_successors_lead_to_each_other(gathered: Gathered) -> None:
    firms = {dossier.records.firm.code: dossier.records.firm for dossier in gathered.dossiers}
    after = next(firm for firm in firms.values() if firm.successor_of)
    links = link_successions(gathered.dossiers)
    before = links[str(after.successor_of)]
    assert [one.code for one in before.successors] == [after.code]
    assert links[after.code].predecessor == type(before.successors[0])(
        str(after.successor_of), firms[str(after.successor_of)].name
    )
    assert set(links) == {after.code, after.successor_of}
