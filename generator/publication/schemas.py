"""Publication: the schemas of records, at addresses that last.

Input: the foundation. Output: `schemas/<kind>.schema.json` and, for each version of each standard,
`schemas/<standard>/<version>/audit.schema.json`, made afresh from the standard itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.editing import dump_schema, make_audit_schema
from generator.records.schema import KINDS, load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Foundation

FOLDER = "schemas"


def publish_schemas(foundation: Foundation, out: Path) -> None:
    """Write all schemas below `out`."""
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_bytes(dump_schema(load_schema(kind)))
    for standard in foundation.standards.values():
        own = folder / standard.id / standard.version
        own.mkdir(parents=True, exist_ok=True)
        schema = make_audit_schema(load_schema("audit"), standard)
        (own / "audit.schema.json").write_bytes(dump_schema(schema))
