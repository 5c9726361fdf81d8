"""Which certificates are printed, in which form, and the files that come of it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from generator import workers
from generator.certification.decisions import judge_firm
from generator.certification.short_code import short_code
from generator.certification.standing import Status
from generator.publication.certificates import check_characters, list_certificates
from generator.publication.fonts import MissingGlyph
from generator.publication.inclusion import find_leaf
from generator.publication.sheet import NO_LEAF, certificate_data
from generator.publication.void import describe_void
from generator.records.model import Text
from tests.publication.desk import SITE, make_paperwork, write_all
from tests.publication.sheets import LONG, SHORT, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from generator.gathering import Gathered


def write(gathered: Gathered, out: Path, jobs: int = 1) -> dict[str, bytes]:
    seen: list[Path] = []
    count = write_all(gathered, out, templates=TEMPLATES, jobs=jobs, on_each=seen.append)
    files = {file.name: file.read_bytes() for file in sorted((out / "certificates").iterdir())}
    assert len([name for name in files if name.endswith(".pdf")]) == len(seen) == count
    return files


def read_attached(pdf: pikepdf.Pdf) -> dict[str, dict[str, Any]]:
    return {key: json.loads(file.get_file().read_bytes()) for key, file in pdf.attachments.items()}


# ---------------------------------------------------------------- sheets


def test_a_sheet_says_what_its_certificate_says(gathered: Gathered) -> None:
    assert gathered.foundation is not None
    work = list_certificates(gathered.dossiers)
    assert work
    for dossier, certificate, _, _ in work:
        sheet = certificate_data(dossier, certificate, gathered.foundation, SITE)
        standard = gathered.foundation.standards[certificate.standard]
        assert sheet.grade_title == standard.grade(certificate.grade).title
        assert sheet.page == f"{SITE}certificates/{certificate.number}/"
        assert (sheet.number, sheet.score) == (certificate.number, str(certificate.score))
        assert sheet.valid_to == certificate.valid_to
        assert sheet.code == short_code(sheet.number, sheet.revision, NO_LEAF)
        assert (sheet.level is None) == (certificate.ladder is None)


def test_the_code_follows_the_leaf_of_the_revision(gathered: Gathered) -> None:
    assert gathered.foundation is not None
    dossier, certificate, *_ = list_certificates(gathered.dossiers)[0]
    codes = {
        certificate_data(dossier, held, gathered.foundation, SITE, leaf=leaf).code
        for held in (certificate, replace(certificate, revision=certificate.revision + 1))
        for leaf in (NO_LEAF, "ab" * 32)
    }
    assert len(codes) == 4


def test_a_sheet_that_holds_does_not_depend_on_the_day_of_the_build(gathered: Gathered) -> None:
    foundation = gathered.foundation
    assert foundation is not None
    for dossier, certificate, status, _ in list_certificates(gathered.dossiers):
        if not status.holds:
            continue
        later = judge_firm(dossier.records, dossier.scorecards, foundation, date(2026, 12, 31))
        found = [s.certificate for s in later if s.certificate is not None]
        same = next(c for c in found if c.number == certificate.number)
        before = certificate_data(dossier, certificate, foundation, SITE)
        assert certificate_data(dossier, same, foundation, SITE) == before


def test_a_character_that_no_font_has_names_the_firm() -> None:
    odd = replace(SHORT, name=Text("云\U000e0fff澜", "Yunlan"))
    with pytest.raises(MissingGlyph) as error:
        check_characters([LONG, odd])
    assert SHORT.firm in error.value.en
    assert "U+E0FFF" in error.value.zh
    assert SHORT.firm in error.value.zh


# ---------------------------------------------------------------- files


def test_the_same_bytes_in_other_folders_and_processes(
    gathered: Gathered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(gathered, tmp_path / "a")
    monkeypatch.setattr(workers, "CHUNK", 1)
    assert write(gathered, tmp_path / "b" / "c", jobs=3) == first


def test_every_certificate_ever_granted_is_listed_with_how_it_stands(gathered: Gathered) -> None:
    work = list_certificates(gathered.dossiers)
    numbers = [certificate.number for _, certificate, _, _ in work]
    assert len(numbers) == len(set(numbers))
    granted = {
        decision.certificate
        for dossier in gathered.dossiers
        for decision in dossier.records.decisions
        if str(decision.kind) in {"grant", "renew"} and decision.effective <= gathered.as_of
    }
    assert set(numbers) == granted
    assert {Status.VALID, Status.SUSPENDED} <= {status for _, _, status, _ in work}
    assert all(since <= gathered.as_of for _, _, _, since in work)


def test_each_file_carries_its_data_and_where_it_holds_its_scorecard(
    gathered: Gathered, tmp_path: Path
) -> None:
    written = write(gathered, tmp_path)
    for _, certificate, status, since in list_certificates(gathered.dossiers):
        content = written.pop(f"{certificate.number}.pdf")
        assert len(content) <= 80_000
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.pages) == 1
            title, files = str(pdf.docinfo.Title), read_attached(pdf)
        sheet = files["certificate.json"]
        assert (sheet["number"], sheet["signed"]) == (certificate.number, False)
        assert ("scorecard.json" in files) is status.holds
        if status.holds:
            assert files["scorecard.json"]["firm"] == sheet["firm"]
            assert files["scorecard.json"]["total"] == sheet["score"]
        void = describe_void(status, since)
        assert title.startswith(void.mark.zh if void else str(sheet["title"]["zh"]))
    assert not [name for name in written if name.endswith(".pdf")]


def test_the_code_on_the_paper_is_of_the_leaf_in_the_ledger(gathered: Gathered) -> None:
    paperwork = make_paperwork(gathered)
    for granted in list_certificates(gathered.dossiers):
        leaf = find_leaf(paperwork.ledger, granted.dossier, granted.certificate)
        assert leaf is not None
        expected = short_code(
            granted.certificate.number,
            granted.certificate.revision,
            paperwork.ledger.tree.leaf(leaf).hex(),
        )
        assert paperwork.draw_up(granted).code == expected


def test_nothing_is_written_where_nothing_was_granted(gathered: Gathered, tmp_path: Path) -> None:
    assert write_all(replace(gathered, dossiers=()), tmp_path, templates=TEMPLATES) == 0
    assert not list(tmp_path.iterdir())
