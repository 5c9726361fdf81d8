"""Verification: what a file itself says: its signature, what is attached, its credential.

Input: the bytes of a file from anybody, certificates of keys. Output: `Evidence`; `Claims` where
a key signed the credential and it belongs to the file. Nothing is raised. Which keys are to be
trusted, and how the certificate stands, is asked elsewhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.certificates import read_key_id
from generator.verification.attachments import UnreadableAttachments, extract_attachments
from generator.verification.credential import read_credential
from generator.verification.facts import Claims, Paper, parse_json, read_claims, read_paper
from generator.verification.signature import Refusal, Refused, Signature, read_signature

if TYPE_CHECKING:
    from collections.abc import Iterable

SHEET = "certificate.json"
TOKEN = "credential.jwt"  # noqa: S105 (a file's name)
PLAIN = "credential.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What a certificate carries along, as bytes; None where there is no such file."""

    sheet: bytes | None = None
    token: bytes | None = field(default=None, repr=False)
    plain: bytes | None = None

    @property
    def ours(self) -> bool:
        """Whether anything is there that a certificate carries."""
        return any(one is not None for one in (self.sheet, self.token, self.plain))

    @property
    def paper(self) -> Paper | None:
        """What the sheet says, believed or not; None where it says nothing in the right form."""
        try:
            return read_paper(parse_json(self.sheet)) if self.sheet is not None else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a file says."""

    sha256: str
    signature: Signature | None
    refusal: Refusal | None
    """Why there is no signature to speak of."""
    attached: Attached | None
    """None where what is attached cannot be read."""
    detail: str = ""

    @property
    def number(self) -> str | None:
        """The number to ask a register for, believed or not."""
        paper = self.attached.paper if self.attached else None
        return paper.number if paper else None


def read_evidence(pdf: bytes) -> Evidence:
    """Read a file; never raises."""
    told = read_signature(pdf)
    attached, detail = None, ""
    if isinstance(told, Signature) or told.refusal is not Refusal.NOT_A_PDF:
        try:
            files = extract_attachments(pdf)
            attached = Attached(
                sheet=files.get(SHEET), token=files.get(TOKEN), plain=files.get(PLAIN)
            )
        except UnreadableAttachments as trouble:
            detail = trouble.en
    refused = told if isinstance(told, Refused) else None
    return Evidence(
        sha256=hashlib.sha256(pdf).hexdigest(),
        signature=told if isinstance(told, Signature) else None,
        refusal=refused.refusal if refused else None,
        attached=attached,
        detail=refused.detail if refused else detail,
    )


def confirm_claims(attached: Attached, certificates: Iterable[bytes]) -> Claims | None:
    """Return what the attached credential says, where one of these keys signed it (DER).

    None too where it names another key than the issuer's, or does not belong to the sheet.
    """
    for certificate in certificates:
        claims = read_token(attached.token, certificate)
        if claims is not None and _belongs(claims, attached):
            return claims
    return None


def read_token(token: bytes | None, certificate: bytes) -> Claims | None:
    """Return what a credential says, where a key signed it in its issuer's name (DER)."""
    if token is None or not token.isascii():
        return None
    read = read_credential(token.decode("ascii"), certificate)
    if read is None:
        return None
    try:
        claims = read_claims(read.payload)
    except ValueError:
        return None
    return claims if read.kid == f"{claims.issuer}#{read_key_id(certificate)}" else None


def _belongs(claims: Claims, attached: Attached) -> bool:
    paper = attached.paper
    return (
        paper is not None
        and attached.sheet is not None
        and hashlib.sha256(attached.sheet).hexdigest() == claims.sheet_sha256
        and (paper.number, paper.revision) == (claims.number, claims.revision)
        and (paper.code, paper.firm) == (claims.code, claims.firm)
    )
