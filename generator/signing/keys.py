"""Signing: where the committee's key is, and how it signs, whatever holds it.

Input: a folder or file outside the registry (PEM, PKCS#12, or where a PKCS#11 token is found), a
password from the environment or whoever is asked. Output: a `Signer`. What does not fit is told.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from generator.records.certificates import CertificateParts, read_certificate
from generator.records.problems import CannotGoOn
from generator.signing.rsa import is_signed_by, is_usable, sign_with

KEY_FILE = "key.pem"
CERTIFICATE_FILE = "certificate.pem"
BUNDLE_FILE = "key.p12"
TOKEN_FILE = "pkcs11.yaml"  # noqa: S105 (a file's name)
BUNDLES = (".p12", ".pfx")
PASSWORD = "CERTIFY_KEY_PASSWORD"  # noqa: S105 (the variable's name)

Ask = Callable[[], str]
"""Asks a person for the password of a key."""


class Signer(Protocol):
    """Whatever holds the committee's key; it can travel to worker processes."""

    @property
    def certificate(self) -> bytes:
        """The X.509 certificate of the key, DER."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature of RSASSA-PKCS1-v1_5 with SHA-256; raises KeyTrouble."""


class KeyTrouble(CannotGoOn):
    """The key cannot be used: words in both languages say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareSigner:
    """A key that was read from a file; PKCS#8 and certificate in DER."""

    certificate: bytes
    key: bytes = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Sign."""
        return sign_with(self.key, data)


def key_id(certificate: bytes) -> str:
    """Return the id of a certificate's key: 16 hexadecimal digits; raises KeyTrouble."""
    return require_certificate(certificate).key_id


def require_certificate(content: bytes) -> CertificateParts:
    """Read a certificate, PEM or DER; raises KeyTrouble where it is none of a usable RSA key."""
    parts = read_certificate(content)
    if parts is None or not is_usable(parts.key):
        raise KeyTrouble(
            zh="证书不能用：需要一张 X.509 v3 证书，密钥为 2048 至 4096 位的 RSA。",
            en="The certificate cannot be used: it takes one X.509 v3 certificate "
            "with an RSA key of 2048 to 4096 bits.",
        )
    return parts


def sign_surely(signer: Signer, data: bytes) -> bytes:
    """Return a signature that the signer's certificate bears out; raises KeyTrouble."""
    signature = signer.sign(data)
    if not is_signed_by(require_certificate(signer.certificate).key, data, signature):
        raise KeyTrouble(
            zh="签名与证书对不上：密钥和证书不是一对。",
            en="The signature does not match the certificate: key and certificate are no pair.",
        )
    return signature


def load_signer(where: Path, *, ask: Ask | None = None) -> Signer:
    """Open the key in a folder, or in one file of those that a folder may hold.

    The password, or a token's PIN, is that of the environment, else what `ask` returns. Raises
    KeyTrouble, with what is missing or does not fit.
    """
    # Only those with a token need what reads its settings.
    from generator.signing.tokens import load_token  # noqa: PLC0415

    file = _find_key(where)
    try:
        if file.name == TOKEN_FILE or file.suffix == ".yaml":
            return load_token(file, read_password(ask))
        if file.suffix.lower() in BUNDLES:
            return _load_bundle(file, ask)
        return _load_pem(file, ask)
    except OSError as error:
        raise KeyTrouble(
            zh=f"无法读取 {error.filename or file}：{error.strerror}。",
            en=f"{error.filename or file} cannot be read: {error.strerror}.",
        ) from error


def read_password(ask: Ask | None) -> bytes | None:
    """Return the password of the environment, else the one asked for; None where there is none."""
    words = os.environ.get(PASSWORD) or (ask() if ask is not None else "")
    return words.encode() if words else None


def _find_key(where: Path) -> Path:
    if where.is_file():
        return where
    if not where.is_dir():
        raise KeyTrouble(zh=f"没有 {where}。", en=f"There is no {where}.")
    if (where / KEY_FILE).is_file():
        return where / KEY_FILE
    bundles = sorted(path for path in where.iterdir() if path.suffix.lower() in BUNDLES)
    if (where / TOKEN_FILE).is_file() and not bundles:
        return where / TOKEN_FILE
    if len(bundles) != 1:
        raise KeyTrouble(
            zh=f"{where} 里应有 {KEY_FILE} 和 {CERTIFICATE_FILE}，或一个 .p12 文件，"
            f"或 {TOKEN_FILE}；.p12 文件有 {len(bundles)} 个。",
            en=f"{where} must hold {KEY_FILE} and {CERTIFICATE_FILE}, or one .p12 file, "
            f"or {TOKEN_FILE}; it has {len(bundles)} .p12 files.",
        )
    return bundles[0]


def _load_pem(file: Path, ask: Ask | None) -> SoftwareSigner:
    content = file.read_bytes()
    certificate = file.with_name(CERTIFICATE_FILE).read_bytes()
    sealed = b"ENCRYPTED" in content
    try:
        key = load_pem_private_key(content, read_password(ask) if sealed else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _unopened(file) from error
    return _pair(file, key, certificate)


def _load_bundle(file: Path, ask: Ask | None) -> SoftwareSigner:
    content = file.read_bytes()
    try:
        bundle = load_pkcs12(content, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        try:
            bundle = load_pkcs12(content, read_password(ask))
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise _unopened(file) from error
    if bundle.cert is None:
        raise _unopened(file)
    return _pair(file, bundle.key, bundle.cert.certificate.public_bytes(Encoding.DER))


def _pair(file: Path, key: object, certificate: bytes) -> SoftwareSigner:
    parts = require_certificate(certificate)
    if not isinstance(key, RSAPrivateKey):
        raise KeyTrouble(zh=f"{file} 里的不是 RSA 密钥。", en=f"{file} holds no RSA key.")
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if public != parts.key:
        raise KeyTrouble(
            zh=f"{file} 里的密钥与证书不是一对。",
            en=f"The key in {file} and the certificate are no pair.",
        )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SoftwareSigner(certificate=parts.der, key=private)


def _unopened(file: Path) -> KeyTrouble:
    return KeyTrouble(
        zh=f"打不开 {file}：口令不对，或文件不是密钥。口令可用环境变量 {PASSWORD} 给出。",
        en=f"{file} cannot be opened: the password is wrong, or it is no key. "
        f"The password can be given in the environment, as {PASSWORD}.",
    )
