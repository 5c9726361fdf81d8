"""Publication: a certificate as a machine-readable credential; pure.

Input: a certificate's sheet, what it rests on, its place in the ledger and in the status lists.
Output: the bytes of a W3C Verifiable Credential 2.0 in the shape of Open Badges 3.0, as canonical
JSON (RFC 8785). Nothing in it depends on the day of the build.
Sources: https://www.w3.org/TR/vc-data-model-2.0/, https://www.imsglobal.org/spec/ob/v3p0/.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

from generator.publication.identity import name_issuer
from generator.publication.sheet import describe_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.publication.sheet import CertificateSheet
    from generator.records.model import Text

_CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
    "ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
PURPOSES = ("revocation", "suspension")
"""The status lists there are: `status/<purpose>.json`, or `.jwt` where they are signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a certificate rests on, for whoever checks it."""

    audit: str
    audit_sha256: str
    ledger: Mapping[str, Any] | None
    """The leaf of its last revision with the proof at record; None before it is recorded."""
    status_index: int | None
    """Its place in the status lists; None before its grant is recorded."""


def describe_credential(sheet: CertificateSheet, grounds: Grounds, site_url: str) -> bytes:
    """Return the credential of a certificate; `site_url` ends with a slash."""
    standard = f"{site_url}standards/{sheet.standard.replace('@', '/')}/"
    title = f"{sheet.standard_title.en}: {sheet.grade_title.en}"
    credential: dict[str, Any] = {
        "@context": [
            *_CONTEXTS,
            {"registry": {"@id": f"{site_url}how/#credential", "@type": "@json"}},
        ],
        "id": sheet.page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": name_issuer(site_url),
            "type": ["Profile"],
            "name": sheet.issuer.en,
            "url": site_url,
        },
        "name": title,
        "validFrom": f"{sheet.effective.isoformat()}T00:00:00Z",
        "validUntil": f"{sheet.valid_to.isoformat()}T23:59:59Z",
        "credentialSchema": [_SCHEMA],
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": sheet.firm,
                    "identityType": "ext:unifiedSocialCreditCode",
                },
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": sheet.name.zh,
                    "identityType": "name",
                },
            ],
            "achievement": {
                "id": f"{standard}#{sheet.grade}",
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": title,
                "description": sheet.scope.en,
                "criteria": {"id": standard},
            },
            "result": [{"type": ["Result"], "value": sheet.score}],
        },
        "registry": _describe_registry(sheet, grounds),
    }
    if grounds.status_index is not None:
        credential["credentialStatus"] = [
            _describe_status(site_url, purpose, grounds.status_index, signed=sheet.signed)
            for purpose in PURPOSES
        ]
    return rfc8785.dumps(credential)


def _describe_registry(sheet: CertificateSheet, grounds: Grounds) -> dict[str, Any]:
    """Return what the registry's own checkers read: contract of `verification`."""
    ledger = grounds.ledger
    return {
        "format": 1,
        "number": sheet.number,
        "revision": sheet.revision,
        "code": sheet.code,
        "firm": sheet.firm,
        "name": _both(sheet.name),
        "standard": sheet.standard,
        "grade": sheet.grade,
        "score": sheet.score,
        "ladder": sheet.level and _both(sheet.level),
        "sheet_sha256": hashlib.sha256(describe_sheet(sheet)).hexdigest(),
        "records": {"audit": {"id": grounds.audit, "sha256": grounds.audit_sha256}},
        "ledger": None
        if ledger is None
        else {
            "index": ledger["index"],
            "leaf": ledger["hash"],
            "size": ledger["size"],
            "root": ledger["root"],
            "proof": ledger["proof"],
        },
    }


def _describe_status(site_url: str, purpose: str, index: int, *, signed: bool) -> dict[str, str]:
    listed = f"{site_url}status/{purpose}.{'jwt' if signed else 'json'}"
    return {
        "id": f"{listed}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": listed,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
