"""The terminal: how far a build has come, and what it made."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from generator.terminal.console import make_console

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from generator.pipeline import Summary

_REFRESH = 0.1
"""Seconds between two drawings of the bars."""


class BuildProgress:
    """Progress bars on stderr while a build runs; silent where stderr is not a terminal."""

    STAGES: ClassVar = {
        "records": ("读取与评分", "records"),
        "pages": ("企业页面", "firm pages"),
        "certificates": ("证书", "certificates"),
    }

    def __init__(self, language: str) -> None:
        """Prepare; nothing is shown before the first step."""
        self.language = language
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=make_console(stderr=True),
            transient=True,
            # No thread of its own: workers are forked while the bars stand.
            auto_refresh=False,
        )
        self.tasks: dict[str, TaskID] = {}
        self.shown = 0.0

    def __enter__(self) -> Self:
        """Begin to show."""
        if self.progress.console.is_terminal:
            self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the bars."""
        if self.progress.console.is_terminal:
            self.progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear how far a stage has come."""
        if not self.progress.console.is_terminal:
            return
        if stage not in self.tasks:
            zh, en = self.STAGES.get(stage, (stage, stage))
            title = zh if self.language == "zh" else en
            self.tasks[stage] = self.progress.add_task(title, total=total)
        self.progress.update(self.tasks[stage], completed=done, total=total)
        if (now := time.monotonic()) - self.shown >= _REFRESH or done == total:
            self.shown = now
            self.progress.refresh()


def print_summary(summary: Summary, target: Path, language: str) -> None:
    """Say what was built and what changed since the last build."""
    zh = language == "zh"
    console = make_console()
    s = summary
    if zh:
        console.print(
            f"{s.firms} 家企业 · {s.pages} 个企业页面 · {s.certificates} 张证书 → {target}"
        )
    else:
        console.print(
            f"{s.firms} firms · {s.pages} firm pages · {s.certificates} certificates → {target}"
        )
    changed = s.changes
    if changed is None:
        return
    if not any((changed.added, changed.removed, changed.changed)):
        console.print(
            "与上次生成相比，评价结果没有变化。"
            if zh
            else "No rating changed since the last build."
        )
        return
    if zh:
        console.print(
            f"与上次生成相比：新增 {len(changed.added)} 家，减少 {len(changed.removed)} 家，"
            f"变化 {len(changed.changed)} 家。"
        )
    else:
        console.print(
            f"Since the last build: {len(changed.added)} added, {len(changed.removed)} removed, "
            f"{len(changed.changed)} changed."
        )
    for line in changed.changed[:20]:
        console.print(f"  {line}")
