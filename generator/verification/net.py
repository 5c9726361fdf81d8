"""Verification: the files of a site on the net, within bounds of size and time.

Input: an https address (http only on this machine). Output: bytes. Nothing is asked of any other
host: a redirect to another one is refused. The one module that uses the network, and only where
somebody gave an address.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from generator.verification.site import LARGEST, SiteTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 20
"""That a file may take, from the question to its last byte."""
_HERE = ("127.0.0.1", "localhost")
_MISSING = (404, 410)


class _SameHost(HTTPRedirectHandler):
    """Follows redirects within the host only."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Follow or refuse."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            fp.close()
            raise URLError(f"redirect to {after.scheme}://{after.netloc}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(frozen=True, slots=True)
class Address:
    """A site on the net; the address ends with a slash."""

    address: str
    seconds: float = SECONDS
    largest: int = LARGEST

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return urlsplit(self.address).hostname in _HERE

    def read(self, path: str) -> bytes | None:
        """Return a file; None where the site says that there is none. Raises SiteTrouble."""
        url = f"{self.address}{path}"
        answers: list[bytes | Exception | None] = []
        # A server that sends a byte now and then keeps every single wait short: so wait for all.
        reader = threading.Thread(target=_catch, args=(self._fetch, url, answers), daemon=True)
        reader.start()
        reader.join(self.seconds)
        answer = answers[0] if answers else TimeoutError("too slow")
        if isinstance(answer, HTTPError) and answer.code in _MISSING:
            return None
        if isinstance(answer, Exception):
            raise SiteTrouble(
                zh=f"无法读取 {url}：{answer}。", en=f"{url} cannot be read: {answer}."
            ) from answer
        return answer

    def _fetch(self, url: str) -> bytes:
        # What is asked of this machine is not asked of a proxy.
        opener = build_opener(_SameHost, *([ProxyHandler({})] if self.is_local else []))
        return _read_all(opener, url, self.seconds, self.largest)


def read_address(text: str) -> Address | None:
    """Return a site's address as it is asked; None where it is none that may be asked."""
    parts = urlsplit(text)
    try:
        _port = parts.port
    except ValueError:
        return None
    local = parts.scheme == "http" and parts.hostname in _HERE
    if not parts.hostname or not (parts.scheme == "https" or local) or "@" in parts.netloc:
        return None
    path = parts.path.removesuffix("index.html").rstrip("/")
    return Address(f"{parts.scheme}://{parts.netloc}{path}/")


def _read_all(opener: OpenerDirector, url: str, seconds: float, largest: int) -> bytes:
    with opener.open(url, timeout=seconds) as response:
        content: bytes = response.read(largest + 1)
    if len(content) > largest:
        raise ValueError("too large")
    return content


def _catch(
    fetch: Callable[[str], bytes], url: str, answers: list[bytes | Exception | None]
) -> None:
    try:
        answers.append(fetch(url))
    except HTTPError as error:
        error.close()
        answers.append(error)
    except (OSError, HTTPException, ValueError) as error:
        answers.append(error)
