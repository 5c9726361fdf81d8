"""The command line: arguments in, words and exit codes out (design.md §2 is the contract).

Exit 0 good, 1 the records have problems, 2 wrong usage. Heavy libraries load only in the
commands that need them, so that a check starts at once.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.records.problems import CannotGoOn, Problem, count_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.pipeline import Gathered

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class Day(click.ParamType):  # type: ignore[type-arg]  # generic for its checker, not when run
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; wrong usage where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value!r} 不是日期，应如 2026-11-22 / is not a day such as 2026-11-22", param, ctx
            )


class Session:
    """What every command shares: the registry's folder and the language of messages."""

    def __init__(self, registry: Path, language: str) -> None:
        """Keep both."""
        self.registry = registry
        self.language = language

    def say(self, zh: str, en: str) -> str:
        """Pick the words in the language of this session."""
        return zh if self.language == "zh" else en

    def require_registry(self) -> Path:
        """Return the registry's folder; wrong usage where it is none."""
        if not (self.registry / "standards").is_dir():
            raise click.UsageError(
                self.say(
                    f"{self.registry} 不是登记库（没有 standards/ 文件夹）；用 --registry 指明",
                    f"{self.registry} is no registry (it has no standards/ folder); "
                    "name one with --registry",
                )
            )
        return self.registry


class Certify(click.Group):
    """The group of commands, where everything that cannot go on is told without a traceback."""

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
            chinese = isinstance(ctx.obj, Session) and ctx.obj.language == "zh"
            click.echo(error.zh if chinese else error.en, err=True)
            ctx.exit(EXIT_PROBLEMS)


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


# ---------------------------------------------------------------- check


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--jobs", type=click.IntRange(1), default=None, help="进程数 / processes")
@click.pass_obj
def check(session: Session, paths: tuple[Path, ...], form: str, jobs: int | None) -> None:
    """检查记录 / Check the records: all of them, or those named."""
    from generator.checking import check_paths

    root = session.require_registry()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(
                session.say(f"没有这个文件：{path}", f"there is no such file: {path}")
            )
    problems, files = check_paths(root, paths, jobs=jobs or _cores())
    if form == "json":
        _print_json([found.as_json(session.language) for found in problems])
    else:
        _print_problems(session, problems)
        errors = count_errors(problems)
        warnings = len(problems) - errors
        if not problems:
            click.echo(
                session.say(
                    f"检查了 {files} 个文件，没有问题。", f"{files} files checked, no problem."
                )
            )
        else:
            click.echo(
                session.say(
                    f"检查了 {files} 个文件：{errors} 个错误，{warnings} 个提醒。",
                    f"{files} files checked: {errors} errors, {warnings} warnings.",
                )
            )
    if count_errors(problems):
        sys.exit(EXIT_PROBLEMS)


def _print_problems(session: Session, problems: Sequence[Problem], *, err: bool = False) -> None:
    colours = {"error": "red", "warning": "yellow"}
    for found in problems:
        place = found.location
        click.echo(
            f"{place.path}:{place.line}:{place.column}: "
            + click.style(str(found.severity), fg=colours[found.severity], bold=True)
            + f" {found.code} {found.message(session.language)}",
            err=err,
        )
        click.echo(click.style(f"    {found.hint(session.language)}", dim=True), err=err)


def _print_json(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _today() -> date:
    """Return the day of this place: the one clock that a run looks at, and only once."""
    return datetime.now(UTC).astimezone().date()


def _cores() -> int:
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, 1)


def _gather(session: Session, as_of: date, jobs: int | None = None) -> Gathered:
    """Gather the registry or stop with its problems and exit code 1."""
    from generator.pipeline import gather

    gathered = gather(session.require_registry(), as_of=as_of, jobs=jobs or _cores())
    _stop_on_problems(session, gathered)
    return gathered


def _stop_on_problems(session: Session, gathered: Gathered) -> None:
    if gathered.sound:
        return
    _print_problems(session, gathered.problems, err=True)
    errors = count_errors(gathered.problems)
    click.echo(
        session.say(
            f"{errors} 个错误；没有写入任何文件。", f"{errors} errors; nothing was written."
        ),
        err=True,
    )
    sys.exit(EXIT_PROBLEMS)


# ---------------------------------------------------------------- score and status


@main.command()
@click.argument("audit", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="逐条列出 / every criterion")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def score(session: Session, audit: Path, explain: bool, form: str) -> None:
    """给一次审核评分 / Score one audit."""
    from generator.checking import score_file
    from generator.publication.scorecards import describe_scorecard
    from generator.strings import translations

    root = session.require_registry()
    if not audit.is_file():
        raise click.UsageError(
            session.say(f"没有这个文件：{audit}", f"there is no such file: {audit}")
        )
    scored = score_file(root, audit)
    if scored.scorecard is None or scored.audit is None or scored.standard is None:
        _print_problems(session, scored.problems, err=True)
        sys.exit(EXIT_PROBLEMS)
    words = translations(session.language)
    if form == "json":
        _print_json(
            describe_scorecard(
                scored.scorecard, scored.audit, scored.standard, session.language, words
            )
        )
        return
    from generator.printing import print_scorecard

    print_scorecard(
        scored.scorecard, scored.audit, scored.standard, session.language, words, explain=explain
    )


