"""Publication: what a checker asks of a certificate: `certificates/<number>.json`; pure.

Input: a certificate as it stands, its sheet, its place in the ledger, the file that was printed.
Output: the facts as data. The site's page and `certify verify` read the same.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from generator.certification.standing import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.certification.standing import Certificate, Dossier, Standing
    from generator.publication.sheet import CertificateSheet
    from generator.records.model import Text

FORMAT = 1


def describe_facts(
    dossier: Dossier,
    sheet: CertificateSheet,
    *,
    pdf: bytes,
    leaf: Mapping[str, Any] | None,
    credential: str | None,
) -> dict[str, Any]:
    """Return the facts of a certificate on the day of the build.

    `leaf` proves its last revision against the whole ledger; `credential` is the address of the
    signed one below the site's, where there is one.
    """
    standing, certificate, status, since, follower = find_standing(dossier, sheet.number)
    present = status.holds or status is Status.SUSPENDED
    return {
        "format": FORMAT,
        "number": sheet.number,
        "code": sheet.code,
        "firm": sheet.firm,
        "name": _both(sheet.name),
        "standard": sheet.standard,
        "grade": sheet.grade,
        "grade_title": _both(sheet.grade_title),
        "stars": sheet.stars,
        "score": sheet.score,
        "revision": sheet.revision,
        "effective": certificate.effective.isoformat(),
        "valid_to": certificate.valid_to.isoformat(),
        "status": str(status),
        "since": since.isoformat(),
        "surveillance_by": _day(standing.surveillance_by) if status.holds else None,
        "lapses": _day(standing.lapses) if present else None,
        "superseded_by": follower,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "signed": sheet.signed,
        "leaf": leaf,
        "credential": credential,
    }


def write_facts(facts: Mapping[str, Any]) -> bytes:
    """Return the facts as JSON."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def find_standing(
    dossier: Dossier, number: str
) -> tuple[Standing, Certificate, Status, date, str | None]:
    """Return how a certificate stands: standing, certificate, status, since, what superseded it.

    Raises KeyError where the firm never had it.
    """
    for standing in dossier.standings:
        held = standing.certificate
        if held is not None and held.number == number:
            return standing, held, standing.status, standing.since, None
        for former in standing.former:
            if former.certificate.number == number:
                ended = former.certificate
                return standing, ended, former.status, former.since, former.superseded_by
    raise KeyError(number)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
