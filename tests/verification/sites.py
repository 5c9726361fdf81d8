"""Small signed sites made of the tiny registry, and files that pass for their certificates."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf

from generator.certification.ledger import Ledger
from generator.gathering import Gathered, gather
from generator.pipeline import enter_decisions
from generator.publication.certificates import list_certificates, write_certificates
from generator.publication.ledger import write_ledger
from generator.publication.paperwork import Paperwork
from generator.publication.status_list import build_status_lists
from generator.publication.trust import write_trust
from generator.records.certificates import read_certificate
from generator.signing.documents import sign_pdf
from generator.signing.keys import SoftwareSigner
from generator.signing.seal import CommitteeSeal
from tests.conftest import VALID
from tests.publication.sheets import TEMPLATES
from tests.signing.material import make_signer

SITE = "https://registry.example/"
DAY = date(2025, 6, 1)


def publish(
    gathered: Gathered,
    out: Path,
    *,
    signer: SoftwareSigner | None,
    site_url: str = SITE,
    day: date = DAY,
) -> Path:
    """Write what a build writes of certificates, ledger and keys, without the pages."""
    assert gathered.foundation is not None
    assert gathered.sound, gathered.problems
    ledger: Ledger = enter_decisions(gathered)
    granted = list_certificates(gathered.dossiers)
    seal = CommitteeSeal(signer) if signer is not None else None
    lists = build_status_lists(
        ledger,
        {one.certificate.number: one.status for one in granted},
        site_url,
        suffix="json" if seal is None else "jwt",
    )
    paperwork = Paperwork(
        foundation=gathered.foundation,
        site_url=site_url,
        ledger=ledger,
        indexes=lists.indexes,
        seal=seal,
        earlier=None,
    )
    out.mkdir(parents=True, exist_ok=True)
    write_certificates(granted, paperwork, out=out, templates=TEMPLATES)
    own = read_certificate(signer.certificate) if signer is not None else None
    write_trust(
        out,
        site_url=site_url,
        keys=(own,) if own else (),
        lists=lists,
        seal=seal,
    )
    write_ledger(ledger, out, origin=site_url, before=None)
    return out


# ---------------------------------------------------------------- lives

NUMBER = "WS-2025-000001-08"
FIRM = "00440300MA1BENCH51"
DECISIONS = f"audits/440300/{FIRM}/decisions.yaml"
REASON = (
    "    reason:\n"
    "      zh: 三件投诉逾期没有结案，整改计划也没有按期提交。\n"
    "      en: Three complaints were not closed in time, and no plan was handed in.\n"
)


def write_act(kind: str, day: str, more: str = REASON) -> str:
    """Return an entry of decisions.yaml, of one day."""
    return (
        f"  - decision: {kind}\n    certificate: {NUMBER}\n"
        f"    decided: {day}\n    effective: {day}\n    recorded: {day}\n"
        f"    by: [C001, C002]\n{more}"
    )


LIVES = {
    "valid": "",
    "revised": write_act(
        "change_scope",
        "2025-04-10",
        f"    scope: {{zh: 钟表修理与保养, en: Watch repair and upkeep}}\n{REASON}",
    ),
    "suspended": write_act("suspend", "2025-05-10"),
    "withdrawn": write_act("withdraw", "2025-05-10"),
}


def live(folder: Path, life: str) -> Path:
    """Return a copy of the tiny registry whose certificate lived through more."""
    root = Path(shutil.copytree(VALID, folder))
    with (root / DECISIONS).open("a", encoding="utf-8") as file:
        file.write(LIVES[life])
    return root


ELSEWHERE = "https://other.example/"


@dataclass(frozen=True)
class Sites:
    """Published sites by name, each made when first asked for.

    The tiny registry after each life, its records in `<life>-records`; unsigned; signed by a
    stranger; signed by the stranger elsewhere.
    """

    folder: Path

    def __getitem__(self, name: str) -> Path:
        made = self.folder / name
        if made.exists():
            return made
        life = name.removesuffix("-records")
        if name.endswith("-records"):
            return live(made, life)
        if name in LIVES:
            return publish(gather(self[f"{life}-records"], as_of=DAY), made, signer=make_signer())
        tiny = gather(VALID, as_of=DAY)
        signer = None if name == "unsigned" else make_signer(1)
        site_url = ELSEWHERE if name == "elsewhere" else SITE
        return publish(tiny, made, signer=signer, site_url=site_url)

    def read(self, name: str) -> bytes:
        """Return the certificate as a site publishes it."""
        return (self[name] / "certificates" / f"{NUMBER}.pdf").read_bytes()


# ---------------------------------------------------------------- files


def flip(pdf: bytes, place: int, bits: int = 1) -> bytes:
    """Return the file with some bits of one byte flipped."""
    return pdf[:place] + bytes((pdf[place] ^ bits,)) + pdf[place + 1 :]


def strip_signature(pdf: bytes) -> bytes:
    """Return what was there before the signature was appended."""
    return pdf[: pdf.index(b"%%EOF") + len(b"%%EOF\n")]


def replace_attachment(pdf: bytes, name: str, content: bytes) -> bytes:
    """Return the file written anew with another attachment in the place of one."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for spec in pikepdf.NameTree(opened.Root.Names.EmbeddedFiles).values():
            if str(spec.UF) == name:
                spec.EF.F.write(content)
        opened.save(out)
    return out.getvalue()


