"""Verification: the status lists of a published site, made again from its certificates.

Input: a site's folder, the places and statuses of its certificates. Output: what does not fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rfc8785

from generator.certification.standing import Status
from generator.publication.credential import PURPOSES
from generator.publication.status_list import encode_bits
from generator.records.certificates import read_key_id
from generator.verification.credential import read_credential
from generator.verification.lists import SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.verification.site import Site

SIGNED_LIST = f"status/{PURPOSES[0]}.jwt"
"""Stands on a signed site; the lists name it, so that it cannot just be taken away."""


def check_lists(
    folder: Path,
    site: Site,
    numbers: Mapping[str, int],
    statuses: Mapping[str, Status],
    *,
    signed: bool,
) -> Iterator[tuple[str, str, str]]:
    """Yield path, reason in Chinese and reason in English of each list that does not fit."""
    suffix = "jwt" if signed else "json"
    for purpose in PURPOSES:
        at = [numbers[n] for n, status in statuses.items() if status in SETS[purpose]]
        document = _describe(site, purpose, encode_bits(at, len(numbers)), suffix)
        expected = rfc8785.dumps(document)
        path = f"status/{purpose}.json"
        if _read(folder / path) != expected + b"\n":
            yield path, "与各证书的状态不符。", "it does not say what the certificates say."
        token = _read(folder / f"status/{purpose}.jwt")
        if signed and not _is_signed(token, expected, site):
            yield (
                f"status/{purpose}.jwt",
                "签名或内容不符。",
                "its signature or its content does not fit.",
            )


def _describe(site: Site, purpose: str, encoded: str, suffix: str) -> dict[str, Any]:
    address = f"{site.checkpoint.origin}status/{purpose}.{suffix}"
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": site.did,
        "validFrom": f"{site.checkpoint.day.isoformat()}T00:00:00Z",
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    }


def _is_signed(token: bytes | None, payload: bytes, site: Site) -> bool:
    """Whether a key of the site signed these very bytes."""
    if token is None or not token.isascii():
        return False
    for certificate in site.trust.certificates:
        read = read_credential(token.decode("ascii"), certificate)
        if read is not None and read.payload == payload:
            return read.kid == f"{site.did}#{read_key_id(certificate)}"
    return False


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
