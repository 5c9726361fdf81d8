"""A whole site held against itself: one byte changed in any file is found."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from generator.verification.publication import inspect_site
from tests.verification.sites import NUMBER, Sites, flip

FILES = (
    "did.json",
    ".well-known/did.json",
    "ledger/checkpoint.json",
    "ledger/leaves/000000.jsonl",
    "status/revocation.json",
    "status/suspension.json",
    "status/revocation.jwt",
    "status/suspension.jwt",
    f"certificates/{NUMBER}.json",
    f"certificates/{NUMBER}.jwt",
    f"certificates/{NUMBER}.pdf",
)
SAMPLED = 25


@pytest.mark.parametrize("name", ["valid", "revised", "suspended", "withdrawn", "unsigned"])
def test_a_site_as_it_was_published_fits(sites: Sites, name: str) -> None:
    found = inspect_site(sites[name])
    assert found.faults == ()
    assert (found.certificates, found.signed) == (1, int(name != "unsigned"))
    assert found.decisions == 1 + (name in ("revised", "suspended", "withdrawn"))


@pytest.mark.parametrize("name", FILES)
def test_a_byte_changed_in_any_file_is_found(sites: Sites, tmp_path: Path, name: str) -> None:
    site = Path(shutil.copytree(sites["suspended"], tmp_path / "site"))
    content, draw = (site / name).read_bytes(), random.Random(name)
    # The days on which the status began, ends or is checked stand in the badge, which a build adds.
    free = [content.find(word) for word in (b'"lapses"', b'"surveillance_by"') if word in content]
    for place in draw.sample(range(len(content)), min(SAMPLED, len(content))):
        if any(start <= place < start + 32 for start in free):
            continue
        (site / name).write_bytes(flip(content, place, 1 << draw.randrange(7)))
        assert inspect_site(site).faults, place
    (site / name).unlink()
    assert inspect_site(site).faults


@pytest.mark.parametrize("field", ["status", "since", "revision", "sha256", "valid_to", "score"])
def test_facts_of_another_site_are_found(sites: Sites, tmp_path: Path, field: str) -> None:
    site = Path(shutil.copytree(sites["suspended"], tmp_path / "site"))
    path = site / "certificates" / f"{NUMBER}.json"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    other = {
        "status": ' "status": "valid",\n',
        "since": ' "since": "2025-05-11",\n',
        "revision": ' "revision": 2,\n',
        "sha256": f' "sha256": "{"ab" * 32}",\n',
        "valid_to": ' "valid_to": "2028-02-04"\n',
        "score": ' "score": "99.0",\n',
    }[field]
    changed = [other if line.startswith(f' "{field}"') else line for line in lines]
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")
    assert inspect_site(site).faults


def test_the_badge_must_say_what_the_register_says(sites: Sites, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sites["valid"], tmp_path / "site"))
    (site / "badges").mkdir()
    (site / "badges" / f"{NUMBER}.svg").write_text(
        '<svg data-status="valid" data-valid-to="2027-02-04" data-surveillance-by="2030-01-01" '
        'data-lapses="">',
        encoding="utf-8",
    )
    (fault,) = inspect_site(site).faults
    assert fault.path == f"badges/{NUMBER}.svg"


def test_a_certificate_that_nobody_granted_is_found(sites: Sites, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sites["valid"], tmp_path / "site"))
    extra = site / "certificates" / "WS-2025-000002-05.pdf"
    shutil.copyfile(site / "certificates" / f"{NUMBER}.pdf", extra)
    (fault,) = inspect_site(site).faults
    assert fault.path == "certificates/WS-2025-000002-05.pdf"


def test_certificate_and_ledger_of_two_sites_do_not_fit(sites: Sites, tmp_path: Path) -> None:
    for part in ("certificates", "ledger", "status"):
        site = Path(shutil.copytree(sites["suspended"], tmp_path / part))
        shutil.copytree(sites["valid"] / part, site / part, dirs_exist_ok=True)
        assert inspect_site(site).faults, part


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    (fault,) = inspect_site(tmp_path).faults
    assert "did.json" in fault.en
    assert "did.json" in fault.zh
