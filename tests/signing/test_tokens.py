"""Tokens: what is asked of a PKCS#11 library, and what is told where it is missing or refuses."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from generator.signing import tokens
from generator.signing.keys import PASSWORD, KeyTrouble, load_signer, sign_surely
from tests.signing.material import make_signer

SETTINGS = "module: /lib/token.so\ntoken: Committee\nkey: signing\ncertificate: public.pem\n"


class PKCS11Error(Exception):
    pass


class Library:
    """A token's library that holds the first key of these tests."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def reinitialize(self) -> None:
        self.said.append("reinitialize")

    def get_token(self, *, token_label: str) -> Any:
        return SimpleNamespace(open=lambda *, user_pin: self._open(token_label, user_pin))

    def _open(self, label: str, pin: str | None) -> Any:
        self.said.append(f"open {label} {pin}")
        if pin != "1234":
            raise PKCS11Error
        return SimpleNamespace(get_key=self._get_key)

    def _get_key(self, *, object_class: str, label: str) -> Any:
        self.said.append(f"get {object_class} {label}")
        return SimpleNamespace(sign=lambda data, *, mechanism: make_signer().sign(data))


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    made = Library()
    module = SimpleNamespace(
        lib=lambda path: made if path == "/lib/token.so" else None,
        Mechanism=SimpleNamespace(SHA256_RSA_PKCS="SHA256_RSA_PKCS"),
        ObjectClass=SimpleNamespace(PRIVATE_KEY="PRIVATE_KEY"),
        PKCS11Error=PKCS11Error,
    )
    monkeypatch.setitem(sys.modules, "pkcs11", module)
    monkeypatch.setattr(tokens, "_opened", {})
    monkeypatch.setenv(PASSWORD, "1234")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded = x509.load_der_x509_certificate(make_signer().certificate)
    (tmp_path / "public.pem").write_bytes(loaded.public_bytes(Encoding.PEM))
    (tmp_path / "pkcs11.yaml").write_text(SETTINGS)
    return tmp_path


def test_a_token_is_opened_once_and_only_to_sign(library: Library, folder: Path) -> None:
    signer = load_signer(folder)
    assert library.said == []
    assert signer.certificate == make_signer().certificate
    assert sign_surely(signer, b"words") == make_signer().sign(b"words")
    sign_surely(signer, b"more words")
    assert library.said == ["open Committee 1234", "get PRIVATE_KEY signing"]


def test_another_process_opens_it_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = load_signer(folder)
    signer.sign(b"words")
    monkeypatch.setattr("os.getpid", lambda: -1)
    signer.sign(b"words")
    assert library.said[2:] == ["reinitialize", "open Committee 1234", "get PRIVATE_KEY signing"]


def test_a_wrong_pin_is_told_without_a_word_of_it(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "9876")
    signer = load_signer(folder)
    assert "9876" not in repr(signer)
    with pytest.raises(KeyTrouble, match="Committee did not sign: PKCS11Error") as told:
        signer.sign(b"words")
    assert "9876" not in told.value.zh + told.value.en


def test_settings_with_other_fields_are_told(library: Library, folder: Path) -> None:
    (folder / "pkcs11.yaml").write_text(SETTINGS + "pin: '1234'\n")
    with pytest.raises(KeyTrouble, match="these fields and no others"):
        load_signer(folder)


def test_without_the_library_it_is_said_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(KeyTrouble, match=r"aftersales-registry\[pkcs11\]"):
        load_signer(folder)
