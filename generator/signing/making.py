"""Signing: a new pair of keys for trials: RSA-3072 and a certificate that it signs itself.

Input: a folder outside the registry, the issuer's name, the day. Output: three new files; the
private ones can be read by their owner only. Nothing is replaced.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from generator.signing.keys import BUNDLE_FILE, CERTIFICATE_FILE, KEY_FILE, KeyTrouble, key_id

if TYPE_CHECKING:
    from pathlib import Path

BITS = 3072
LONGEST_NAME = 64
"""Characters of a common name (RFC 5280, appendix A)."""
_PRIVATE = 0o600
_PUBLIC = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """A pair as it was written."""

    key_id: str
    files: tuple[Path, ...]
    """The private key, the certificate, both together."""
    first: date
    last: date
    """The days on which the certificate is valid."""


def make_keys(
    folder: Path,
    *,
    name: str,
    today: date,
    days: int,
    password: bytes | None,
    registry: Path,
) -> NewKeys:
    """Write a new pair into a folder; its certificate is valid for `days` after today.

    It begins a day before today, which elsewhere may be yesterday still. Raises KeyTrouble where
    the folder lies in the registry or has such files, or the name is too long.
    """
    _refuse_registry(folder, registry)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise KeyTrouble(
            zh=f"证书上的名称应为 1 至 {LONGEST_NAME} 个字符，现有 {len(name)} 个；"
            "请用 --name 给出。",
            en=f"A certificate's name has 1 to {LONGEST_NAME} characters, this one {len(name)}: "
            "give another with --name.",
        )
    first, last = today - timedelta(days=1), today + timedelta(days=days)
    key = rsa.generate_private_key(65537, BITS)
    certificate = _certify(key, name, first, last)
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    contents = {
        KEY_FILE: key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock),
        CERTIFICATE_FILE: certificate.public_bytes(Encoding.PEM),
        BUNDLE_FILE: serialize_key_and_certificates(name.encode(), key, certificate, None, lock),
    }
    files = _write_new(folder, contents)
    identity = key_id(certificate.public_bytes(Encoding.DER))
    return NewKeys(key_id=identity, files=files, first=first, last=last)


def _certify(key: rsa.RSAPrivateKey, words: str, first: date, last: date) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .serial_number(x509.random_serial_number())
        .public_key(key.public_key())
        .not_valid_before(datetime.combine(first, time(), UTC))
        .not_valid_after(datetime.combine(last, time(23, 59, 59), UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, SHA256())
    )


def _refuse_registry(folder: Path, registry: Path) -> None:
    """Raise KeyTrouble where the folder lies in the registry, or in the repository around it."""
    base = registry.resolve()
    repository = next((one for one in (base, *base.parents) if (one / ".git").exists()), base)
    place = folder.resolve()
    if repository in (place, *place.parents):
        raise KeyTrouble(
            zh=f"{folder} 在登记库的仓库 {repository} 里，密钥不得放在那里：请另选一个文件夹。",
            en=f"{folder} lies in the registry's repository, {repository}, "
            "where no key may be: choose a folder elsewhere.",
        )


def _write_new(folder: Path, contents: dict[str, bytes]) -> tuple[Path, ...]:
    """Write new files, all or none; raises KeyTrouble where one is there or cannot be written."""
    paths = tuple(folder / name for name in contents)
    written: list[Path] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in zip(paths, contents.values(), strict=True):
            mode = _PUBLIC if path.name == CERTIFICATE_FILE else _PRIVATE
            # Never open to others, not even for the moment until its mode is changed.
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            written.append(path)
            with os.fdopen(number, "wb") as file:
                file.write(content)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise KeyTrouble(
                zh=f"{error.filename} 已存在，不会覆盖：请另选一个文件夹。",
                en=f"{error.filename} exists and is not overwritten: choose another folder.",
            ) from error
        raise
    return paths
