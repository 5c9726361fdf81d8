"""Credentials read: the one form that is accepted, and everything else refused."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jwt.api_jws import PyJWS

from generator.signing.credentials import encode_base64url, sign_jwt
from generator.verification.credential import Credential, read_credential
from tests.signing.material import make_key, make_signer

KID = "did:web:registry.example#0123456789abcdef"
PAYLOAD = '{"name":"样例"}'.encode()
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def token() -> str:
    return sign_jwt(PAYLOAD, make_signer(), KID)


def read(text: str) -> Credential | None:
    return read_credential(text, make_signer().certificate)


def test_a_signed_credential_gives_its_payload_byte_by_byte() -> None:
    assert read(token()) == Credential(kid=KID, payload=PAYLOAD)


def test_another_key_has_not_signed_it() -> None:
    assert read_credential(token(), make_signer(1).certificate) is None
    assert read_credential(token(), b"no certificate") is None


def test_another_character_at_any_place_is_refused() -> None:
    text = token()
    for place, character in enumerate(text):
        near = ALPHABET[ALPHABET.find(character) ^ 1]
        for other in {near, "A", ".", "="} - {character}:
            assert read(text[:place] + other + text[place + 1 :]) is None, place


@pytest.mark.parametrize("more", ["=", "\n", " ", ".", "A", "=="])
def test_slack_around_it_is_refused(more: str) -> None:
    assert read(token() + more) is None
    assert read(more + token()) is None


def sign_header(header: object, separators: tuple[str, str] = (",", ":")) -> str:
    head = encode_base64url(json.dumps(header, separators=separators).encode())
    signed = f"{head}.{encode_base64url(PAYLOAD)}"
    return f"{signed}.{encode_base64url(make_signer().sign(signed.encode()))}"


GOOD = {"alg": "RS256", "cty": "vc", "kid": KID, "typ": "vc+jwt"}


def test_a_header_is_accepted_in_one_form_only() -> None:
    assert read(sign_header(GOOD)) is not None
    assert read(sign_header(GOOD, (", ", ": "))) is None
    assert read(sign_header(dict(reversed(GOOD.items())))) is None
    for change in ({"alg": "none"}, {"alg": "RS512"}, {"typ": "JWT"}, {"kid": 1}, {"crit": ["x"]}):
        assert read(sign_header({**GOOD, **change})) is None
    others: tuple[object, ...] = ({}, [], None, "kid", 1, {"alg": "RS256"})
    for header in others:
        assert read(sign_header(header)) is None


def test_no_algorithm_of_the_token_s_own_choosing_is_accepted() -> None:
    for algorithm, key in (("none", None), ("RS512", make_key())):
        head = {"cty": "vc", "kid": KID, "typ": "vc+jwt"}
        made = PyJWS().encode(PAYLOAD, key, algorithm=algorithm, headers=head)  # type: ignore[arg-type]
        assert read(made) is None


def test_a_nested_header_does_not_exhaust_the_reader() -> None:
    head = base64.urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=")
    assert read(f"{head}.e30.AAAA") is None
    assert read("A" * 2_000_000) is None


@given(st.text(max_size=200))
def test_any_text_is_refused_and_nothing_is_raised(text: str) -> None:
    assert read(text) is None
    assert read(f"{text}.{text}.{text}") is None
