"""The page that checks certificates: numbers, codes, scans and files, in a real browser."""

from __future__ import annotations

import base64
import functools
import http.server
import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from generator.publication.verdict_details import detail_words
from generator.publication.verdict_words import TONES, verdict_sentences
from generator.records.numbering import certificate_number
from generator.strings import translations
from generator.verification.inquiry import Inquiry
from generator.verification.outcome import Verdict
from generator.verification.site import Folder
from tests.browser.conftest import QuietHandler, Site, Visit, visiting
from tests.browser.test_pages import CONTRASTS, NAMELESS, fits
from tests.verification.sites import DAY, LIVES, NUMBER, Sites, flip, list_cases

pytestmark = pytest.mark.browser

FLIPPED = 260
UNKNOWN = certificate_number("WS", 1999, 1)
OTHER_CODE = "AAAA-BBBB"
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)
ASK = """async ({site, file, number, code, day}) => {
  const scripts = new URL("../assets/registry/checking/", location);
  const {Inquiry} = await import(new URL("inquiry.js", scripts));
  const {readFrom} = await import(new URL("published.js", scripts));
  const inquiry = new Inquiry(readFrom(site));
  const bytes = () => Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
  const answer = file === null
    ? await inquiry.judgeNumber(number, code, day)
    : await inquiry.judgeFile(bytes(), day);
  const {outcome, case: part, checked, failed, unchecked, terms} = answer.verdict;
  return {outcome, case: part, checked, failed, unchecked, terms};
}"""
FLIP = """async ({site, file, places, day}) => {
  const scripts = new URL("../assets/registry/checking/", location);
  const {Inquiry} = await import(new URL("inquiry.js", scripts));
  const {readFrom} = await import(new URL("published.js", scripts));
  const read = readFrom(site), kept = new Map();
  const inquiry = new Inquiry(async (path) => {
    if (!kept.has(path)) kept.set(path, await read(path));
    return kept.get(path);
  });
  const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
  const judge = async () => (await inquiry.judgeFile(bytes, day)).verdict.outcome;
  const before = await judge(), found = new Set();
  for (const [place, bits] of places) {
    bytes[place] ^= bits;
    found.add(await judge());
    bytes[place] ^= bits;
  }
  return [before, [...found], await judge()];
}"""
DETECT = """(text) => {
  globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return text === null ? [] : [{rawValue: text}]; }
  };
  const canvas = document.createElement("canvas");
  setInterval(() => canvas.getContext("2d").fillRect(0, 0, 9, 9), 20);
  Object.defineProperty(navigator, "mediaDevices", {value: {
    getUserMedia: async () => canvas.captureStream(),
  }});
}"""


# ---------------------------------------------------------------- sites


class LayeredHandler(QuietHandler):
    """Serves `/<name>/…`: a published site's own files over those of the sample's pages."""

    def __init__(self, *arguments: Any, sites: Path, pages: Path, **more: Any) -> None:
        self.layers = (sites, pages)
        super().__init__(*arguments, **more)

    def translate_path(self, path: str) -> str:
        _, name, *steps = unquote(urlsplit(path).path).split("/")
        sites, pages = self.layers
        own = sites.joinpath(name, *steps)
        # What is published of certificates is the site's alone: what it has not, there is not.
        alone = steps[0] in ("certificates", "status", "ledger", "did.json")
        chosen = own if alone or own.is_file() else pages.joinpath(*steps)
        return str(chosen) + ("/" if path.endswith("/") else "")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    made = Sites(tmp_path_factory.mktemp("sites"))
    for name in (*LIVES, "unsigned", "stranger", "elsewhere"):
        assert made[name].is_dir()
    return made


