"""`certify keys`: a pair of keys for trials, which stays outside the registry."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.drafted import certify_at, show_commands
from generator.commands.session import Session, today

_DAYS = 1095


@click.group("keys")
def command() -> None:
    """签名密钥 / The keys that sign certificates.

    build --key 接受的文件夹或文件 / what build --key takes, a folder or a file of it:

    \b
    key.pem + certificate.pem
    *.p12, *.pfx               PKCS#12
    pkcs11.yaml                PKCS#11: {module, token, key, certificate}

    口令或 PIN 取自环境变量 CERTIFY_KEY_PASSWORD / the password or PIN is taken from the
    environment, CERTIFY_KEY_PASSWORD.
    """  # noqa: D301 (click's mark of lines that stay as they are)


@command.command("new")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="写入哪个文件夹，不得在登记库内 / into which folder, outside the registry",
)
@click.option(
    "--name", help="证书上的名称 / the name on the certificate  [发证机构的名称 / the issuer's]"
)
@click.option(
    "--days",
    type=click.IntRange(1, 3653),
    default=_DAYS,
    show_default=True,
    help="有效天数 / days of validity",
)
@click.pass_obj
def new(session: Session, out: Path, name: str | None, days: int) -> None:
    """生成一对试用密钥 / Make a pair of keys for trials.

    环境变量 CERTIFY_KEY_PASSWORD 若已设置，即为密钥的口令 / where it is set, CERTIFY_KEY_PASSWORD
    becomes the key's password.
    """
    from generator.signing.keys import read_password
    from generator.signing.making import make_keys

    root = session.require_registry()
    password = read_password(None)
    made = make_keys(
        out,
        name=name if name is not None else _read_issuer(session, root),
        today=today(),
        days=days,
        password=password,
        registry=root,
    )
    _, certificate, _ = made.files
    click.echo(session.say("已写入：", "Written:"))
    for path in made.files:
        click.echo(f"  {path}")
    click.echo(_explain(session, made.key_id, made.last.isoformat(), sealed=password is not None))
    keys = root / "audits" / "keys"
    show_commands(
        session,
        ("mkdir", "-p", str(keys)),
        ("cp", str(certificate), str(keys / f"{made.key_id}.pem")),
        (*certify_at(root), "build", "--key", str(out)),
    )


def _read_issuer(session: Session, root: Path) -> str:
    from generator.commands.drafted import read_or_stop

    return read_or_stop(session, root).issuer.name.en


def _explain(session: Session, key_id: str, last: str, *, sealed: bool) -> str:
    password = session.say(
        "私钥受口令保护。" if sealed else "私钥没有口令，任何读到它的人都能签名。",
        "The private key is protected by the password."
        if sealed
        else "The private key has no password: whoever can read it can sign.",
    )
    return session.say(
        f"密钥编号：{key_id}，证书有效至 {last}，供试用。\n"
        f"{password}\n"
        "私钥（key.pem 和 key.p12）绝不能放进仓库：放进去一次，它就作废了。\n"
        f"证书是公开的，要放到 audits/keys/{key_id}.pem，查验的人据此认出签名。",
        f"Key id: {key_id}; the certificate is valid until {last}, for trials.\n"
        f"{password}\n"
        "The private key (key.pem and key.p12) never goes into the repository: "
        "once there, it is void.\n"
        f"The certificate is public and goes to audits/keys/{key_id}.pem, "
        "by which others know the signature.",
    )
