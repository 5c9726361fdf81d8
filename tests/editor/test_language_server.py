"""The client that the other tests of this folder speak through."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tests.editor.language_server import LanguageServer, read_message


def test_messages_are_read_one_by_one_whatever_their_letters_and_headers() -> None:
    first, second = '{"id": 1, "result": "条款"}'.encode(), b'{"id": 2}'
    stream = BytesIO(
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"
        b"content-length: %d\r\n\r\n%bContent-Length: %d\r\n\r\n%b"
        % (len(first), first, len(second), second)
    )
    assert read_message(stream) == {"id": 1, "result": "条款"}
    assert read_message(stream) == {"id": 2}
    assert read_message(stream) is None


def test_a_refused_request_is_an_error_and_not_an_answer(server: LanguageServer) -> None:
    with pytest.raises(RuntimeError, match="no/suchMethod"):
        server.request("no/suchMethod", {})


def test_a_file_is_opened_once_only(server: LanguageServer, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with server.open(path, "a: 1\n"):
        pass
    with pytest.raises(AssertionError), server.open(path, "a: 1\n"):
        pass