@pytest.fixture(scope="session")
def address(site: Site, sites: Sites) -> Iterator[str]:
    """The address below which each site lies by its name, with the pages of the sample."""
    handler = functools.partial(LayeredHandler, sites=sites.folder, pages=site.folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def valid(browser: Browser, address: str) -> Iterator[Visit]:
    """A visitor of the site whose certificate is in force, on the day of the build."""
    with visiting(browser, f"{address}valid/", day=DAY) as opened:
        yield opened


@pytest.fixture
def everywhere(browser: Browser, address: str) -> Iterator[Visit]:
    """A visitor of all the sites."""
    with visiting(browser, address, day=DAY) as opened:
        yield opened


def give(page: Page, pdf: bytes, name: str = "certificate.pdf") -> None:
    """Choose a file and wait for its answer."""
    kind = "image/png" if name.endswith(".png") else "application/pdf"
    page.locator("#file").set_input_files({"name": name, "mimeType": kind, "buffer": pdf})


def type_number(page: Page, number: str, code: str = "") -> None:
    page.locator("#n").fill(number)
    page.locator("#c").fill(code)
    page.locator("#check button").click()


def expect_answer(page: Page, key: str, *, language: str = "zh") -> None:
    """Expect the answer of an outcome (and case), in its own sentence."""
    outcome, _, case = key.partition("/")
    answer = page.locator("#answer")
    expect(answer).to_have_attribute("data-outcome", outcome)
    expect(answer).to_have_attribute("data-case", case)
    expect(answer).not_to_have_attribute("aria-busy", "true")
    sentences = verdict_sentences(translations(language))
    words = sentences.get(key, sentences[outcome])
    sentence = "(.+)".join(re.escape(part) for part in re.split(r"{\w+}", words))
    told = answer.locator("h2").inner_text()
    assert re.fullmatch(sentence, told), told
    assert "{" not in told
    assert f"answer--{TONES[outcome]}" in (answer.get_attribute("class") or "").split()


def expect_missing(visit: Visit) -> None:
    """Expect that the browser noted a file that is not there, and nothing else."""
    assert visit.errors
    assert all("404" in error for error in visit.errors)
    visit.errors.clear()


# ---------------------------------------------------------------- the same as the command


def describe(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as the page's script gives it."""

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return {"zh": value.zh, "en": value.en} if hasattr(value, "zh") else value

    return {
        "outcome": str(verdict.outcome),
        "case": verdict.case,
        "checked": [str(check) for check in verdict.checked],
        "failed": [str(check) for check in verdict.failed],
        "unchecked": [str(check) for check in verdict.unchecked],
        "terms": {name: plain(value) for name, value in verdict.terms.items()},
    }


def test_page_and_command_answer_the_same_for_every_file(everywhere: Visit, sites: Sites) -> None:
    page = everywhere.go("valid/check/")
    for case in list_cases(sites):
        said = Inquiry(day=case.day, source=Folder(sites[case.site])).judge_file(case.pdf).verdict
        asked = {
            "site": f"{everywhere.address}{case.site}/",
            "file": base64.b64encode(case.pdf).decode(),
            "day": case.day.isoformat(),
        }
        found = page.evaluate(ASK, asked)
        assert found == describe(said), case.name
        assert "/".join(filter(None, (found["outcome"], found["case"]))) == case.answer, case.name


def write_circle() -> bytes:
    """Return a PDF whose packed objects are counted by a number that is packed among them."""
    head = b"%PDF-1.7\n"
    packed = (
        b"1 0 obj\n<</Type /ObjStm/N 3 0 R/First 8/Length 20>>\nstream\n"
        b"2 0 3 2 1 2 3 4 5 6 \nendstream\nendobj\n"
    )
    at = len(head) + len(packed)
    rows = ((0, 0, 0), (1, len(head), 0), (2, 1, 0), (2, 1, 1), (1, at, 0))
    table = b"".join(bytes((kind, *place.to_bytes(2, "big"), more)) for kind, place, more in rows)
    named = b"<</Type /XRef/W [1 2 1]/Size 5/Root 2 0 R/Length %d>>" % len(table)
    xref = b"4 0 obj\n" + named + b"\nstream\n" + table + b"\nendstream\nendobj\n"
    return head + packed + xref + b"startxref\n%d\n%%%%EOF\n" % at


def test_a_file_that_leads_in_a_circle_is_answered(everywhere: Visit, sites: Sites) -> None:
    page = everywhere.go("valid/check/")
    said = Inquiry(day=DAY, source=Folder(sites["valid"])).judge_file(write_circle()).verdict
    file = base64.b64encode(write_circle()).decode()
    asked = {"site": f"{everywhere.address}valid/", "file": file, "day": DAY.isoformat()}
    assert page.evaluate(ASK, asked) == describe(said)
    assert said.outcome == "not_a_certificate"


NUMBERS = (
    (NUMBER, None),
    (NUMBER.lower().replace("-", " "), None),
    (NUMBER.replace("-", ""), "{code}"),
    ("\uff37\uff33" + NUMBER[2:], "{wide}"),
    (NUMBER, OTHER_CODE),
    (NUMBER, "7K3M"),
    (NUMBER, ""),
    (NUMBER[:-1] + "9", None),
    (UNKNOWN, None),
    (UNKNOWN, OTHER_CODE),
    ("hello", None),
    (NUMBER[:-3], None),
    (NUMBER + "7", None),
    ("ws2025o0000108", None),
    ("../../did", None),
)


def test_page_and_command_answer_the_same_for_every_number(everywhere: Visit, sites: Sites) -> None:
    page = everywhere.go("valid/check/")
    for name in ("valid", "revised", "suspended", "unsigned"):
        site = Folder(sites[name])
        facts = Inquiry(day=DAY, source=site).judge_number(NUMBER, None).verdict.facts
        assert facts
        right = facts.paper.code
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in right).lower()
        for number, code in NUMBERS:
            written = None if code is None else code.format(code=right, wide=wide)
            said = Inquiry(day=DAY, source=site).judge_number(number, written).verdict
            asked = {"number": number, "code": written, "file": None, "day": DAY.isoformat()}
            found = page.evaluate(ASK, {"site": f"{everywhere.address}{name}/", **asked})
            assert found == describe(said), (name, number, written)
        for day in (date(2026, 3, 1), date(2027, 2, 4), date(2027, 2, 5), date(2024, 1, 1)):
            said = Inquiry(day=day, source=site).judge_number(NUMBER, right).verdict
            asked = {"number": NUMBER, "code": right, "file": None, "day": day.isoformat()}
            found = page.evaluate(ASK, {"site": f"{everywhere.address}{name}/", **asked})
            assert found == describe(said), (name, day)
    expect_missing(everywhere)


def test_one_flipped_byte_anywhere_is_refused(valid: Visit, sites: Sites) -> None:
    genuine = sites.read("valid")
    gap = genuine.index(b"/Contents <30") + len("/Contents <")
    step = len(genuine) // FLIPPED
    spread = [(at * step + at % step, 1 << at % 8) for at in range(FLIPPED)]
    # In the gap: the signature, zeros, and the bit between capitals and small letters.
    within = [(gap + at * 97 % 8192, (0x20, 1, 0x80)[at % 3]) for at in range(-2, 84)]
    page = valid.go("check/")
    found = page.evaluate(
        FLIP,
        {
            "site": valid.address,
            "file": base64.b64encode(genuine).decode(),
            "places": spread + within,
            "day": DAY.isoformat(),
        },
    )
    assert found == ["genuine_valid", ["altered"], "genuine_valid"]


# ---------------------------------------------------------------- what a visitor sees


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_kind_of_file_is_answered_in_its_own_sentence(
    browser: Browser, address: str, sites: Sites, prefix: str
) -> None:
    told: dict[str, str] = {}
    for name in ("valid", "suspended", "unsigned"):
        with visiting(browser, f"{address}{name}/", day=DAY) as visit:
            page = visit.go(f"{prefix}check/")
            for case in list_cases(sites):
                if case.site == name and case.day == DAY and case.answer not in told:
                    give(page, case.pdf)
                    expect_answer(page, case.answer, language="en" if prefix else "zh")
                    told[case.answer] = page.locator("#answer h2").inner_text()
    assert len(set(told.values())) == len(told)
    assert set(told) >= {
        "genuine_valid",
        "genuine_suspended",
        "genuine_unsigned",
        "altered",
        "appended",
        "forged_attachment",
        "wrong_key",
        "other_registry",
        "unsigned_unknown",
        "not_a_certificate",
    }


def test_facts_are_shown_of_genuine_files_only(valid: Visit, sites: Sites) -> None:
    page = valid.go("en/check/")
    give(page, sites.read("valid"))
    expect_answer(page, "genuine_valid", language="en")
    facts = page.locator("#answer .facts")
    expect(facts).to_contain_text(NUMBER)
    expect(facts.locator(".chip")).to_have_text("Valid")
    expect(facts.get_by_role("link", name=NUMBER)).to_have_count(1)
    said = detail_words(translations("en"))
    expect(page.locator("#answer [data-check=signature] b")).to_have_text(said["held"])
    give(page, sites.read("elsewhere"))
    expect_answer(page, "other_registry", language="en")
    expect(facts).to_have_count(0)
    expect(page.locator("#answer [data-check=key] b")).to_have_text(said["failed"])
    expect(page.locator("#answer [data-check=status] b")).to_have_text(said["open"])


def test_numbers_are_answered_each_in_its_own_sentence(valid: Visit) -> None:
    page = valid.go("check/")
    code = page.evaluate(
        "async (path) => (await (await fetch(path)).json()).code", f"../certificates/{NUMBER}.json"
    )
    for number, written, key in (
        (NUMBER, "", "genuine_valid/number"),
        (NUMBER, code.lower(), "genuine_valid/code"),
        (NUMBER, OTHER_CODE, "number_code"),
        (NUMBER, "7K3M", "number_code/form"),
        (NUMBER[:-1] + "9", "", "number_mistyped"),
        ("hello", "", "number_form"),
        (NUMBER[:-3], "", "number_form/short"),
        (NUMBER + "1", "", "number_form/long"),
    ):
        type_number(page, number, written)
        expect_answer(page, key)
    assert valid.errors == []
    type_number(page, UNKNOWN)
    expect_answer(page, "number_unknown")
    expect_missing(valid)


def test_a_number_is_found_in_whatever_is_pasted_around_it(valid: Visit) -> None:
    page = valid.go("check/")
    for pasted in (
        f"https://registry.example/certificates/{NUMBER}/",
        f"https://registry.example/en/check/?n={NUMBER.lower()}",
        f"  证书编号：{NUMBER}，请查收。",
        f"> Certificate no. {NUMBER.replace('-', ' ')}, valid as of today",
    ):
        type_number(page, pasted)
        expect_answer(page, "genuine_valid/number")
        assert NUMBER in page.locator("#answer h2").inner_text()
        page.locator("#answer").evaluate("one => { one.dataset.outcome = ''; }")
    type_number(page, f"{NUMBER} or {UNKNOWN}")
    expect_answer(page, "number_form")


def test_an_address_that_leads_elsewhere_is_refused(valid: Visit) -> None:
    page = valid.go("check/")
    type_number(page, f"https://registry.example.org/certificates/{NUMBER}/")
    answer = page.locator("#answer")
    expect(answer).to_have_attribute("data-outcome", "other_registry")
    expect(answer).to_contain_text("registry.example.org")


def test_every_certificate_of_the_sample_is_told_by_its_number(visit: Visit, site: Site) -> None:
    for dossier in site.dossiers:
        for standing in dossier.standings:
            held = standing.certificate
            known = [(one.certificate, one.status) for one in standing.former]
            for certificate, status in [(held, standing.status), *known] if held else known:
                number = certificate.number.replace("-", "").lower()
                page = visit.go(f"check/?n={number}")
                expect_answer(page, f"genuine_{status}/number")
                expect(page.locator("#answer .facts")).to_contain_text(certificate.number)
                expect(page.locator("#answer .facts")).to_contain_text(certificate.firm_name.zh)


@pytest.mark.parametrize(
    ("day", "outcome", "case"),
    [
        (date(2027, 2, 4), "genuine_surveillance_due", "old"),
        (date(2027, 2, 5), "genuine_expired", ""),
    ],
)
def test_time_passes_by_the_visitors_clock(
    browser: Browser, address: str, sites: Sites, day: date, outcome: str, case: str
) -> None:
    with visiting(browser, f"{address}valid/", day=day) as visit:
        page = visit.go("check/")
        give(page, sites.read("valid"))
        expect_answer(page, f"{outcome}/{case}" if case else outcome)
        type_number(page, NUMBER)
        expect_answer(page, f"{outcome}/number_{case}" if case else f"{outcome}/number")


# ---------------------------------------------------------------- the file stays here


def test_no_request_carries_the_file(valid: Visit, sites: Sites) -> None:
    seen: list[Request] = []
    page = valid.page

    def note(request: Request) -> None:
        seen.append(request)

    page.on("request", note)
    valid.go("check/")
    give(page, sites.read("valid"))
    expect_answer(page, "genuine_valid")
    assert seen
    assert {request.method for request in seen} == {"GET"}
    assert all(request.post_data_buffer is None for request in seen)
    asked = {request.url.removeprefix(valid.address) for request in seen}
    expected = re.compile(
        rf"check/|assets/.*|did\.json|ledger/checkpoint\.json|certificates/{NUMBER}\.(json|jwt)"
        r"|status/(revocation|suspension)\.jwt"
    )
    assert [path for path in asked if not expected.fullmatch(path)] == []


def test_the_page_may_ask_nobody_else(valid: Visit) -> None:
    page = valid.go("check/")
    blocked = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) =>
            resolve(event.violatedDirective));
          fetch("http://127.0.0.1:9/", {method: "POST", body: "x"}).catch(() => {});
        })"""
    )
    assert blocked == "connect-src"
    assert all("Content Security Policy" in error or "9/" in error for error in valid.errors)
    valid.errors.clear()


def test_without_a_connection_what_was_loaded_still_serves(valid: Visit, sites: Sites) -> None:
    page = valid.go("check/")
    type_number(page, NUMBER)
    expect_answer(page, "genuine_valid/number")
    page.context.set_offline(offline=True)
    give(page, sites.read("valid"))
    expect_answer(page, "genuine_valid")
    give(page, sites.read("valid") + b"\n")
    expect_answer(page, "appended")
    give(page, sites.read("stranger"))
    expect_answer(page, "wrong_key")
    type_number(page, UNKNOWN)
    expect_answer(page, "cannot_check/site")
    valid.errors.clear()


def test_without_a_connection_the_signature_alone_is_told(valid: Visit, sites: Sites) -> None:
    with valid.page.expect_response("**/checkpoint.json") as answer:
        page = valid.go("check/")
    answer.value.finished()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(offline=True)
    give(page, sites.read("valid"))
    expect_answer(page, "genuine_status_unknown")
    valid.errors.clear()


@pytest.mark.parametrize(
    ("path", "content", "key"),
    [
        ("did.json", b"<html>", "cannot_check/site"),
        ("ledger/checkpoint.json", b"{}", "cannot_check/site"),
        (f"certificates/{NUMBER}.json", b"<html>", "cannot_check/site"),
        (f"certificates/{NUMBER}.jwt", b"x.y.z", "cannot_check/register"),
        ("status/suspension.jwt", b"", "cannot_check/register"),
    ],
)
def test_a_site_that_says_what_cannot_be_is_believed_in_nothing(
    valid: Visit, sites: Sites, path: str, content: bytes, key: str
) -> None:
    page = valid.page
    page.route(f"**/{path}", lambda route: route.fulfill(body=content))
    valid.go("check/")
    give(page, sites.read("valid"))
    expect_answer(page, key)
    type_number(page, NUMBER)
    expect_answer(page, key)
    give(page, flip(sites.read("valid"), 5000))
    expect_answer(page, "altered")


def test_a_server_in_trouble_is_no_proof_that_a_number_is_unknown(valid: Visit) -> None:
    page = valid.page
    page.route("**/certificates/*.json", lambda route: route.fulfill(status=503))
    valid.go("check/")
    type_number(page, UNKNOWN)
    expect_answer(page, "cannot_check/site")
    assert all("503" in error for error in valid.errors)
    valid.errors.clear()


def test_a_browser_without_web_crypto_says_that_it_cannot_check(valid: Visit, sites: Sites) -> None:
    page = valid.page
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    valid.go("check/")
    answer = page.locator("#answer")
    give(page, sites.read("valid"))
    expect(answer).to_have_attribute("data-outcome", "cannot_check")
    expect(answer.locator("h2")).to_contain_text("无法查验证书")
    type_number(page, NUMBER)
    expect(answer.locator("h2")).to_contain_text("无法查验证书")


# ---------------------------------------------------------------- hands, eyes, cameras


def test_a_file_can_be_dropped_on_the_page(valid: Visit, sites: Sites) -> None:
    page = valid.go("check/")
    dropped = page.evaluate_handle(
        """(file) => {
          const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "a.pdf", {type: "application/pdf"}));
          return transfer;
        }""",
        base64.b64encode(sites.read("valid")).decode(),
    )
    page.dispatch_event("#drop", "dragover", {"dataTransfer": dropped})
    expect(page.locator("#drop")).to_have_class(re.compile("drop--over"))
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#drop")).not_to_have_class(re.compile("drop--over"))
    expect_answer(page, "genuine_valid")
    expect(page.locator("#answer")).to_contain_text("没有上传：a.pdf")


def test_the_keyboard_reaches_the_drop_zone(valid: Visit, sites: Sites) -> None:
    page = valid.go("check/")
    page.locator("#check button").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#file")).to_be_focused()
    assert page.locator("#drop").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    # A click on it is what opens the system's own dialogue, where there is one.
    page.evaluate("document.getElementById('file').onclick = () => { window.asked = true; }")
    page.keyboard.press("Space")
    page.wait_for_function("window.asked")
    page.locator("#file").set_input_files(
        {"name": "c.pdf", "mimeType": "application/pdf", "buffer": sites.read("valid")}
    )
    expect_answer(page, "genuine_valid")


def test_a_large_file_is_refused_unread(valid: Visit, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    page = valid.go("en/check/")
    page.locator("#file").set_input_files(large)
    answer = page.locator("#answer")
    expect(answer).to_have_attribute("data-outcome", "not_a_certificate")
    expect(answer.locator("h2")).to_contain_text("100 MB")


def hold_back(page: Page, path: str) -> list[Route]:
    """Let requests for a path wait; returns them as they come."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(path, keep)
    return held


