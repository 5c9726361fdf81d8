"""`certify due`: what has to be done by when: audits, corrections, decisions, renewals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from generator.certification.due import list_due, list_ending, sort_due
from generator.certification.spans import add_months
from generator.checking import gather_firms
from generator.commands.session import Session, count_cores, day_option, print_json, today
from generator.strings import translations
from generator.terminal.due import DueList, describe_due, print_due, summarise_due

if TYPE_CHECKING:
    from generator.certification.standing import Dossier
    from generator.records.model import Foundation

_SPAN = re.compile(r"([0-9]{1,5})\s*(d|w|m|y|天|日|周|个月|月|年)\Z", re.IGNORECASE)
_MONTHS = {"m": 1, "月": 1, "个月": 1, "y": 12, "年": 12}
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time, by the calendar."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day that is so much later, or the calendar's last."""
        later = add_months(day, self.months)
        left = (date.max - later).days
        return later + timedelta(days=min(self.days, left))


class SpanType(click.ParamType):  # type: ignore[type-arg]  # generic for its checker, not when run
    """A length of time such as 90d, 12w, 3m or 1y."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        """Read a length of time; wrong usage where it is none."""
        if isinstance(value, Span):
            return value
        match = _SPAN.match(str(value).strip())
        if match is None:
            self.fail(
                f"{value!r} 不是时长，应如 90d、12w、3m / is no span such as 90d, 12w, 3m",
                param,
                ctx,
            )
        number, unit = int(match[1]), match[2].lower()
        if unit in _MONTHS:
            return Span(months=number * _MONTHS[unit])
        return Span(days=number * _DAYS[unit])


@click.command("due")
@click.argument("firms", nargs=-1, metavar="[FIRM]...")
@click.option(
    "--within",
    type=SpanType(),
    default="90d",
    metavar="SPAN",
    help="看多远 / how far ahead: 90d, 12w, 3m, 1y  [90d]",
)
@day_option
@click.option("--format", "form", type=click.Choice(["table", "json", "ics"]), default="table")
@click.pass_obj
def command(
    session: Session, firms: tuple[str, ...], within: Span, as_of: date | None, form: str
) -> None:
    """到期与待办事项 / What is due: audits, corrections, decisions, renewals, people's validity.

    FIRM: 企业代码或证书编号 / a firm's code, or a certificate's number.
    """
    day = as_of or today()
    foundation, dossiers = _gather(session, firms, day)
    until = within.after(day)
    items = list_due(dossiers, foundation, day, until)
    if not firms:
        # The roster concerns nobody's firm.
        items = sort_due((*items, *list_ending(foundation.people.values(), day, until)))
    listed = DueList(
        items=items,
        day=day,
        until=until,
        names={
            **{person.id: person.name for person in foundation.people.values()},
            **{dossier.records.firm.code: dossier.records.firm.name for dossier in dossiers},
        },
    )
    if form == "json":
        print_json(describe_due(listed))
    elif form == "ics":
        click.echo(_write_calendar(session, listed, foundation), nl=False)
    else:
        print_due(listed, session.language)


def _gather(
    session: Session, firms: tuple[str, ...], day: date
) -> tuple[Foundation, tuple[Dossier, ...]]:
    """Gather the registry, or the firms that are named; wrong usage where there is no such firm."""
    root = session.require_registry()
    found: dict[str, Dossier] = {}
    foundation: Foundation | None = None
    for firm in firms or (None,):
        gathered = gather_firms(root, firm, as_of=day, jobs=count_cores())
        session.stop_on_problems(gathered)
        foundation = gathered.foundation
        if firm is not None and not gathered.dossiers:
            raise click.UsageError(
                session.say(
                    f"登记库中没有企业或证书 {firm}",
                    f"the registry has no firm or certificate {firm}",
                )
            )
        found.update({dossier.records.firm.code: dossier for dossier in gathered.dossiers})
    if foundation is None:
        message = "gathered without problems, and without a foundation"
        raise RuntimeError(message)
    return foundation, tuple(found.values())


def _write_calendar(session: Session, listed: DueList, foundation: Foundation) -> bytes:
    from generator.reporting.calendars import write_calendar

    return write_calendar(
        ((due, *summarise_due(listed, due, session.language)) for due in listed.items),
        title=translations(session.language).gettext("Due in the registry of certifications"),
        day=listed.day,
        prefix=foundation.issuer.number_prefix,
        language=session.language,
    )
