"""The schemas on the site: all of them, at addresses that last, made from the standards."""

from __future__ import annotations

import json
from pathlib import Path

from generator.publication.schemas import publish_schemas
from generator.records.foundation import read_foundation
from generator.records.schema import KINDS, schema_folder


def test_every_schema_is_published_as_it_stands(valid: Path, tmp_path: Path) -> None:
    foundation = read_foundation(valid).foundation
    assert foundation is not None
    publish_schemas(foundation, tmp_path)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    own = "schemas/bench-care/1/audit.schema.json"
    assert found == sorted([own, *(f"schemas/{kind}.schema.json" for kind in KINDS)])
    for kind in KINDS:
        name = f"{kind}.schema.json"
        assert (tmp_path / "schemas" / name).read_bytes() == (schema_folder() / name).read_bytes()
    kept = valid / "standards/bench-care/1/schema/audit.schema.json"
    assert (tmp_path / own).read_bytes() == kept.read_bytes()


def test_a_published_schema_names_its_standard(valid: Path, tmp_path: Path) -> None:
    foundation = read_foundation(valid).foundation
    assert foundation is not None
    publish_schemas(foundation, tmp_path)
    text = (tmp_path / "schemas/bench-care/1/audit.schema.json").read_text(encoding="utf-8")
    assert json.loads(text)["properties"]["standard"]["const"] == "bench-care@1"
