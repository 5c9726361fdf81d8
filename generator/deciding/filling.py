"""Deciding, filling: what was not said of a decision is taken from the records, or asked for.

Input: what options said, how the firm stands, somebody to ask. Output: a `Decision`, not yet tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.certification.status import list_decisions
from generator.deciding.numbers import next_number
from generator.deciding.subjects import (
    settle_appeal,
    settle_audit,
    settle_certificate,
    settle_people,
)
from generator.deciding.words import MAY_LIFT, list_kinds, read_kind, read_text, split_languages
from generator.drafting.answers import Refusal
from generator.records.model import Decision, DecisionKind, Text
from generator.terminal.asking import Question

if TYPE_CHECKING:
    from generator.certification.standing import Standing
    from generator.deciding.situation import Given, Situation
    from generator.deciding.words import Spoken
    from generator.terminal.asking import Asker

_K = DecisionKind
_WITH_REASON = (_K.REFUSE, _K.SUSPEND, _K.REINSTATE, _K.WITHDRAW, _K.CHANGE_SCOPE, _K.APPEAL)
_WITH_SCOPE = (_K.GRANT, _K.RENEW, _K.CHANGE_SCOPE, _K.MAINTAIN)
_NAMES = {
    "scope": Text("范围", "Scope"),
    "exemption": Text("首年限制豁免理由", "Why the first-year cap is lifted"),
    "reason": Text("理由", "Reason"),
}


def fill_decision(asker: Asker, situation: Situation, given: Given) -> Decision:
    """Return the decision, with all that its kind needs; raises click.UsageError."""
    kind = _settle_kind(asker, situation, given)
    _refuse_needless(asker, kind, given)
    audit = settle_audit(asker, situation, kind)
    number: str | None
    if kind.issues:
        prefix = situation.foundation.issuer.number_prefix
        number = next_number(situation.root, prefix, given.decided.year)
    else:
        number = settle_certificate(asker, situation, kind, audit)
    appeal, outcome = settle_appeal(asker, situation, kind, given)
    scope = _settle_text(asker, "scope", given.scope, needed=kind is _K.CHANGE_SCOPE)
    if scope is None and kind.issues and audit is not None:
        scope = audit.scope
    return Decision(
        kind=kind,
        audit=audit.id if audit else None,
        certificate=number,
        appeal=appeal,
        outcome=outcome,
        decided=given.decided,
        effective=given.effective,
        recorded=situation.recorded,
        time=situation.time,
        by=settle_people(asker, situation, given, audit, appeal),
        scope=scope,
        exemption=_settle_text(asker, "exemption", given.exemption, needed=False),
        reason=_settle_text(asker, "reason", given.reason, needed=kind in _WITH_REASON),
    )


def _settle_kind(asker: Asker, situation: Situation, given: Given) -> DecisionKind:
    question = Question(option="KIND", zh="决定（序号或标识）", en="Decision (number or id)")
    if given.kind is not None:
        return _K(asker.choose(question, read_kind(given.kind), list_kinds(_K)).id)
    standings = situation.dossier.standings
    possible = dict.fromkeys(
        kind for standing in standings or (None,) for kind in _decisions_in(standing)
    )
    if situation.list_appeals():
        possible[_K.APPEAL] = None
    return _K(asker.choose(question, None, list_kinds(possible or _K)).id)


def _decisions_in(standing: Standing | None) -> tuple[DecisionKind, ...]:
    return list_decisions(standing.status if standing else None)


def _refuse_needless(asker: Asker, kind: DecisionKind, given: Given) -> None:
    """An option that says nothing about this kind of decision is a slip: it is not passed over."""
    needless = {
        "--scope": kind not in _WITH_SCOPE and not given.scope.is_silent,
        "--exemption": kind not in MAY_LIFT and not given.exemption.is_silent,
        "--appeal": kind is not _K.APPEAL and given.appeal is not None,
        "--outcome": kind is not _K.APPEAL and given.outcome is not None,
    }
    for option, is_needless in needless.items():
        if is_needless:
            raise click.UsageError(
                asker.session.say(f"{kind} 不用 {option}", f"{option} does not go with {kind}")
            )


def _settle_text(asker: Asker, field: str, spoken: Spoken, *, needed: bool) -> Text | None:
    """Return words in both languages: where one is said or needed, the other is needed."""
    if spoken.is_silent and not needed:
        return None
    try:
        zh, en = split_languages(spoken)
    except Refusal as refusal:
        words = asker.session.say(refusal.zh, refusal.en)
        raise click.UsageError(f"--{field}: {words}") from None
    name = _NAMES[field]
    chinese, english = (
        Question(
            option=f"--{field}-{code}", zh=f"{name.zh}（{of.zh}）", en=f"{name.en}, in {of.en}"
        )
        for code, of in (("zh", Text("中文", "Chinese")), ("en", Text("英文", "English")))
    )
    return Text(_read(asker, chinese, zh), _read(asker, english, en))


def _read(asker: Asker, question: Question, given: str | None) -> str:
    def read(answer: str) -> str:
        words = read_text(answer)
        if not words:
            raise Refusal("不能空着。", "it cannot stay empty.")
        return words

    return asker.read(question, given, read)
