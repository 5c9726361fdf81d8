"""The short code: from figures, as people type it, and what it is not."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.certification.short_code import read_short_code, short_code

NUMBER, LEAF = "ASC-2026-000123-42", "0f" * 32
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_it_is_the_first_forty_bits_of_the_hash_in_crockford_s_base_32() -> None:
    digest = hashlib.sha256(f"{NUMBER}|2|{LEAF}".encode()).hexdigest()
    code = short_code(NUMBER, 2, LEAF)
    value = 0
    for character in code.replace("-", ""):
        value = value * 32 + ALPHABET.index(character)
    assert f"{value:010x}" == digest[:10]
    assert (len(code), code[4]) == (9, "-")


def test_a_known_certificate_has_a_known_code() -> None:
    assert short_code(NUMBER, 2, LEAF) == "5JW4-KSZ7"


def test_number_revision_and_leaf_all_count() -> None:
    codes = {
        short_code(number, revision, leaf)
        for number in (NUMBER, "ASC-2026-000124-39")
        for revision in (1, 2)
        for leaf in (LEAF, "f0" * 32)
    }
    assert len(codes) == 8


@pytest.mark.parametrize(
    "typed",
    [
        "10K3-M9Q2",
        "10k3m9q2",
        " 1O k3 m9 q2 ",
        "lok3–m9q2",
        "IOK3.M9Q2",
        "１０Ｋ３－ｍ９ｑ２",
        "10K3　M9Q2",
    ],
)
def test_it_is_read_as_people_type_it(typed: str) -> None:
    assert read_short_code(typed) == "10K3-M9Q2"


@pytest.mark.parametrize(
    "typed", ["", "10K3-M9Q", "10K3-M9Q22", "10K3-M9QU", "10K3-M9Q!", "一二三四五六七八", NUMBER]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_short_code(typed) is None


@given(st.text(min_size=1), st.integers(min_value=1), st.binary(min_size=32, max_size=32))
def test_a_printed_code_reads_as_itself(number: str, revision: int, leaf: bytes) -> None:
    code = short_code(number, revision, leaf.hex())
    assert read_short_code(code) == code
    assert read_short_code(code.lower().replace("0", "o").replace("1", "l")) == code


@given(st.text())
def test_any_text_is_a_code_or_none(typed: str) -> None:
    code = read_short_code(typed)
    assert code is None or read_short_code(code) == code
