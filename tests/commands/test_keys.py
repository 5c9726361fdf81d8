"""`certify keys new`: what is written, what is said, and where it is refused."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from generator.checking import check_paths
from generator.cli import main
from generator.records.certificates import read_key_id
from generator.signing.keys import PASSWORD, key_id, load_signer
from tests.signing.material import make_key


@pytest.fixture(autouse=True)
def ready_key(monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_key()
    monkeypatch.setattr(rsa, "generate_private_key", lambda _exponent, _bits: key)
    monkeypatch.delenv(PASSWORD, raising=False)


def run(registry: Path, *arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(
        main, ["--registry", str(registry), "--lang", lang, "keys", *arguments]
    )


def test_it_says_what_was_written_and_that_the_key_stays_out(
    registry: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my keys"
    done = run(registry, "new", "--out", str(folder))
    assert done.exit_code == 0, done.output
    identity = read_key_id((folder / "certificate.pem").read_bytes())
    for name in ("key.pem", "certificate.pem", "key.p12"):
        assert f"  {folder / name}\n" in done.stdout
    assert f"Key id: {identity};" in done.stdout
    assert "never goes into the repository" in done.stdout
    assert "has no password" in done.stdout
    assert f"goes to audits/keys/{identity}.pem" in done.stdout
    assert key_id(load_signer(folder).certificate) == identity


def test_the_lines_to_copy_put_the_certificate_where_a_check_accepts_it(
    registry: Path, tmp_path: Path
) -> None:
    done = run(registry, "new", "--out", str(tmp_path / "my keys"))
    lines = [shlex.split(line) for line in done.stdout.splitlines() if line.startswith("  ")]
    wanted = [words for words in lines if words[0] in ("mkdir", "cp")]
    assert [words[0] for words in wanted] == ["mkdir", "cp"]
    for words in wanted:
        subprocess.run(words, check=True)
    assert len(list((registry / "audits" / "keys").iterdir())) == 1
    assert check_paths(registry, []) == ((), 11)
    assert lines[-1][-3:] == ["build", "--key", str(tmp_path / "my keys")]


def test_it_speaks_chinese(registry: Path, tmp_path: Path) -> None:
    done = run(registry, "new", "--out", str(tmp_path / "keys"), lang="zh")
    assert "私钥（key.pem 和 key.p12）绝不能放进仓库：" in done.stdout
    assert "私钥没有口令，" in done.stdout
    assert "接下来：" in done.stdout


def test_the_name_on_it_is_the_issuer_s_or_the_one_given(registry: Path, tmp_path: Path) -> None:
    def subject(folder: str, *more: str) -> str:
        assert run(registry, "new", "--out", str(tmp_path / folder), *more).exit_code == 0
        content = (tmp_path / folder / "certificate.pem").read_bytes()
        return x509.load_pem_x509_certificate(content).subject.rfc4514_string()

    issuer = (registry / "audits" / "issuer.yaml").read_text(encoding="utf-8")
    assert subject("one").removeprefix("CN=") in issuer
    assert subject("two", "--name", "试用") == "CN=试用"


def test_a_password_in_the_environment_locks_it(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "open sesame")
    done = run(registry, "new", "--out", str(tmp_path / "keys"))
    assert "is protected by the password" in done.stdout
    assert "sesame" not in done.output
    assert b"ENCRYPTED" in (tmp_path / "keys" / "key.pem").read_bytes()


def test_the_registry_is_no_place_for_it(registry: Path) -> None:
    done = run(registry, "new", "--out", str(registry / "keys"))
    assert done.exit_code == 1
    assert "where no key may be" in done.stderr
    assert not (registry / "keys").exists()


def test_a_second_pair_does_not_replace_the_first(registry: Path, tmp_path: Path) -> None:
    assert run(registry, "new", "--out", str(tmp_path / "keys")).exit_code == 0
    before = (tmp_path / "keys" / "key.pem").read_bytes()
    done = run(registry, "new", "--out", str(tmp_path / "keys"))
    assert done.exit_code == 1
    assert "exists and is not overwritten" in done.stderr
    assert (tmp_path / "keys" / "key.pem").read_bytes() == before


def test_without_a_place_or_a_registry_it_is_wrong_usage(registry: Path, tmp_path: Path) -> None:
    assert run(registry, "new").exit_code == 2
    assert run(tmp_path, "new", "--out", str(tmp_path / "keys")).exit_code == 2
    assert run(registry, "new", "--out", str(tmp_path / "keys"), "--days", "0").exit_code == 2
