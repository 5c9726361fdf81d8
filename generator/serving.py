"""The trial server: the site on this machine's loopback, rebuilt when a record changes.

Input: a registry. Output: HTTP on 127.0.0.1 until interrupted. For trying out, not for the public.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHED = ("standards", "audits", "site", "mkdocs.yml")
PAUSE = 1.0
"""Seconds between looks at the files."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files; quiet, and never from a browser's cache."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Say nothing of each request."""

    def end_headers(self) -> None:
        """Let a browser see every rebuild at once."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page where something is not there."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
            return
        super().send_error(code, message, explain)


def serve_folder(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Begin to serve a folder; raises CannotGoOn where the port cannot be had."""
    try:
        server = ThreadingHTTPServer((host, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise CannotGoOn(
            zh=f"无法使用 {host}:{port}（{error.strerror}）；用 --port 换一个端口",
            en=f"cannot use {host}:{port} ({error.strerror}); choose another with --port",
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve_until_interrupted(
    folder: Path,
    host: str,
    port: int,
    say: Callable[[str, str], str],
    rebuild: Callable[[], bool] | None,
    root: Path,
) -> None:
    """Serve `folder`; when `rebuild` is given, call it whenever a watched file changes."""
    server = serve_folder(folder, host, port)
    address = f"http://{host}:{server.server_address[1]}/"
    click.echo(say("按 Ctrl-C 停止。", "Press Ctrl-C to stop."))
    click.echo(address)
    seen = _stamp(root) if rebuild else ""
    try:
        while True:
            time.sleep(PAUSE)
            if rebuild is not None and (now := _stamp(root)) != seen:
                seen = now
                try:
                    rebuild()
                except CannotGoOn as error:
                    click.echo(say(error.zh, error.en), err=True)
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.shutdown()


def _stamp(root: Path) -> str:
    """Tell the state of the watched files, by their times and sizes."""
    newest, count = 0, 0
    for name in WATCHED:
        path = root / name
        for file in (path, *path.rglob("*")) if path.is_dir() else (path,):
            try:
                state = file.stat()
            except OSError:
                continue
            newest = max(newest, state.st_mtime_ns)
            count += 1 + state.st_size
    return f"{newest}-{count}"
