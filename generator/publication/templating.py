"""Publication: the environment in which record pages and fragments are rendered.

Input: folders of templates, a language. Output: a Jinja environment that escapes everything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from generator.publication.figures import escape_words, writers
from generator.strings import LANGUAGES, translations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}


_LITERAL = re.compile(r"""\{\{-?\s*_\((["'])((?:[^"'\\]|\\.)*)\1\)\s*-?\}\}""")


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates for the environments after this one: compiling is half of a build.

    Only for environments that compile a template to the same code.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled of the same source."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


THEMED = CompiledTemplates()
"""Of the themed pages: their words are looked up as they are rendered, in any language."""
_STAMPED = {language: CompiledTemplates() for language in LANGUAGES}
"""Of the pages of records, which have the words of a language in their code."""


class TranslateLiterals(Extension):
    """Puts `{{ _("…") }}` into the reader's language when a template is compiled.

    A page of a firm has a hundred of them: looked up and escaped for each page they would cost
    as much as the figures between them.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Replace whole expressions that are nothing but words to be translated."""
        words = translations(str(self.environment.globals["language"]))
        return _LITERAL.sub(lambda match: str(escape(words.gettext(match[2]))), source)


def escape_output(value: object) -> object:
    """Escape what an expression gives, unless it is HTML already or a whole number."""
    kind = type(value)
    if kind is Markup or kind is int:
        return value
    return escape_words(value if isinstance(value, str) else str(value))


def make_environment(folders: Iterable[Path], language: str) -> Environment:
    """Return an environment with the words and figures of a language in it.

    Every expression is escaped as it is put out. Jinja's own way costs five times as much, which
    is half of a page's time; the price is that a macro's result would be escaped once more, so
    that these templates include one another and have no macros.
    """
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=False,  # noqa: S701 - `finalize` escapes
        finalize=escape_output,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_STAMPED[language],
    )
    add_words(environment, language)
    environment.add_extension(TranslateLiterals)
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
