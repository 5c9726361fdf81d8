"""Deciding, words: the committee's acts by name, and reasons and scopes as somebody typed them.

Input: words in one language, in both, or the name of a file that holds them. Output: words that a
record takes, on one line each; `Refusal` where they will not do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.drafting.answers import Choice, Refusal, read_words
from generator.records.model import DecisionKind, Outcome, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = {
    DecisionKind.GRANT: Text("授予", "Grant"),
    DecisionKind.REFUSE: Text("不予授予", "Refuse"),
    DecisionKind.MAINTAIN: Text("保持", "Maintain"),
    DecisionKind.SUSPEND: Text("暂停", "Suspend"),
    DecisionKind.REINSTATE: Text("恢复", "Reinstate"),
    DecisionKind.WITHDRAW: Text("撤销", "Withdraw"),
    DecisionKind.CHANGE_SCOPE: Text("变更范围", "Change the scope"),
    DecisionKind.RENEW: Text("换证", "Renew"),
    DecisionKind.APPEAL: Text("申诉决定", "Decide an appeal"),
}
OUTCOMES = {
    Outcome.UPHELD: Text("申诉成立", "The appeal is upheld"),
    Outcome.DISMISSED: Text("驳回申诉", "The appeal is dismissed"),
}
MAY_LIFT = (DecisionKind.GRANT, DecisionKind.RENEW, DecisionKind.MAINTAIN)
"""The decisions that may lift the first year's cap."""
_BETWEEN = re.compile(r"(?:^|\s)(?:[/／]{2})(?:\s|$)")
"""Stands between the Chinese and the English; an address's // has no blanks around it."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_BROKEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
"""Where a line of Chinese was broken: no blank belongs there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What options said for one field: in both languages, and in each."""

    both: str | None = None
    zh: str | None = None
    en: str | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said at all."""
        return self.both is None and self.zh is None and self.en is None


def list_kinds(kinds: Iterable[DecisionKind]) -> tuple[Choice, ...]:
    """Return decisions to choose from."""
    return tuple(Choice(kind, KINDS[kind]) for kind in kinds)


def list_outcomes() -> tuple[Choice, ...]:
    """Return what may become of an appeal."""
    return tuple(Choice(outcome, title) for outcome, title in OUTCOMES.items())


def read_kind(words: str) -> str:
    """Return a decision's id: `change-scope` and its Chinese name are taken too."""
    wanted = words.strip().lower().replace("-", "_")
    return next((kind for kind, title in KINDS.items() if title.zh == wanted), wanted)


def split_languages(spoken: Spoken) -> tuple[str | None, str | None]:
    """Return the Chinese and the English words, None where they were not said.

    Both in one are divided by ` // `; without it, words with Chinese signs are Chinese.
    """
    zh, en = (_load(words) for words in (spoken.zh, spoken.en))
    both = _load(spoken.both)
    if both is None:
        return zh, en
    parts = [part.strip() for part in _BETWEEN.split(both)]
    if len(parts) > 2:  # noqa: PLR2004 - two languages
        raise Refusal(
            "“//”只能出现一次，前面是中文，后面是英文。",
            '"//" may stand there once: Chinese before it, English after it.',
        )
    if len(parts) == 1:
        is_chinese = _CHINESE.search(parts[0]) is not None
        parts = [parts[0], ""] if is_chinese else ["", parts[0]]
    return zh or parts[0] or None, en or parts[1] or None


def _load(words: str | None) -> str | None:
    """Return words as typed, or those of the file that `@path` names."""
    if words is None or not words.startswith("@"):
        return words
    path = Path(words[1:])
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refusal(
            f"读不了文件 {path}（须为 UTF-8 文本）。",
            f"the file {path} cannot be read (it must be text in UTF-8).",
        ) from None


def read_text(words: str) -> str:
    """Return words on one line; raises Refusal where a record may not hold them."""
    return read_words(_BROKEN.sub("", words))