@main.command()
@click.argument("firm", required=False)
@click.option("--as-of", type=Day(), default=None, help="哪一天 / on which day  [今天 / today]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def status(session: Session, firm: str | None, as_of: date | None, form: str) -> None:
    """证书在某一天的状态 / How firms and certificates stand on a day."""
    from generator.checking import gather_firms
    from generator.printing import describe_standing, print_standings
    from generator.strings import translations

    day = as_of or _today()
    gathered = gather_firms(session.require_registry(), firm, as_of=day, jobs=_cores())
    _stop_on_problems(session, gathered)
    if firm is not None and not gathered.dossiers:
        raise click.UsageError(
            session.say(
                f"登记库中没有企业或证书 {firm}", f"the registry has no firm or certificate {firm}"
            )
        )
    rows = [(dossier, standing) for dossier in gathered.dossiers for standing in dossier.standings]
    if form == "json":
        _print_json([describe_standing(dossier, standing, day) for dossier, standing in rows])
    else:
        print_standings(rows, day, session.language, translations(session.language), gathered)


# ---------------------------------------------------------------- build, serve, demo


@main.command()
@click.option("--as-of", type=Day(), default=None, help="哪一天 / on which day  [今天 / today]")
@click.option("--jobs", type=click.IntRange(1), default=None, help="进程数 / processes")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="输出到 / where to  [public]",
)
@click.pass_obj
def build(session: Session, as_of: date | None, jobs: int | None, out: Path | None) -> None:
    """生成网站与证书 / Build the site and its certificates."""
    from generator.mkdocs_plugin import read_site_url, render_site
    from generator.pipeline import build as build_site
    from generator.printing import BuildProgress, print_summary

    root = session.require_registry()
    target = out if out is not None else root / "public"
    with BuildProgress(session.language) as progress:
        summary = build_site(
            root,
            target,
            as_of=as_of or _today(),
            site_url=read_site_url(root),
            render_site=render_site,
            jobs=jobs or _cores(),
            progress=progress,
        )
    _stop_on_problems(session, summary.gathered)
    _print_problems(session, summary.gathered.problems, err=True)
    print_summary(summary, target, session.language)


@main.command()
@click.option("--as-of", type=Day(), default=None, help="哪一天 / on which day  [今天 / today]")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--built", is_flag=True, help="不再生成，只展示 public/ / serve public/ as it is")
@click.pass_obj
def serve(session: Session, as_of: date | None, host: str, port: int, built: bool) -> None:
    """生成并在本机展示，改动后自动重建 / Build, serve, and rebuild on a change."""
    from generator.mkdocs_plugin import read_site_url, render_site
    from generator.pipeline import build as build_site
    from generator.printing import BuildProgress, print_summary
    from generator.serving import serve_until_interrupted

    root = session.require_registry()
    target = root / "public"

    def rebuild() -> bool:
        """Build once more; what is wrong is told, and the last good site stays."""
        with BuildProgress(session.language) as progress:
            summary = build_site(
                root,
                target,
                as_of=as_of or _today(),
                site_url=read_site_url(root),
                render_site=render_site,
                jobs=_cores(),
                progress=progress,
            )
        _print_problems(session, summary.gathered.problems, err=True)
        if summary.gathered.sound:
            print_summary(summary, target, session.language)
        return summary.gathered.sound

    if built:
        if not (target / "index.html").is_file():
            raise click.UsageError(
                session.say(
                    f"{target} 中没有网站；先运行 certify build",
                    f"there is no site in {target}; run certify build first",
                )
            )
    elif not rebuild() and not (target / "index.html").is_file():
        sys.exit(EXIT_PROBLEMS)
    serve_until_interrupted(target, host, port, session.say, None if built else rebuild, root)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--firms", type=click.IntRange(1), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--as-of", type=Day(), default=None, help="哪一天 / on which day  [今天 / today]")
@click.pass_obj
def demo(session: Session, folder: Path, firms: int, seed: int, as_of: date | None) -> None:
    """生成虚构的登记库 / Write an invented registry for trials and benchmarks."""
    from generator.demo import write_demo

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(
            session.say(
                f"{folder} 已存在且不是空文件夹", f"{folder} exists and is not an empty folder"
            )
        )
    write_demo(folder, firms, seed, as_of or _today(), jobs=_cores())
    click.echo(
        session.say(
            f"已在 {folder} 写入 {firms} 家虚构企业。",
            f"{firms} invented firms written to {folder}.",
        )
    )
    click.echo(f"certify --registry {folder} build")


if __name__ == "__main__":
    main()
