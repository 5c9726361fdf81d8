"""The sample registry, built once and served on the loopback, and a browser that watches it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from generator.certification.standing import Dossier
from generator.mkdocs_plugin import read_site_url, render_site
from generator.pipeline import build

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 11, 22)
BROWSERS = (
    "chromium-headless-shell",  # the same browser without windows: pages open twice as fast
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True)
class Site:
    """A built site, where it is served, and the records it was built from."""

    address: str
    folder: Path
    dossiers: tuple[Dossier, ...]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps silent."""

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("browser") / "public"
    summary = build(
        ROOT, folder, as_of=AS_OF, site_url=read_site_url(ROOT), render_site=render_site
    )
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        yield Site(address, folder, summary.gathered.dossiers)
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=named, args=ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page, with all that went wrong on it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.address + path)
        return self.page


@contextmanager
def visiting(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    scheme: str = "light",
    scripts: bool = True,
    day: date = AS_OF,
) -> Iterator[Visit]:
    """Open a page that must make no console error and no request to anywhere else.

    The visitor's clock stands still on `day`, by default the day of the build.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        accept_downloads=True,
    )
    context.clock.set_fixed_time(f"{day.isoformat()}T12:00:00")
    visit = Visit(context.new_page(), address)

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visit.errors.append(message.text)

    def see(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            visit.errors.append(f"request to {request.url}")

    visit.page.on("console", hear)
    visit.page.on("request", see)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    try:
        yield visit
        assert visit.errors == []
    finally:
        context.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    with visiting(browser, site.address) as opened:
        yield opened