def test_while_it_checks_the_page_says_so(valid: Visit, sites: Sites) -> None:
    page = valid.page
    held = hold_back(page, "**/did.json")
    valid.go("check/")
    give(page, sites.read("valid"))
    answer = page.locator("#answer")
    expect(answer).to_have_text("正在查验……")
    expect(answer).to_have_attribute("aria-busy", "true")
    while len(held) < 2:  # one for the page, one for the file
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    expect_answer(page, "genuine_valid")


def test_the_last_question_is_the_one_that_is_answered(valid: Visit, sites: Sites) -> None:
    page = valid.page
    held = hold_back(page, f"**/certificates/{NUMBER}.json")
    valid.go("check/")
    give(page, sites.read("valid"))
    page.wait_for_timeout(200)
    type_number(page, "hello")
    expect_answer(page, "number_form")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect_answer(page, "number_form")


def test_a_browser_that_cannot_scan_names_the_phones_camera(valid: Visit) -> None:
    valid.page.add_init_script("delete globalThis.BarcodeDetector")
    page = valid.go("en/check/")
    expect(page.locator("#scan")).to_be_hidden()
    expect(page.locator("#no-scan")).to_contain_text("the phone’s own camera")
    expect(page.locator("#no-scan")).to_contain_text("https://registry.example/")
    give(page, PHOTO, "photo.png")
    expect(page.locator("#answer")).to_have_attribute("data-outcome", "cannot_check")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"https://registry.example/certificates/{NUMBER}/", "genuine_valid"),
        (f"https://elsewhere.example/certificates/{NUMBER}/", "other_registry"),
        ("words", "number_form"),
        (None, "cannot_check"),
    ],
)
def test_a_code_is_read_from_a_photo(valid: Visit, text: str | None, outcome: str) -> None:
    valid.page.add_init_script(f"({DETECT})({'null' if text is None else repr(text)})")
    page = valid.go("check/")
    expect(page.locator("#no-scan")).to_be_hidden()
    give(page, PHOTO, "photo.png")
    expect(page.locator("#answer")).to_have_attribute("data-outcome", outcome)


