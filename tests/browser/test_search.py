"""Searching in a real browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.certification.standing import Dossier
from tests.browser.conftest import Site, Visit, visiting

pytestmark = pytest.mark.browser


def find(visit: Visit, query: str, prefix: str = "") -> set[str]:
    """Return the codes of the firms found on loading the directory with a query."""
    page = visit.go(f"{prefix}firms/?q={quote(query)}")
    page.wait_for_function("q => document.getElementById('results').dataset.query === q", arg=query)
    return codes_on(page)


def codes_on(page: Page) -> set[str]:
    codes: list[str] = page.eval_on_selector_all(
        "[data-firm]", "all => all.map(one => one.dataset.firm)"
    )
    return set(codes)


RANK_ALL = """async ([module, queries]) => {
  const register = await (await import(module)).loadRegister();
  return queries.map((query) => {
    const ranks = register.rank(query);
    return register.codes.filter((_, row) => ranks[row]);
  });
}"""


def rank_all(page: Page, queries: list[str]) -> dict[str, list[str]]:
    """Return the codes that the page's own search finds for each query, without typing them."""
    module = page.evaluate(
        "[...document.querySelectorAll('script[type=module]')]"
        ".map((one) => new URL('register.js', one.src).href)[0]"
    )
    found: list[list[str]] = page.evaluate(RANK_ALL, [module, queries])
    return dict(zip(queries, found, strict=True))


def queries_for(dossier: Dossier) -> list[str]:
    """Return all that must find a firm as it stands: names, code, numbers of certificates."""
    firm = dossier.records.firm
    queries = [firm.name.zh, firm.name.en, firm.code, firm.code.lower()]
    for standing in dossier.standings:
        if standing.certificate is not None:
            number = standing.certificate.number
            queries += [number, number.replace("-", " "), number.replace("-", "").lower()]
        queries += [former.certificate.number for former in standing.former]
    return queries


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_firm_is_found_by_its_names_its_code_and_its_certificate(
    visit: Visit, site: Site, prefix: str
) -> None:
    page = visit.go(f"{prefix}firms/")
    for dossier in site.dossiers:
        for query, codes in rank_all(page, queries_for(dossier)).items():
            assert dossier.records.firm.code in codes, query
    dossier = max(site.dossiers, key=lambda one: len(queries_for(one)))
    for query in queries_for(dossier):
        assert dossier.records.firm.code in find(visit, query, prefix), query


def test_a_firm_is_found_by_any_two_characters_of_its_name(visit: Visit, site: Site) -> None:
    page = visit.go("firms/")
    page.wait_for_selector("[data-firm]")
    fragments = {
        dossier.records.firm.code: [name[at : at + 2] for at in range(len(name) - 1)]
        for dossier in site.dossiers
        for name in (dossier.records.firm.name.zh,)
    }
    for code, parts in fragments.items():
        for fragment, codes in rank_all(page, parts).items():
            assert code in codes, fragment
    box = page.locator("#q")
    code, parts = next(iter(fragments.items()))
    for fragment in parts:
        box.fill(fragment)
        page.wait_for_function(
            "q => document.getElementById('results').dataset.query === q", arg=fragment
        )
        assert code in codes_on(page), fragment


def test_a_firm_is_found_by_pinyin_and_its_initials(visit: Visit, site: Site) -> None:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    for dossier in site.dossiers[:4]:
        syllables = lazy_pinyin(dossier.records.firm.name.zh[:4])
        assert dossier.records.firm.code in find(visit, "".join(syllables))
        assert dossier.records.firm.code in find(visit, "".join(word[0] for word in syllables))


def test_a_name_that_begins_with_the_words_comes_before_one_that_contains_them(
    visit: Visit, site: Site
) -> None:
    name = site.dossiers[0].records.firm.name.zh
    find(visit, name[:2])
    first = visit.page.locator("[data-firm]").first
    expect(first).to_contain_text(name[:2])
    expect(first.locator("mark").first).to_have_text(name[:2])


def test_facets_sorting_and_pages_live_in_the_address(visit: Visit, site: Site) -> None:
    page = visit.go("firms/")
    page.wait_for_selector("[data-firm]")
    everything = page.locator("[data-firm]").count()
    page.locator('input[name="status"]').first.check()
    page.wait_for_function("location.search.includes('status=')")
    fewer = page.locator("[data-firm]").count()
    assert 0 < fewer < everything
    address = page.url
    page.go_back()
    expect(page.locator("[data-firm]")).to_have_count(everything)
    page.goto(address)
    expect(page.locator("[data-firm]")).to_have_count(fewer)
    assert page.locator('input[name="status"]').first.is_checked()
    page.locator("#clear").click()
    expect(page.locator("[data-firm]")).to_have_count(everything)


def test_facet_counts_say_what_one_would_get(visit: Visit) -> None:
    page = visit.go("firms/")
    page.wait_for_selector("[data-firm]")
    labels = page.locator('[data-facet="status"] label')
    for at in range(labels.count()):
        count = int(labels.nth(at).locator("small").inner_text())
        labels.nth(at).locator("input").check()
        expect(page.locator("[data-firm]")).to_have_count(count)
        labels.nth(at).locator("input").uncheck()


def test_pages_of_prose_are_found_too(visit: Visit) -> None:
    page = visit.go("firms/?q=" + quote("校验码"))
    link = page.locator("#prose a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("main")).to_contain_text("校验码")


def test_nothing_found_is_said_with_advice(visit: Visit) -> None:
    assert find(visit, "查无此企业") == set()
    expect(visit.page.locator("#told")).to_have_text("没有找到企业")
    expect(visit.page.locator("#nothing")).to_be_visible()


@pytest.mark.parametrize("start", ["", "how/", "en/", "en/statistics/"])
def test_the_box_of_every_page_leads_to_the_directory(visit: Visit, site: Site, start: str) -> None:
    firm = site.dossiers[0].records.firm
    page = visit.go(start)
    page.locator("input[type=search]").fill(firm.name.zh)
    page.keyboard.press("Enter")
    page.locator(f'[data-firm="{firm.code}"]').click()
    expect(page.locator("h1")).to_have_text(
        firm.name.en if start.startswith("en/") else firm.name.zh
    )


def test_without_scripts_the_firms_are_listed(browser: Browser, site: Site) -> None:
    with visiting(browser, site.address, scripts=False) as visit:
        page = visit.go("firms/")
        assert page.locator("noscript [data-firm], [data-firm]").count() == len(site.dossiers)
