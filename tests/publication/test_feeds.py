"""The feeds of changes, read again by the rules of their formats."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from generator.certification.changes import list_changes
from generator.gathering import Gathered
from generator.publication.feeds import LATEST, FeedWriter
from generator.strings import LANGUAGES

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://registry.example/"
TAG = re.compile(r"tag:registry\.example,\d{4}-\d\d-\d\d:[0-9A-Za-z/_.%-]+")


def writer_of(gathered: Gathered, language: str, site: str = SITE) -> FeedWriter:
    assert gathered.foundation is not None
    return FeedWriter(gathered.foundation, language, site, gathered.as_of)


def read_atom(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 (our own)


def only(parent: ET.Element, name: str) -> ET.Element:
    """Return an element that must be there once (RFC 4287 §4.1)."""
    (found,) = parent.findall(ATOM + name)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_atom_feed_has_what_rfc_4287_asks_for(gathered: Gathered, language: str) -> None:
    changes = list_changes(gathered.dossiers, gathered.as_of)
    feed = read_atom(writer_of(gathered, language).write_atom(changes))
    home = SITE if language == "zh" else f"{SITE}en/"
    assert feed.tag == f"{ATOM}feed"
    assert only(feed, "id").text == f"{home}changes.atom"
    assert only(feed, "title").text
    assert only(only(feed, "author"), "name").text
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{home}changes.atom", "alternate": f"{home}changes/"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(LATEST, len(changes)) > 0
    stamps = [datetime.fromisoformat(str(only(entry, "updated").text)) for entry in entries]
    assert stamps == sorted(stamps, reverse=True)
    assert only(feed, "updated").text == only(entries[0], "updated").text
    for entry, change in zip(entries, changes, strict=False):
        assert TAG.fullmatch(str(only(entry, "id").text))
        assert only(entry, "title").text
        assert only(entry, "content").get("type") == "text"
        assert str(change.day) in str(only(entry, "content").text)
        assert str(change.recorded) in str(only(entry, "content").text)
        assert stamps[entries.index(entry)].date() == change.recorded
        assert str(only(entry, "link").get("href")).startswith(home)
    ids = [only(entry, "id").text for entry in entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_feed_has_what_version_1_1_asks_for(gathered: Gathered, language: str) -> None:
    changes = list_changes(gathered.dossiers, gathered.as_of)
    feed: dict[str, Any] = json.loads(writer_of(gathered, language).write_json(changes))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].endswith("changes.json")
    assert all(isinstance(author["name"], str) for author in feed["authors"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert urlsplit(item["url"]).scheme == "https"
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(isinstance(tag, str) for tag in item["tags"])
    extensions = {key for item in feed["items"] for key in item if key.startswith("_")}
    assert extensions == {"_registry"}


def test_both_feeds_and_both_languages_give_a_change_the_same_id(gathered: Gathered) -> None:
    changes = list_changes(gathered.dossiers, gathered.as_of)
    ids = []
    for language in LANGUAGES:
        writer = writer_of(gathered, language)
        entries = read_atom(writer.write_atom(changes)).findall(f"{ATOM}entry")
        ids.append([only(entry, "id").text for entry in entries])
        ids.append([item["id"] for item in json.loads(writer.write_json(changes))["items"]])
    assert ids[0] == ids[1] == ids[2] == ids[3]


def test_an_id_does_not_change_when_the_register_goes_on(gathered: Gathered) -> None:
    writer = writer_of(gathered, "en")

    def ids_on(day: date) -> set[str]:
        found = list_changes(gathered.dossiers, day)
        return {item["id"] for item in json.loads(writer.write_json(found))["items"]}

    assert ids_on(date(2026, 6, 30)) < ids_on(gathered.as_of)


def test_a_site_below_another_address_has_ids_of_its_own(gathered: Gathered) -> None:
    changes = list_changes(gathered.dossiers, gathered.as_of)[:1]
    site = "https://bodies.example:8443/one/"
    (item,) = json.loads(writer_of(gathered, "zh", site).write_json(changes))["items"]
    assert item["id"].startswith(f"tag:bodies.example,{changes[0].recorded}:one/")


def test_a_register_without_changes_has_feeds_without_entries(gathered: Gathered) -> None:
    writer = writer_of(gathered, "en")
    assert read_atom(writer.write_atom(())).findall(f"{ATOM}entry") == []
    assert json.loads(writer.write_json(()))["items"] == []
