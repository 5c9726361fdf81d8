"""Records, the model: words in both languages."""

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
