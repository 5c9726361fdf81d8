"""`certify verify`: whether a certificate is genuine and in force, or a site fits together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.session import (
    EXIT_PROBLEMS,
    Session,
    count_cores,
    day_option,
    print_json,
    today,
)

if TYPE_CHECKING:
    from generator.verification.inquiry import Answer, Inquiry
    from generator.verification.site import Source

_MOST = 32 * 1024 * 1024 + 1
"""Bytes of a file that are read: one more than is looked at."""


@click.command("verify")
@click.argument("target", metavar="PDF|NUMBER|DIR")
@click.option(
    "--site",
    metavar="DIR|URL",
    default=None,
    help="已发布的网站：文件夹或 https 地址 / a published site: its folder or https address",
)
@day_option
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="只信这张证书的密钥（PEM）/ trust the key of this certificate only (PEM)",
)
@click.option("--code", default=None, help="查验码 / the check code on the paper: 7K3M-9Q2X")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    session: Session,
    target: str,
    site: str | None,
    as_of: date | None,
    key: Path | None,
    code: str | None,
    form: str,
) -> None:
    """查验证书是否真实、是否有效 / Whether a certificate is genuine and in force.

    PDF 文件、证书编号，或已发布网站的文件夹 / a PDF file, a certificate number, or the folder of a
    published site. 只有给出网址才会联网 / the network is used only where an address is given.
    """
    path = Path(target)
    if path.is_dir():
        _refuse(session, site, "--site", "文件和编号", "files and numbers")
        _refuse(session, key, "--key", "文件", "files")
        _refuse(session, code, "--code", "编号", "numbers")
        good = _verify_site(session, path, form)
    elif path.exists() or "/" in target or "\\" in target or target.lower().endswith(".pdf"):
        session.require_file(path)
        _refuse(session, code, "--code", "编号", "numbers")
        with path.open("rb") as file:
            content = file.read(_MOST)
        inquiry = _inquire(session, as_of or today(), site, key)
        good = _tell(session, inquiry.judge_file(content), inquiry.day, form)
    else:
        _refuse(session, key, "--key", "文件", "files")
        inquiry = _inquire(session, as_of or today(), site, None)
        good = _tell(session, inquiry.judge_number(target, code), inquiry.day, form)
    if not good:
        raise click.exceptions.Exit(EXIT_PROBLEMS)


def _refuse(session: Session, given: object, option: str, zh: str, en: str) -> None:
    if given is not None:
        raise click.UsageError(session.say(f"{option} 只用于{zh}", f"{option} goes with {en} only"))


def _inquire(session: Session, day: date, site: str | None, key: Path | None) -> Inquiry:
    """Return where to ask: the site that was named, else the registry at hand, else nowhere."""
    from generator.verification.inquiry import Inquiry

    pinned = _read_key(session, key) if key is not None else None
    if site is not None:
        source, address = _find_site(session, site)
        return Inquiry(day=day, source=source, address=address, key=pinned)
    root = session.registry
    if not (root / "standards").is_dir():
        return Inquiry(day=day, source=None, key=pinned)
    from generator.mkdocs_plugin import read_site_url

    return Inquiry(
        day=day,
        source=None,
        registry=root,
        site_url=read_site_url(root),
        key=pinned,
        jobs=count_cores(),
    )


def _read_key(session: Session, key: Path) -> bytes:
    from generator.records.certificates import decode_certificate

    found = decode_certificate(key.read_bytes())
    if found is None:
        raise click.UsageError(
            session.say(
                f"{key} 不是 RSA 密钥的 X.509 证书", f"{key} is no X.509 certificate of an RSA key"
            )
        )
    return found


def _find_site(session: Session, site: str) -> tuple[Source, str | None]:
    """Return a site's files, and the address whose identity it must have."""
    from generator.verification.net import read_address
    from generator.verification.site import Folder

    if Path(site).is_dir():
        return Folder(Path(site)), None
    address = read_address(site)
    if address is None:
        raise click.UsageError(
            session.say(
                f"{site} 既不是文件夹，也不是 https 地址",
                f"{site} is neither a folder nor an https address",
            )
        )
    # On this machine a site is tried out before it has its address.
    return address, None if address.is_local else address.address


def _verify_site(session: Session, folder: Path, form: str) -> bool:
    from generator.terminal.verdicts import describe_findings, print_findings
    from generator.verification.publication import inspect_site

    if (folder / "standards" / "schema").is_dir() and not (folder / "did.json").exists():
        raise click.UsageError(
            session.say(
                f"{folder} 是登记库，不是已发布的网站；先运行 certify build",
                f"{folder} is a registry, not a published site; run certify build first",
            )
        )
    findings = inspect_site(folder)
    if form == "json":
        print_json(describe_findings(findings))
    else:
        print_findings(findings, session.language)
    return not findings.faults


def _tell(session: Session, answer: Answer, day: date, form: str) -> bool:
    """Print an answer; tell whether the certificate is genuine and in force."""
    from generator.terminal.verdicts import describe_verdict, print_verdict

    if form == "json":
        print_json(describe_verdict(answer.verdict, answer.evidence, day))
    else:
        print_verdict(answer.verdict, answer.evidence, day, session.language)
    if answer.problems:
        session.tell(answer.problems)
    if answer.trouble is not None:
        click.echo(session.say(answer.trouble.zh, answer.trouble.en), err=True)
    return answer.verdict.outcome.in_force
