"""Keys: made outside the registry, opened from what holds them, told where they do not fit."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from generator.records.certificates import read_key_id
from generator.signing.keys import (
    PASSWORD,
    KeyTrouble,
    key_id,
    load_signer,
    require_certificate,
    sign_surely,
)
from generator.signing.making import NewKeys, make_keys
from generator.signing.rsa import is_signed_by
from tests.signing.material import certify, make_key, make_signer, write_private

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)


@pytest.fixture(autouse=True)
def ready_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair is drawn once for all of these tests: it takes a second."""
    key = make_key()
    monkeypatch.setattr(rsa, "generate_private_key", lambda _exponent, _bits: key)


def make(folder: Path, registry: Path, password: bytes | None = None) -> NewKeys:
    return make_keys(
        folder,
        name="Sample Registry",
        today=DAY,
        days=30,
        password=password,
        registry=registry,
    )


def put_pem(folder: Path, key: bytes, certificate: bytes) -> Path:
    folder.mkdir()
    (folder / "key.pem").write_bytes(key)
    loaded = x509.load_der_x509_certificate(certificate)
    (folder / "certificate.pem").write_bytes(loaded.public_bytes(Encoding.PEM))
    return folder


# ---------------------------------------------------------------- made


def test_a_new_pair_is_a_key_a_certificate_and_both(registry: Path, tmp_path: Path) -> None:
    made = make(tmp_path / "keys", registry)
    key, certificate, bundle = made.files
    assert [path.name for path in made.files] == ["key.pem", "certificate.pem", "key.p12"]
    assert read_key_id(certificate.read_bytes()) == made.key_id
    opened = load_pem_private_key(key.read_bytes(), None)
    assert isinstance(opened, rsa.RSAPrivateKey)
    assert opened.key_size == 3072
    both = load_pkcs12(bundle.read_bytes(), None)
    assert both.cert is not None
    assert both.cert.certificate.public_bytes(Encoding.PEM) == certificate.read_bytes()


def test_its_certificate_is_for_signing_and_for_the_days_given(
    registry: Path, tmp_path: Path
) -> None:
    made = make(tmp_path / "keys", registry)
    certificate = x509.load_pem_x509_certificate(made.files[1].read_bytes())
    assert certificate.subject.rfc4514_string() == "CN=Sample Registry"
    assert certificate.not_valid_before_utc == datetime(2026, 11, 21, tzinfo=UTC)
    assert certificate.not_valid_after_utc == datetime(2026, 12, 22, 23, 59, 59, tzinfo=UTC)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert (made.first, made.last) == (date(2026, 11, 21), date(2026, 12, 22))


