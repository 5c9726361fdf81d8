"""The terminal: what a change does to scores, grades and statuses, firm by firm.

Input: a `Difference`. Output: lines for people, the same in a terminal and in a pipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.reporting.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.reporting.wording import Shift
    from generator.revisions.comparison import AuditChange, FirmChange
    from generator.revisions.difference import Difference


def print_difference(difference: Difference, language: str) -> None:
    """Print what changed: for each firm its standing, its audits and what made the difference."""
    wording = Wording(difference, language)
    _ = wording.words.gettext
    head = _("Compared with {base}, as of {day}").format(
        base=difference.base[:10], day=difference.as_of.isoformat()
    )
    click.echo(click.style(head, dim=True))
    for firm in difference.comparison.firms:
        for line in _write_firm(firm, wording):
            click.echo(line)
    click.echo(click.style(wording.count_up(difference.comparison), bold=True))


def _write_firm(firm: FirmChange, wording: Wording) -> Iterator[str]:
    name = click.style(wording.name_firm(firm), bold=True)
    yield f"{name}  {firm.code}  {wording.tell_change(firm.change)}"
    for pair in firm.standings:
        for shift in wording.tell_standing(pair):
            if shift.after != wording.absent or shift.before != wording.absent:
                yield f"  {_write_shift(shift)}"
    for audit in firm.audits:
        yield f"  {click.style(audit.audit, bold=True)}"
        yield from _write_audit(audit, wording)


def _write_audit(audit: AuditChange, wording: Wording) -> Iterator[str]:
    for shift in wording.tell_verdict(audit):
        yield f"    {_write_shift(shift)}"
    for gate in audit.gates:
        yield f"    {_write_shift(wording.tell_gate(audit, gate))}"
    for words in wording.tell_special(audit):
        yield f"    {words}"
    for criterion in audit.criteria:
        title, points, found = wording.tell_criterion(audit, criterion)
        yield f"    {title}{wording.colon}{_colour(points)}"
        yield click.style(f"      − {found.before}", fg="red")
        yield click.style(f"      + {found.after}", fg="green")


def _write_shift(shift: Shift) -> str:
    return f"{shift.name}  {_colour(shift)}"


def _colour(shift: Shift) -> str:
    return str(shift) if shift.before == shift.after else click.style(str(shift), fg="cyan")
