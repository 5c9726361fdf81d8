"""Publication: who the issuer is on the net: its did:web identifier and document; pure.

Input: the address of the site, the certificates of its keys. Output: identifiers and `did.json`.
Source: did:web method specification, W3C Credentials Community Group; JWK: RFC 7517, RFC 7518 §6.3.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from generator.records.der import BITS, INTEGER, SEQUENCE, split_element, take_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.certificates import CertificateParts


def name_issuer(site_url: str) -> str:
    """Return the did:web identifier of the body behind a site; `site_url` ends with a slash."""
    parts = urlsplit(site_url)
    host = parts.netloc.replace(":", "%3A")
    path = [quote(step) for step in parts.path.split("/") if step]
    return ":".join(["did", "web", host, *path])


def name_key(site_url: str, key_id: str) -> str:
    """Return the address of a key within the issuer's document."""
    return f"{name_issuer(site_url)}#{key_id}"


def describe_issuer(site_url: str, keys: Iterable[CertificateParts]) -> dict[str, Any]:
    """Return the issuer's document, with the certificates of its keys in the order given."""
    did = name_issuer(site_url)
    methods = [
        {
            "id": name_key(site_url, key.key_id),
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": _describe_key(key),
        }
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "alsoKnownAs": [site_url],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _describe_key(key: CertificateParts) -> dict[str, Any]:
    """Return the public key as a JWK with its certificate; it is one of RSA (RFC 3279 §2.3.1)."""
    _algorithm, bits = split_element(key.key, SEQUENCE, most=2)
    # The first byte of a bit string says how many bits are unused: none.
    modulus, exponent = split_element(take_content(bits, BITS)[1:], SEQUENCE, most=2)
    return {
        "kty": "RSA",
        "alg": "RS256",
        "use": "sig",
        "kid": key.key_id,
        "n": _write_number(take_content(modulus, INTEGER)),
        "e": _write_number(take_content(exponent, INTEGER)),
        "x5c": [base64.b64encode(key.der).decode()],
    }


def _write_number(content: bytes) -> str:
    """Write a number as base64url of its bytes, the highest first (RFC 7518 §2)."""
    return base64.urlsafe_b64encode(content.lstrip(b"\0")).decode().rstrip("=")
