"""The command line: arguments in, words and exit codes out (design.md §2 is the contract).

Exit 0 good, 1 the records have problems, 2 wrong usage. A command's module is loaded when the
command is called, so that a check starts at once.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.commands.session import EXIT_PROBLEMS, Session
from generator.records.problems import CannotGoOn

COMMANDS = (
    "init",
    "new",
    "attach",
    "check",
    "diff",
    "score",
    "survey",
    "report",
    "sample",
    "status",
    "due",
    "decide",
    "schemas",
    "questionnaire",
    "keys",
    "build",
    "verify",
    "serve",
    "demo",
)
"""Each is `generator.commands.<name>.command`; listed in this order."""


class Certify(click.Group):
    """The group of commands, where everything that cannot go on is told without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's call)
        """List the commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's call)
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"generator.commands.{cmd_name}").command
        return found

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; what the system refuses (a full disk, say) is told in its own words."""
        try:
            return super().main(*args, **kwargs)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_PROBLEMS)
        except OSError as error:
            click.echo(str(error), err=True)
            sys.exit(EXIT_PROBLEMS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn what cannot go on into words and an exit code."""
        try:
            return super().invoke(ctx)
        except CannotGoOn as error:
            click.echo(error.zh if _reads_chinese(ctx) else error.en, err=True)
            ctx.exit(EXIT_PROBLEMS)
        except OSError as error:
            if isinstance(error, BrokenPipeError) or not _reads_chinese(ctx):
                raise
            why = _WHY.get(error.errno or 0, error.strerror or str(error))
            click.echo(f"{error.filename}：{why}" if error.filename else why, err=True)
            ctx.exit(EXIT_PROBLEMS)


_WHY = {
    errno.EACCES: "没有权限读写",
    errno.EPERM: "不允许这样操作",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENAMETOOLONG: "名称太长",
}
"""What the system says in English only."""


def _reads_chinese(context: click.Context) -> bool:
    return isinstance(context.obj, Session) and context.obj.language == "zh"


def _locale_language() -> str:
    wanted = next(
        (os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), ""
    )
    return "zh" if wanted.startswith("zh") else "en"


@click.group(cls=Certify, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--registry",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="登记库所在文件夹 / the registry's folder  [.]",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="消息语言 / language of messages"
)
@click.version_option(package_name="aftersales-registry", prog_name="certify")
@click.pass_context
def main(context: click.Context, registry: Path, lang: str | None) -> None:
    """售后服务认证登记库 / The registry of after-sales service certification."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    context.obj = Session(registry, lang or _locale_language())


if __name__ == "__main__":
    main()
