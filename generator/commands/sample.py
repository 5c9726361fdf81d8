"""`certify sample`: how many answers a survey needs, and how many people to ask."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil
from typing import Any

import click

from generator.assessment.instruments.sampling import plan_sample
from generator.commands.session import Session, print_json

_PER_CENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%?\Z")


class PerCent(click.ParamType):  # type: ignore[type-arg]  # generic for its checker, not when run
    """A share above 0 and below 100 written in per cent, such as 5 or 2.5%."""

    name = "percent"

    def __init__(self, *, whole: bool = False) -> None:
        """Take 100 too, where all is a possible answer."""
        self.whole = whole

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Read a share, 0–1; wrong usage where it is none."""
        if isinstance(value, Fraction):
            return value
        match = _PER_CENT.match(str(value).strip())
        share = Fraction(match[1]) / 100 if match else Fraction(0)
        if not 0 < share < 1 and not (self.whole and share == 1):
            self.fail(
                f"{value!r} 不是 0 与 100 之间的百分数，应如 5 / "
                "is no per cent between 0 and 100, such as 5",
                param,
                ctx,
            )
        return share


@click.command("sample")
@click.option(
    "--population", type=click.IntRange(1), default=None, help="总体多大 / how many there are"
)
@click.option(
    "--margin",
    type=PerCent(),
    default="5",
    help="误差，百分点 / margin of error in points  [5]",
)
@click.option("--share", type=PerCent(), default="50", help="预计的比例 / the share expected  [50]")
@click.option(
    "--response",
    type=PerCent(whole=True),
    default=None,
    help="预计的回收率 / the response expected, in per cent",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session,
    *,
    population: int | None,
    margin: Fraction,
    share: Fraction,
    response: Fraction | None,
    form: str,
) -> None:
    """问卷要多少份答卷、发出多少份 / How many answers a survey needs, how many to ask."""
    answers = plan_sample(margin=margin, population=population, share=share)
    ask = None if response is None else ceil(answers / response)
    # Those who will not answer cannot be asked for more.
    out_of_reach = ask is not None and population is not None and ask > population
    if out_of_reach:
        ask = None
    if form == "json":
        print_json(
            {
                "answers": answers,
                "ask": ask,
                "population": population,
                "out_of_reach": out_of_reach,
            }
        )
        return
    click.echo(
        session.say(
            f"95% 把握、误差 ±{float(margin * 100):g} 个百分点，需要 {answers:,} 份答卷。",
            f"At 95% and ±{float(margin * 100):g} points: {answers:,} "
            f"{'answer' if answers == 1 else 'answers'}.",
        )
    )
    if response is None:
        return
    rate = f"{float(response * 100):g}%"
    if out_of_reach and population is not None:
        got = int(population * response)
        told = session.say(
            f"按 {rate} 的回收率，全部问到也只有约 {got:,} 份，达不到这样的精度。",
            f"With {rate} responding, asking everybody gives about {got:,}: not as exact as that.",
        )
    else:
        told = session.say(
            f"按 {rate} 的回收率，发出 {ask:,} 份。", f"With {rate} responding, ask {ask:,}."
        )
    click.echo(told)
