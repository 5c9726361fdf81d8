"""The interface's words in Chinese and English: gettext catalogues, read straight from their PO.

Input: `*.zh.po` beside this file (English is the msgid). Output: a translations object.
A leaf that any edge may use; a standard's own words are inline {zh, en} and do not pass here.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the translations into `language`; English is what the code says itself."""
    if language == "en":
        return gettext.NullTranslations()
    # Babel takes a tenth of a second to import: only those who read Chinese pay for it.
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    # One catalogue of all: a chain of them would be walked for every word of every page.
    merged = Catalog(locale=language)
    for path in sorted(Path(__file__).parent.glob(f"*.{language}.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
