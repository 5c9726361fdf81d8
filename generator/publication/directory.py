"""Publication: the search index, a column for each thing that is searched, counted or sorted.

Input: dossiers, the foundation. Output: search/firms.json, shared by both languages.
Words stand in one string per column, a line for each firm; the rest are small whole numbers that
point into dictionaries. A browser scans 100,000 firms so in some milliseconds.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.certification.standing import Status
from generator.publication.words import status_words
from generator.strings import LANGUAGES, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.certification.standing import Dossier, Standing
    from generator.records.model import Foundation, Text

_EPOCH = date(1970, 1, 1)
_LINES = re.compile(r"[\r\n]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[A-Za-z]+|[0-9]")


class _Entries:
    """A dictionary of the index: entries in the order in which they were first met."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.entries: list[dict[str, Any]] = []

    def place(self, id_: str, **entry: Any) -> int:
        """Return the place of an entry, entering it if it is new."""
        if id_ not in self.places:
            self.places[id_] = len(self.entries)
            self.entries.append({"id": id_, **entry})
        return self.places[id_]

    def settle(self) -> tuple[list[dict[str, Any]], list[int]]:
        """Return the entries sorted by id, and for each old place the new one."""
        order = sorted(range(len(self.entries)), key=lambda at: self.entries[at]["id"])
        moved = [0] * len(order)
        for new, old in enumerate(order):
            moved[old] = new
        return [self.entries[old] for old in order], moved


def build_index(dossiers: Iterable[Dossier], foundation: Foundation, as_of: date) -> bytes:
    """Return the index as compact JSON; firms stand in the order given."""
    grades = _grade_entries(foundation)
    grade_at = {entry["key"]: at for at, entry in enumerate(grades)}
    statuses = _status_entries()
    status_at = {entry["id"]: at for at, entry in enumerate(statuses)}
    regions, industries = _Entries(), _Entries()
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    former: list[list[Any]] = []
    for row, dossier in enumerate(dossiers):
        firm, standing = dossier.records.firm, dossier.standing
        region = foundation.codes.region(firm.region)
        industry = foundation.codes.industry(firm.industry)
        certificate = standing.certificate if standing else None
        holds = standing is not None and standing.status.holds
        columns["zh"].append(_one_line(firm.name.zh))
        columns["en"].append(_one_line(firm.name.en))
        columns["codes"].append(firm.code)
        columns["pinyin"].append(write_pinyin(firm.name.zh))
        columns["region"].append(regions.place(region.province, **_titles(region.province_title)))
        columns["industry"].append(
            industries.place(industry.section, **_titles(industry.section_title))
        )
        columns["status"].append(status_at[standing.status if standing else NO_STATUS])
        if certificate is None or standing is None:
            blank = {"certificates": "", "grade": 0, "score": -1, "until": 0, "due": 0}
            for name, value in blank.items():
                columns[name].append(value)
        else:
            columns["certificates"].append(certificate.number)
            key = (certificate.standard.partition("@")[0], certificate.grade)
            columns["grade"].append(grade_at[key] if holds else 0)
            columns["score"].append(int(certificate.score * 100) if holds else -1)
            columns["until"].append((certificate.valid_to - _EPOCH).days)
            columns["due"].append(_due(standing))
        columns["changed"].append((standing.since - _EPOCH).days if standing else 0)
        former += _list_former(row, dossier, status_at)
    region_entries, region_moved = regions.settle()
    industry_entries, industry_moved = industries.settle()
    index = {
        "as_of": as_of.isoformat(),
        "count": len(columns["codes"]),
        "names": {"zh": "\n".join(columns["zh"]), "en": "\n".join(columns["en"])},
        "codes": "\n".join(columns["codes"]),
        "certificates": "\n".join(columns["certificates"]),
        "pinyin": "\n".join(columns["pinyin"]),
        "region": [region_moved[at] for at in columns["region"]],
        "industry": [industry_moved[at] for at in columns["industry"]],
        "grade": columns["grade"],
        "status": columns["status"],
        "score": columns["score"],
        "until": columns["until"],
        "due": columns["due"],
        "changed": columns["changed"],
        "former": former,
        "dictionaries": {
            "regions": region_entries,
            "industries": industry_entries,
            "grades": [
                {name: value for name, value in entry.items() if name != "key"} for entry in grades
            ],
            "statuses": statuses,
        },
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


NO_STATUS = "entered"
"""A firm that is on record and was never audited."""

_COLUMNS = (
    "zh",
    "en",
    "codes",
    "certificates",
    "pinyin",
    "region",
    "industry",
    "grade",
    "status",
    "score",
    "until",
    "due",
    "changed",
)


def _due(standing: Standing) -> int:
    """Return the day by which surveillance is due, or on which a suspension lapses; 0: none."""
    day = standing.surveillance_by or standing.lapses
    return (day - _EPOCH).days if day is not None else 0


def _titles(title: Text) -> dict[str, str]:
    return {language: title[language] for language in LANGUAGES}


def _one_line(words: str) -> str:
    return _LINES.sub(" ", words)


def _status_entries() -> list[dict[str, Any]]:
    words = {language: status_words(translations(language)) for language in LANGUAGES}
    entries: list[dict[str, Any]] = [
        {
            "id": str(status),
            "holds": status.holds,
            **{language: words[language][status] for language in LANGUAGES},
        }
        for status in Status
    ]
    entered = {language: translations(language).gettext("Not audited") for language in LANGUAGES}
    return [*entries, {"id": NO_STATUS, "holds": False, **entered}]


def _grade_entries(foundation: Foundation) -> list[dict[str, Any]]:
    """Return no grade first, then each standard's grades from the highest.

    Versions of a standard share their grades; where two standards call theirs alike, the ids
    carry the standard's.
    """
    none = {language: translations(language).gettext("No grade") for language in LANGUAGES}
    entries: list[dict[str, Any]] = [{"id": "", "stars": 0, **none, "key": None}]
    known: set[tuple[str, str]] = set()
    taken: set[str] = set()
    for standard in foundation.standards.values():
        for grade in reversed(standard.grades):
            key = (standard.id, grade.id)
            if key in known:
                continue
            known.add(key)
            id_ = f"{standard.id}:{grade.id}" if grade.id in taken else grade.id
            taken.add(grade.id)
            entry = {"id": id_, "stars": grade.stars, **_titles(grade.title), "key": key}
            entries.append(entry)
    return entries


def _list_former(row: int, dossier: Dossier, status_at: dict[str, int]) -> list[list[Any]]:
    """List every certificate of a firm but the leading one, with its own status and days."""
    others = [
        (standing.certificate, standing.status, _due(standing))
        for standing in dossier.standings[1:]
        if standing.certificate is not None
    ]
    for standing in dossier.standings:
        others += [(former.certificate, former.status, 0) for former in standing.former]
    return [
        [row, certificate.number, status_at[status], (certificate.valid_to - _EPOCH).days, due]
        for certificate, status, due in others
    ]


@lru_cache(maxsize=65536)
def _spell(words: str) -> tuple[str, ...]:
    # Its dictionaries take a quarter of a second to load: only a build pays for it.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(words))


def write_pinyin(name: str) -> str:
    """Return a name in pinyin, a capital at each syllable: 云澜家电 → YunLanJiaDian.

    The capitals are the initials; words and digits among the characters stay as they are.
    """
    if not _CHINESE.search(name):
        return "".join(word.capitalize() for word in _WORD.findall(name))
    syllables: Sequence[str] = _spell(name)
    return "".join(word.capitalize() for syllable in syllables for word in _WORD.findall(syllable))
