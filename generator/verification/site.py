"""Verification: what a published site says: whose keys are the registry's, how certificates stand.

Input: the folder of a site, or its address. Output: `Trust` and `Register`. Nothing that a site
says of a certificate is believed but what its own ledger proves and its status lists do not deny.
Raises SiteTrouble where the site cannot be read or is not what it says.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from generator.certification.merkle import read_hash
from generator.publication.identity import name_issuer
from generator.records.certificates import read_certificate
from generator.records.numbering import compact_number, number_flaw, write_number
from generator.records.problems import CannotGoOn
from generator.verification.evidence import read_token
from generator.verification.facts import Facts, parse_json, read_facts
from generator.verification.judging import Trust
from generator.verification.lists import list_agrees
from generator.verification.standing import Register

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is read."""


class SiteTrouble(CannotGoOn):
    """A site cannot be read, or is not one that this program made."""


class Source(Protocol):
    """Where the files of a site are read."""

    @property
    def address(self) -> str:
        """The folder or the URL, as it was given."""

    def read(self, path: str) -> bytes | None:
        """Return a file; None where there is none. Raises SiteTrouble where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder."""

    folder: Path

    @property
    def address(self) -> str:
        """The folder."""
        return str(self.folder)

    def read(self, path: str) -> bytes | None:
        """Return a file."""
        try:
            with (self.folder / path).open("rb") as file:
                content = file.read(LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise SiteTrouble(
                zh=f"无法读取 {self.folder / path}：{error.strerror}。",
                en=f"{self.folder / path} cannot be read: {error.strerror}.",
            ) from error
        if len(content) > LARGEST:
            raise SiteTrouble(
                zh=f"{self.folder / path} 太大。", en=f"{self.folder / path} is too large."
            )
        return content


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The ledger as a site states it."""

    origin: str
    """The address of the site."""
    size: int
    root: bytes
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site whose own words on itself were read."""

    source: Source
    trust: Trust
    did: str
    checkpoint: Checkpoint

    def look_up(self, number: str) -> Register:
        """Return what the site says of a certificate; raises SiteTrouble."""
        told = self.checkpoint.day
        if number_flaw(number) or write_number(compact_number(number)) != number:
            return Register(told=told, facts=None)
        path = f"certificates/{number}.json"
        content = self.source.read(path)
        if content is None:
            return Register(told=told, facts=None)
        try:
            facts, place = read_facts(parse_json(content))
        except ValueError as error:
            raise tell_bad(self.source, path) from error
        if facts.paper.number != number:
            raise tell_bad(self.source, path)
        proven = None
        if place is not None:
            whole = (place.size, place.root) == (self.checkpoint.size, self.checkpoint.root)
            proven = whole and place.proven
        return Register(
            told=told,
            facts=facts,
            proven=proven,
            listed=self._look_up_lists(facts) if facts.signed else None,
        )

    def _look_up_lists(self, facts: Facts) -> bool:
        """Whether the published credential and the status lists bear the facts out."""
        paper = facts.paper
        token = self.source.read(f"certificates/{paper.number}.jwt")
        read = (read_token(token, certificate) for certificate in self.trust.certificates)
        claims = next((one for one in read if one is not None), None)
        if claims is None or claims.issuer != self.did:
            return False
        leaf = claims.place.leaf if claims.place else None
        if (claims.number, claims.revision, claims.code, claims.firm, leaf) != (
            paper.number,
            paper.revision,
            paper.code,
            paper.firm,
            facts.leaf,
        ):
            return False
        # Before its grant is recorded a certificate has no place in the lists.
        return all(
            list_agrees(
                self.source.read(f"status/{purpose}.jwt"),
                purpose=purpose,
                index=index,
                status=facts.status,
                trust=self.trust,
                day=self.checkpoint.day,
            )
            for purpose, index in claims.indexes.items()
        ) and bool(claims.indexes or facts.leaf is None)


def open_site(source: Source, *, address: str | None = None) -> Site:
    """Read what a site says of itself; raises SiteTrouble.

    `address` is given for a site on the net: its identity must be the one of that address.
    """
    did, certificates = _read_issuer(source)
    checkpoint = _read_checkpoint(source)
    expected = [name_issuer(checkpoint.origin), *([name_issuer(address)] if address else [])]
    if any(one != did for one in expected):
        raise SiteTrouble(
            zh=f"{source.address} 自称是 {did}，与它的地址不符。",
            en=f"{source.address} calls itself {did}, which does not fit its address.",
        )
    trust = Trust(did=did, certificates=certificates)
    return Site(source=source, trust=trust, did=did, checkpoint=checkpoint)


def tell_bad(source: Source, path: str) -> SiteTrouble:
    """Return the trouble with a file that is not as this program writes it."""
    return SiteTrouble(
        zh=f"{source.address} 中的 {path} 不是本程序生成的样子。",
        en=f"{path} of {source.address} is not as this program makes it.",
    )


def require(source: Source, path: str) -> Any:
    """Return the JSON of a file that a site must have; raises SiteTrouble."""
    content = source.read(path)
    if content is None:
        raise SiteTrouble(
            zh=f"{source.address} 不是本程序发布的网站：没有 {path}。",
            en=f"{source.address} is no site that this program published: it has no {path}.",
        )
    try:
        return parse_json(content)
    except ValueError as error:
        raise tell_bad(source, path) from error


def _read_issuer(source: Source) -> tuple[str, tuple[bytes, ...]]:
    """Return the identity of a site and the certificates of its keys (DER)."""
    document = require(source, "did.json")
    try:
        did = document["id"]
        methods = {method["id"]: method for method in document["verificationMethod"]}
        certificates = []
        for name in document["assertionMethod"]:
            (encoded,) = methods[name]["publicKeyJwk"]["x5c"]
            parts = read_certificate(base64.b64decode(encoded, validate=True))
            if parts is None or name != f"{did}#{parts.key_id}":
                raise tell_bad(source, "did.json")
            certificates.append(parts.der)
    except (LookupError, TypeError, ValueError, binascii.Error) as error:
        raise tell_bad(source, "did.json") from error
    if not isinstance(did, str):
        raise tell_bad(source, "did.json")
    return did, tuple(certificates)


def _read_checkpoint(source: Source) -> Checkpoint:
    path = "ledger/checkpoint.json"
    data = require(source, path)
    try:
        root, size, origin = read_hash(data["root"]), data["size"], data["origin"]
        day = date.fromisoformat(data["day"])
        sound = data["format"] == 1 and isinstance(origin, str)
    except (LookupError, TypeError, ValueError) as error:
        raise tell_bad(source, path) from error
    if root is None or not sound or not isinstance(size, int) or isinstance(size, bool):
        raise tell_bad(source, path)
    return Checkpoint(origin=origin, size=size, root=root, day=day)
