"""What a site says is believed only as far as it proves it; on the net, within bounds."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.verification import net
from generator.verification.inquiry import Inquiry
from generator.verification.net import Address, read_address
from generator.verification.outcome import Check
from generator.verification.site import Folder, SiteTrouble, open_site
from tests.verification.sites import DAY, NUMBER, SITE, Sites

FACTS = f"certificates/{NUMBER}.json"


@pytest.fixture
def site(sites: Sites, tmp_path: Path) -> Path:
    """A copy of a site that a test may spoil."""
    return Path(shutil.copytree(sites["valid"], tmp_path / "site"))


def edit(path: Path, change: Callable[[Any], None]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def ask(site: Path, pdf: bytes) -> str:
    verdict = Inquiry(day=DAY, source=Folder(site)).judge_file(pdf).verdict
    return f"{verdict.outcome}/{verdict.case}".rstrip("/")


# ---------------------------------------------------------------- a site that lies


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"revision": 2}, "cannot_check/register"),
        ({"code": "0000-0000"}, "cannot_check/register"),
        ({"firm": "00440300MA5EXAMPL7"}, "cannot_check/register"),
        ({"valid_to": "2099-01-01"}, "cannot_check/register"),
        ({"grade": "gold"}, "cannot_check/register"),
        ({"leaf": None}, "cannot_check/register"),
        ({"status": "withdrawn"}, "cannot_check/register"),
        ({"status": "applied"}, "cannot_check/site"),
        ({"status": 1}, "cannot_check/site"),
        ({"number": "WS-2025-000002-05"}, "cannot_check/site"),
        ({"since": "2025-2-5"}, "cannot_check/site"),
        ({"since": "20250205"}, "cannot_check/site"),
        ({"sha256": "x"}, "cannot_check/site"),
        ({"signed": None}, "cannot_check/site"),
        ({"format": 2}, "cannot_check/site"),
    ],
)
def test_facts_that_were_changed_are_not_believed(
    site: Path, sites: Sites, change: dict[str, Any], expected: str
) -> None:
    edit(site / FACTS, lambda facts: facts.update(change))
    assert ask(site, sites.read("valid")) == expected


@pytest.mark.parametrize("field", ["index", "size", "root", "hash"])
def test_a_proof_that_does_not_lead_to_the_checkpoint_is_none(
    site: Path, sites: Sites, field: str
) -> None:
    wrong = {"index": 1, "size": 2, "root": "ab" * 32, "hash": "ab" * 32}[field]
    edit(site / FACTS, lambda facts: facts["leaf"].update({field: wrong}))
    assert ask(site, sites.read("valid")) == "cannot_check/register"


def test_the_status_of_a_suspended_certificate_cannot_be_taken_from_before(
    sites: Sites, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(sites["suspended"], tmp_path / "site"))
    shutil.copyfile(sites["valid"] / FACTS, site / FACTS)
    pdf = sites.read("valid")
    assert ask(site, pdf) == "cannot_check/register"
    shutil.copyfile(sites["valid"] / "ledger/checkpoint.json", site / "ledger/checkpoint.json")
    assert ask(site, pdf) == "cannot_check/register"


@pytest.mark.parametrize("name", ["status/suspension.jwt", f"certificates/{NUMBER}.jwt"])
def test_what_a_signed_site_must_have_cannot_be_left_out(
    site: Path, sites: Sites, name: str
) -> None:
    (site / name).unlink()
    assert ask(site, sites.read("valid")) == "cannot_check/register"


def test_a_list_signed_by_a_stranger_says_nothing(site: Path, sites: Sites) -> None:
    for name in ("status/suspension.jwt", "status/revocation.jwt"):
        shutil.copyfile(sites["stranger"] / name, site / name)
        assert ask(site, sites.read("valid")) == "cannot_check/register"


def test_a_site_that_does_not_know_a_signed_certificate_says_so(site: Path, sites: Sites) -> None:
    (site / FACTS).unlink()
    assert ask(site, sites.read("valid")) == "number_unknown/file"


@pytest.mark.parametrize("name", ["did.json", "ledger/checkpoint.json"])
@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"id": 1}', b"\xff", b"[" * 99999])
def test_a_site_without_its_own_words_is_none(site: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (site / name).unlink()
    else:
        (site / name).write_bytes(content)
    with pytest.raises(SiteTrouble):
        open_site(Folder(site))


def test_a_site_under_another_identity_than_its_ledger_is_none(site: Path) -> None:
    edit(site / "ledger/checkpoint.json", lambda data: data.update(origin="https://other.example/"))
    with pytest.raises(SiteTrouble, match="calls itself did:web"):
        open_site(Folder(site))


def test_a_key_under_the_name_of_another_is_none(site: Path) -> None:
    def rename(data: Any) -> None:
        data["assertionMethod"] = ["did:web:registry.example#0123456789abcdef"]
        data["verificationMethod"][0]["id"] = data["assertionMethod"][0]

    edit(site / "did.json", rename)
    with pytest.raises(SiteTrouble, match=r"did\.json"):
        open_site(Folder(site))


@pytest.mark.parametrize("number", ["../did", f"../{NUMBER}", "x" * 5000, "", "\0"])
def test_only_a_number_becomes_a_file_s_name(site: Path, number: str) -> None:
    assert open_site(Folder(site)).look_up(number).facts is None


# ---------------------------------------------------------------- on the net


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


class Elsewhere(Quiet):
    """Sends everybody to another host."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"http://localhost:1/{self.path}")
        self.end_headers()


