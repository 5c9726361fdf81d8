"""Publication: the latest changes as feeds: Atom (RFC 4287) and JSON Feed 1.1.

Input: changes, the newest record first, the site's address. Output: the bytes of changes.atom and
changes.json in one language. An entry's id never changes; it was updated on the day of its record.
Sources: https://www.rfc-editor.org/rfc/rfc4287, https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from generator.publication.change_pages import RECEIVED, title_grades
from generator.publication.templating import LANGUAGE_TAGS
from generator.publication.words import event_words
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.certification.changes import Change
    from generator.records.model import Foundation

LATEST = 100
"""Changes in a feed."""


class FeedWriter:
    """Writes both feeds of a language from the same entries."""

    def __init__(self, foundation: Foundation, language: str, site_url: str, as_of: date) -> None:
        """Take the address of the site, ending with a slash, and the day of the build."""
        self.language = language
        self.words = translations(language)
        self.site_url = site_url
        self.home = site_url if language == "zh" else f"{site_url}{language}/"
        self.as_of = as_of
        self.events = event_words(self.words)
        self.grades = title_grades(foundation.standards.values())
        self.issuer = foundation.issuer.name[language]
        self.title = f"{self.issuer} · {self.words.gettext('Changes')}"

    def write_atom(self, changes: Sequence[Change]) -> bytes:
        """Return the Atom feed of the latest changes."""
        latest = changes[:LATEST]
        updated = _stamp(latest[0].recorded if latest else self.as_of)
        tag, home, site = LANGUAGE_TAGS[self.language], escape(self.home), escape(self.site_url)
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">\n'
            f"<id>{home}changes.atom</id>\n"
            f"<title>{escape(self.title)}</title>\n<updated>{updated}</updated>\n"
            f'<link rel="self" type="application/atom+xml" href="{home}changes.atom"/>\n'
            f'<link rel="alternate" type="text/html" href="{home}changes/"/>\n'
            f"<author><name>{escape(self.issuer)}</name><uri>{site}</uri></author>\n"
            f"{''.join(self._write_entry(change) for change in latest)}</feed>\n"
        ).encode()

    def _write_entry(self, change: Change) -> str:
        return (
            f"<entry>\n<id>{escape(self._id(change))}</id>\n"
            f"<title>{escape(self._title(change))}</title>\n"
            f"<updated>{_stamp(change.recorded)}</updated>\n"
            f'<link rel="alternate" type="text/html" href="{escape(self._link(change))}"/>\n'
            f'<category term="{change.kind}" label="{escape(self.events[change.kind])}"/>\n'
            f'<content type="text">{escape(self._content(change))}</content>\n</entry>\n'
        )

    def write_json(self, changes: Sequence[Change]) -> bytes:
        """Return the JSON Feed of the latest changes."""
        feed: dict[str, Any] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": f"{self.home}changes/",
            "feed_url": f"{self.home}changes.json",
            "language": LANGUAGE_TAGS[self.language],
            "authors": [{"name": self.issuer, "url": self.site_url}],
            "items": [self._describe(change) for change in changes[:LATEST]],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"

    def _describe(self, change: Change) -> dict[str, Any]:
        return {
            "id": self._id(change),
            "url": self._link(change),
            "title": self._title(change),
            "content_text": self._content(change),
            "date_published": _stamp(change.recorded),
            "tags": [change.kind],
            "_registry": {
                "about": f"{self.home}changes/",
                "kind": change.kind,
                "firm": change.firm,
                "certificate": change.certificate,
                "effective": change.day.isoformat(),
                "recorded": change.recorded.isoformat(),
            },
        }

    def _id(self, change: Change) -> str:
        """Return a tag URI (RFC 4151): the site, the day of record, the change's own key."""
        parts = urlsplit(self.site_url)
        path = f"{parts.path.strip('/')}/".lstrip("/")
        return (
            f"tag:{parts.hostname},{change.recorded}:{path}{quote(f'{change.firm}/{change.key}')}"
        )

    def _link(self, change: Change) -> str:
        if change.certificate is not None and change.issued:
            return f"{self.home}certificates/{change.certificate}/"
        return f"{self.home}firms/{change.firm}/"

    def _title(self, change: Change) -> str:
        grade = self.grades.get((change.standard.partition("@")[0], change.grade or ""))
        words = [self.events[change.kind], change.name[self.language]]
        return " · ".join([*words, *([grade[self.language]] if grade else [])])

    def _content(self, change: Change) -> str:
        _ = self.words.gettext
        days = (
            _("Received on {day}, recorded on {recorded}.")
            if change.kind in RECEIVED
            else _("Effective from {day}, recorded on {recorded}.")
        )
        told = [days.format(day=change.day, recorded=change.recorded)]
        if change.certificate is not None:
            told.insert(0, _("Certificate {number}.").format(number=change.certificate))
        if change.reason is not None:
            told.append(change.reason[self.language])
        return ("" if self.language == "zh" else " ").join(told)


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
