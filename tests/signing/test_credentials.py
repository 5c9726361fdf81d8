"""A credential: the payload as handed in, in a form that other libraries read."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_der_x509_certificate
from jwt.api_jws import PyJWS

from generator.signing.credentials import sign_jwt
from tests.signing.material import make_signer

KID = "did:web:registry.example#0123456789abcdef"
PAYLOAD = '{"name":"样例"}'.encode()


def test_another_library_reads_payload_and_header() -> None:
    token = sign_jwt(PAYLOAD, make_signer(), KID)
    key = load_der_x509_certificate(make_signer().certificate).public_key()
    assert isinstance(key, RSAPublicKey)
    read = PyJWS().decode_complete(token, key, algorithms=["RS256"])
    assert read["payload"] == PAYLOAD
    assert read["header"] == {"alg": "RS256", "cty": "vc", "kid": KID, "typ": "vc+jwt"}


def test_the_header_is_canonical_json() -> None:
    head = sign_jwt(PAYLOAD, make_signer(), KID).split(".")[0]
    decoded = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))
    assert decoded == f'{{"alg":"RS256","cty":"vc","kid":"{KID}","typ":"vc+jwt"}}'.encode()


def test_the_same_input_gives_the_same_text() -> None:
    assert sign_jwt(PAYLOAD, make_signer(), KID) == sign_jwt(PAYLOAD, make_signer(), KID)
