"""Verification: the files of one certificate of a published site against each other.

Input: the site with its ledger, a number. Output: the facts that all files bear out, or `Flaw`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.certification.spans import next_day
from generator.certification.standing import Status
from generator.publication.credential import PURPOSES
from generator.publication.facts import write_facts
from generator.verification.evidence import confirm_claims, read_evidence, read_token
from generator.verification.facts import (
    Claims,
    Facts,
    code_fits,
    parse_json,
    read_claims,
    read_facts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.publication.ledger import Published
    from generator.verification.evidence import Attached
    from generator.verification.site import Site

_ON_PAPER = (
    "code",
    "effective",
    "firm",
    "grade",
    "grade_title",
    "name",
    "number",
    "revision",
    "score",
    "signed",
    "standard",
    "stars",
    "valid_to",
)
"""What a register and a certificate say alike."""
_KEYS = {
    *_ON_PAPER,
    "credential",
    "format",
    "lapses",
    "leaf",
    "sha256",
    "since",
    "status",
    "superseded_by",
    "surveillance_by",
}
"""All that a register says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A site, its ledger, and what the leaves say of each certificate and firm."""

    site: Site
    ledger: Published
    folder: Path
    numbers: Mapping[str, int]
    """Certificates granted, each with how many were granted before it."""
    grants: Mapping[str, Mapping[str, Any]] = field(repr=False)
    """The leaf that granted each certificate."""
    acts: Mapping[str, list[tuple[int, dict[str, Any]]]] = field(repr=False)
    """The leaves of each firm, with their places: an appeal names no certificate."""

    def is_in_effect(self, number: str) -> bool:
        """Whether a certificate had taken effect by the day of the site."""
        effective = date.fromisoformat(self.grants[number]["effective"])
        return effective <= self.site.checkpoint.day


class Flaw(Exception):  # noqa: N818 (caught here)
    """A file that does not fit: path, then why, in Chinese and in English."""


def check_certificate(whole: Whole, number: str) -> Facts:
    """Return the facts of a certificate that all its files bear out; raises Flaw."""
    path = f"certificates/{number}.json"
    content = _require(whole, path)
    try:
        data = parse_json(content)
        facts, _place = read_facts(data)
    except ValueError as error:
        raise Flaw(
            path, "内容不全或格式不符。", "it is not complete or not of the form."
        ) from error
    if set(data) != _KEYS or write_facts(data) != content or data["number"] != number:
        raise Flaw(path, "不是本程序的写法。", "it is not as this program writes it.")
    _check_leaf(whole, data, facts)
    _check_time(whole, facts)
    _check_badge(whole, facts)
    attached = _check_pdf(whole, facts)
    sheet = parse_json(attached.sheet or b"")
    if attached.paper is None or any(sheet.get(name) != data[name] for name in _ON_PAPER):
        raise Flaw(path, "与证书文件所载不符。", "it does not say what the certificate says.")
    wanted = f"certificates/{number}.jwt" if facts.signed else None
    if data["credential"] != wanted:
        raise Flaw(path, "凭证的位置不符。", "it names another credential.")
    return facts


def _require(whole: Whole, path: str) -> bytes:
    content = read_quietly(whole.folder, path)
    if content is None:
        raise Flaw(path, "没有这个文件。", "there is no such file.")
    return content


def _check_leaf(whole: Whole, data: Any, facts: Facts) -> None:
    """Check that the facts give the one proof that the ledger gives for a leaf of theirs."""
    number = facts.paper.number
    path, leaf = f"certificates/{number}.json", data["leaf"]
    firm = facts.paper.firm
    if firm != whole.grants[number]["firm"] or not code_fits(facts.paper, facts.leaf):
        raise Flaw(path, "企业或查验码与账本不符。", "firm or code do not fit the ledger.")
    if leaf is None:
        return
    tree, size = whole.ledger.tree, whole.ledger.size
    proofs = [
        {
            "index": index,
            "hash": tree.leaf(index).hex(),
            "size": size,
            "root": tree.root().hex(),
            "proof": [one.hex() for one in tree.inclusion(index)],
        }
        for index, _ in whole.acts[firm]
        if index == leaf.get("index")
    ]
    if proofs != [leaf]:
        raise Flaw(path, "账本证明不成立。", "its proof against the ledger does not hold.")


def _check_time(whole: Whole, facts: Facts) -> None:
    """Check that the status began on a day of a decision, or on which time brought it."""
    number, until = facts.paper.number, facts.paper.valid_to
    acts = [leaf for _, leaf in whole.acts[facts.paper.firm]]
    days = {date.fromisoformat(leaf["effective"]) for leaf in acts}
    first = date.fromisoformat(whole.grants[number]["effective"])
    match facts.status:
        case Status.EXPIRED:
            fits = facts.since == next_day(until) or facts.since in days
        case Status.SURVEILLANCE_DUE:
            due = facts.surveillance_by
            fits = due is not None and facts.since >= max(next_day(due), first)
        case Status.SUPERSEDED:
            heir = whole.grants.get(facts.superseded_by or "", {})
            fits = heir.get("effective") == facts.since.isoformat()
        case Status.SUSPENDED:
            fits = facts.since in days
        case _status:
            fits = first <= facts.since <= whole.site.checkpoint.day
    if not fits:
        path = f"certificates/{number}.json"
        raise Flaw(path, "状态的起始日与账本不符。", "its status begins on another day.")


def _check_badge(whole: Whole, facts: Facts) -> None:
    """Check that the badge says the same of status and days."""
    path = f"badges/{facts.paper.number}.svg"
    badge = read_quietly(whole.folder, path)
    if badge is None:
        return
    marks = (
        f'data-status="{facts.status}" data-valid-to="{facts.paper.valid_to}" '
        f'data-surveillance-by="{facts.surveillance_by or ""}" data-lapses="{facts.lapses or ""}"'
    )
    if marks.encode() not in badge:
        raise Flaw(path, "与登记簿所述不同。", "it does not say what the register says.")


def _check_pdf(whole: Whole, facts: Facts) -> Attached:
    """Return what a certificate's file carries, when it is the one published and rightly signed."""
    number = facts.paper.number
    path = f"certificates/{number}.pdf"
    pdf = _require(whole, path)
    if hashlib.sha256(pdf).hexdigest() != facts.sha256:
        raise Flaw(path, "不是登记簿所说的文件。", "it is not the file that the register names.")
    evidence = read_evidence(pdf)
    attached, signature = evidence.attached, evidence.signature
    trusted = whole.site.trust.certificates
    if attached is None or attached.sheet is None or facts.signed is not (signature is not None):
        raise Flaw(path, "签名或附件不符。", "its signature or attachments are not as told.")
    if signature is None:
        claims = _read_plain(attached)
    else:
        if signature.certificate not in trusted:
            raise Flaw(path, "签名的密钥不属于本登记机构。", "its key is none of this registry's.")
        claims = confirm_claims(attached, (signature.certificate,))
        token = _require(whole, f"certificates/{number}.jwt")
        if token != attached.token or read_token(token, signature.certificate) is None:
            raise Flaw(
                f"certificates/{number}.jwt",
                "与 PDF 所附的凭证不同。",
                "it is not the credential that the PDF carries.",
            )
    if claims is None or not _fits_ledger(whole, claims, facts):
        raise Flaw(path, "所附凭证不符。", "the credential in it does not fit.")
    return attached


def _read_plain(attached: Attached) -> Claims | None:
    try:
        return read_claims(attached.plain or b"")
    except ValueError:
        return None


def _fits_ledger(whole: Whole, claims: Claims, facts: Facts) -> bool:
    """Whether a credential names this site, its certificate's leaf and places in the lists."""
    place, tree, number = claims.place, whole.ledger.tree, facts.paper.number
    if claims.issuer != whole.site.did or claims.number != number:
        return False
    if place is None or facts.leaf is None:
        return place is None and facts.leaf is None
    return (
        place.leaf == facts.leaf
        and place.size == place.index + 1 <= whole.ledger.size
        and place.root == tree.root(place.size)
        and place.proven
        and claims.indexes == dict.fromkeys(PURPOSES, whole.numbers[number])
    )


def read_quietly(folder: Path, path: str) -> bytes | None:
    """Return a file of a site; None where it cannot be read."""
    try:
        return (folder / path).read_bytes()
    except OSError:
        return None
