"""Life cycles that hypothesis makes, and a small model of what may happen in one.

The model knows nothing of the program's table: it says in plain conditions what domain §6 says.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from generator.records.model import FirmRecords, Proceedings
from tests.assessment.material import FLAGSHIP, TINY, all_channels, make_firm, score
from tests.certification.material import appeal_against, apply_on, audit_on, decide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import (
        Appeal,
        Application,
        Audit,
        Decision,
        Standard,
        Terms,
    )

DAY = timedelta(days=1)
START = date(2024, 1, 8)
ISSUING = ("grant", "renew")
ON_A_CERTIFICATE = ("maintain", "suspend", "reinstate", "withdraw", "change_scope")
DECISIONS = (*ISSUING, *ON_A_CERTIFICATE, "refuse")
KINDS = (*DECISIONS, "application", "audit", "appeal", "upheld", "dismissed")
"""What an event may be; the last two decide the latest appeal that waits."""
HOLDING = ("valid", "surveillance_due")
STANDARDS = {standard.ref: standard for standard in (TINY, FLAGSHIP)}
AUDITS = {ref: audit_on(START, "", standard) for ref, standard in STANDARDS.items()}
CARDS = {ref: score(standard) for ref, standard in STANDARDS.items()}


@dataclass(repr=False)
class Life:
    """A firm's records under one standard, as far as they are written."""

    standard: Standard
    audits: list[Audit] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)

    def __repr__(self) -> str:
        """Tell the life in a few lines."""
        told = [f"{a.started} {a.ended} audit" for a in self.audits]
        told += [f"{a.received} application" for a in self.applications]
        told += [f"{a.received} {a.id} against {a.against}" for a in self.appeals]
        for place, d in enumerate(self.decisions, 1):
            told.append(f"{d.effective} {place} {d.kind} {d.certificate} {d.appeal} {d.outcome}")
        return f"<{self.standard.ref}\n" + "\n".join(sorted(told)) + ">"

    def records(self) -> FirmRecords:
        """Return them as the registry reads them."""
        return FirmRecords(
            firm=make_firm(all_channels(self.standard)),
            audits=tuple(sorted(self.audits, key=lambda a: (a.started, a.id))),
            decisions=tuple(self.decisions),
            proceedings=Proceedings(
                applications=tuple(self.applications), appeals=tuple(self.appeals)
            ),
        )

    def cards(self) -> tuple[Scorecard, ...]:
        """Return a good scorecard for each audit."""
        return tuple(_card(self.standard.ref, audit.id) for audit in self.audits)

    def days(self) -> list[date]:
        """Return the days on which something happens."""
        days = {d.effective for d in self.decisions} | {a.received for a in self.applications}
        return sorted(days | {d for a in self.audits for d in (a.started, a.ended)})


@cache
def _card(standard: str, audit: str) -> Scorecard:
    return replace(CARDS[standard], audit=audit)


# ---------------------------------------------------------------- the model


@cache
def months_after(day: date, months: int) -> date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass
class Model:
    """Where a firm stands, told by plain conditions."""

    terms: Terms
    status: str | None = None
    number: str | None = None
    granted: date = date.max
    audited: date = date.min
    suspended: date = date.max
    cause: int | None = None
    before: Model | None = None

    def let_time_pass(self, day: date) -> None:
        if self.status not in (*HOLDING, "suspended"):
            return
        ends = months_after(self.granted, self.terms.valid_months)
        if self.status == "suspended":
            lapses = months_after(self.suspended, self.terms.suspension_months)
            if lapses <= day and lapses < ends:
                self.status = "withdrawn"
                return
        if ends <= day:
            self.status = "expired"
        elif self.status == "valid" and self.overdue(day):
            self.status = "surveillance_due"

    def overdue(self, day: date) -> bool:
        return day > months_after(self.audited, self.terms.surveillance_months)

    def allows(self, kind: str, number: str | None) -> bool:
        if kind == "grant":
            return self.status in ("applied", "expired", "withdrawn") and number != self.number
        if kind == "renew":
            return self.status in HOLDING and number != self.number
        if kind == "refuse":
            return self.status not in (None, "refused")
        if kind == "appeal":
            return self.status is not None
        mine = number == self.number
        if kind == "reinstate":
            return mine and self.status == "suspended"
        if kind in ("withdraw", "change_scope"):
            return mine and self.status in (*HOLDING, "suspended")
        return mine and self.status in HOLDING

    def decide(self, place: int, decision: Decision, against: int | None) -> bool:
        """Take a decision; return whether it was allowed."""
        kind, day = str(decision.kind), decision.effective
        if not self.allows(kind, decision.certificate):
            return False
        if kind in ISSUING:
            self.status, self.number, self.granted = "valid", decision.certificate, day
            self.cause, self.before = place, None
        elif kind == "appeal":
            if decision.outcome == "upheld" and self.cause == against is not None:
                self.undo()
        else:
            becomes = {"suspend": "suspended", "withdraw": "withdrawn", "reinstate": "valid"}
            if kind == "refuse" and self.status == "applied":
                becomes["refuse"] = "refused"
            if kind in becomes:
                self.before, self.cause = replace(self), place
                self.status = becomes[kind]
                self.suspended = day if kind == "suspend" else self.suspended
        return True

    def undo(self) -> None:
        if self.before is None or self.status not in ("refused", "suspended", "withdrawn"):
            return
        was = self.before
        mended = was.status == "surveillance_due" and self.audited > was.audited
        self.status = "valid" if mended else was.status
        self.suspended, self.cause, self.before = was.suspended, was.cause, was.before

    def be_applied_to(self) -> None:
        if self.status in (None, "refused"):
            self.status, self.cause, self.before = "applied", None, None

    def end_audit(self, day: date) -> None:
        self.audited = max(self.audited, day)
        if self.status == "surveillance_due":
            self.status = "valid"


