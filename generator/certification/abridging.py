"""Certification: a dossier without what nobody shows: the findings of audits long past.

Input: a dossier and the day. Output: a dossier whose older audits keep their results only.
A country's worth of dossiers is held in memory and handed between processes; most of their
weight is findings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.records.model import Table

if TYPE_CHECKING:
    from datetime import date

    from generator.certification.standing import Dossier
    from generator.records.model import DataSet


def abridge_dossier(dossier: Dossier, day: date) -> Dossier:
    """Keep the findings of the audits that are shown in full; of the others, their results.

    Shown in full is the latest audit known on `day` against each standard, and one that a
    certificate rests on.
    """
    latest = {
        audit.standard.partition("@")[0]: audit.id
        for audit in dossier.records.audits
        if audit.started <= day
    }
    shown = set(latest.values())
    shown.update(s.certificate.audit for s in dossier.standings if s.certificate is not None)
    audits = tuple(
        replace(audit, data=_drop_rows(audit.data))
        if audit.id in shown
        else replace(audit, findings=(), evidence=(), data=())
        for audit in dossier.records.audits
    )
    cards = tuple(
        card if card.audit in shown else replace(card, criteria=(), results=())
        for card in dossier.scorecards
    )
    return replace(dossier, records=replace(dossier.records, audits=audits), scorecards=cards)


def _drop_rows(data: tuple[DataSet, ...]) -> tuple[DataSet, ...]:
    """Keep how data came about; raw answers are shown to nobody."""
    return tuple(replace(one, table=Table(columns={}, rows=one.table.rows)) for one in data)


def strip_dossier(dossier: Dossier) -> Dossier:
    """Keep the firm and its decisions only: what a check compares between firms."""
    return replace(
        dossier, records=replace(dossier.records, audits=()), scorecards=(), standings=()
    )
