"""Records, the model: words in both languages, titles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words in Chinese and English; words written in one language stand in both places."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        """Return the words in `language` (`zh` or `en`)."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An id with its title: a value of an axis, a kind of evidence, a ground, a practice."""

    id: str
    title: Text
