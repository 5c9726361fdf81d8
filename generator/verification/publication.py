"""Verification: a whole published site against itself: ledger, certificates, keys, status lists.

Input: the folder of a site. Output: `Findings`: what was looked at, and every fault with the file
it is in. What no other file of the site bears out is not vouched for: pages, search, charts, and
since when a certificate that holds has held.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.certification.standing import Status
from generator.publication.identity import describe_issuer
from generator.publication.ledger import (
    CHECKPOINT,
    FOLDER,
    LEAVES,
    PREVIEW,
    DamagedLedger,
    read_published,
)
from generator.records.certificates import read_certificate
from generator.verification.certificate_files import Flaw, Whole, check_certificate, read_quietly
from generator.verification.facts import parse_json
from generator.verification.site import Folder, Site, SiteTrouble, open_site, tell_bad
from generator.verification.status_files import SIGNED_LIST, check_lists

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.publication.ledger import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not fit, in which file below the site."""

    path: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found of a site."""

    did: str = ""
    day: date | None = None
    root: str = ""
    decisions: int = 0
    certificates: int = 0
    signed: int = 0
    faults: tuple[Fault, ...] = ()


def inspect_site(folder: Path) -> Findings:
    """Hold a published site against itself; whatever is wrong is told, nothing is raised."""
    try:
        site = open_site(Folder(folder))
        whole = _read_whole(site, folder)
    except (SiteTrouble, DamagedLedger) as trouble:
        return Findings(faults=(Fault(path=str(folder), zh=trouble.zh, en=trouble.en),))
    faults = list(_check_frame(whole))
    signed, statuses = 0, dict[str, Status]()
    expected = [number for number in whole.numbers if whole.is_in_effect(number)]
    for number in expected:
        try:
            facts = check_certificate(whole, number)
        except Flaw as flaw:
            path, zh, en = flaw.args
            faults.append(Fault(path=path, zh=zh, en=en))
        except (AttributeError, LookupError, TypeError, ValueError):
            path = f"certificates/{number}.json"
            faults.append(Fault(path=path, zh="内容无法核对。", en="it cannot be compared."))
        else:
            statuses[number] = facts.status
            signed += facts.signed
    if len(statuses) == len(expected):
        told = check_lists(
            folder, site, whole.numbers, statuses, signed=(folder / SIGNED_LIST).exists()
        )
        faults.extend(Fault(path=path, zh=zh, en=en) for path, zh, en in told)
    return Findings(
        did=site.did,
        day=site.checkpoint.day,
        root=site.checkpoint.root.hex(),
        decisions=whole.ledger.size,
        certificates=len(expected),
        signed=signed,
        faults=tuple(faults),
    )


def _read_whole(site: Site, folder: Path) -> Whole:
    if (folder / FOLDER / PREVIEW).exists():
        raise SiteTrouble(
            zh=f"{folder} 只是预览，不是发布的网站。", en=f"{folder} is a preview, not published."
        )
    ledger = read_published(folder)
    if ledger is None:
        raise SiteTrouble(zh=f"{folder} 没有账本。", en=f"{folder} has no ledger.")
    try:
        return _sort_leaves(site, folder, ledger)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise tell_bad(site.source, f"{FOLDER}/{LEAVES}") from error


def _sort_leaves(site: Site, folder: Path, ledger: Published) -> Whole:
    numbers: dict[str, int] = {}
    grants: dict[str, dict[str, Any]] = {}
    acts: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for index, leaf in enumerate(ledger.read_leaves()):
        number = leaf["certificate"]
        acts.setdefault(leaf["firm"], []).append((index, leaf))
        if number is not None and leaf["decision"] in ("grant", "renew"):
            numbers.setdefault(number, len(numbers))
            grants.setdefault(number, leaf)
            date.fromisoformat(leaf["effective"])
    return Whole(site=site, ledger=ledger, folder=folder, numbers=numbers, grants=grants, acts=acts)


# ---------------------------------------------------------------- the frame


def _check_frame(whole: Whole) -> Iterator[Fault]:
    """Check what stands once on a site: the issuer's document, the checkpoint, the file names."""
    folder = whole.folder
    own, known = (read_quietly(folder, path) for path in ("did.json", ".well-known/did.json"))
    if own is None or own != known:
        yield Fault(
            path=".well-known/did.json",
            zh="与 did.json 不同。",
            en="it is not the same as did.json.",
        )
    keys = [read_certificate(one) for one in whole.site.trust.certificates]
    document = describe_issuer(whole.site.checkpoint.origin, [key for key in keys if key])
    if own != _write(document):
        yield Fault(
            path="did.json", zh="与其中的证书不符。", en="it does not fit the certificates in it."
        )
    path = f"{FOLDER}/{CHECKPOINT}"
    content = read_quietly(folder, path) or b""
    if content != _write(parse_json(content)):
        yield Fault(path=path, zh="不是本程序的写法。", en="it is not as this program writes it.")
    expected = {f"{n}.{end}" for n in whole.numbers for end in ("json", "pdf")}
    present = {one.name for one in (folder / "certificates").glob("*.*") if one.is_file()}
    for name in sorted(present - expected):
        if not (name.endswith(".jwt") and name.removesuffix(".jwt") in whole.numbers):
            yield Fault(
                path=f"certificates/{name}",
                zh="账本中没有授予这张证书的决定。",
                en="no decision in the ledger grants this certificate.",
            )


def _write(document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()
