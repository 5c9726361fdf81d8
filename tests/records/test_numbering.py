"""Certificate numbers: what is printed is read again, and no slip of the hand passes."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.numbering import (
    certificate_number,
    compact_number,
    number_flaw,
    right_number,
    write_number,
)

PREFIXES = st.text(string.ascii_uppercase, min_size=2, max_size=6)
NUMBERS = st.builds(certificate_number, PREFIXES, st.integers(1000, 9999), st.integers(1, 999_999))


@given(NUMBERS)
def test_a_number_is_right_however_it_is_read_back(number: str) -> None:
    assert number_flaw(number) is None
    assert write_number(compact_number(number)) == number
    assert right_number(number) == number


@pytest.mark.parametrize(
    ("prefix", "year", "sequence", "number"),
    [
        ("WS", 2025, 1, "WS-2025-000001-08"),
        ("WS", 2025, 2, "WS-2025-000002-05"),
    ],
)
def test_numbers_have_the_check_digits_of_iso_7064(
    prefix: str, year: int, sequence: int, number: str
) -> None:
    assert certificate_number(prefix, year, sequence) == number
    # MOD 97-10: letters count from 10, and the whole leaves 1.
    whole = "".join(str(int(sign, 36)) for sign in compact_number(number))
    assert int(whole) % 97 == 1


@given(NUMBERS)
def test_every_single_wrong_digit_is_caught(number: str) -> None:
    for place, sign in enumerate(number):
        for other in string.digits if sign.isdigit() else string.ascii_uppercase:
            if sign not in ("-", other):
                assert number_flaw(number[:place] + other + number[place + 1 :]) == "check_digit"


@given(NUMBERS)
def test_every_swap_of_neighbours_is_caught(number: str) -> None:
    compact = compact_number(number)
    for place in range(len(compact) - 1):
        one, two = compact[place], compact[place + 1]
        if one != two:
            swapped = compact[:place] + two + one + compact[place + 2 :]
            assert number_flaw(swapped) in ("check_digit", "form")


@pytest.mark.parametrize(
    "typed",
    [
        "WS-2025-000001-08",
        "WS202500000108",
        "ws-2025-000001-08",
        " WS 2025 000001 08 ",
        "WS/2025/000001/08",
        "WS.2025.000001.08",
        "WS_2025_000001_08",
        "WS–2025—000001‑08",
        "WS−2025−000001−08",
        "ＷＳ－２０２５－０００００１－０８",
        "ｗｓ　２０２５　０００００１　０８",
        "WS-2025-000001-08\n",
    ],
)
def test_separators_small_letters_and_full_width_forms_are_taken(typed: str) -> None:
    assert number_flaw(typed) is None
    assert right_number(typed) == "WS-2025-000001-08"


@pytest.mark.parametrize(
    "typed",
    ["", "-", "WS-2025-000001", "WS-2025-000001-8", "W-2025-000001-08", "WS-25-000001-08",
     "WS-2025-000001-080", "2025-000001-08", "WS-2025-00000A-08", "WS-2025-00000²-08",
     "WS-2025-00000٣-08", "证书-2025-000001-08"],
)  # fmt: skip
def test_what_is_no_number_is_told_by_its_form(typed: str) -> None:
    assert number_flaw(typed) == "form"
    with pytest.raises(ValueError, match="not a certificate number"):
        right_number(typed)
    assert write_number(typed) == typed


def test_wrong_check_digits_are_put_right() -> None:
    assert number_flaw("WS-2025-000001-80") == "check_digit"
    assert right_number("WS-2025-000001-80") == "WS-2025-000001-08"


@pytest.mark.parametrize("sequence", [0, -1, 1_000_000])
def test_a_sequence_has_one_to_six_digits(sequence: int) -> None:
    with pytest.raises(ValueError, match="sequence out of range"):
        certificate_number("WS", 2025, sequence)