def live(life: Life, *days: date) -> tuple[list[Model], list[int]]:
    """Return where the firm stands at the end of each day, and the decisions that were refused.

    The days are in order; what is refused is told up to the last of them.
    """
    model, refused, told = Model(life.standard.terms), list[int](), list[Model]()
    renewals = {d.effective for d in life.decisions if d.kind == "renew"}
    against = {appeal.id: appeal.against - 1 for appeal in life.appeals}
    waiting = list(days)
    for day in life.days():
        while waiting and waiting[0] < day:
            told.append(look_ahead(model, waiting.pop(0)))
        if not waiting:
            break
        # What is renewed in time does not expire: on such a day time comes last.
        morning = day - DAY if day in renewals else day
        model.let_time_pass(morning)
        first = [a.started for a in life.audits] + [a.received for a in life.applications]
        if day in first:
            model.be_applied_to()
        if any(a.ended == day for a in life.audits):
            model.end_audit(day)
        for place, decision in enumerate(life.decisions):
            if decision.effective == day:
                model.let_time_pass(morning)
                if not model.decide(place, decision, against.get(decision.appeal or "")):
                    refused.append(place)
        model.let_time_pass(day)
    return [*told, *(look_ahead(model, day) for day in waiting)], refused


def look_ahead(model: Model, day: date) -> Model:
    """Return where the firm will stand if nothing happens any more."""
    later = replace(model)
    later.let_time_pass(day)
    return later


# ---------------------------------------------------------------- the making

Event = tuple[int, int, int, int]
"""Days since the one before; which; how well chosen (0–9); days until it takes effect or ends."""
EVENTS = st.integers(1, 30).flatmap(
    lambda count: st.lists(
        st.tuples(
            st.integers(0, 90), st.integers(0, 1000), st.integers(0, 9), st.integers(-60, 40)
        ),
        min_size=count,
        max_size=count,
    )
)


def make_life(standard: str, events: list[Event]) -> Life:
    """Write a life: most events fit where the firm stands, some defy it, a few are blind."""
    life, day = Life(STANDARDS[standard]), START
    for gap, pick, luck, delay in events:
        # Now and then years pass, so that certificates run out.
        day += timedelta(days=gap * (12 if luck in (3, 9) else 1))
        (model,), _ = live(life, day)
        likely = [*sensible(life, model)] if luck > 3 else KINDS
        if 0 < luck <= 3:
            likely = [kind for kind in DECISIONS if not model.allows(kind, _number(kind, model))]
        _write(life, likely[pick % len(likely)], day, max(delay, 0), model, luck)
    return life


def sensible(life: Life, model: Model) -> Iterator[str]:
    """Yield what fits now; decisions more than once, the rare ones most."""
    yield "audit"
    for kind in DECISIONS:
        if model.allows(kind, _number(kind, model)):
            yield from (kind,) * {"refuse": 1, "suspend": 5, "reinstate": 9}.get(kind, 3)
    if life.decisions:
        yield "appeal"
    if _waiting(life):
        yield from ("upheld", "upheld", "dismissed")


def _number(kind: str, model: Model) -> str | None:
    return "" if kind in ISSUING else model.number


def _waiting(life: Life) -> list[str]:
    decided = {decision.appeal for decision in life.decisions}
    return [appeal.id for appeal in life.appeals if appeal.id not in decided]


def _write(life: Life, kind: str, day: date, delay: int, model: Model, luck: int) -> None:
    place = len(life.decisions) + len(life.audits) + len(life.appeals)
    standard = life.standard
    if kind == "application":
        life.applications.append(apply_on(day, standard=standard))
    elif kind == "audit":
        ended = day + timedelta(days=delay % 5)
        audit = replace(AUDITS[standard.ref], id=f"audit-{place}", started=day, ended=ended)
        life.audits.append(replace(audit, reported=ended))
    elif kind == "appeal" and life.decisions:
        # Against the latest decision, or one or two before it.
        number = max(1, len(life.decisions) - luck % 3)
        life.appeals.append(appeal_against(number, day, f"AP-{place}"))
    elif kind in ("upheld", "dismissed"):
        if waiting := _waiting(life):
            life.decisions.append(
                decide("appeal", day, None, None, appeal=waiting[-1], outcome=kind)
            )
    elif life.audits:
        certificate = model.number or "WS-none"
        if kind in ISSUING and luck > 0:
            certificate = f"WS-{place}"
        elif kind not in ISSUING and luck == 0:
            certificate = f"WS-{place - 3}"
        life.decisions.append(
            decide(
                kind,
                day,
                life.audits[-1].id,
                None if kind == "refuse" else certificate,
                effective=day + timedelta(days=delay),
            )
        )
