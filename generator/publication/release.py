"""Publication: a finished site takes the place of the last one, whole or not at all.

Input: a staging folder, written in full. Output: the public folder, switched by renaming.
Nobody ever sees half a site, and a folder that is not a site of ours is never replaced.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterator

RECEIPT = "build.json"
"""Tells a site that this program made from any other folder."""


def read_receipt(folder: Path) -> dict[str, Any] | None:
    """Return what the last build said of itself, or None where there was none."""
    try:
        receipt = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return receipt if isinstance(receipt, dict) and "as_of" in receipt else None


def write_receipt(folder: Path, receipt: dict[str, Any]) -> None:
    """Write what this build says of itself."""
    text = json.dumps(receipt, ensure_ascii=False, sort_keys=True, indent=1)
    (folder / RECEIPT).write_text(text + "\n", encoding="utf-8")


def refuse_foreign_folder(target: Path) -> None:
    """Raise CannotGoOn where `target` is something that a build must not replace."""
    if not target.exists() and not target.is_symlink():
        return
    if target.is_dir() and not target.is_symlink():
        if read_receipt(target) is not None or not any(target.iterdir()):
            return
        raise CannotGoOn(
            zh=f"{target} 不是本程序生成的网站，不予覆盖；换一个文件夹，或先清空它",
            en=f"{target} is no site made by this program and will not be replaced; "
            "name another folder or empty it first",
        )
    raise CannotGoOn(
        zh=f"{target} 不是普通文件夹，不予覆盖", en=f"{target} is not a plain folder; not replaced"
    )


@contextmanager
def staged_release(target: Path) -> Iterator[Path]:
    """Give a staging folder beside `target`; when all went well it becomes `target`.

    When anything is raised, the staging folder is removed and `target` is as it was.
    """
    refuse_foreign_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    staging.chmod(0o755)
    try:
        yield staging
        _switch(staging, target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _switch(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / target.name)
    try:
        staging.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
