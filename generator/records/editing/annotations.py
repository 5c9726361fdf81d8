"""Records, for editors: what an editor says of a criterion, in Chinese and then in English.

Input: a criterion and its standard. Output: titles, descriptions and Markdown for a JSON schema.
Both languages stand in one text, because a schema cannot know in which its reader writes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from generator.records.model import Method, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from generator.records.model import Criterion, Instrument, Labelled, Standard

METHODS = {
    Method.CONFORMITY: ("符合性", "conformity"),
    Method.SAMPLED: ("抽样", "sampling"),
    Method.SCALE: ("等级", "scale"),
    Method.METRIC: ("指标", "measured figure"),
}
_Part = TypeVar("_Part")
_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def entitle(text: Text, *, before: str = "") -> str:
    """Return a title in both languages, `before` (such as a number) once in front."""
    return f"{before} {text.zh} / {text.en}".lstrip()


def join_languages(zh: str, en: str) -> str:
    """Return a sentence in Chinese and its English beside it."""
    return f"{zh} {en}"


def annotate_criterion(criterion: Criterion, standard: Standard) -> dict[str, str]:
    """Return title, question and, as Markdown, all that an auditor wants to know of a criterion."""
    zh, en = _chinese(criterion, standard), _english(criterion, standard)
    return {
        "title": entitle(criterion.title, before=criterion.number),
        "description": join_languages(criterion.question.zh, criterion.question.en),
        "markdownDescription": "\n\n".join((*zh, "---", *en)),
    }


def _chinese(criterion: Criterion, standard: Standard) -> Iterable[str]:
    facts = [f"{write_number(criterion.points)} 分", METHODS[criterion.method][0]]
    if criterion.sample:
        facts.append(f"至少 {criterion.sample.minimum} 件：{criterion.sample.items.zh}")
    if criterion.per_channel:
        facts.append("分渠道评价")
    if criterion.critical:
        facts.append("关键条款")
    if criterion.computed:
        may = "" if standard.computed_from else "可"
        facts.append(f"{may}由数据计算：{criterion.computed.figure}")
    yield f"{criterion.number} {_plain(criterion.title.zh)}（{_plain('；'.join(facts))}）"
    yield f"**{_plain(criterion.question.zh)}**"
    yield _plain(criterion.guidance.zh)
    yield f"证据：{_plain('、'.join(kind.title.zh for kind in _kinds(criterion, standard)))}"


def _english(criterion: Criterion, standard: Standard) -> Iterable[str]:
    points = write_number(criterion.points)
    facts = [f"{points} point{'' if points == '1' else 's'}", METHODS[criterion.method][1]]
    if criterion.sample:
        facts.append(f"at least {criterion.sample.minimum}: {criterion.sample.items.en}")
    if criterion.per_channel:
        facts.append("in each channel")
    if criterion.critical:
        facts.append("critical")
    if criterion.computed:
        may = "" if standard.computed_from else "may be "
        facts.append(f"{may}computed from data: {criterion.computed.figure}")
    yield f"{criterion.number} {_plain(criterion.title.en)} ({_plain('; '.join(facts))})"
    yield f"**{_plain(criterion.question.en)}**"
    yield _plain(criterion.guidance.en)
    yield f"Evidence: {_plain(', '.join(kind.title.en for kind in _kinds(criterion, standard)))}"


def _kinds(criterion: Criterion, standard: Standard) -> tuple[Labelled, ...]:
    return tuple(kind for kind in standard.evidence_kinds if kind.id in criterion.evidence)


def annotate_evidence(criterion: Criterion, standard: Standard) -> dict[str, str]:
    """Return what to cite: the kinds of evidence that the criterion requires."""
    kinds = _kinds(criterion, standard)
    return {
        "title": "证据 / evidence it rests on",
        "description": join_languages(
            f"证据编号，须含以下每一种：{'、'.join(kind.title.zh for kind in kinds)}。",
            f"Ids of evidence, of each of these kinds: {', '.join(k.title.en for k in kinds)}.",
        ),
    }


def annotate_sample(criterion: Criterion) -> dict[str, str]:
    """Return what to sample and how many at least; the criterion has a sample."""
    sample = _required(criterion.sample)
    return {
        "title": "抽样数 n / items looked at",
        "description": join_languages(
            f"实际查看的件数，至少 {sample.minimum} 件：{sample.items.zh}。",
            f"How many were looked at, at least {sample.minimum}: {sample.items.en}.",
        ),
    }


def annotate_figure(criterion: Criterion, standard: Standard) -> dict[str, str]:
    """Return how the figure is defined and what it earns; the criterion has a metric.

    Of one that can be computed from data, first when it may be stated all the same.
    """
    metric = _required(criterion.metric)
    computed = _explain_computed(criterion, standard)
    points = [(write_number(p.value), write_number(p.share * 100)) for p in metric.breakpoints]
    zh = "，".join(f"{value} → {share} %" for value, share in points)
    en = ", ".join(f"{value} → {share} %" for value, share in points)
    return {
        "title": f"测得的数值（{metric.unit.zh}） / measured figure ({metric.unit.en})",
        "description": join_languages(
            f"{computed.zh}{end_sentence(metric.definition.zh, '。')}"
            f"得分率：{zh}，其间按直线计算。",
            f"{computed.en}{end_sentence(metric.definition.en, '.')} Share of the points: {en}, "
            "in between along a straight line.",
        ),
    }


def _explain_computed(criterion: Criterion, standard: Standard) -> Text:
    """Say that data give the figure, and from when on only they do; nothing where they do not."""
    computed = criterion.computed
    if computed is None:
        return Text("", "")
    first = standard.computed_from
    if first is None:
        return Text(
            f"可由数据计算（{computed.figure}），附上数据后不填。",
            f"Data can give it ({computed.figure}); once they are attached, leave it out. ",
        )
    return Text(
        f"由数据计算（{computed.figure}），不填；只有 {first} 以前开始且未附数据的审核才填。",
        f"Computed from data ({computed.figure}), so leave it out; "
        f"only audits that began before {first} and have no such data state it. ",
    )


def annotate_instrument(instrument: Instrument) -> str:
    """Return what an instrument is for, in both languages."""
    return f"{entitle(instrument.title)}: " + join_languages(
        instrument.purpose.zh, instrument.purpose.en
    )


def write_number(value: Fraction) -> str:
    """Write a number of a standard, which was read from a decimal, without an exponent."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def _required(part: _Part | None) -> _Part:
    if part is None:  # the schema of standards refuses it
        raise ValueError("a criterion lacks what its method needs")
    return part


def end_sentence(sentence: str, stop: str) -> str:
    """Return a sentence with its stop, which a standard's own words may lack."""
    return sentence if sentence.endswith(stop) else sentence + stop


def _plain(words: str) -> str:
    """Keep words from being taken for Markdown."""
    return _MARKUP.sub(r"\\\1", words)
