"""Mistakes that show only in a folder: what stands where, and what stands twice."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from generator.checking import check_paths, score_file
from generator.gathering import gather
from generator.records import schema
from generator.records.mistakes import form
from generator.records.source import MAX_BYTES, Source, parse_source
from tests.signing.material import make_key, write_private

if TYPE_CHECKING:
    from generator.records.problems import Problem

WATCHES = "audits/440300/00440300MA1BENCH51"
LEATHER = "audits/510100/00510100MA2BENCH6A"


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def check(registry: Path, *paths: str) -> list[str]:
    """Check the registry, or some paths of it; tell each problem in a line."""
    problems, _ = check_paths(registry, [registry / path for path in paths])
    return [tell(found) for found in problems]


def tell(found: Problem) -> str:
    place = found.location
    return f"{place.path}:{place.line}:{place.column} {found.code} {found.message('en')}"


def test_the_tiny_registry_has_no_problem(valid: Path) -> None:
    assert check_paths(valid, []) == ((), 11)


def test_what_every_firm_of_this_repository_is_read_against_has_no_problem() -> None:
    root = Path(__file__).parents[2]
    shipped = [root / "standards", root / "audits" / "roster.yaml", root / "audits" / "issuer.yaml"]
    problems, _ = check_paths(root, shipped)
    assert problems == ()


# ---------------------------------------------------------------- missing and stray files


@pytest.mark.parametrize(
    "missing", ["standards/concepts.yaml", "audits/roster.yaml", "audits/issuer.yaml"]
)
def test_a_missing_shared_file_is_told_by_its_name(registry: Path, missing: str) -> None:
    (registry / missing).unlink()
    assert check(registry) == [f"{missing}:1:1 file-missing the file {missing} is missing"]


def test_a_firm_without_its_own_file_is_told(registry: Path) -> None:
    (registry / WATCHES / "firm.yaml").unlink()
    expected = f"{WATCHES}/firm.yaml"
    assert check(registry) == [f"{expected}:1:1 file-missing the file {expected} is missing"]


def test_a_registry_without_any_standard_is_told(registry: Path) -> None:
    shutil.rmtree(registry / "standards" / "bench-care")
    told = "standards:1:1 file-missing the file standards/…/standard.yaml is missing"
    assert check(registry) == [told]


@pytest.mark.parametrize(
    "stray",
    [
        f"{WATCHES}/2026-special.yml",
        f"{WATCHES}/2025-initial/2026-special.yaml",
        "audits/440300/2026-special.yaml",
        "audits/2026-special.yaml",
    ],
)
def test_a_record_that_nobody_would_read_is_told(registry: Path, stray: str) -> None:
    path = registry / stray
    path.parent.mkdir(exist_ok=True)
    shutil.copy(registry / WATCHES / "2025-initial.yaml", path)
    told = f"{stray}:1:1 file-stray this file has no place in a registry: {path.name}"
    assert check(registry) == [told]
    assert check(registry, stray) == [told]


def test_a_folder_named_like_a_record_is_told(registry: Path) -> None:
    (registry / WATCHES / "2026-special.yaml").mkdir()
    assert [line.split()[1] for line in check(registry)] == ["file-stray"]


def test_files_beside_an_audit_that_are_no_records_are_left_alone(registry: Path) -> None:
    folder = registry / WATCHES / "2025-initial"
    (folder / "photograph.jpg").write_bytes(b"\xff\xd8")
    (registry / LEATHER / "notes.txt").write_text("ring again in May\n", encoding="utf-8")
    assert check(registry) == []


# ---------------------------------------------------------------- keys


def test_a_private_key_anywhere_in_the_registry_is_told(registry: Path) -> None:
    (registry / "secret").mkdir()
    key = write_private(make_key(1), Encoding.PEM)
    (registry / "secret" / "key.txt").write_bytes(b"our key:\n" + key)
    assert check(registry) == ["secret/key.txt:2:1 key-in-repository a private key stands here"]


def test_what_lies_among_the_certificates_of_keys_must_be_one(registry: Path) -> None:
    (registry / "audits" / "keys").mkdir()
    (registry / "audits" / "keys" / "committee.pem").write_text("a certificate, one day\n")
    place = "audits/keys/committee.pem"
    told = f"{place}:1:1 key-file-form committee.pem is no certificate named by its key"
    assert check(registry) == check(registry, place) == check(registry, "audits") == [told]
    assert check(registry, WATCHES) == []


# ---------------------------------------------------------------- unreadable files


def test_a_file_that_cannot_be_opened_is_told(registry: Path) -> None:
    path = registry / "audits" / "roster.yaml"
    path.unlink()
    path.mkdir()
    told = "audits/roster.yaml:1:1 file-unreadable the file cannot be read (Is a directory)"
    assert check(registry) == [told]


def test_a_link_to_nowhere_is_told(registry: Path) -> None:
    (registry / WATCHES / "2026-special.yaml").symlink_to("nowhere")
    assert [line.split()[1] for line in check(registry)] == ["file-unreadable"]


def test_a_pipe_in_the_place_of_a_record_is_told_and_not_waited_for(registry: Path) -> None:
    os.mkfifo(registry / WATCHES / "2026-special.yaml")
    told = "this is no ordinary file, but a pipe or a device"
    assert check(registry) == [f"{WATCHES}/2026-special.yaml:1:1 file-irregular {told}"]


def test_a_file_of_no_bytes_is_told(registry: Path) -> None:
    (registry / WATCHES / "2025-initial.yaml").write_bytes(b"")
    assert check(registry) == [f"{WATCHES}/2025-initial.yaml:1:1 file-empty the file is empty"]


def test_a_file_beyond_the_limit_is_told_without_being_parsed(registry: Path) -> None:
    path = registry / WATCHES / "2025-initial.yaml"
    path.write_bytes(b"# " + b"x" * MAX_BYTES)
    told = f"{WATCHES}/2025-initial.yaml:1:1 file-too-large the file is larger than 2 MB"
    assert check(registry) == [told]


# ---------------------------------------------------------------- names that must agree


def test_a_firm_in_the_folder_of_another_region_is_told(registry: Path) -> None:
    shutil.move(registry / "audits" / "440300", registry / "audits" / "440400")
    place = "audits/440400/00440300MA1BENCH51/firm.yaml:4:9"
    told = f"{place} folder-mismatch this says 440300, but the folder says 440400"
    assert check(registry) == [told]


def test_a_firm_in_the_folder_of_another_code_is_told_in_each_of_its_files(registry: Path) -> None:
    shutil.move(registry / WATCHES, registry / "audits" / "440300" / "00440300MA1BENCH78")
    assert [line.split()[1] for line in check(registry)] == ["folder-mismatch"] * 3


def test_a_standard_in_the_folder_of_another_version_is_told(registry: Path) -> None:
    folder = registry / "standards" / "bench-care"
    shutil.move(folder / "1", folder / "2")
    told = "folder-mismatch this says 1, but the folder says 2"
    assert check(registry) == [f"standards/bench-care/2/standard.yaml:5:10 {told}"]


def test_an_audit_in_a_file_of_another_name_is_told(registry: Path) -> None:
    folder = registry / LEATHER
    shutil.move(folder / "2025-initial.yaml", folder / "2025-first.yaml")
    told = "audit-id-mismatch the audit's id 2025-initial differs from the file's name 2025-first"
    assert check(registry) == [f"{LEATHER}/2025-first.yaml:1:5 {told}"]


def test_a_firm_registered_in_two_regions_is_told_at_the_second(registry: Path) -> None:
    other = "audits/440400/00440300MA1BENCH51"
    (registry / other).mkdir(parents=True)
    shutil.copy(registry / WATCHES / "firm.yaml", registry / other)
    edit(registry / other / "firm.yaml", 'region: "440300"', 'region: "440400"')
    told = f"the firm 00440300MA1BENCH51 is registered in {WATCHES}/firm.yaml already"
    assert check(registry) == [f"{other}/firm.yaml:2:7 code-twice {told}"]


def test_a_certificate_number_granted_to_two_firms_is_told_at_the_second(registry: Path) -> None:
    edit(
        registry / LEATHER / "2025-initial.yaml",
        "result: not_met, evidence: [E1], note: 口头约定，没有收据。",
        "result: met, evidence: [E1]",
    )
    text = (registry / WATCHES / "decisions.yaml").read_text(encoding="utf-8")
    text = text.replace("00440300MA1BENCH51", "00510100MA2BENCH6A").replace("-02-", "-04-")
    (registry / LEATHER / "decisions.yaml").write_text(text, encoding="utf-8")
    told = "number-twice the certificate number WS-2025-000001-08 was granted already"
    assert check(registry) == [f"{LEATHER}/decisions.yaml:6:18 {told}"]


# ---------------------------------------------------------------- two standards


def add_standard(registry: Path, *, special: bool = True) -> None:
    """Add a second standard, alike in all but its name, with or without special points."""
    folder = registry / "standards" / "stall-care" / "1"
    shutil.copytree(registry / "standards/bench-care/1", folder)
    text = (registry / "standards/bench-care/1/standard.yaml").read_text(encoding="utf-8")
    text = text.replace("id: bench-care", "id: stall-care")
    if not special:
        start, end = text.index("special:\n"), text.index("taboos:\n")
        text = text[:start] + text[end:]
        text = text.replace("[sections, round, bonuses, deductions, limit]", "[sections, round]")
    (folder / "standard.yaml").write_text(text, encoding="utf-8")


def test_special_points_under_a_standard_without_them_are_told(registry: Path) -> None:
    add_standard(registry, special=False)
    edit(registry / WATCHES / "2025-initial.yaml", "bench-care@1", "stall-care@1")
    told = "special-not-here stall-care@1 knows no special points"
    assert check(registry) == [f"{WATCHES}/2025-initial.yaml:50:3 {told}"]


def test_a_certificate_maintained_under_another_standard_is_told(registry: Path) -> None:
    add_standard(registry)
    folder = registry / WATCHES
    audit = (folder / "2025-initial.yaml").read_text(encoding="utf-8")
    audit = audit.replace("2025-initial", "2025-other").replace("bench-care@1", "stall-care@1")
    (folder / "2025-other.yaml").write_text(audit, encoding="utf-8")
    shutil.copytree(folder / "2025-initial", folder / "2025-other")
    with (folder / "decisions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - decision: maintain\n    audit: 2025-other\n    certificate: WS-2025-000001-08\n"
            "    decided: 2025-03-03\n    effective: 2025-03-03\n    recorded: 2025-03-03\n"
            "    by: [C001]\n"
        )
    told = "the certificate WS-2025-000001-08 was not granted under stall-care@1"
    assert check(registry) == [f"{WATCHES}/decisions.yaml:13:12 grant-standard {told}"]


# ---------------------------------------------------------------- parts of the registry


def test_one_file_of_the_registry_is_checked_alone(registry: Path) -> None:
    edit(registry / WATCHES / "2025-initial.yaml", "result: met", "result: yes")
    edit(registry / WATCHES / "firm.yaml", "industry: O81", "industry: O99")
    problems, files = check_paths(registry, [registry / WATCHES / "firm.yaml"])
    assert [found.code for found in problems] == ["industry-unknown"]
    assert files == 1


def test_a_folder_stands_for_all_that_lies_below(registry: Path) -> None:
    edit(registry / WATCHES / "2025-initial.yaml", "result: met", "result: yes")
    edit(registry / LEATHER / "firm.yaml", "industry: O81", "industry: O99")
    for folder, codes, files in (
        (WATCHES, ["not-one-of"], 3),
        ("audits/510100", ["industry-unknown"], 2),
        ("audits", ["not-one-of", "industry-unknown"], 7),
        ("standards", [], 4),
        (".", ["not-one-of", "industry-unknown"], 11),
    ):
        problems, looked_at = check_paths(registry, [registry / folder])
        assert ([found.code for found in problems], looked_at) == (codes, files), folder


def test_problems_come_in_the_order_of_their_places_however_many_processes(registry: Path) -> None:
    for number in range(40):
        folder = registry / "audits" / "440300" / f"00440300MA1BENCH{number:02}"
        folder.mkdir()
    alone, together = (gather(registry, as_of=date(2026, 1, 1), jobs=jobs) for jobs in (1, 4))
    assert alone.problems == together.problems
    assert len(alone.problems) == 40
    assert list(alone.problems) == sorted(alone.problems, key=lambda found: found.order)


def test_the_firm_with_problems_does_not_hide_those_of_others(registry: Path) -> None:
    for folder in (WATCHES, LEATHER):
        edit(registry / folder / "firm.yaml", "industry: O81", "industry: O99")
    assert [line.split()[1] for line in check(registry)] == ["industry-unknown"] * 2


def test_decisions_on_an_audit_that_cannot_be_read_are_not_blamed(registry: Path) -> None:
    edit(registry / WATCHES / "2025-initial.yaml", "result: met", "result: yes")
    assert [line.split()[1] for line in check(registry)] == ["not-one-of"]
    draft = registry / "draft.yaml"
    shutil.copy(registry / WATCHES / "decisions.yaml", draft)
    assert check(registry, "draft.yaml") == []


def test_a_record_that_is_no_audit_has_no_score(registry: Path) -> None:
    scored = score_file(registry, registry / WATCHES / "firm.yaml")
    assert scored.scorecard is None
    assert [found.code for found in scored.problems] == ["not-an-audit"]


# ---------------------------------------------------------------- the last resort


def test_a_record_that_only_one_validator_refuses_is_still_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    odd = {"type": "array", "contains": {"type": "string"}, "minContains": 0, "maxContains": 0}
    (tmp_path / "audit.schema.json").write_text(json.dumps(odd), encoding="utf-8")
    monkeypatch.setattr(schema, "schema_folder", lambda: tmp_path)
    for cached in (schema.load_schema, schema._fast, form._slow, form._deciding_fields):
        cached.cache_clear()
    try:
        source = parse_source(b"- one\n", "odd.yaml")
        assert isinstance(source, Source)
        assert [found.code for found in schema.check_form(source, "audit")] == ["form"]
    finally:
        for cached in (schema.load_schema, schema._fast, form._slow, form._deciding_fields):
            cached.cache_clear()