class Slow(Quiet):
    """Sends a byte now and then, and never ends."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass


@contextmanager
def serve(handler: Callable[..., Any]) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_address(text: str) -> Address:
    address = read_address(text)
    assert address is not None
    return address


def test_a_site_on_the_net_answers_as_its_folder_does(sites: Sites) -> None:
    with serve(functools.partial(Quiet, directory=str(sites["suspended"]))) as url:
        inquiry = Inquiry(day=DAY, source=open_address(url))
        verdict = inquiry.judge_file(sites.read("valid")).verdict
        assert verdict.outcome == "genuine_suspended"
        assert Check.LISTS in verdict.checked
        assert inquiry.judge_number("WS-2025-000002-05", None).verdict.outcome == "number_unknown"


def test_a_site_must_have_the_identity_of_its_address(sites: Sites) -> None:
    folder = Folder(sites["valid"])
    assert open_site(folder, address=SITE).did == "did:web:registry.example"
    with pytest.raises(SiteTrouble, match="does not fit its address"):
        open_site(folder, address="https://mirror.example/")


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with serve(Elsewhere) as url, pytest.raises(SiteTrouble, match="redirect to"):
        open_address(url).read("did.json")


def test_an_answer_without_end_is_not_waited_for() -> None:
    with serve(Slow) as url:
        address = Address(f"{url}/", seconds=0.3)
        with pytest.raises(SiteTrouble, match="too slow"):
            address.read("did.json")


def test_an_answer_too_large_is_refused(sites: Sites) -> None:
    with serve(functools.partial(Quiet, directory=str(sites["valid"]))) as url:
        with pytest.raises(SiteTrouble, match="too large"):
            Address(f"{url}/", largest=10).read("did.json")
        assert Address(f"{url}/").read("nothing.json") is None


def test_nobody_at_the_address_is_told() -> None:
    with pytest.raises(SiteTrouble, match="cannot be read"):
        open_address("http://127.0.0.1:1/").read("did.json")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://registry.example", "https://registry.example/"),
        ("https://registry.example/a/b/", "https://registry.example/a/b/"),
        ("https://registry.example/index.html", "https://registry.example/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://registry.example/", None),
        ("http://127.0.0.1.example/", None),
        ("http://127.0.0.1@evil.example/", None),
        ("https://user@registry.example/", None),
        ("https://registry.example:port/", None),
        ("ftp://registry.example/", None),
        ("file:///etc/passwd", None),
        ("registry.example", None),
        ("", None),
    ],
)
def test_only_https_is_asked_or_this_machine(text: str, expected: str | None) -> None:
    address = read_address(text)
    assert (address.address if address else None) == expected


def test_nothing_is_asked_of_the_net_without_an_address(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(net, "build_opener", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    for source in (None, Folder(sites["valid"])):
        Inquiry(day=DAY, source=source).judge_file(sites.read("valid"))
