"""Measurements of `certify check` as whole processes, beside check-jsonschema on the same files.

The peer judges the form alone, by the same schema; `certify check` also judges the rules across
records, and reads the other records of each firm to do so.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.records.schema import schema_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = dict[str, str]
RECORDS = 2000
FIRMS = 1100
"""Enough firms for that many audits."""
TRIES = 7


def measure_checks(folder: Path) -> Iterator[Row]:
    """Measure the check of a whole registry, of 2,000 audits by name, and of one audit."""
    registry = folder / "checked"
    certify = [sys.executable, "-m", "generator.cli", "--registry", str(registry)]
    demo = [*certify[:3], "demo", str(registry), "--firms", str(FIRMS), "--as-of", "2026-11-22"]
    subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
    whole = time_run([*certify, "check"])
    files = sum(1 for _ in (registry / "audits").rglob("*.yaml"))
    yield {
        "what": f"check of a registry of {files} files, whole process",
        "value": f"{whole:.1f} s ({whole / files * 1000:.1f} ms a file)",
    }
    audits = [str(path) for path in sorted(registry.glob("audits/*/*/[0-9]*.yaml"))][:RECORDS]
    assert len(audits) == RECORDS
    schema = str(schema_folder() / "audit.schema.json")
    peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema]
    theirs = time_run([*peer, *audits])
    for jobs, bound in ((2, "a tenth of the peer"), (1, "")):
        ours = time_run([*certify, "check", "--jobs", str(jobs), *audits])
        yield {
            "what": f"check of {RECORDS} audits in one call, --jobs {jobs}",
            "value": f"{ours:.1f} s",
            "bound": bound,
            "peer": f"check-jsonschema, same files and schema: {theirs:.1f} s",
            "ratio": f"1/{theirs / ours:.1f}",
        }
    ours = min(time_run([*certify, "check", audits[0]]) for _ in range(TRIES))
    theirs = min(time_run([*peer, audits[0]]) for _ in range(TRIES))
    yield {
        "what": f"check of one audit, whole process, best of {TRIES}",
        "value": f"{ours:.2f} s",
        "bound": "0.6 s",
        "peer": f"check-jsonschema, same file and schema: {theirs:.2f} s",
        "ratio": f"1/{theirs / ours:.1f}",
    }


def time_run(command: Sequence[str]) -> float:
    """Return the wall seconds that a command takes; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
