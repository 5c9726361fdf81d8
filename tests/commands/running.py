"""Runs commands in this process, as a shell would, and shows what they leave."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main


def certify(registry: Path, *arguments: str, lang: str = "en") -> Result:
    """Run a command on a registry; it must end by itself, without a traceback."""
    result = CliRunner().invoke(main, ["--registry", str(registry), "--lang", lang, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def files(registry: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by path."""
    return {str(p): p.read_bytes() for p in sorted(registry.rglob("*")) if p.is_file()}
