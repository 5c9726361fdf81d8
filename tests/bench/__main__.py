"""Measures builds and checks of invented registries, and the reading of tables of data.

`python -m tests.bench [--only checks]`

Absolute figures belong to the machine that made them; beside each stands a peer measured in the
same run, and their ratio, which holds better. `--keep` writes them to tests/bench/BUILDS.md,
CHECKS.md and TABLES.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.bench.checks import measure_checks
from tests.bench.parts import measure_certificates, measure_pages
from tests.bench.tables import measure_tables

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure with its bound or peer."""

    what: str
    value: str
    bound: str = ""
    peer: str = ""
    ratio: str = ""


def main() -> None:
    """Measure and print; `--keep` writes the tables down."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument(
        "--only", choices=("builds", "checks", "tables"), help="measure one of them"
    )
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if options.only in (None, "builds"):
        with tempfile.TemporaryDirectory() as folder:
            report(measure(Path(folder), options.firms), "builds", keep=options.keep)
    if options.only in (None, "checks"):
        with tempfile.TemporaryDirectory() as folder:
            rows = [Figure(**row) for row in measure_checks(Path(folder))]
            report(rows, "checks", keep=options.keep)
    if options.only in (None, "tables"):
        rows = [Figure(**row) for row in measure_tables()]
        report(rows, "tables", keep=options.keep)


def report(figures: list[Figure], what: str, *, keep: bool) -> None:
    """Print the figures; `keep` writes them to BUILDS.md, CHECKS.md or TABLES.md."""
    table = write_table(figures, what)
    print(table, flush=True)
    if keep:
        (HERE / f"{what.upper()}.md").write_text(table, encoding="utf-8")


def measure(folder: Path, firms: int) -> list[Figure]:
    """Measure demo, build, pages and certificates on one invented registry."""
    registry, out = folder / "registry", folder / "public"
    certify = [sys.executable, "-m", "generator.cli"]
    demo = [*certify, "demo", str(registry), "--firms", str(firms), "--as-of", str(AS_OF)]
    drawn = run_measured(demo)
    build = ["--registry", str(registry), "build", "--as-of", str(AS_OF), "--out", str(out)]
    built = run_measured([*certify, *build])
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    certificates = [*(out / "certificates").glob("*.pdf")]
    copied = time_copy(out, folder / "copy")
    figures = [
        Figure(what=f"demo of {firms} firms", value=f"{drawn.seconds:.1f} s"),
        Figure(
            what=f"build of {firms} firms, {len(certificates)} certificates, cold",
            value=f"{built.seconds:.1f} s",
            bound="120 s",
            peer=f"copying the finished tree: {copied:.1f} s",
            ratio=f"{built.seconds / copied:.0f}×",
        ),
        Figure(what="… CPU of all processes", value=f"{built.cpu:.1f} s"),
        Figure(
            what="… memory of all processes at the peak (PSS)",
            value=f"{built.memory / 1e6:.0f} MB",
            bound="700 MB",
        ),
        Figure(what="… size of the output", value=f"{size / 1e6:.0f} MB", bound="700 MB"),
    ]
    rows = (
        *measure_pages(registry, AS_OF),
        *measure_certificates(registry, AS_OF, out / "certificates"),
    )
    return [*figures, *(Figure(**row) for row in rows)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command took: wall seconds, CPU seconds, peak bytes of its whole process tree."""

    seconds: float
    cpu: float
    memory: int


def run_measured(command: list[str]) -> Run:
    """Run a command and watch its process tree; raises CalledProcessError where it fails."""
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, tree_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    after = os.times()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Run(seconds=seconds, cpu=cpu, memory=peak)


def tree_memory(root: int) -> int:
    """Return the proportional set size of a process and all below it, in bytes (Linux)."""
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return total


def time_copy(source: Path, target: Path) -> float:
    """Return the seconds that copying a tree takes: the least that writing it can cost."""
    started = time.perf_counter()
    shutil.copytree(source, target)
    return time.perf_counter() - started


def write_table(figures: list[Figure], what: str) -> str:
    """Write the figures as a Markdown table."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    lines = [
        f"# Measured: {what}",
        "",
        f"`make bench`, Python {platform.python_version()}, {cores} cores.",
        "",
        "| what | measured | asked | peer, same run | ratio |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {f.what} | {f.value} | {f.bound} | {f.peer} | {f.ratio} |" for f in figures]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