def test_a_code_is_read_by_the_camera(valid: Visit) -> None:
    text = f"https://registry.example/certificates/{NUMBER}/"
    valid.page.add_init_script(f"({DETECT})({text!r})")
    page = valid.go("check/")
    page.locator("#scan").click()
    expect_answer(page, "genuine_valid/number")
    expect(page.locator("#n")).to_have_value(NUMBER)
    expect(page.locator("#camera")).to_be_hidden()


def test_the_camera_can_be_stopped(valid: Visit) -> None:
    valid.page.add_init_script(f"({DETECT})(null)")
    page = valid.go("check/")
    page.locator("#scan").click()
    page.locator("#camera button").click()
    expect(page.locator("#camera")).to_be_hidden()
    expect(page.locator("#scan")).to_be_focused()
    expect(page.locator("#answer")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_answers_are_sound_in_every_size_and_scheme(
    browser: Browser, address: str, sites: Sites, width: int, scheme: str
) -> None:
    tones = set()
    opened = visiting(browser, f"{address}valid/", width=width, scheme=scheme, day=DAY)
    with opened as visit:
        for prefix in ("", "en/"):
            page = visit.go(f"{prefix}check/")
            for name, key in (
                ("valid", "genuine_valid"),
                ("revised", "genuine_status_unknown"),
                ("stranger", "wrong_key"),
            ):
                give(page, sites.read(name))
                expect_answer(page, key, language="en" if prefix else "zh")
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                assert fits(page), (prefix, name)
                assert page.evaluate(CONTRASTS) == [], (prefix, name)
                assert page.evaluate(NAMELESS) == [], (prefix, name)
                tones.add(TONES[key])
    assert tones == {"good", "unsure", "bad"}
