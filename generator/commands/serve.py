"""`certify serve`: the site on this machine, rebuilt on a change."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.commands.build import run_build
from generator.commands.session import EXIT_PROBLEMS, Session, day_option
from generator.serving import serve_until_interrupted


@click.command("serve")
@day_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--built", is_flag=True, help="不再生成，只展示 public/ / serve public/ as it is")
@click.pass_obj
def command(session: Session, as_of: date | None, host: str, port: int, built: bool) -> None:
    """生成并在本机展示，改动后自动重建 / Build, serve, and rebuild on a change."""
    root = session.require_registry()
    target = root / "public"

    def rebuild() -> bool:
        """Build once more; what is wrong is told, and the last good site stays."""
        gathered = run_build(session, target, as_of, None, check_history=False).gathered
        if not gathered.sound:
            session.tell(gathered.problems)
        return gathered.sound

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
