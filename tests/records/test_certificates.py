"""Certificates, as far as a check reads them: one of an RSA key and nothing else."""

from __future__ import annotations

import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from generator.records.certificates import decode_certificate, read_certificate, read_key_id
from tests.signing.material import certify, make_key, make_signer, write_private

DER = make_signer(1).certificate


def write_pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def test_its_parts_are_those_that_other_libraries_find() -> None:
    parts = read_certificate(DER)
    loaded = x509.load_der_x509_certificate(DER)
    assert parts is not None
    assert parts.der == DER
    assert parts.issuer == loaded.issuer.public_bytes()
    assert parts.serial[2:] == loaded.serial_number.to_bytes(8, "big")
    spki = loaded.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert parts.key == spki
    assert parts.key_id == hashlib.sha256(spki).hexdigest()[:16]


def test_pem_and_der_are_the_same_certificate() -> None:
    pem = write_pem(DER)
    assert decode_certificate(pem) == decode_certificate(DER) == DER
    assert read_key_id(pem) == read_key_id(pem.replace(b"\n", b"\r\n")) == read_key_id(DER)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        write_pem(DER) * 2,
        b"subject=someone\n" + write_pem(DER),
        write_pem(DER).replace(b"CERTIFICATE", b"PUBLIC KEY"),
        write_pem(DER)[:200],
        write_private(make_key(1)),
        write_private(make_key(1), Encoding.PEM),
        write_private(make_key(1), Encoding.PEM) + write_pem(DER),
        certify(ec.generate_private_key(ec.SECP256R1())),
        DER + b"\0",
        DER[:-1],
        DER[:4] + b"\x30\x00",
    ],
)
def test_what_is_not_one_certificate_of_an_rsa_key_is_none(content: bytes) -> None:
    assert read_certificate(content) is None


@given(st.binary(max_size=400), st.integers(0, len(DER)))
def test_nothing_is_raised_for_any_bytes(content: bytes, place: int) -> None:
    read_certificate(content)
    read_certificate(DER[:place] + content + DER[place + len(content) :])
