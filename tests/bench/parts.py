"""Measurements of single stages, each beside a peer in the same process.

Pages: stamping against copying the finished pages, and against rendering one page with MkDocs.
Certificates: the printer against plain WeasyPrint on the same HTML.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from weasyprint import HTML

from generator.gathering import gather
from generator.publication.certificates import list_certificates, write_certificates
from generator.publication.pages import FirmPages, write_firm_page
from generator.publication.shell import cut_shell
from tests.publication.desk import make_paperwork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Row = dict[str, str]
BATCH = 50
SHELL_BYTES = 10_000
"""About what the site's shell has around the body."""
SHELL = "<title>@@title@@</title><meta content='@@description@@'><main>@@body@@</main>"


def measure_pages(registry: Path, as_of: date) -> Iterator[Row]:
    """Measure stamping firms' pages: one language, one core, written to disk."""
    gathered = gather(registry, as_of=as_of, jobs=2)
    assert gathered.foundation is not None
    templates = registry / "site" / "templates"
    shell = cut_shell(SHELL + "<p>" + "x" * SHELL_BYTES + "</p>")
    pages = FirmPages(gathered.foundation, "zh", templates, as_of)
    dossiers = gathered.dossiers
    batches = [dossiers[at : at + BATCH] for at in range(0, len(dossiers), BATCH)]
    stamped, copied, size = [], [], 0
    gc.collect()
    gc.freeze()  # as workers.spread does before it forks
    with tempfile.TemporaryDirectory() as folder:
        # In turn, batch by batch, so that both meet the same noise; the best batch counts.
        for number, batch in enumerate(batches):
            site, copy = Path(folder) / f"{number}", Path(folder) / f"{number}-copy"
            (site / "firms").mkdir(parents=True)
            started = time.process_time()
            for dossier in batch:
                write_firm_page(dossier, pages=pages, shell=shell, site=site)
            stamped.append((time.process_time() - started) / len(batch) * 1000)
            started = time.process_time()
            shutil.copytree(site, copy)
            copied.append((time.process_time() - started) / len(batch) * 1000)
            size += sum(file.stat().st_size for file in site.rglob("*.html"))
    gc.unfreeze()
    yield {
        "what": f"a firm's page ({size / len(dossiers) / 1000:.0f} KB), CPU, best batch of {BATCH}",
        "value": f"{min(stamped):.2f} ms (mean {statistics.mean(stamped):.2f})",
        "bound": "1 ms",
        "peer": f"copying it: {min(copied):.2f} ms (mean {statistics.mean(copied):.2f})",
        "ratio": f"{min(stamped) / min(copied):.1f}×",
    }


def measure_certificates(registry: Path, as_of: date, built: Path) -> Iterator[Row]:
    """Measure printing certificates one after the other in this process."""
    gathered = gather(registry, as_of=as_of, jobs=2)
    assert gathered.foundation is not None
    work = [one for one in list_certificates(gathered.dossiers) if one.status.holds][:200]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        started = time.process_time()
        count = write_certificates(
            work,
            make_paperwork(gathered),
            out=out,
            templates=registry / "site" / "templates",
            jobs=1,
        )
        printed = (time.process_time() - started) / count * 1000
    sizes = [file.stat().st_size / 1000 for file in built.glob("*.pdf")]
    plain = _time_plain_weasyprint()
    yield {
        "what": "a certificate, CPU, cutting the fonts included",
        "value": f"{printed:.0f} ms",
        "bound": "120 ms",
        "peer": f"WeasyPrint, one line of text in the uncut font: {plain:.0f} ms",
        "ratio": f"{printed / plain:.1f}×",
    }
    yield {
        "what": "… its size, mean and largest",
        "value": f"{statistics.mean(sizes):.0f} KB, {max(sizes):.0f} KB",
        "bound": "80 KB",
    }


def _time_plain_weasyprint() -> float:
    """Return the CPU milliseconds that WeasyPrint takes with the system's CJK font."""
    html = "<p style='font-family: Noto Serif CJK SC'>售后服务认证证书</p>"
    HTML(string=html).write_pdf()
    started = time.process_time()
    for _ in range(5):
        HTML(string=html).write_pdf()
    return (time.process_time() - started) / 5 * 1000
