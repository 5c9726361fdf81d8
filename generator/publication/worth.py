"""Publication: what a certificate is worth, in sentences, today and once its time runs out.

Input: a certificate as it stands. Output: `Stand`s, a sentence for whoever was shown one, and the
sentences for a reader who comes after its time ran out, though nobody built the site anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.certification.standing import Status
from generator.publication.figures import write_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from gettext import NullTranslations

    from generator.certification.standing import Certificate, Dossier, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A certificate, present or former, as it stands on the day of the build."""

    standing: Standing
    certificate: Certificate
    status: Status
    since: date
    surveillance_by: date | None
    lapses: date | None
    superseded_by: str | None

    @property
    def marks(self) -> Markup:
        """The attributes from which `standing.js` tells what a later day has brought."""
        return Markup(
            'data-status="{}" data-valid-to="{}" data-surveillance-by="{}" data-lapses="{}"'
        ).format(
            self.status,
            self.certificate.valid_to,
            self.surveillance_by or "",
            self.lapses or "",
        )


def list_stands(dossier: Dossier) -> Iterator[Stand]:
    """Yield every certificate of a firm, each standing's present one first."""
    for standing in dossier.standings:
        if (present := present_stand(standing)) is not None:
            yield present
        for former in standing.former:
            yield Stand(
                standing=standing,
                certificate=former.certificate,
                status=former.status,
                since=former.since,
                surveillance_by=None,
                lapses=None,
                superseded_by=former.superseded_by,
            )


def present_stand(standing: Standing) -> Stand | None:
    """Return the certificate that a standing's status speaks of."""
    if standing.certificate is None:
        return None
    return Stand(
        standing=standing,
        certificate=standing.certificate,
        status=standing.status,
        since=standing.since,
        surveillance_by=standing.surveillance_by,
        lapses=standing.lapses,
        superseded_by=None,
    )


def tell_worth(stand: Stand, language: str, translations: NullTranslations) -> str:
    """Say in one or two plain sentences what a certificate is worth."""
    _ = translations.gettext
    since = write_day(stand.since, language)
    until = write_day(stand.certificate.valid_to, language)
    match stand.status:
        case Status.VALID:
            return _("This certificate is in force, until {until}.").format(until=until)
        case Status.SURVEILLANCE_DUE:
            due = write_day(stand.surveillance_by or stand.since, language)
            return _(
                "This certificate is in force, until {until}; but the yearly surveillance was due "
                "by {due} and has not taken place."
            ).format(until=until, due=due)
        case Status.SUSPENDED:
            lapses = write_day(stand.lapses or stand.since, language)
            return _(
                "This certificate has been suspended since {since} and must not be used. "
                "Unless the suspension is lifted before, it is withdrawn on {lapses}."
            ).format(since=since, lapses=lapses)
        case Status.EXPIRED:
            return _(
                "This certificate has expired: {until} was its last day. It proves nothing today."
            ).format(until=until)
        case Status.SUPERSEDED:
            return _(
                "This certificate was superseded on {since}: certificate {number} took its place. "
                "Only that one counts."
            ).format(since=since, number=stand.superseded_by or "—")
        case _status:
            return _("This certificate was withdrawn on {since}. It proves nothing today.").format(
                since=since
            )


def tell_lapses(
    stand: Stand, language: str, translations: NullTranslations
) -> tuple[tuple[str, str], ...]:
    """Return the statuses that time alone can bring, each with its sentence."""
    _ = translations.gettext
    until = write_day(stand.certificate.valid_to, language)
    told = []
    if stand.status is Status.VALID and stand.surveillance_by is not None:
        due = write_day(stand.surveillance_by, language)
        words = _("In force until {until}; the yearly surveillance was due by {due}.")
        told.append((str(Status.SURVEILLANCE_DUE), words.format(until=until, due=due)))
    if stand.status is Status.SUSPENDED and stand.lapses is not None:
        lapses = write_day(stand.lapses, language)
        words = _(
            "The suspension was not lifted, so that the certificate was withdrawn on {lapses}."
        )
        told.append((str(Status.WITHDRAWN), words.format(lapses=lapses)))
    if stand.status.holds or stand.status is Status.SUSPENDED:
        words = _("The certificate has expired: {until} was its last day.")
        told.append((str(Status.EXPIRED), words.format(until=until)))
    return tuple(told)
