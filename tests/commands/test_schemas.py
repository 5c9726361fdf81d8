"""`certify schemas`: writes the editor schemas that differ, or tells which do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = "standards/bench-care/1/schema/audit.schema.json"


def run(registry: Path, *arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(
        main, ["--registry", str(registry), "--lang", lang, "schemas", *arguments]
    )


@pytest.mark.parametrize("registry", [ROOT, ROOT / "tests/records/valid"], ids=["own", "tiny"])
def test_the_schemas_in_the_repository_are_current(registry: Path) -> None:
    done = run(registry, "--check")
    assert (done.exit_code, done.output) == (0, "All schemas are current.\n")


def test_a_schema_that_differs_from_its_standard_is_named_and_made_anew(registry: Path) -> None:
    good = (registry / SCHEMA).read_bytes()
    standard = registry / "standards/bench-care/1/standard.yaml"
    text = standard.read_text(encoding="utf-8")
    standard.write_text(text.replace("minimum: 5,", "minimum: 6,"), encoding="utf-8")

    checked = run(registry, "--check")
    assert checked.exit_code == 1
    assert checked.stdout == f"{SCHEMA}: does not match its standard\n"
    assert (registry / SCHEMA).read_bytes() == good

    written = run(registry, lang="zh")
    assert (written.exit_code, written.output) == (0, f"已写入 {SCHEMA}\n")
    assert (registry / SCHEMA).read_bytes() != good
    assert run(registry, lang="zh").output == "模式文件都是最新的。\n"


def test_a_missing_schema_is_written(registry: Path) -> None:
    good = (registry / SCHEMA).read_bytes()
    (registry / SCHEMA).unlink()
    (registry / SCHEMA).parent.rmdir()
    assert run(registry).exit_code == 0
    assert (registry / SCHEMA).read_bytes() == good


def test_a_standard_with_a_mistake_stops_it(registry: Path) -> None:
    standard = registry / "standards/bench-care/1/standard.yaml"
    text = standard.read_text(encoding="utf-8")
    standard.write_text(text.replace("method: metric", "method: guess"), encoding="utf-8")
    done = run(registry)
    assert done.exit_code == 1
    assert "not-one-of" in done.output
