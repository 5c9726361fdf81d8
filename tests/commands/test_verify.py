"""`certify verify`: one plain sentence first, what was checked, and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509 import load_der_x509_certificate

from generator.cli import main
from tests.signing.material import make_signer
from tests.verification.sites import FIRM, NUMBER, Sites, list_cases

NOWHERE = "/nonexistent"
DAY = "2025-06-01"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))


def run(*arguments: str, lang: str = "en", registry: str = NOWHERE) -> Result:
    return CliRunner().invoke(
        main, ["--registry", registry, "--lang", lang, "verify", "--as-of", DAY, *arguments]
    )


def published(sites: Sites, name: str) -> str:
    return str(sites[name] / "certificates" / f"{NUMBER}.pdf")


# ---------------------------------------------------------------- files


def test_a_genuine_certificate_is_told_in_one_sentence(sites: Sites) -> None:
    done = run(published(sites, "valid"), "--site", str(sites["valid"]))
    assert done.exit_code == 0
    first, blank, *rest = done.stdout.splitlines()
    assert first == (
        f"✓ Genuine: certificate {NUMBER} of Sample Watch Workshop is signed by this registry and "
        "in force on 1 June 2025; it is valid until 4 February 2027."
    )
    assert blank == ""
    assert any(re.match(rf"Registration code\s+{FIRM}\s*$", line) for line in rest)
    assert "✓ checked: the signature covers every byte of the file, and fits" in rest


def test_the_same_in_chinese(sites: Sites) -> None:
    done = run(published(sites, "valid"), "--site", str(sites["valid"]), lang="zh")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"✓ 真实：样例钟表工坊的证书 {NUMBER} 由本登记机构签名，")
    assert "✓ 查验无误：签名覆盖文件的每一个字节，并且相符" in done.stdout


def test_every_rejection_has_its_own_sentence_and_exit_code(sites: Sites, tmp_path: Path) -> None:
    sentences: dict[str, set[str]] = {}
    for case in list_cases(sites):
        file = tmp_path / f"{case.name}.pdf"
        file.write_bytes(case.pdf)
        day = case.day.isoformat()
        for lang in ("zh", "en"):
            done = run(str(file), "--site", str(sites[case.site]), "--as-of", day, lang=lang)
            told = done.stdout.splitlines()[0]
            good = case.answer.startswith(("genuine_valid", "genuine_surveillance_due"))
            assert done.exit_code == (0 if good else 1), case.name
            assert told.startswith("✓ ") is good, case.name
            assert "{" not in told
            assert "—" not in told
            kind = re.sub(r"[0-9]+ [A-Z][a-z]+ [0-9]{4}|[0-9]+年[0-9]+月[0-9]+日", "day", told)
            kind = re.sub(r"[0-9a-f]{16}", "key", kind)
            sentences.setdefault(f"{case.answer} {lang}", set()).add(kind)
    assert all(len(told) == 1 for told in sentences.values()), sentences
    assert len(set.union(*sentences.values())) == len(sentences)


def test_what_was_not_checked_is_told(sites: Sites) -> None:
    done = run(published(sites, "valid"))
    assert done.exit_code == 1
    assert done.stdout.startswith("? The signature is intact, but whose key ")
    assert "✓ checked: the signature covers every byte of the file, and fits" in done.stdout
    assert "– not checked: the signature is by a key of this registry" in done.stdout
    assert "– not checked: how the certificate stands on the day asked" in done.stdout


def test_a_key_makes_up_for_the_registry_but_not_for_its_register(
    sites: Sites, tmp_path: Path
) -> None:
    for number, expected in ((0, "? The file is genuine:"), (1, "✗ Not genuine:")):
        key = tmp_path / f"{number}.pem"
        own = load_der_x509_certificate(make_signer(number).certificate)
        key.write_bytes(own.public_bytes(Encoding.PEM))
        done = run(published(sites, "valid"), "--key", str(key))
        assert done.exit_code == 1
        assert done.stdout.startswith(expected)
        sign = "✗ does not hold" if number else "✓ checked"
        assert f"{sign}: the signature is by a key of this registry" in done.stdout


def test_an_old_copy_of_the_site_is_told_with_its_day(sites: Sites) -> None:
    done = run(published(sites, "valid"), "--site", str(sites["valid"]), "--as-of", "2027-02-05")
    assert done.exit_code == 1
    assert done.stdout.startswith("✗ Do not rely on it: the file is genuine, but certificate")
    assert "The register’s copy is of 1 June 2025; what time has brought" in done.stdout
    assert re.search(r"Status\s+Expired", done.stdout)
    assert re.search(r"Since\s+5 February 2027", done.stdout)


def test_a_site_that_cannot_be_read_is_told_and_proves_nothing(
    sites: Sites, tmp_path: Path
) -> None:
    done = run(published(sites, "valid"), "--site", str(tmp_path))
    assert done.exit_code == 1
    assert done.stdout.startswith("? The registry’s site could not be read")
    assert "it has no did.json" in done.stderr
    assert NUMBER not in done.stdout


def test_the_registry_at_hand_is_asked_where_no_site_is_named(sites: Sites) -> None:
    root = sites["suspended-records"]
    done = run(published(sites, "valid"), registry=str(root))
    assert done.stdout.startswith("? The signature is intact, but whose key ")
    keys = root / "audits" / "keys"
    keys.mkdir()
    own = load_der_x509_certificate(make_signer().certificate)
    signature = json.loads(run(published(sites, "valid"), "--format", "json").stdout)
    (keys / f"{signature['key']}.pem").write_bytes(own.public_bytes(Encoding.PEM))
    done = run(published(sites, "valid"), registry=str(root))
    assert done.exit_code == 1
    assert "has been suspended since 10 May 2025" in done.stdout


def test_json_says_all_of_it(sites: Sites) -> None:
    done = run(published(sites, "suspended"), "--site", str(sites["suspended"]), "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["outcome"], told["in_force"]) == ("genuine_suspended", False)
    assert (told["status"], told["day"], told["register_day"]) == ("suspended", DAY, DAY)
    assert told["certificate"]["number"] == NUMBER
    assert told["failed"] == told["unchecked"] == []
    assert told["sentence"]["zh"].startswith("请勿采信：文件是真的，")
    assert told["sentence"]["en"].startswith("Do not rely on it: the file is genuine")
    spoilt = json.loads(run(__file__, "--format", "json").stdout)
    assert (spoilt["outcome"], spoilt["certificate"]) == ("not_a_certificate", None)


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        ((NUMBER,), 0, f"✓ Certificate {NUMBER} of Sample Watch Workshop is in force on"),
        (("ws2025 000001 08",), 0, f"✓ Certificate {NUMBER} of"),
        (("WS-2025-000001-09",), 1, "✗ Mistyped: the check digits of WS-2025-000001-09 do not"),
        (("WS-2025-000002-05",), 1, "✗ Not issued here: the check digits of WS-2025-000002-05"),
        (("WS-2025-00001-08",), 1, "? WS-2025-00001-08 is too short for the number of a"),
        (("WS-2025-0000001-081",), 1, "? WS-2025-0000001-081 is too long for the number"),
        (("watches",), 1, "? watches is not the number of a certificate"),
        ((NUMBER, "--code", "0000-0000"), 1, f"✗ Do not rely on it: certificate {NUMBER} of"),
        ((NUMBER, "--code", "short"), 1, "✗ short is not the code of a certificate"),
    ],
)
def test_a_number_is_answered(
    sites: Sites, arguments: tuple[str, ...], code: int, expected: str
) -> None:
    done = run(*arguments, "--site", str(sites["valid"]))
    assert done.stdout.startswith(expected), done.stdout
    assert done.exit_code == code


def test_the_code_on_the_paper_is_compared(sites: Sites) -> None:
    found = json.loads(run(NUMBER, "--site", str(sites["valid"]), "--format", "json").stdout)
    code = found["certificate"]["code"]
    done = run(NUMBER, "--code", code.lower(), "--site", str(sites["valid"]))
    assert done.exit_code == 0
    assert "the code is that of its present revision" in done.stdout


def test_a_number_needs_somebody_to_ask() -> None:
    done = run(NUMBER)
    assert done.exit_code == 1
    assert "there is no register at hand" in done.stdout


# ---------------------------------------------------------------- sites


def test_a_whole_site_is_held_against_itself(sites: Sites) -> None:
    done = run(str(sites["valid"]))
    assert done.exit_code == 0
    assert done.stdout.startswith("✓ It fits: nothing in this site contradicts its ledger.")
    assert re.search(r"Certificates\s+1 \(signed: 1\)", done.stdout)
    assert "Not looked at: pages, search" in done.stdout


def test_the_first_fault_of_a_site_is_named_first(sites: Sites, tmp_path: Path) -> None:
    spoilt = Sites(tmp_path)["unsigned"]
    file = spoilt / "certificates" / f"{NUMBER}.pdf"
    file.write_bytes(file.read_bytes() + b" ")
    for lang, expected in (
        (
            "en",
            f"✗ Do not rely on it: faults in this site: 1; the first is certificates/{NUMBER}.pdf",
        ),
        ("zh", f"✗ 请勿采信：这个网站有 1 处不符，第一处是 certificates/{NUMBER}.pdf"),
    ):
        done = run(str(spoilt), lang=lang)
        assert done.exit_code == 1
        assert done.stdout.startswith(expected), done.stdout
    told = json.loads(run(str(spoilt), "--format", "json").stdout)
    assert told["sound"] is False
    assert told["faults"][0]["path"] == f"certificates/{NUMBER}.pdf"


# ---------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("nothing.pdf",), "there is no such file: nothing.pdf"),
        (("a/b",), "there is no such file: a/b"),
        ((__file__, "--code", "7K3M-9Q2X"), "--code goes with numbers only"),
        ((NUMBER, "--key", __file__), "--key goes with files only"),
        ((__file__, "--key", __file__), "is no X.509 certificate of an RSA key"),
        ((NUMBER, "--site", "http://registry.example/"), "neither a folder nor an https address"),
        ((str(Path(__file__).parent), "--site", "."), "--site goes with files and numbers only"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert expected in done.stderr


def test_a_registry_is_no_published_site() -> None:
    done = run(str(Path(__file__).parents[2]))
    assert done.exit_code == 2
    assert "is a registry, not a published site" in done.stderr


def test_words_of_a_stranger_cannot_write_to_the_terminal() -> None:
    done = run("\x1b[31mWS\u202e-[bold]")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "[bold]" in done.stdout


# ---------------------------------------------------------------- what a build makes


def write_key(folder: Path) -> Path:
    """Write the tests' own pair as `certify keys new` would."""
    folder.mkdir()
    own = load_der_x509_certificate(make_signer().certificate)
    private = load_der_private_key(make_signer().key, None)
    (folder / "certificate.pem").write_bytes(own.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return folder


def test_a_signed_build_fits_and_its_certificates_are_good(buildable: Path, tmp_path: Path) -> None:
    out, key = tmp_path / "public", write_key(tmp_path / "key")
    built = CliRunner().invoke(
        main,
        [
            *("--registry", str(buildable), "build", "--as-of", DAY, "--jobs", "1"),
            *("--out", str(out), "--key", str(key)),
        ],
    )
    assert built.exit_code == 0, built.output
    whole = run(str(out))
    assert whole.exit_code == 0, whole.output
    certificate = str(out / "certificates" / f"{NUMBER}.pdf")
    assert run(certificate, "--site", str(out)).exit_code == 0
    assert run(NUMBER, "--site", str(out)).exit_code == 0
    path = out / "certificates" / f"{NUMBER}.json"
    facts = path.read_bytes()
    for field in (b'"surveillance_by": "20', b'"valid_to": "20', b'"effective": "20'):
        place = facts.index(field) + len(field)
        changed = facts[:place] + bytes((facts[place] ^ 1,)) + facts[place + 1 :]
        path.write_bytes(changed)
        assert run(str(out)).exit_code == 1, field
