"""Signing: the arithmetic of RSASSA-PKCS1-v1_5 with SHA-256, which has one signature for a text.

Input: keys as encoded, bytes. Output: signatures and verdicts. Nothing else signs or verifies.
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

SHORTEST, LONGEST = 2048, 4096
"""Bits of a key."""


def sign_with(key: bytes, content: bytes) -> bytes:
    """Return the signature by a key in PKCS#8 (DER)."""
    return _open_private(key).sign(content, padding.PKCS1v15(), SHA256())


def is_signed_by(key: bytes, content: bytes, signature: bytes) -> bool:
    """Tell whether a signature is that of a key (SubjectPublicKeyInfo, DER); never raises."""
    public = _open_public(key)
    if public is None:
        return False
    try:
        public.verify(signature, content, padding.PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_usable(key: bytes) -> bool:
    """Tell whether a public key is one of RSA, and neither too short nor too long."""
    return _open_public(key) is not None


@lru_cache(maxsize=4)
def _open_private(key: bytes) -> RSAPrivateKey:
    # It was checked when it was loaded; workers need not do so again.
    opened = load_der_private_key(key, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(opened, RSAPrivateKey):
        raise TypeError("no RSA key")
    return opened


@lru_cache(maxsize=16)
def _open_public(key: bytes) -> RSAPublicKey | None:
    try:
        opened = load_der_public_key(key)
    except (ValueError, UnsupportedAlgorithm):
        return None
    if isinstance(opened, RSAPublicKey) and SHORTEST <= opened.key_size <= LONGEST:
        return opened
    return None
