"""Publication: all words that the page "check a certificate" needs in the browser; pure.

Input: a translations object, the address of the site. Output: plain data for the page's script,
which says the same sentences as `certify verify` (publication.verdict_words).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.publication.verdict_details import check_words, detail_words
from generator.publication.verdict_words import TONES, verdict_labels, verdict_sentences
from generator.publication.words import status_words

if TYPE_CHECKING:
    from gettext import NullTranslations


def describe_check_page(translations: NullTranslations, site_url: str) -> dict[str, Any]:
    """Return the words by their kind; `site_url` is that of the whole site."""
    return {
        "address": site_url,
        "tones": TONES,
        "labels": verdict_labels(translations),
        "sentences": verdict_sentences(translations),
        "checks": check_words(translations),
        "details": detail_words(translations),
        "statuses": status_words(translations),
        "titles": _list_titles(translations),
    }


def _list_titles(translations: NullTranslations) -> dict[str, str]:
    """Return what only the page says."""
    _ = translations.gettext
    return {
        "busy": _("Checking…"),
        "checked": _("What was checked"),
        "file": _("Checked on this device, not uploaded: {file}"),
        "unable": _(
            "This browser cannot check certificates: it is too old, or the address of this page "
            "does not begin with https. Nothing is proven; try another browser."
        ),
        "one_file": _("One file at a time, please: nothing was checked."),
        "too_large": _(
            "This is not a certificate: the file has {size} MB, and no certificate has more than "
            "32. It was not read."
        ),
        "no_reader": _(
            "This browser cannot read the code on a photo. Type the number, or use the phone’s "
            "own camera: nothing was checked."
        ),
        "no_code": _(
            "No QR code could be found on the photo. Take it closer and straight, or type the "
            "number: nothing was checked."
        ),
        "many_codes": _(
            "There are several QR codes on the picture. Show one certificate only: nothing was "
            "checked."
        ),
        "no_camera": _(
            "The camera cannot be used. Allow it in the browser, or type the number: nothing was "
            "checked."
        ),
        "stranger": _(
            "Not of this registry: the code or address leads to {host}, and this registry is at "
            "{address}."
        ),
    }
