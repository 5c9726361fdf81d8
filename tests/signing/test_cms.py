"""The one form of CMS: as pyHanko writes it, and for any certificate."""

from __future__ import annotations

import asyncio
import hashlib

import pytest
from asn1crypto import cms, keys, x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from generator.records.certificates import CertificateParts, read_certificate
from generator.signing.cms import encode_cms, encode_signed_attributes
from generator.signing.rsa import sign_with
from tests.signing.material import certify, make_key, write_private

DIGEST = hashlib.sha256(b"any document").digest()


def read(der: bytes) -> CertificateParts:
    parts = read_certificate(der)
    assert parts is not None
    return parts


@pytest.mark.parametrize("name", ["样例登记处", "a", "x" * 64], ids=len)
@pytest.mark.parametrize("number", [0, 1])
def test_it_is_byte_by_byte_what_pyhanko_makes_for_pades(name: str, number: int) -> None:
    key = make_key(number)
    der = certify(key, name)
    theirs = SimpleSigner(
        signing_cert=x509.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(write_private(key)),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    made = asyncio.run(theirs.async_sign(DIGEST, "sha256", use_pades=True)).dump()
    signature = sign_with(write_private(key), encode_signed_attributes(read(der), DIGEST))
    assert encode_cms(read(der), DIGEST, signature) == made


def test_a_reader_of_cms_finds_digest_and_certificate() -> None:
    certificate = read(certify(make_key()))
    content = cms.ContentInfo.load(encode_cms(certificate, DIGEST, b"s" * 384), strict=True)
    (signer,) = content["content"]["signer_infos"]
    found = {a["type"].native: a["values"].native for a in signer["signed_attrs"]}
    assert found["message_digest"] == [DIGEST]
    assert found["content_type"] == ["data"]
    assert signer["signature"].native == b"s" * 384
    assert content["content"]["certificates"][0].chosen.dump() == certificate.der
