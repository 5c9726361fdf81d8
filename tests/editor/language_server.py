"""A small client of the Language Server Protocol, over a server's standard streams.

One thread reads; all else happens in the caller's. What the server asks of an editor (settings,
registrations, schemas of its own) is answered here; every wait has an end.
"""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

PATIENCE = 60.0
"""Seconds until a server that does not answer has failed."""
CAPABILITIES = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}


class LanguageServer:
    """A running server; leave it by `close`."""

    def __init__(self, command: Sequence[str], root: Path, settings: Mapping[str, Any]) -> None:
        """Start the server for the folder `root`; `settings` are by section, as it asks for."""
        self.settings = settings
        self.root = root
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.writing, self.reading = self.process.stdin, self.process.stdout
        self.arrived: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self.diagnosed: dict[str, list[dict[str, Any]]] = {}
        self.answers: dict[int, dict[str, Any]] = {}
        self.asked = 0
        self.opened: set[str] = set()
        self.thread = Thread(target=self._listen, daemon=True)
        self.thread.start()
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": CAPABILITIES,
            },
        )
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def close(self) -> None:
        """Ask the server to end, and end it where it does not."""
        try:
            self.request("shutdown", None)
            self.notify("exit", None)
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.thread.join(PATIENCE)
            self.writing.close()
            self.reading.close()

    def request(self, method: str, params: Any) -> Any:
        """Return the answer to a request; raises RuntimeError where it is an error."""
        self.asked += 1
        asked = self.asked
        self._send({"id": asked, "method": method, "params": params})
        self._wait(lambda: asked in self.answers, method)
        answer = self.answers.pop(asked)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer.get("result")

    def notify(self, method: str, params: Any) -> None:
        """Tell the server something that has no answer."""
        self._send({"method": method, "params": params})

    @contextmanager
    def open(self, path: Path, text: str) -> Iterator[Document]:
        """Open a file with these words in it, whatever stands on the disk, and close it after.

        A file is opened once only: what is said of it late would be taken for news.
        """
        uri = path.as_uri()
        assert uri not in self.opened, uri
        self.opened.add(uri)
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        try:
            yield Document(self, uri, text)
        finally:
            self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def wait_for_diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Return what the server says of an open file, once it has said it."""
        self._wait(lambda: uri in self.diagnosed, f"diagnostics of {uri}")
        return self.diagnosed[uri]

    def _wait(self, happened: Callable[[], bool], what: str) -> None:
        end = monotonic() + PATIENCE
        while not happened():
            try:
                message = self.arrived.get(timeout=max(end - monotonic(), 0.01))
            except Empty:
                raise TimeoutError(f"{what}: no answer in {PATIENCE} s") from None
            if message is None:
                raise RuntimeError(f"{what}: the server ended, exit code {self.process.wait()}")
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        method: str | None = message.get("method")
        params: Any = message.get("params")
        if method is None:
            self.answers[message["id"]] = message
        elif "id" in message:
            self._send({"id": message["id"], "result": self._answer(method, params)})
        elif method == "textDocument/publishDiagnostics":
            self.diagnosed[params["uri"]] = params["diagnostics"]

    def _answer(self, method: str, params: Any) -> Any:
        """Answer what the server asks of an editor."""
        if method == "workspace/configuration":
            return [self.settings.get(item["section"], {}) for item in params["items"]]
        if method == "workspace/workspaceFolders":
            return [{"uri": self.root.as_uri(), "name": self.root.name}]
        # Registrations are taken note of; of schemas that only an editor knows there are none.
        return None

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.writing.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.writing.flush()

    def _listen(self) -> None:
        while (message := read_message(self.reading)) is not None:
            self.arrived.put(message)
        self.arrived.put(None)


def read_message(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one framed message; None at the end of the stream."""
    length = 0
    while (line := stream.readline()) not in (b"", b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if not line:
        return None
    message: dict[str, Any] = json.loads(stream.read(length))
    return message


class Document:
    """An open file; places in it are named by the words that stand there."""

    def __init__(self, server: LanguageServer, uri: str, text: str) -> None:
        """Keep all three."""
        self.server, self.uri, self.text = server, uri, text

    def complete(self, after: str) -> dict[str, dict[str, Any]]:
        """Return what may be written right after these words, by its label."""
        answer = self.server.request("textDocument/completion", self._at(after, len(after)))
        found = {item["label"]: item for item in answer["items"]}
        assert len(found) == len(answer["items"]), "something is offered twice"
        return found

    def hover(self, over: str) -> str:
        """Return what is shown over the last letter of these words."""
        answer = self.server.request("textDocument/hover", self._at(over, len(over) - 1))
        return str(answer["contents"]["value"])

    def diagnose(self) -> list[tuple[int, str]]:
        """Return what is wrong: lines, from 1, and words, in order."""
        told = self.server.wait_for_diagnostics(self.uri)
        return sorted((item["range"]["start"]["line"] + 1, item["message"]) for item in told)

    def line_of(self, words: str) -> int:
        """Return the line, from 1, of words that stand in the file once."""
        assert self.text.count(words) == 1, words
        return self.text[: self.text.index(words)].count("\n") + 1

    def _at(self, words: str, past: int) -> dict[str, Any]:
        assert self.text.count(words) == 1, words
        before = self.text[: self.text.index(words) + past]
        line, start = before.count("\n"), before.rfind("\n") + 1
        # Columns count UTF-16 units, of which a rare letter takes two.
        column = len(before[start:].encode("utf-16-le")) // 2
        place = {"line": line, "character": column}
        return {"textDocument": {"uri": self.uri}, "position": place}
