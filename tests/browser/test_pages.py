"""The pages in a real browser: certificates, languages, schemes, phones, keyboards."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.certification.standing import Dossier
from tests.browser.conftest import Site, Visit, visiting

pytestmark = pytest.mark.browser

THEMED = (
    "",
    "firms/",
    "standards/",
    "statistics/",
    "how/",
    "life-cycle/",
    "audit/",
    "committee/",
    "check/",
    "problems/",
    "problems/rating-too-high/",
    "changes/",
    "ledger/",
    "404.html",
)

WIDE = 1280
"""Of a desktop's window."""

FETCHING = ("", "firms/", "check/")
"""Pages that fetch what they show; the others are whole when they are loaded."""

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const known = new Map();
  const channels = (colour) => {
    if (!known.has(colour)) known.set(colour, paint(colour));
    return known.get(colour);
  };
  const paint = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    let layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    let mixed = [255, 255, 255];
    for (const [r, g, b, a] of layers.reverse())
      mixed = [r, g, b].map((c, i) => c * a + mixed[i] * (1 - a));
    return mixed;
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("svg, .hidden, .skip")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(channels(style.color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5))
      poor.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent.slice(0, 30)}`);
  }
  return poor;
}"""

NAMELESS = """() => [...document.querySelectorAll(
    "a, button, input, select, summary, svg[role=img]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label")
    || one.labels?.length || one.getAttribute("aria-labelledby")))
  .map((one) => one.outerHTML.slice(0, 80))"""


def firm_with(site: Site, *, holding: bool) -> Dossier:
    return next(
        dossier
        for dossier in site.dossiers
        if dossier.standing
        and dossier.standing.certificate
        and dossier.standing.status.holds is holding
    )


def pages_of(site: Site) -> list[str]:
    standards = sorted(
        path.parent.relative_to(site.folder).as_posix() + "/"
        for path in (site.folder / "standards").glob("*/*/index.html")
    )
    firms = [
        f"firms/{firm_with(site, holding=holding).records.firm.code}/" for holding in (True, False)
    ]
    former = next(f for d in site.dossiers for s in d.standings for f in s.former)
    return [*THEMED, *standards, *firms, f"certificates/{former.certificate.number}/"]


def test_the_certificate_downloads_from_the_page_of_its_firm(visit: Visit, site: Site) -> None:
    dossier = firm_with(site, holding=True)
    assert dossier.standing
    assert dossier.standing.certificate
    for prefix in ("", "en/"):
        page = visit.go(f"{prefix}firms/{dossier.records.firm.code}/")
        with page.expect_download() as download:
            page.locator("a[download]").first.click()
        assert download.value.suggested_filename == f"{dossier.standing.certificate.number}.pdf"
        assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_certificate_that_does_not_hold_cannot_be_downloaded(visit: Visit, site: Site) -> None:
    page = visit.go(f"firms/{firm_with(site, holding=False).records.firm.code}/")
    expect(page.locator("a[download]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, WIDE])
def test_pages_are_sound_in_every_size_and_scheme(
    browser: Browser, site: Site, width: int, scheme: str
) -> None:
    with visiting(browser, site.address, width=width, scheme=scheme) as visit:
        # Each language in each size and in each scheme; not all eight of them together.
        prefix = "en/" if (width == WIDE) == (scheme == "dark") else ""
        for path in pages_of(site):
            page = visit.go(prefix + path)
            if path in FETCHING:
                page.wait_for_load_state("networkidle")
            if path == "404.html":
                continue
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert fits(page), prefix + path
            assert page.evaluate(CONTRASTS) == [], prefix + path
            assert page.evaluate(NAMELESS) == [], prefix + path
            assert page.locator("h1").count() == 1, prefix + path


def fits(page: Page) -> bool:
    """Whether nothing makes the page wider than the window."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return wide


def test_the_language_switch_keeps_the_page(visit: Visit, site: Site) -> None:
    switch = ".tools__language"
    paths = [path for path in pages_of(site) if path != "404.html"]
    for path in paths:
        for here, there in ((path, f"en/{path}"), (f"en/{path}", path)):
            html = (site.folder / here / "index.html").read_text(encoding="utf-8")
            (link,) = re.findall(r'<a class="tools__language[^>]*? href="([^"]*)"', html)
            assert urljoin(site.address + here, link) == site.address + there
    for path in paths[-3:]:
        page = visit.go(path)
        page.locator(switch).click()
        page.wait_for_url(f"**/en/{path}")
        page.locator(switch).click()
        page.wait_for_url(site.address + path)


def test_the_scheme_that_was_chosen_stays(visit: Visit) -> None:
    page = visit.go("how/")
    button = page.locator("[data-scheme-toggle]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page = visit.go("en/check/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit.go("how/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_a_link_to_a_criterion_opens_its_group(visit: Visit, site: Site) -> None:
    dossier = firm_with(site, holding=True)
    criterion = dossier.scorecards[-1].criteria[-1].id
    page = visit.go(f"firms/{dossier.records.firm.code}/#c-{criterion}")
    expect(page.locator(f"#c-{criterion}")).to_be_visible()


def test_paper_shows_every_criterion(visit: Visit, site: Site) -> None:
    dossier = firm_with(site, holding=True)
    page = visit.go(f"firms/{dossier.records.firm.code}/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(f"#c-{dossier.scorecards[-1].criteria[0].id}")).to_be_visible()
    expect(page.locator(".mainnav")).to_be_hidden()
