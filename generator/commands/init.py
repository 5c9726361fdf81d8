"""`certify init`: a whole new registry, ready to build."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.drafted import show_commands, stop_unwritten
from generator.commands.session import Session
from generator.drafting.placing import place_files
from generator.drafting.registry import (
    DEFAULT_NAME,
    DEFAULT_URL,
    RegistryPlan,
    draft_registry,
    read_url,
)
from generator.records.model import Text
from generator.scaffold import SAMPLE_FIRM
from generator.terminal.asking import Asker, Question

_NAME_ZH = Question(
    option="--name-zh",
    zh="网站的中文名称",
    en="Name of the site in Chinese",
    default=DEFAULT_NAME.zh,
    assumed=True,
)
_NAME_EN = Question(
    option="--name-en",
    zh="网站的英文名称",
    en="Name of the site in English",
    default=DEFAULT_NAME.en,
    assumed=True,
)
_URL = Question(
    option="--url",
    zh="网站的地址",
    en="Address of the site",
    default=DEFAULT_URL,
    assumed=True,
)


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name-zh", help="网站的中文名称 / name of the site in Chinese")
@click.option("--name-en", help="网站的英文名称 / name of the site in English")
@click.option("--url", help="网站的地址 / address of the site")
@click.pass_obj
def command(
    session: Session, folder: Path, name_zh: str | None, name_en: str | None, url: str | None
) -> None:
    """新建登记库 / A new registry, ready to build: standard, roster, one sample firm, site."""
    _refuse_what_is_there(session, folder)
    asker = Asker(session)
    try:
        plan = RegistryPlan(
            name=Text(asker.read_words(_NAME_ZH, name_zh), asker.read_words(_NAME_EN, name_en)),
            url=asker.read(_URL, url, read_url),
        )
    except click.Abort:
        stop_unwritten(session)
    contents = draft_registry(plan)
    place_files(folder, contents)
    click.echo(
        session.say(
            f"已在 {folder} 建立登记库：{len(contents)} 个文件，"
            f"含一家虚构的样例企业（{SAMPLE_FIRM}）。\n先替换什么，见 README.md。",
            f"A registry stands in {folder}: {len(contents)} files, with one invented sample firm "
            f"({SAMPLE_FIRM}).\nWhat to replace first: see README.md.",
        )
    )
    git = () if (folder / ".git").exists() else (("git", "init"),)
    show_commands(
        session,
        ("cd", str(folder)),
        *git,
        ("certify", "check"),
        ("certify", "build"),
        ("certify", "new", "firm"),
    )


def _refuse_what_is_there(session: Session, folder: Path) -> None:
    """Raise wrong usage unless the folder is new, or holds no more than git's own."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir()):
        raise click.UsageError(
            session.say(
                f"{folder} 已存在且不是空文件夹，请另选一个。",
                f"{folder} exists and is not an empty folder; choose another.",
            )
        )