def read_token(site: Path) -> bytes:
    return (site / "certificates" / f"{NUMBER}.jwt").read_bytes()


@dataclass(frozen=True)
class Case:
    """A file, the site that is asked about it, the day, and the key of the right sentence."""

    name: str
    pdf: bytes
    site: str
    answer: str
    day: date = DAY


def list_cases(sites: Sites) -> list[Case]:
    """Return files of every kind with the answer that is due; the page must answer the same."""
    genuine, stripped = sites.read("valid"), strip_signature(sites.read("valid"))
    forged = read_token(sites["stranger"])
    misused = sign_pdf(
        replace_attachment(stripped, "credential.jwt", forged), make_signer(), day=DAY
    )
    middle = len(stripped) // 2
    return [
        Case("genuine", genuine, "valid", "genuine_valid"),
        Case(
            "surveillance-due", genuine, "valid", "genuine_surveillance_due/old", date(2026, 11, 22)
        ),
        Case("last-day", genuine, "valid", "genuine_surveillance_due/old", date(2027, 2, 4)),
        Case("old-copy", genuine, "valid", "genuine_valid/old", date(2025, 6, 2)),
        Case(
            "old-unsigned",
            sites.read("unsigned"),
            "unsigned",
            "genuine_unsigned/old",
            date(2025, 6, 2),
        ),
        Case("expired", genuine, "valid", "genuine_expired", date(2027, 2, 5)),
        Case("before-the-copy", genuine, "valid", "genuine_valid", date(2025, 2, 5)),
        Case("before-it-held", genuine, "valid", "genuine_status_unknown", date(2025, 2, 4)),
        Case("suspended", sites.read("suspended"), "suspended", "genuine_suspended"),
        Case("clean-but-suspended", genuine, "suspended", "genuine_suspended"),
        Case("lapsed", genuine, "suspended", "genuine_withdrawn", date(2026, 3, 1)),
        Case("withdrawn", genuine, "withdrawn", "genuine_withdrawn"),
        Case("revised", sites.read("revised"), "revised", "genuine_valid"),
        Case("earlier-revision", genuine, "revised", "genuine_superseded/revision"),
        Case("later-revision", sites.read("revised"), "valid", "genuine_status_unknown"),
        Case("altered", flip(genuine, middle), "valid", "altered"),
        Case("cut-short", genuine[:-1], "valid", "altered"),
        Case("appended", genuine + b"\n", "valid", "appended"),
        Case(
            "forged-credential",
            replace_attachment(genuine, "credential.jwt", forged),
            "valid",
            "forged_attachment",
        ),
        Case(
            "forged-sheet",
            replace_attachment(genuine, "certificate.json", b"{}"),
            "valid",
            "forged_attachment",
        ),
        Case("forged-though-signed", misused, "valid", "forged_attachment"),
        Case(
            "forged-unsigned",
            replace_attachment(stripped, "credential.jwt", forged),
            "valid",
            "forged_attachment",
        ),
        Case("wrong-key", sites.read("stranger"), "valid", "wrong_key"),
        Case("other-registry", sites.read("elsewhere"), "valid", "other_registry"),
        Case("signature-stripped", stripped, "valid", "unsigned_unknown"),
        Case("unsigned", sites.read("unsigned"), "unsigned", "genuine_unsigned"),
        Case(
            "unsigned-altered", flip(sites.read("unsigned"), middle), "unsigned", "unsigned_unknown"
        ),
        Case("unsigned-elsewhere", sites.read("unsigned"), "valid", "unsigned_unknown"),
        Case("signed-but-not-there", genuine, "unsigned", "wrong_key"),
        Case("words", b"words", "valid", "not_a_certificate"),
        Case("another-pdf", make_blank(), "valid", "not_a_certificate"),
        Case(
            "another-pdf-signed",
            sign_pdf(make_blank(), make_signer(), day=DAY),
            "valid",
            "cannot_check/credential",
        ),
    ]


def make_blank() -> bytes:
    """Return a PDF that has nothing to do with a registry."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()