def test_only_its_owner_can_read_a_new_key(registry: Path, tmp_path: Path) -> None:
    made = make(tmp_path / "keys", registry)
    for path in (*made.files[::2], tmp_path / "keys"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("below", [".", "keys", "audits/keys", "public/deep/down"])
def test_no_key_is_written_into_the_registry(registry: Path, below: str) -> None:
    before = sorted(registry.rglob("*"))
    with pytest.raises(KeyTrouble, match="where no key may be"):
        make(registry / below, registry)
    assert sorted(registry.rglob("*")) == before


def test_nor_into_the_repository_around_it_nor_through_a_link(
    registry: Path, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(KeyTrouble, match="where no key may be"):
        make(tmp_path / "beside", registry)
    (tmp_path / ".git").rmdir()
    (tmp_path / "link").symlink_to(registry)
    with pytest.raises(KeyTrouble, match="where no key may be"):
        make(tmp_path / "link" / "keys", registry)


@pytest.mark.parametrize("name", ["key.pem", "certificate.pem", "key.p12"])
def test_nothing_is_overwritten_and_nothing_left_half_written(
    registry: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / name).write_text("precious")
    with pytest.raises(KeyTrouble, match="not overwritten"):
        make(folder, registry)
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_text() == "precious"


@pytest.mark.parametrize("name", ["", "x" * 65])
def test_a_name_that_no_certificate_can_have_is_told(
    registry: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(KeyTrouble, match="--name"):
        make_keys(tmp_path / "keys", name=name, today=DAY, days=1, password=None, registry=registry)
    assert not (tmp_path / "keys").exists()


# ---------------------------------------------------------------- opened


@pytest.mark.parametrize("which", [".", "key.pem", "key.p12"])
@pytest.mark.parametrize("password", [None, "开门 open"])
def test_a_new_pair_signs_from_its_folder_or_either_file(
    registry: Path,
    tmp_path: Path,
    which: str,
    password: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "keys"
    made = make(folder, registry, password.encode() if password else None)
    if password:
        with pytest.raises(KeyTrouble, match=PASSWORD):
            load_signer(folder / which)
        assert key_id(load_signer(folder / which, ask=lambda: password).certificate) == made.key_id
        monkeypatch.setenv(PASSWORD, password)
    signer = load_signer(folder / which)
    assert key_id(signer.certificate) == made.key_id
    assert sign_surely(signer, b"words")


def test_a_signer_travels_to_workers_and_does_not_show_its_key() -> None:
    signer = make_signer()
    assert pickle.loads(pickle.dumps(signer)) == signer  # noqa: S301 (our own)
    assert signer.key.hex() not in repr(signer)
    assert repr(signer.key) not in repr(signer)


def test_a_wrong_password_is_told_without_a_word_of_it(registry: Path, tmp_path: Path) -> None:
    make(tmp_path / "keys", registry, b"right")
    for file in ("key.pem", "key.p12"):
        with pytest.raises(KeyTrouble, match="cannot be opened") as told:
            load_signer(tmp_path / "keys" / file, ask=lambda: "wr0ng-one")
        assert "wr0ng-one" not in told.value.zh + told.value.en


def test_key_and_certificate_must_be_a_pair(tmp_path: Path) -> None:
    folder = put_pem(
        tmp_path / "keys", write_private(make_key(), Encoding.PEM), make_signer(1).certificate
    )
    with pytest.raises(KeyTrouble, match="no pair"):
        load_signer(folder)


def test_keys_of_another_kind_or_too_short_are_refused(tmp_path: Path) -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    folder = put_pem(tmp_path / "curve", write_private(curve, Encoding.PEM), certify(curve))
    with pytest.raises(KeyTrouble, match="2048 to 4096"):
        load_signer(folder)
    folder = put_pem(
        tmp_path / "mixed", write_private(curve, Encoding.PEM), make_signer().certificate
    )
    with pytest.raises(KeyTrouble, match="holds no RSA key"):
        load_signer(folder)


def test_a_folder_without_a_key_says_what_it_must_hold(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match=r"has 0 \.p12 files"):
        load_signer(tmp_path)
    with pytest.raises(KeyTrouble, match="There is no"):
        load_signer(tmp_path / "nowhere")
    (tmp_path / "key.pem").write_bytes(write_private(make_key(), Encoding.PEM))
    with pytest.raises(KeyTrouble, match=r"certificate\.pem cannot be read"):
        load_signer(tmp_path)


@pytest.mark.parametrize("name", ["key.pem", "key.p12", "other.pfx"])
def test_rubbish_for_a_key_is_told(tmp_path: Path, name: str) -> None:
    put_pem(tmp_path / "keys", b"rubbish", make_signer().certificate)
    (tmp_path / "keys" / name).write_bytes(b"rubbish")
    with pytest.raises(KeyTrouble, match="cannot be opened"):
        load_signer(tmp_path / "keys" / name)


def test_a_signature_is_by_one_key_over_one_text() -> None:
    key = read_key(make_signer().certificate)
    signature = make_signer().sign(b"words")
    assert is_signed_by(key, b"words", signature)
    assert not is_signed_by(key, b"wards", signature)
    assert not is_signed_by(key, b"words", signature[:-1])
    assert not is_signed_by(read_key(make_signer(1).certificate), b"words", signature)
    assert not is_signed_by(b"no key", b"words", signature)


def read_key(certificate: bytes) -> bytes:
    return require_certificate(certificate).key
