"""Publication: what lets others trust the certificates: the issuer's document and the status lists.

Input: the certificates of the keys, the status lists, the seal. Output: `did.json`
(and `.well-known/did.json`), `status/<purpose>.json` and, where there is a seal, `.jwt`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rfc8785

from generator.publication.identity import describe_issuer, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.publication.seal import Seal
    from generator.publication.status_list import StatusLists
    from generator.records.certificates import CertificateParts

DID = "did.json"


def write_trust(
    out: Path,
    *,
    site_url: str,
    keys: Iterable[CertificateParts],
    lists: StatusLists,
    seal: Seal | None,
) -> None:
    """Write the issuer's document and the status lists below `out`."""
    document = describe_issuer(site_url, keys)
    words = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    known = out / ".well-known"
    known.mkdir(exist_ok=True)
    for folder in (out, known):
        (folder / DID).write_text(words, encoding="utf-8")
    status = out / "status"
    status.mkdir(exist_ok=True)
    for purpose, credential in lists.credentials.items():
        _write_list(status / purpose, credential, site_url=site_url, seal=seal)


def _write_list(
    path: Path, credential: dict[str, Any], *, site_url: str, seal: Seal | None
) -> None:
    payload = rfc8785.dumps(credential)
    path.with_suffix(".json").write_bytes(payload + b"\n")
    if seal is not None:
        token = seal.sign_credential(payload, name_key(site_url, seal.key_id), earlier=None)
        path.with_suffix(".jwt").write_text(token, encoding="ascii")
