"""The site map."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from generator.publication import sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_every_page_is_listed_in_both_languages() -> None:
    files = sitemap.build_sitemaps(["", "how/"], ["00A"], "https://registry.example")
    found = ET.fromstring(files["sitemap.xml"]).findall("s:url/s:loc", NAMES)  # noqa: S314 (our own)
    assert [one.text for one in found] == [
        "https://registry.example/",
        "https://registry.example/en/",
        "https://registry.example/how/",
        "https://registry.example/en/how/",
        "https://registry.example/firms/00A/",
        "https://registry.example/en/firms/00A/",
    ]


def test_a_large_registry_has_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    files = sitemap.build_sitemaps([""], ["00A", "00B"], "https://registry.example/")
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    listed = re.findall(rb"<loc>(.*?)</loc>", files["sitemap.xml"])
    assert listed == [
        b"https://registry.example/sitemap-1.xml",
        b"https://registry.example/sitemap-2.xml",
    ]
