"""Real files held against real sites and records: every kind of answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate
from hypothesis import given
from hypothesis import strategies as st

from generator.signing.keys import key_id
from generator.verification.inquiry import Inquiry
from generator.verification.outcome import Check, Outcome, Verdict
from generator.verification.site import Folder
from generator.verification.standing import Register
from tests.signing.material import make_signer
from tests.verification.sites import (
    DAY,
    FIRM,
    NUMBER,
    Sites,
    flip,
    list_cases,
    strip_signature,
)

SAMPLED = 500


def ask(folder: Path, pdf: bytes, day: date = DAY, key: bytes | None = None) -> Verdict:
    return Inquiry(day=day, source=Folder(folder), key=key).judge_file(pdf).verdict


def answer(verdict: Verdict) -> str:
    return f"{verdict.outcome}/{verdict.case}".rstrip("/")


# ---------------------------------------------------------------- files against a site


def test_every_file_gets_the_answer_that_is_due(sites: Sites) -> None:
    cases = list_cases(sites)
    told = {case.name: answer(ask(sites[case.site], case.pdf, case.day)) for case in cases}
    assert told == {case.name: case.answer for case in cases}


def test_a_flipped_byte_anywhere_is_refused(sites: Sites) -> None:
    pdf, draw = sites.read("valid"), random.Random(7)
    inquiry = Inquiry(day=DAY, source=Folder(sites["valid"]))
    for place in draw.sample(range(len(pdf)), SAMPLED):
        outcome = inquiry.judge_file(flip(pdf, place, 1 << draw.randrange(8))).verdict.outcome
        assert outcome in (Outcome.ALTERED, Outcome.FORGED_ATTACHMENT), place


def test_what_was_checked_is_told_for_a_genuine_file(sites: Sites) -> None:
    verdict = ask(sites["valid"], sites.read("valid"))
    assert verdict.failed == verdict.unchecked == ()
    assert set(verdict.checked) == {
        *(Check.SIGNATURE, Check.KEY, Check.CREDENTIAL, Check.SHEET, Check.ISSUER),
        *(Check.RECORD, Check.LEDGER, Check.LISTS, Check.REGISTER, Check.STATUS),
    }


def test_nothing_a_forger_wrote_is_told_as_a_fact(sites: Sites) -> None:
    for case in list_cases(sites):
        verdict = ask(sites[case.site], case.pdf, case.day)
        assert (verdict.paper is not None) is verdict.outcome.genuine, case.name


def test_a_key_that_was_given_is_the_only_one_trusted(sites: Sites) -> None:
    pdf = sites.read("valid")
    own, other = make_signer().certificate, make_signer(1).certificate
    assert ask(sites["valid"], pdf, key=own).outcome is Outcome.GENUINE_VALID
    assert ask(sites["valid"], pdf, key=other).outcome is Outcome.WRONG_KEY


# ---------------------------------------------------------------- without a site


def offline(pdf: bytes, key: bytes | None = None) -> Verdict:
    return Inquiry(day=DAY, source=None, key=key).judge_file(pdf).verdict


def test_offline_nobody_can_tell_whose_key_it_is(sites: Sites) -> None:
    verdict = offline(sites.read("valid"))
    assert answer(verdict) == "cannot_check/keys"
    assert verdict.checked == (Check.SIGNATURE,)
    assert Check.KEY in verdict.unchecked


def test_offline_with_the_key_only_the_status_is_left_open(sites: Sites) -> None:
    verdict = offline(sites.read("valid"), make_signer().certificate)
    assert verdict.outcome is Outcome.GENUINE_STATUS_UNKNOWN
    assert {Check.LEDGER, Check.STATUS, Check.ISSUER} <= set(verdict.unchecked)
    assert offline(sites.read("stranger"), make_signer().certificate).outcome is Outcome.WRONG_KEY


def test_offline_what_is_spoilt_is_still_told(sites: Sites) -> None:
    pdf = sites.read("valid")
    assert offline(flip(pdf, 5000)).outcome is Outcome.ALTERED
    assert offline(pdf + b"0").outcome is Outcome.APPENDED
    assert offline(b"words").outcome is Outcome.NOT_A_CERTIFICATE
    assert answer(offline(strip_signature(pdf))) == "cannot_check/unsigned"


def test_a_site_that_cannot_be_read_proves_nothing(sites: Sites, tmp_path: Path) -> None:
    for pdf, expected in (
        (sites.read("valid"), "cannot_check/site"),
        (sites.read("unsigned"), "cannot_check/site"),
        (flip(sites.read("valid"), 5000), "altered"),
    ):
        told = Inquiry(day=DAY, source=Folder(tmp_path), key=make_signer().certificate).judge_file(
            pdf
        )
        assert answer(told.verdict) == expected
        assert told.trouble is not None
        assert told.verdict.paper is None


# ---------------------------------------------------------------- against the records


def with_key(root: Path) -> Inquiry:
    keys = root / "audits" / "keys"
    keys.mkdir(exist_ok=True)
    own = load_der_x509_certificate(make_signer().certificate)
    (keys / f"{key_id(make_signer().certificate)}.pem").write_bytes(own.public_bytes(Encoding.PEM))
    return Inquiry(day=DAY, source=None, registry=root, site_url="https://registry.example/")


@pytest.mark.parametrize(
    ("life", "day", "expected"),
    [
        ("valid", DAY, "genuine_valid"),
        ("valid", date(2026, 11, 22), "genuine_surveillance_due"),
        ("valid", date(2027, 2, 5), "genuine_expired"),
        ("revised", DAY, "genuine_superseded/revision"),
        ("revised", date(2025, 4, 9), "genuine_valid"),
        ("suspended", DAY, "genuine_suspended"),
        ("suspended", date(2025, 5, 9), "genuine_valid"),
        ("suspended", date(2026, 3, 1), "genuine_withdrawn"),
        ("withdrawn", DAY, "genuine_withdrawn"),
        ("valid", date(2025, 2, 4), "number_unknown/file"),
    ],
)
def test_the_records_tell_the_status_of_any_day(
    sites: Sites, life: str, day: date, expected: str
) -> None:
    inquiry = replace(with_key(sites[f"{life}-records"]), day=day)
    assert answer(inquiry.judge_file(sites.read("valid")).verdict) == expected


def test_the_records_prove_nothing_of_strangers_and_of_the_unsigned(sites: Sites) -> None:
    inquiry = with_key(sites["valid-records"])
    for name, expected in (
        ("stranger", "wrong_key"),
        ("elsewhere", "other_registry"),
        ("unsigned", "cannot_check/unsigned"),
    ):
        assert answer(inquiry.judge_file(sites.read(name)).verdict) == expected


def test_records_with_mistakes_leave_the_status_open(sites: Sites, registry: Path) -> None:
    inquiry = with_key(registry)
    firm = next(registry.glob(f"audits/*/{FIRM}/firm.yaml"))
    firm.write_text("firm: nobody\n", encoding="utf-8")
    told = inquiry.judge_file(sites.read("valid"))
    assert told.verdict.outcome is Outcome.GENUINE_STATUS_UNKNOWN
    assert told.problems


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (NUMBER, None, "genuine_valid/number"),
        ("ｗｓ 2025 000001.08", None, "genuine_valid/number"),
        ("WS-2025-000001-09", None, "number_mistyped"),
        ("WS-2025-000010-08", None, "number_mistyped"),
        ("WS-2025-000002-05", None, "number_unknown"),
        ("WS-2025-00001-08", None, "number_form/short"),
        ("WS-2025-0000001-08", None, "number_form/long"),
        ("2025-000001-08", None, "number_form"),
        ("../../etc", None, "number_form"),
        ("", None, "number_form"),
        (NUMBER, "ZZZZ-ZZZZ", "number_code"),
        (NUMBER, "ZZZZ", "number_code/form"),
        ("WS-2025-000002-05", "ZZZZ-ZZZZ", "number_unknown"),
    ],
)
def test_a_number_is_looked_up(sites: Sites, text: str, code: str | None, expected: str) -> None:
    inquiry = Inquiry(day=DAY, source=Folder(sites["valid"]))
    assert answer(inquiry.judge_number(text, code).verdict) == expected


def test_the_code_is_that_of_the_present_revision(sites: Sites) -> None:
    codes = {}
    for name in ("valid", "revised"):
        paper = ask(sites[name], sites.read(name)).paper
        assert paper is not None
        codes[name] = paper.code
    revised = Inquiry(day=DAY, source=Folder(sites["revised"]))
    assert answer(revised.judge_number(NUMBER, codes["revised"].lower()).verdict) == (
        "genuine_valid/code"
    )
    assert answer(revised.judge_number(NUMBER, codes["valid"]).verdict) == "number_code"
    suspended = Inquiry(day=DAY, source=Folder(sites["suspended"]))
    assert answer(suspended.judge_number(NUMBER, codes["valid"]).verdict) == (
        "genuine_suspended/number"
    )


def test_what_an_old_copy_knows_of_a_number_is_told_as_such(sites: Sites) -> None:
    later = Inquiry(day=date(2025, 6, 2), source=Folder(sites["valid"]))
    assert answer(later.judge_number(NUMBER, None).verdict) == "genuine_valid/number_old"
    code = ask(sites["valid"], sites.read("valid")).paper
    assert code is not None
    assert answer(later.judge_number(NUMBER, code.code).verdict) == "genuine_valid/code_old"
    much = replace(later, day=date(2026, 11, 22))
    assert answer(much.judge_number(NUMBER, None).verdict) == "genuine_surveillance_due/number_old"


def test_a_number_without_a_register_is_not_told_to_be_good(tmp_path: Path) -> None:
    nowhere = Inquiry(day=DAY, source=None)
    assert answer(nowhere.judge_number(NUMBER, None).verdict) == "cannot_check/number"
    assert answer(nowhere.judge_number("WS-2025-000001-09", None).verdict) == "number_mistyped"
    gone = Inquiry(day=DAY, source=Folder(tmp_path)).judge_number(NUMBER, None)
    assert answer(gone.verdict) == "cannot_check/site"
    assert gone.trouble is not None


def test_the_records_know_numbers(sites: Sites) -> None:
    inquiry = with_key(sites["suspended-records"])
    assert answer(inquiry.judge_number(NUMBER, None).verdict) == "genuine_suspended/number"
    assert answer(inquiry.judge_number("WS-2025-000002-05", None).verdict) == "number_unknown"


# ---------------------------------------------------------------- anything


@given(st.binary(max_size=3000))
def test_any_bytes_are_never_genuine(content: bytes) -> None:
    verdict = offline(content, make_signer(1).certificate)
    assert not verdict.outcome.genuine
    assert not offline(b"%PDF-1.7\n" + content).outcome.genuine


@given(st.text(max_size=60), st.none() | st.text(max_size=20))
def test_any_number_is_answered(text: str, code: str | None) -> None:
    verdict = Inquiry(day=DAY, source=None).judge_number(text, code).verdict
    assert not verdict.outcome.genuine


def test_a_register_never_makes_up_for_a_number() -> None:
    assert Register(told=DAY, facts=None).sound
