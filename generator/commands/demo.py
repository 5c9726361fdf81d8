"""`certify demo`: an invented registry for trials and benchmarks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.session import Session, count_cores, day_option, today


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--firms", type=click.IntRange(1), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@day_option
@click.pass_obj
def command(session: Session, folder: Path, firms: int, seed: int, as_of: date | None) -> None:
    """生成虚构的登记库 / Write an invented registry for trials and benchmarks."""
    from generator.demo import write_demo

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(
            session.say(
                f"{folder} 已存在且不是空文件夹", f"{folder} exists and is not an empty folder"
            )
        )
    write_demo(folder, firms, seed, as_of or today(), jobs=count_cores())
    click.echo(
        session.say(
            f"已在 {folder} 写入 {firms} 家虚构企业。",
            f"{firms} invented firms written to {folder}.",
        )
    )
    click.echo(f"certify --registry {folder} build")
