"""Registries drawn once for all tests: by the program's own standard, and by a foreign one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.demo import registry, write_demo
from generator.demo.firms import Sources, open_sources
from generator.gathering import Gathered, gather
from generator.records.codes import load_codes
from generator.scaffold import scaffold_root

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def sources() -> Sources:
    return open_sources(7, load_codes(scaffold_root() / "standards" / "codes"))


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 firms by the standards of the program."""
    folder = tmp_path_factory.mktemp("drawn")
    write_demo(folder, 200, 11, AS_OF, jobs=2)
    return folder


@pytest.fixture(scope="session")
def gathered(drawn: Path) -> Gathered:
    return gather(drawn, as_of=AS_OF, jobs=2)


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 firms by another body's standard, younger than the histories that are drawn."""
    scaffold = tmp_path_factory.mktemp("scaffold")
    standard = scaffold / "standards" / "repair-shops" / "1"
    standard.mkdir(parents=True)
    shutil.copyfile(Path(__file__).parent / "tiny.yaml", standard / "standard.yaml")
    shutil.copytree(Path(__file__).parent / "instruments", standard / "instruments")
    own = scaffold_root() / "standards"
    shutil.copyfile(own / "concepts.yaml", scaffold / "standards" / "concepts.yaml")
    shutil.copytree(own / "codes", scaffold / "standards" / "codes")
    (scaffold / "site").mkdir()
    (scaffold / "mkdocs.yml").write_text("site_name: 测试\n", encoding="utf-8")
    folder = tmp_path_factory.mktemp("foreign") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "scaffold_root", lambda: scaffold)
        write_demo(folder, 200, 5, AS_OF)
    return folder
