"""Deciding, subjects: the audit, certificate or appeal that a decision is on, and who decides.

Input: what was named, the firm's records, somebody to ask. Output: ids. Where the records leave
one answer it is taken; where they leave several, one is asked for or must be named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from generator.deciding.words import list_outcomes
from generator.drafting.answers import Choice, Refusal
from generator.publication.words import audit_words
from generator.records.model import DecisionKind, Outcome, Text
from generator.records.rules.flaw import listed
from generator.records.rules.people import COMMITTEE, is_valid_on, judge_impartiality
from generator.strings import translations
from generator.terminal.asking import Question

if TYPE_CHECKING:
    from generator.deciding.situation import Given, Situation
    from generator.records.model import Audit, Person
    from generator.terminal.asking import Asker

_K = DecisionKind
_ON_AUDIT = (_K.GRANT, _K.REFUSE, _K.MAINTAIN, _K.RENEW)
_ON_CERTIFICATE = (_K.MAINTAIN, _K.SUSPEND, _K.REINSTATE, _K.WITHDRAW, _K.CHANGE_SCOPE)
_COMMAS = re.compile(r"[,，、;；]+")


def settle_audit(asker: Asker, situation: Situation, kind: DecisionKind) -> Audit | None:
    """Return the audit that was named, or the only one that waits for a decision."""
    audits = {audit.id: audit for audit in situation.dossier.records.audits}
    named = situation.target.audit
    if kind is _K.APPEAL:
        return None
    if named is not None or kind not in _ON_AUDIT:
        return audits.get(named or "")
    standard = situation.find_standard(situation.target.certificate)
    waiting = [
        a for a in situation.list_waiting() if standard in (None, a.standard.partition("@")[0])
    ]
    if len(waiting) == 1:
        return waiting[0]
    if not asker.asks:
        ids = listed(f"{situation.code}/{audit.id}" for audit in waiting or audits.values())
        zh = f"有 {len(waiting)} 次审核待决定" if waiting else "的审核都已有决定"
        en = f"{len(waiting)} audits wait" if waiting else "no audit waits"
        raise click.UsageError(
            asker.session.say(
                f"WHAT：{situation.code} {zh}，请指明一次：{ids}",
                f"WHAT: of {situation.code} {en} for a decision; name one: {ids}",
            )
        )
    chinese, english = (audit_words(translations(language)) for language in ("zh", "en"))
    choices = [
        Choice(a.id, Text(f"{chinese[a.type]}，{a.ended}", f"{english[a.type]}, {a.ended}"))
        for a in waiting or audits.values()
    ]
    question = Question(
        option="WHAT", zh="依据哪次审核（序号或编号）", en="On which audit (number or id)"
    )
    return audits[asker.choose(question, None, choices).id]


def settle_certificate(
    asker: Asker, situation: Situation, kind: DecisionKind, audit: Audit | None
) -> str | None:
    """Return the certificate that was named, or the only one, where the kind concerns one."""
    if kind not in _ON_CERTIFICATE:
        return None
    if situation.target.certificate is not None:
        return situation.target.certificate
    standard = audit.standard.partition("@")[0] if audit else None
    held = [
        standing.certificate
        for standing in situation.dossier.standings
        if standing.certificate and standard in (None, standing.standard.partition("@")[0])
    ]
    if len(held) == 1:
        return held[0].number
    if not held:
        raise click.UsageError(
            asker.session.say(
                f"{situation.code} 没有证书，不能作 {kind} 决定",
                f"{situation.code} holds no certificate to {kind}",
            )
        )
    choices = [Choice(certificate.number, certificate.scope) for certificate in held]
    if not asker.asks:
        numbers = listed(choice.id for choice in choices)
        raise click.UsageError(
            asker.session.say(
                f"WHAT：{situation.code} 有几张证书，请指明：{numbers}",
                f"WHAT: {situation.code} holds several certificates; name one: {numbers}",
            )
        )
    question = Question(
        option="WHAT", zh="哪张证书（序号或编号）", en="Which certificate (number or id)"
    )
    return asker.choose(question, None, choices).id


def settle_appeal(
    asker: Asker, situation: Situation, kind: DecisionKind, given: Given
) -> tuple[str | None, Outcome | None]:
    """Return the appeal that is decided, or the only one that waits, and its outcome."""
    if kind is not _K.APPEAL:
        return None, None
    waiting = [Choice(a.id, a.grounds) for a in situation.list_appeals()]
    appeal = given.appeal
    if appeal is None and len(waiting) == 1:
        appeal = waiting[0].id
    if appeal is None and not waiting:
        raise click.UsageError(
            asker.session.say(
                f"--appeal：{situation.code} 没有待决定的申诉（proceedings.yaml）",
                f"--appeal: no appeal of {situation.code} waits for a decision (proceedings.yaml)",
            )
        )
    if appeal is None:
        question = Question(
            option="--appeal", zh="哪件申诉（序号或编号）", en="Which appeal (number or id)"
        )
        appeal = asker.choose(question, None, waiting).id
    question = Question(option="--outcome", zh="结果（序号或标识）", en="Outcome (number or id)")
    return appeal, Outcome(asker.choose(question, given.outcome, list_outcomes()).id)


def settle_people(
    asker: Asker, situation: Situation, given: Given, audit: Audit | None, appeal: str | None
) -> tuple[str, ...]:
    """Return who decided, by their ids; names of the roster are taken too."""
    people = situation.foundation.people
    question = Question(
        option="--by", zh="决定人（编号，用逗号分开）", en="Who decided (ids, with commas)"
    )
    asked = not given.by
    involved = _list_involved(situation, audit, appeal)
    free = [
        Choice(person.id, _name_with_competence(person))
        for person in people.values()
        if person.id not in involved and _may_decide(person, situation, given, audit)
    ]
    if asked and asker.asks:
        asker.show(free)
    names = {
        _compare(name): person.id
        for person in people.values()
        for name in (person.name.zh, person.name.en)
    }

    def read(answer: str) -> tuple[str, ...]:
        words: list[str] = []
        for part in _COMMAS.split(answer):
            words += [part] if _compare(part) in names else part.split()
        ids = []
        for word in words:
            known = names.get(_compare(word), word.upper() if word.isascii() else word)
            if asked and word.isascii() and word.isdigit() and 1 <= int(word) <= len(free):
                known = free[int(word) - 1].id
            if asked and known not in people:
                raise Refusal(f"名册中没有 {word}。", f"the roster has no {word}.")
            ids.append(known)
        if not ids:
            raise Refusal("不能空着。", "it cannot stay empty.")
        return tuple(dict.fromkeys(ids))

    return asker.read(question, ",".join(given.by) or None, read)


def _compare(name: str) -> str:
    return "".join(name.casefold().split())


def _name_with_competence(person: Person) -> Text:
    """A certificate may ask for somebody competent in the firm's section of industry."""
    zh, en = "、".join(person.competence), ", ".join(person.competence)
    name = person.name
    return Text(f"{name.zh}（{zh}）", f"{name.en} ({en})") if person.competence else name


def _list_involved(situation: Situation, audit: Audit | None, appeal: str | None) -> frozenset[str]:
    """Return who took part in what is decided on: the team, and those who decided before."""
    records = situation.dossier.records
    involved = set(audit.team) if audit else set()
    for known in records.proceedings.appeals:
        if known.id == appeal and known.against <= len(records.decisions):
            contested = records.decisions[known.against - 1]
            involved.update(contested.by)
            teams = [a.team for a in records.audits if a.id == contested.audit]
            involved.update(*teams)
    return frozenset(involved)


def _may_decide(person: Person, situation: Situation, given: Given, audit: Audit | None) -> bool:
    """Whether to offer a person; what the rules say of those named is left to the rules."""
    standard = situation.foundation.standards[audit.standard] if audit else None
    reasons = judge_impartiality(
        (), person, situation.code, given.decided, standard.terms if standard else None
    )
    return (
        COMMITTEE in person.roles
        and is_valid_on(person, given.decided)
        and next(reasons, None) is None
    )
