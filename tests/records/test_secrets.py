"""Private keys in a registry: found in any wrapping, and nothing else is taken for one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from generator.records.certificates import read_key_id
from generator.records.secrets import LARGEST, find_secrets, is_passed_over
from tests.records.test_certificates import write_pem
from tests.signing.material import make_key, make_signer, write_private

KEY = make_key(1)
PEM = write_private(KEY, Encoding.PEM)
CERTIFICATE = write_pem(make_signer(1).certificate)
OPENSSL = PrivateFormat.TraditionalOpenSSL
KEPT: dict[str, bytes] = {
    "pkcs8": PEM,
    "pkcs8-sealed": KEY.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    ),
    "pkcs1": KEY.private_bytes(Encoding.PEM, OPENSSL, NoEncryption()),
    "pkcs1-sealed": KEY.private_bytes(Encoding.PEM, OPENSSL, BestAvailableEncryption(b"x")),
    "openssh": KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
    "curve": ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, OPENSSL, NoEncryption()
    ),
    "edwards": ed25519.Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    ),
    "windows": PEM.replace(b"\n", b"\r\n"),
    "after-words": b"my key\n\n" + PEM,
    "after-a-certificate": CERTIFICATE + PEM,
    "quoted": b"> " + PEM.replace(b"\n", b"\n> "),
    "in-yaml": b"key: |\n  " + PEM.replace(b"\n", b"\n  "),
    "in-json": b'{"key": "' + PEM.replace(b"\n", b"\\n") + b'"}',
    "in-code": b'KEY = (\n    "' + PEM.replace(b"\n", b'\\n"\n    "') + b'")\n',
    "der": write_private(KEY),
    "der-pkcs1": KEY.private_bytes(Encoding.DER, OPENSSL, NoEncryption()),
    "der-curve": ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.DER, OPENSSL, NoEncryption()
    ),
    "bundle": serialize_key_and_certificates(b"x", KEY, None, None, NoEncryption()),
    "keystore": b"\xfe\xed\xfe\xed\0\0\0\2" + bytes(40),
}


def put(registry: Path, name: str, content: bytes) -> None:
    path = registry / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def look(registry: Path) -> list[tuple[str, int, str]]:
    found = find_secrets(registry)
    return sorted((one.location.path, one.location.line, one.code) for one in found)


def test_the_tiny_registry_holds_no_key(registry: Path) -> None:
    assert look(registry) == []


def test_this_repository_holds_no_key() -> None:
    assert look(Path(__file__).parents[2]) == []


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize(
    "place", ["key", "audits/440300/notes.txt", ".github/secret", "a/b/c/d.md"]
)
def test_a_key_is_found_in_any_wrapping_and_place(registry: Path, kind: str, place: str) -> None:
    put(registry, place, KEPT[kind])
    before, _, wrapped = KEPT[kind].partition(b"PRIVATE KEY")
    line = before.count(b"\n") + 1 if wrapped else 1
    assert look(registry) == [(place, line, "key-in-repository")]


@pytest.mark.parametrize("name", ["a.p12", "b.PFX", "c.jks", "d.key", "deep/e.keystore"])
def test_a_container_of_keys_is_told_by_its_name(registry: Path, name: str) -> None:
    put(registry, name, bytes(LARGEST * 2))
    assert look(registry) == [(name, 1, "key-in-repository")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        CERTIFICATE,
        make_signer(1).certificate,
        KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        b"A file begins with -----BEGIN PRIVATE KEY-----, then come letters.\n",
        b'HEADER = "-----BEGIN RSA PRIVATE KEY-----"\nBODY = "..."\n',
        b"PRIVATE KEY\n" + b"A" * 100,
        b"0\x82words",
    ],
)
def test_what_is_public_or_only_speaks_of_keys_is_let_pass(registry: Path, content: bytes) -> None:
    put(registry, "docs/notes.txt", content)
    assert look(registry) == []


def test_slides_have_the_ending_of_keys_and_are_let_pass(registry: Path) -> None:
    put(registry, "talk.key", b"PK\x03\x04" + bytes(100))
    assert look(registry) == []


@pytest.mark.parametrize(
    "folder",
    [
        ".git",
        ".venv",
        "node_modules",
        "deep/node_modules",
        "a/__pycache__",
        "public",
        ".ruff_cache",
    ],
)
def test_what_was_made_or_installed_is_passed_over(registry: Path, folder: str) -> None:
    put(registry, f"{folder}/key.pem", PEM)
    assert is_passed_over(f"{folder}/key.pem")
    assert look(registry) == []


@pytest.mark.parametrize("folder", ["audits/public", "keys", ".github", ".cachet"])
def test_other_folders_are_not_passed_over(registry: Path, folder: str) -> None:
    put(registry, f"{folder}/key.pem", PEM)
    assert not is_passed_over(f"{folder}/key.pem")
    assert look(registry) == [(f"{folder}/key.pem", 1, "key-in-repository")]


def test_links_and_files_that_cannot_be_read_do_not_stop_it(registry: Path, tmp_path: Path) -> None:
    (registry / "loop").symlink_to(registry)
    (registry / "gone").symlink_to(tmp_path / "nowhere")
    put(registry, "closed.pem", PEM)
    (registry / "closed.pem").chmod(0)
    put(registry, "open.pem", PEM)
    assert ("open.pem", 1, "key-in-repository") in look(registry)


def test_only_what_is_asked_for_is_looked_at(registry: Path) -> None:
    put(registry, "a/key.pem", PEM)
    put(registry, "b/key.pem", PEM)
    paths = [one.location.path for one in find_secrets(registry, ["a", "b/key.pem", "c/gone.p12"])]
    assert paths == ["a/key.pem", "b/key.pem"]
    assert find_secrets(registry, ["c"]) == []


def test_records_are_not_opened_a_second_time(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def listen(path: str, *words: str) -> io.BufferedIOBase:
        opened.append(str(path))
        return io.BytesIO()

    monkeypatch.setattr("builtins.open", listen)
    assert find_secrets(registry, ["audits", "standards"]) == []
    assert not any(path.endswith((".yaml", ".csv")) for path in opened)


# ---------------------------------------------------------------- the public certificates


def test_a_certificate_named_by_its_key_is_at_home(registry: Path) -> None:
    put(registry, f"audits/keys/{read_key_id(CERTIFICATE)}.pem", CERTIFICATE)
    assert look(registry) == []


@pytest.mark.parametrize(
    ("name", "content", "near"),
    [
        ("committee.pem", CERTIFICATE, f"{read_key_id(CERTIFICATE)}.pem"),
        (f"{read_key_id(CERTIFICATE)}.crt", CERTIFICATE, f"{read_key_id(CERTIFICATE)}.pem"),
        (f"{read_key_id(CERTIFICATE)}.pem", CERTIFICATE * 2, ""),
        (f"{read_key_id(CERTIFICATE)}.pem", make_signer(1).certificate, ""),
        ("README.md", b"about\n", ""),
        ("empty.pem", b"", ""),
        ("large.bin", bytes(LARGEST * 2), ""),
    ],
    # Keys are new each time; workers must agree on the names of tests.
    ids=["name", "ending", "two", "another", "words", "empty", "large"],
)
def test_anything_else_there_is_told(registry: Path, name: str, content: bytes, near: str) -> None:
    put(registry, f"audits/keys/{name}", content)
    (found,) = find_secrets(registry)
    assert (found.code, found.location.path) == ("key-file-form", f"audits/keys/{name}")
    assert dict(found.arguments) == {"file": name, "near": near}
    assert (f"rename it to {near}" == found.hint("en")) == bool(near)


def test_a_private_key_there_is_told_as_one(registry: Path) -> None:
    put(registry, f"audits/keys/{read_key_id(CERTIFICATE)}.pem", CERTIFICATE + PEM)
    (found,) = find_secrets(registry)
    assert found.code == "key-in-repository"
    assert found.location.line == CERTIFICATE.count(b"\n") + 1
