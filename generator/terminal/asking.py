"""The terminal: what a command was not told, it asks for, again until the answer will do.

Input: what was given for an option, or nothing, and how to read it. Output: the value. Where nobody
sits at the terminal, a missing value is wrong usage. Questions go to stderr, so that what a command
prints stays clean; Ctrl-C and the end of input raise click.Abort.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import click

from generator.drafting.answers import Choice, Refusal, read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.commands.session import Session

Answer = TypeVar("Answer")
_LISTED = 20
"""Choices that are listed; where more fit, the answer must be narrower."""
_EMPTY = Refusal("不能空着。", "it cannot stay empty.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for: the option that gives it, and the words that ask."""

    option: str
    zh: str
    en: str
    needed: bool = True
    default: str | None = None
    assumed: bool = False
    """Whether the default is taken where nobody can be asked."""

    def with_default(self, default: str) -> Question:
        """Return the same question with an answer that Enter gives."""
        return replace(self, default=default)


class Asker:
    """Takes what was given, or asks for it."""

    def __init__(self, session: Session) -> None:
        """Ask in the session's language, if somebody is there."""
        self.session = session
        self.asks = sys.stdin.isatty()

    def read(self, question: Question, given: str | None, read: Callable[[str], Answer]) -> Answer:
        """Return what `read` makes of the value given or answered; it raises Refusal.

        Wrong usage where the value given will not do, or is missing with nobody to ask.
        """
        if given is None and self.asks:
            return self._ask(question, read)
        if given is None and question.assumed:
            given = question.default
        if given is None and question.needed:
            raise click.UsageError(
                self.session.say(f"缺少 {question.option}", f"{question.option} is missing")
            )
        try:
            return read(given or "")
        except Refusal as refusal:
            raise click.UsageError(f"{question.option}: {self._say(refusal)}") from None

    def read_words(self, question: Question, given: str | None) -> str:
        """Return words on one line; they may be empty where they are not needed."""

        def read(answer: str) -> str:
            words = read_words(answer)
            if question.needed and not words:
                raise _EMPTY
            return words

        return self.read(question, given, read)

    def choose(self, question: Question, given: str | None, choices: Sequence[Choice]) -> Choice:
        """Return one of the choices, named by its id or, when asked, by its number."""
        if given is None and self.asks:
            self.show(choices)

        def read(answer: str) -> Choice:
            if not answer:
                raise _EMPTY
            for number, choice in enumerate(choices, 1):
                if answer == choice.id or (given is None and answer == str(number)):
                    return choice
            ids = [choice.id for choice in choices]
            raise Refusal(
                f"没有“{answer}”，可选：{'、'.join(ids)}。",
                f'there is no "{answer}"; choose from: {", ".join(ids)}.',
            )

        return self.read(question, given, lambda answer: read(answer.strip()))

    def find(
        self, question: Question, given: str | None, find: Callable[[str], tuple[Choice, ...]]
    ) -> Choice | None:
        """Return what the words fit; where they fit several, these are listed and asked about.

        Nothing is returned where nothing was said and nothing is needed.
        """

        def read(answer: str) -> tuple[Choice, ...]:
            wanted = answer.strip()
            if not wanted and question.needed:
                raise _EMPTY
            found = find(wanted) if wanted else ()
            if wanted and not found:
                raise Refusal(
                    f"没有找到“{wanted}”，换一个说法。",
                    f'nothing fits "{wanted}": try other words.',
                )
            if len(found) > (1 if given is not None else _LISTED):
                raise self._too_many(wanted, found)
            return found

        found = self.read(question, given, read)
        if not found:
            return None
        if len(found) > 1:
            which = Question(option=question.option, zh="是哪一个", en="Which one")
            return self.choose(which, None, found)
        if given is None:
            click.echo(f"  → {self._write(found[0])}", err=True)
        return found[0]

    def find_one(
        self, question: Question, given: str | None, find: Callable[[str], tuple[Choice, ...]]
    ) -> Choice:
        """Return what the words fit, as `find` does, where something is needed."""
        found = self.find(question, given, find)
        if found is None:
            raise click.UsageError(self._say(_EMPTY))
        return found

    def _ask(self, question: Question, read: Callable[[str], Answer]) -> Answer:
        words = self.session.say(question.zh, question.en)
        default = f" [{question.default}]" if question.default else ""
        while True:
            answer: str = click.prompt(
                words + default,
                default=question.default or "",
                show_default=False,
                prompt_suffix=self.session.say("：", ": "),
                err=True,
            )
            try:
                return read(answer)
            except Refusal as refusal:
                click.echo(f"  {self._say(refusal)}", err=True)

    def _too_many(self, wanted: str, found: Sequence[Choice]) -> Refusal:
        lines = [f"  {self._write(choice)}" for choice in found[:_LISTED]]
        shown = "\n".join([*lines, "  …"] if len(found) > _LISTED else lines)
        return Refusal(
            f"“{wanted}”有 {len(found)} 个符合，请写得更具体：\n{shown}",
            f'{len(found)} fit "{wanted}"; say it more narrowly:\n{shown}',
        )

    def show(self, choices: Sequence[Choice]) -> None:
        """List choices with their titles, numbered from 1."""
        for number, choice in enumerate(choices, 1):
            click.echo(f"  {number}. {self._write(choice)}", err=True)

    def _write(self, choice: Choice) -> str:
        return f"{choice.id}  {choice.title[self.session.language]}"

    def _say(self, refusal: Refusal) -> str:
        return self.session.say(refusal.zh, refusal.en)
