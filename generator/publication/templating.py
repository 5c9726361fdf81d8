"""Publication: the environment in which record pages and fragments are rendered.

Input: folders of templates, a language. Output: a Jinja environment that escapes everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.publication.figures import writers
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}


def make_environment(folders: Iterable[Path], language: str) -> Environment:
    """Return an environment with the words and figures of a language in it."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    add_words(environment, language)
    return environment


def add_words(environment: Environment, language: str) -> None:
    """Give an environment the filters and the translations of a language."""
    words = translations(language)
    environment.filters.update(writers(language))
    environment.globals.update(
        {
            "_": words.gettext,
            "ngettext": words.ngettext,
            "language": language,
            "language_tag": LANGUAGE_TAGS[language],
            "other_language": "en" if language == "zh" else "zh",
            "other_tag": LANGUAGE_TAGS["en" if language == "zh" else "zh"],
        }
    )
