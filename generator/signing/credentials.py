"""Signing: the bytes of a credential → a VC-JWT (RS256) in the one form that is written here.

Input: the payload as it shall stand, a `Signer`, the address of its key. Output: the compact form.
"""

from __future__ import annotations

import base64

import rfc8785

from generator.signing.keys import Signer, sign_surely


def sign_jwt(payload: bytes, signer: Signer, kid: str) -> str:
    """Return a signed credential; `kid` is the key's address in the issuer's did:web document.

    Header and payload are canonical JSON (RFC 8785), the payload as handed in; the same input gives
    the same text. Raises KeyTrouble where the key does not sign.
    """
    signed = f"{encode_base64url(encode_header(kid))}.{encode_base64url(payload)}"
    signature = sign_surely(signer, signed.encode())
    return f"{signed}.{encode_base64url(signature)}"


def encode_header(kid: str) -> bytes:
    """Return the header of a credential, signed by the key at an address."""
    return rfc8785.dumps({"alg": "RS256", "cty": "vc", "kid": kid, "typ": "vc+jwt"})


def encode_base64url(content: bytes) -> str:
    """Return base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
