"""`certify survey`: what a file of answers gives by one instrument."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.saving import refuse_existing, save_document
from generator.commands.session import EXIT_PROBLEMS, Day, Session, print_json
from generator.records.model import UNASKED, Instrument, Item, Model, Text
from generator.records.problems import Problem, count_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.assessment.instruments.measuring import Result
    from generator.records.model import Table
    from generator.records.tables.reading import TableReading

_OPEN = frozenset({Model.KANO, Model.ALPHA})
"""Models that need no words of their items: any may be asked."""


@click.command("survey")
@click.argument("model", type=click.Choice([str(model) for model in Model]), metavar="MODEL")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option(
    "--instrument",
    default=None,
    help="用哪个问卷 / which instrument of the registry  [第一个 / the first of the model]",
)
@click.option(
    "--asked", type=click.IntRange(1), default=None, help="发出多少份 / how many were asked"
)
@click.option(
    "--population", type=click.IntRange(1), default=None, help="总体多大 / how many there are"
)
@click.option("--until", type=Day(), default=None, help="案件跟踪到哪一天 / last day of the cases")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="把图写入 SVG 文件 / write the chart to an SVG file",
)
@click.option("--force", is_flag=True, help="可以覆盖 / overwrite what is there")
@click.pass_obj
def command(
    session: Session,
    *,
    model: str,
    file: Path,
    instrument: str | None,
    asked: int | None,
    population: int | None,
    until: date | None,
    form: str,
    chart: Path | None,
    force: bool,
) -> None:
    """由答卷算出结果 / What a file of answers gives.

    MODEL: servqual, kano, nps, csat, alpha, satisfaction, loyalty, value, quality, ranking, gaps,
    cases, counts.
    """
    from generator.assessment.instruments.measuring import measure_table
    from generator.assessment.instruments.response import judge_response
    from generator.drafting.entries import require_counts
    from generator.records.rules.data import count_people

    session.require_file(file)
    if chart is not None and chart.suffix.lower() != ".svg":
        raise click.UsageError(
            session.say(f"图写成 SVG：{chart} 应以 .svg 结尾", f"a chart is SVG: name {chart} .svg")
        )
    if chart is not None and chart.exists() and not force:
        refuse_existing(session, chart)
    _refuse_idle(session, Model(model), until, {"--asked": asked, "--population": population})
    chosen = find_instrument(session, Model(model), instrument)
    reading = read_answers(file, chosen, strict=instrument is not None)
    if reading.table is None:
        session.tell(reading.problems, file)
        sys.exit(EXIT_PROBLEMS)
    session.tell(reading.problems, file)
    used = fit_items(chosen, reading.table)
    result = measure_table(reading.table, used, until)
    people = count_people(reading.table)
    require_counts(session.say, people, {"asked": asked, "population": population})
    response = (
        judge_response(answered=people, asked=asked, population=population) if people else None
    )
    if chart is not None:
        _write_chart(session, chart, result, used, force=force)
    if form == "json":
        from generator.publication.survey_results import describe_response, describe_result

        told = {} if response is None else {"response": describe_response(response)}
        print_json({**describe_result(result, used.model), **told, "sha256": reading.sha256})
        return
    from generator.terminal.surveys import print_survey

    print_survey(result, used, response, reading.sha256, session.language)


def _refuse_idle(
    session: Session, model: Model, until: date | None, counts: Mapping[str, int | None]
) -> None:
    """Refuse options that say nothing of what the model tells: nobody is asked for books."""
    idle = [name for name, count in counts.items() if model in UNASKED and count is not None]
    if until is not None and model is not Model.CASES:
        idle.append("--until")
    if idle:
        named = ", ".join(idle)
        raise click.UsageError(
            session.say(f"{model} 用不上 {named}，请删去。", f"{model} has no use for {named}.")
        )


def find_instrument(session: Session, model: Model, name: str | None) -> Instrument:
    """Return the instrument that is meant: one of the registry, or of the program's own standards.

    Of several versions of a standard the latest counts. Raises wrong usage where there is none.
    """
    from generator.records.foundation import list_instruments
    from generator.scaffold import scaffold_root

    for root in (session.registry, scaffold_root()):
        problems: list[Problem] = []
        for found in list_instruments(root, problems):
            if found.model is model and name in (None, found.id):
                return found
        # One that cannot be read may be the one that is meant: no other is taken in its place.
        if count_errors(tuple(problems)):
            session.tell(problems)
            sys.exit(EXIT_PROBLEMS)
        if name is not None and (root / "standards").is_dir():
            break
    raise click.UsageError(
        session.say(
            f"没有这样的 {model} 工具：{name}；certify questionnaire 列出已有的工具",
            f"there is no {model} instrument called {name}; "
            "certify questionnaire lists what there is",
        )
    )


def read_answers(file: Path, instrument: Instrument, *, strict: bool) -> TableReading:
    """Read the answers; unless `strict`, of a model that needs no words any items may be asked."""
    from generator.records.tables.reading import read_table

    if not strict and instrument.model in _OPEN:
        scale = None if instrument.model is Model.ALPHA else instrument.scale
        instrument = replace(instrument, items=(), scale=scale)
    return read_table(file, file.as_posix(), instrument)


def fit_items(instrument: Instrument, table: Table) -> Instrument:
    """Return the instrument, with the items that were asked about where it declares others."""
    from generator.records.foundation import sort_naturally

    if instrument.model not in _OPEN:
        return instrument
    asked = table.columns.get("item") or tuple(n for n in table.columns if n != "respondent")
    known = {item.id for item in instrument.items}
    # A scale is what all its items measure together; features are judged one by one.
    if instrument.model is Model.KANO and known >= set(asked):
        return instrument
    if known == set(asked) and _is_on_scale(instrument, table):
        return instrument
    names = sorted(set(asked), key=sort_naturally)
    items = tuple(Item(id=name, text=Text(name, name)) for name in names)
    # What a scale has not in common with the one declared is answered on another, too.
    scale = None if instrument.model is Model.ALPHA else instrument.scale
    return replace(instrument, items=items, scale=scale)


def _is_on_scale(instrument: Instrument, table: Table) -> bool:
    scale = instrument.scale
    answers = [a for item in instrument.items for a in table[item.id] if a is not None]
    return scale is None or all(scale.low <= answer <= scale.high for answer in answers)


def _write_chart(
    session: Session, path: Path, result: Result, instrument: Instrument, *, force: bool
) -> None:
    from generator.publication.chart_files import write_chart_file
    from generator.publication.survey_charts import draw_result
    from generator.strings import translations

    charts = draw_result(result, instrument, session.language, translations(session.language))
    if not charts:
        raise click.UsageError(
            session.say("没有可画的结果", "there is nothing to draw in these answers")
        )
    save_document(session, path, write_chart_file(charts).encode(), force=force)
