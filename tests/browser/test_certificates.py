"""Certificates by the clock of the visitor, in a real browser: nobody built the site anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.certification.standing import Standing, Status
from generator.records.model import Decision
from tests.browser.conftest import AS_OF, Site, Visit, visiting
from tests.certification.material import (
    FIRST_AUDIT,
    GRANTED,
    audit_on,
    decide,
    standing_on,
)

pytestmark = pytest.mark.browser

DAY = timedelta(1)


@dataclass(frozen=True)
class Lapse:
    """A certificate of the sample, and what a day brings to it without any record."""

    number: str
    firm: str
    published: Status
    before: Status
    """On the eve."""
    after: Status
    day: date


def find_lapses(site: Site) -> list[Lapse]:
    """Return one certificate for each of the lapses of time."""
    found: dict[Status, Lapse] = {}
    for dossier in site.dossiers:
        standing = dossier.standing
        if standing is None or standing.certificate is None:
            continue
        ends = {
            Status.EXPIRED: standing.certificate.valid_to + DAY if standing.status.holds else None,
            Status.WITHDRAWN: standing.lapses,
            Status.SURVEILLANCE_DUE: standing.surveillance_by and standing.surveillance_by + DAY,
        }
        for after, day in ends.items():
            if day is not None and day > AS_OF:
                overdue = after is Status.EXPIRED and standing.status.holds
                lapse = Lapse(
                    number=standing.certificate.number,
                    firm=dossier.records.firm.code,
                    published=standing.status,
                    before=Status.SURVEILLANCE_DUE if overdue else standing.status,
                    after=after,
                    day=day,
                )
                found.setdefault(after, lapse)
    assert set(found) == {Status.EXPIRED, Status.WITHDRAWN, Status.SURVEILLANCE_DUE}
    return list(found.values())


def facts_of(standing: Standing) -> dict[str, str]:
    assert standing.certificate
    return {
        "status": str(standing.status),
        "validTo": str(standing.certificate.valid_to),
        "surveillanceBy": str(standing.surveillance_by or ""),
        "lapses": str(standing.lapses or ""),
    }


LIVES: dict[str, tuple[Decision, ...]] = {
    "in force": (),
    "suspended": (decide("suspend", date(2024, 9, 2)),),
    "suspended when it ends": (decide("suspend", date(2026, 11, 20)),),
    "suspended so that both end on one day": (decide("suspend", date(2026, 9, 1)),),
    "withdrawn": (decide("withdraw", date(2024, 9, 2)),),
}


def test_time_brings_in_the_browser_what_it_brings_in_the_register(visit: Visit) -> None:
    audits = (audit_on(date(2024, 2, 10), FIRST_AUDIT),)
    cases: list[Any] = []
    expected: list[str] = []
    for life in LIVES.values():
        decisions = (decide("grant", GRANTED, FIRST_AUDIT), *life)
        built = {GRANTED, *(one.effective for one in life), date(2025, 2, 20)}
        for day in sorted(built):
            known = standing_on(day, audits, tuple(d for d in decisions if d.effective <= day))
            ends = (known.surveillance_by, known.lapses, date(2027, 2, 28), date(2027, 3, 31))
            days = {end + by * DAY for end in ends if end for by in (-1, 0, 1)}
            for later in sorted(one for one in {day, *days} if one >= day):
                cases.append([str(later), facts_of(known)])
                recorded = tuple(d for d in decisions if d.effective <= day)
                expected.append(str(standing_on(later, audits, recorded).status))
    assert {"valid", "surveillance_due", "expired", "withdrawn", "suspended"} <= set(expected)
    page = visit.go("how/")
    found = page.evaluate(
        """async (cases) => {
          const {standingOn} = await import("/assets/registry/standing.js");
          return cases.map(([day, facts]) => standingOn(day, facts));
        }""",
        cases,
    )
    told = [
        (case, one) for case, one, right in zip(cases, found, expected, strict=True) if one != right
    ]
    assert told == []


def test_pages_of_certificates_and_firms_say_what_time_has_brought(
    browser: Browser, site: Site
) -> None:
    for lapse in find_lapses(site):
        paths = [f"certificates/{lapse.number}/", f"en/firms/{lapse.firm}/"]
        with visiting(browser, site.address, day=lapse.day - DAY) as visit:
            for path in paths:
                expect_status(visit.go(path), lapse.before)
                notes = visit.page.locator("[data-worth] small").count()
                assert notes == (lapse.before is not lapse.published)
        with visiting(browser, site.address, day=lapse.day, width=390) as visit:
            for path in paths:
                page = visit.go(path)
                expect_status(page, lapse.after)
                expect(page.locator("[data-worth] small")).to_be_visible()
                if not lapse.after.holds:
                    expect(page.locator("[data-while-holds]:visible")).to_have_count(0)


def expect_status(page: Page, status: Status) -> None:
    shown = page.locator("[data-standing]")
    expect(shown).to_have_attribute("data-status", str(status))
    assert f"is-{status}" in (shown.get_attribute("class") or "").split()


def test_a_page_left_open_overnight_says_what_the_new_day_has_brought(
    browser: Browser, site: Site
) -> None:
    lapse = find_lapses(site)[0]
    with visiting(browser, site.address, day=lapse.day - DAY) as visit:
        page = visit.go(f"certificates/{lapse.number}/")
        expect_status(page, lapse.before)
        page.clock.set_fixed_time(f"{lapse.day}T08:00:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect_status(page, lapse.after)


def test_the_directory_counts_and_shows_the_status_of_the_visitors_day(
    browser: Browser, site: Site
) -> None:
    for lapse in find_lapses(site):
        with visiting(browser, site.address, day=lapse.day) as visit:
            page = visit.go(f"firms/?status={lapse.after}")
            page.wait_for_selector("[data-firm]")
            row = page.locator(f'[data-firm="{lapse.firm}"]')
            assert f"is-{lapse.after}" in (row.get_attribute("class") or "").split()
            if not lapse.after.holds:
                expect(row.locator(".stars")).to_have_count(0)


def test_a_badge_turns_grey_by_the_visitors_clock_and_an_image_of_it_names_its_last_day(
    browser: Browser, site: Site
) -> None:
    words = {
        Status.EXPIRED: "已过期 EXPIRED",
        Status.WITHDRAWN: "已撤销 WITHDRAWN",
        Status.SURVEILLANCE_DUE: "有效·待监督 Audit due",
    }
    for lapse in find_lapses(site):
        with visiting(browser, site.address, day=lapse.day - DAY) as visit:
            assert read_badge(visit, lapse)[0] is not lapse.before.holds
        with visiting(browser, site.address, day=lapse.day) as visit:
            off, told, until = read_badge(visit, lapse)
            assert off is not lapse.after.holds
            assert told == words[lapse.after]
            assert until.startswith("有效期至 valid to 20")


def read_badge(visit: Visit, lapse: Lapse) -> list[Any]:
    """Return whether a badge embedded as an object is grey, its status and its last day."""
    page = visit.go(f"certificates/{lapse.number}/")
    page.wait_for_function("document.querySelector('.embed object').contentDocument?.title")
    read: list[Any] = page.evaluate(
        """() => {
          const badge = document.querySelector(".embed object").contentDocument.documentElement;
          const words = (part) => badge.querySelector(part).textContent;
          return [badge.getAttribute("class") === "off", words(".w"), words(".d")];
        }"""
    )
    return read


def test_the_pdf_downloads_from_the_page_of_a_certificate_that_does_not_hold(
    visit: Visit, site: Site
) -> None:
    standing = next(
        d.standing for d in site.dossiers if d.standing and d.standing.status is Status.SUSPENDED
    )
    assert standing.certificate
    number = standing.certificate.number
    page = visit.go(f"certificates/{number}/")
    with page.expect_download() as download:
        page.locator("a[download]").click()
    assert download.value.suggested_filename == f"{number}.pdf"
