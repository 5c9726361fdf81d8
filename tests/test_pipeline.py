"""The run as a whole: everything is gathered before anything is written."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.gathering import gather
from generator.pipeline import build
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publication.overview import Overview

DAY = date(2025, 6, 1)
ADDRESS = "https://registry.example/"


def refuse_to_render(root: Path, out: Path, language: str, view: Overview) -> None:
    raise CannotGoOn(zh="不能生成", en="cannot render")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def spoil(registry: Path) -> None:
    path = registry / "audits/440300/00440300MA1BENCH51/firm.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("industry: O81", "industry: O99"), encoding="utf-8")


def publish_by_hand(registry: Path) -> Path:
    """Put a site there that an earlier build might have made."""
    public = registry / "public"
    public.mkdir()
    (public / "index.html").write_text("as it was", encoding="utf-8")
    (public / "build.json").write_text('{"as_of": "2025-01-01"}', encoding="utf-8")
    return public


def test_good_records_are_gathered_firm_by_firm_in_the_order_of_their_codes(valid: Path) -> None:
    gathered = gather(valid, as_of=DAY)
    assert gathered.sound
    assert gathered.problems == ()
    assert [dossier.records.firm.code for dossier in gathered.dossiers] == [
        "00440300MA1BENCH51",
        "00510100MA2BENCH6A",
    ]
    assert [len(dossier.scorecards) for dossier in gathered.dossiers] == [1, 1]
    assert [str(d.standing.status) for d in gathered.dossiers if d.standing] == ["valid", "applied"]


def test_gathering_writes_nothing(registry: Path) -> None:
    before = contents(registry)
    gather(registry, as_of=DAY)
    assert contents(registry) == before


def test_gathering_tells_how_far_it_is(valid: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    gather(valid, as_of=DAY, progress=lambda stage, done, total: heard.append((stage, done, total)))
    assert heard == [("records", 1, 2), ("records", 2, 2)]


def test_many_processes_gather_what_one_does(registry: Path) -> None:
    draft = registry / "audits/440300/00440300MA1BENCH51"
    for number in range(33):
        shutil.copytree(draft, registry / f"audits/440300/00440300MA1BENCH{number:02}X")
    alone, together = (gather(registry, as_of=DAY, jobs=jobs) for jobs in (1, 3))
    assert alone == together
    assert len(alone.problems) >= 33


def test_one_bad_record_leaves_no_dossier_to_publish(registry: Path) -> None:
    spoil(registry)
    gathered = gather(registry, as_of=DAY)
    assert not gathered.sound
    assert gathered.dossiers == ()
    assert [found.code for found in gathered.problems] == ["industry-unknown"]


def test_a_build_of_bad_records_leaves_the_site_byte_for_byte(registry: Path) -> None:
    spoil(registry)
    public = publish_by_hand(registry)
    before = contents(registry.parent)
    summary = build(registry, public, as_of=DAY, site_url=ADDRESS, render_site=refuse_to_render)
    assert not summary.gathered.sound
    assert (summary.firms, summary.pages, summary.certificates) == (0, 0, 0)
    assert contents(registry.parent) == before


def test_a_build_of_bad_records_makes_no_folder(registry: Path) -> None:
    spoil(registry)
    target = registry.parent / "new" / "public"
    build(registry, target, as_of=DAY, site_url=ADDRESS, render_site=refuse_to_render)
    assert not target.parent.exists()


def test_a_build_that_breaks_off_leaves_the_site_byte_for_byte(registry: Path) -> None:
    public = publish_by_hand(registry)
    before = contents(registry.parent)
    with pytest.raises(CannotGoOn, match="cannot render"):
        build(registry, public, as_of=DAY, site_url=ADDRESS, render_site=refuse_to_render)
    assert contents(registry.parent) == before
    assert [path.name for path in registry.iterdir() if path.name.startswith(".")] == []


def test_a_build_replaces_no_folder_of_somebody_elses(registry: Path) -> None:
    folder = registry / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="will not be replaced"):
        build(registry, folder, as_of=DAY, site_url=ADDRESS, render_site=refuse_to_render)
    assert contents(folder) == {"chapter.txt": b"mine"}


def test_what_cannot_go_on_crosses_the_borders_of_processes_with_its_words() -> None:
    error = pickle.loads(pickle.dumps(CannotGoOn(zh="不能", en="cannot")))  # noqa: S301 (made here)
    assert isinstance(error, CannotGoOn)
    assert (error.zh, error.en, str(error)) == ("不能", "cannot", "cannot")
