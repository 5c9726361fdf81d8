"""YAML text becomes data that knows its places; what YAML does behind one's back is refused."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking import check_paths
from generator.records.data import read_data
from generator.records.problems import CannotGoOn, Location, Problem
from generator.records.source import MAX_DEPTH, Source, parse_source
from tests.conftest import VALID

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str | bytes) -> Source:
    source = parse_source(text.encode() if isinstance(text, str) else text, "a.yaml")
    assert isinstance(source, Source), source
    return source


def refuse(text: str | bytes) -> tuple[str, int, int]:
    found = parse_source(text.encode() if isinstance(text, str) else text, "a.yaml")
    assert isinstance(found, Problem)
    return found.code, found.location.line, found.location.column


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("+3", 3),
        ("010", 10),
        ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")),
        ("2.", Decimal(2)),
        ("1e2", Decimal("1e2")),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-03-09", "2026-03-09"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("<<", "<<"),
        ("=", "="),
        ("00440300MA1BENCH51", "00440300MA1BENCH51"),
        ("off", "off"),
        ("08", 8),
        ("007", 7),
        ("1e3", Decimal("1e3")),
        ("1,234", "1,234"),
        ("１２", "１２"),
        ("98%", "98%"),
        ("2026/03/09", "2026/03/09"),
        ("2026年3月9日", "2026年3月9日"),
        ("“甲”", "“甲”"),
        ("甲：乙", "甲：乙"),
        ("12:30:00", "12:30:00"),
        ("a#b", "a#b"),
        ("\t甲", "甲"),
        ("甲  # 注", "甲"),
    ],
)
def test_scalars_are_read_as_yaml_core_has_them_and_exactly(written: str, meant: object) -> None:
    value = read(f"a: {written}\n").data["a"]
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize(
    "written", ["08", "1.10", "1e3", ".5", "007", '"08"', "'it''s'", "2026", "[E1, E2]", "true"]
)
def test_a_value_can_be_shown_as_it_is_written(written: str) -> None:
    assert read(f"b: 1\na: {written}  # words\n").written(("a",)) == written


def test_a_character_has_its_place() -> None:
    source = read("甲: 1\r\n乙: 2\r丙: 3\n")
    for name, line in (("甲", 1), ("乙", 2), ("丙", 3)):
        start, end = source.span((name,))
        assert source.text[start:end] == str(line)
        assert source.place_at(start) == Location("a.yaml", line, 4) == source.locate((name,))


def test_a_decimal_keeps_every_place_that_was_written() -> None:
    assert str(read("a: 0.10000000000000000001\n").data["a"]) == "0.10000000000000000001"


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ((), (1, 1)),
        (("名",), (1, 4)),
        (("list", 1, "b"), (4, 9)),
        (("list", 0), (3, 5)),
        (("list", 9), (3, 3)),
        (("missing", "below"), (1, 1)),
    ],
)
def test_every_value_has_its_place_in_characters(
    pointer: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    source = read("名: 值\nlist:\n  - 一\n  - {b: 2}\n")
    assert source.locate(pointer) == Location("a.yaml", *place)


def test_a_key_has_its_own_place() -> None:
    assert read("a: {b:   1}\n").locate(("a", "b"), key=True) == Location("a.yaml", 1, 5)
    assert read("a: {b:   1}\n").locate(("a", "b")) == Location("a.yaml", 1, 10)


def test_line_ends_of_windows_and_a_byte_order_mark_move_no_place() -> None:
    source = read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert source.data == {"a": 1, "b": 2}
    assert source.locate(("b",)) == Location("a.yaml", 2, 4)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (b"", "file-empty", 1, 1),
        (b"\n\n# words\n", "file-empty", 1, 1),
        (b"a: 1\nb: \xff\n", "file-not-utf8", 2, 4),
        (b"\xff\xfea\x00", "file-utf16", 1, 1),
        ("名: 值\x00\n".encode(), "character-not-allowed", 1, 5),
        ("a: 1\n名: \x1b[0m\n".encode(), "character-not-allowed", 2, 4),
        ('a: "\\0"\n', "character-not-allowed", 1, 4),
        ("a: 1\na: 2\n", "yaml-duplicate-key", 2, 1),
        ("a: &x 1\nb: *x\n", "yaml-alias", 1, 4),
        ("a: *x\n", "yaml-alias", 1, 4),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1, 4),
        ("a: !words x\n", "yaml-tag", 1, 4),
        ("[a]: 1\n", "yaml-key-not-a-word", 1, 1),
        ("? {a: 1}\n: 2\n", "yaml-key-not-a-word", 1, 3),
        ("a: 'b\n", "yaml-open-quote", 1, 4),
        ("a: [1, 2\nb: 3\n", "yaml-bracket", 1, 4),
        ("a: b: c\n", "yaml-colon", 1, 5),
        ("a: 1\n---\nb: 2\n", "yaml-two-documents", 2, 1),
        ("a:\n\t- 1\n", "yaml-tab", 2, 1),
        ("%YAML 3.0\n---\na: 1\n", "yaml-syntax", 1, 1),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands(
    text: str | bytes, code: str, line: int, column: int
) -> None:
    assert refuse(text) == (code, line, column)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_is_bounded_and_never_overflows(opening: str, closing: str) -> None:
    read(f"a: {opening * (MAX_DEPTH - 1)}{closing * (MAX_DEPTH - 1)}\n")
    assert refuse(f"a: {opening * MAX_DEPTH}{closing * MAX_DEPTH}\n")[0] == "yaml-too-deep"
    assert refuse(f"a: {opening * 100_000}\n")[0] == "yaml-too-deep"


def test_deep_blocks_never_overflow() -> None:
    steps = "".join(f"{' ' * level}a:\n" for level in range(1000))
    assert refuse(steps)[0] == "yaml-too-deep"
    assert refuse("- " * 50_000 + "a\n")[0] == "yaml-too-deep"


def test_laughter_cannot_be_multiplied() -> None:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert refuse("\n".join(lines))[0] == "yaml-alias"


@given(st.binary(max_size=200))
def test_no_bytes_can_raise(raw: bytes) -> None:
    assert isinstance(parse_source(raw, "a.yaml"), Source | Problem)


@given(st.text(alphabet="ab: -[]{}'\"\n\t#&*!|>%@`,?中\\x0", max_size=60))
def test_no_text_made_of_signs_can_raise(text: str) -> None:
    found = parse_source(text.encode(), "a.yaml")
    if isinstance(found, Problem):
        assert found.location.line <= text.count("\n") + 2
        assert found.message("zh")
        assert found.hint("en")


def test_no_slip_of_the_hand_in_a_record_can_raise(valid: Path, tmp_path: Path) -> None:
    draw = random.Random(20260309)
    folder = valid / "audits" / "440300" / "00440300MA1BENCH51"
    signs = "\n \t:-,[]{}\"'#&*!0189.eEaZ中\\"
    for number in range(60):
        name = ("2025-initial", "firm", "decisions")[number % 3]
        text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
        first, _, rest = text.partition("\n")
        slip = draw.randrange(len(rest))
        kept = draw.choice((0, 1, 3))
        rest = rest[:slip] + draw.choice(signs) * draw.choice((1, 2)) + rest[slip + kept :]
        path = tmp_path / f"{number}.yaml"
        path.write_text(f"{first}\n{rest}", encoding="utf-8")
        problems, _ = check_paths(valid, [path])
        for found in problems:
            assert found.message("zh")
            assert found.hint("zh")
            assert 1 <= found.location.line <= rest.count("\n") + 3


def values() -> st.SearchStrategy[Any]:
    """What YAML may put where a field is expected."""
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.sampled_from(["", " ", "2026-02-30", "WS-1", "*", "../..", "a\\b", "E1", "中文"]),
    )
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["id", "zh", "en", "x"]), inner, max_size=3),
        ),
        max_leaves=4,
    )


@settings(max_examples=40)
@given(data=st.data())
def test_no_value_in_the_wrong_place_can_raise(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = VALID / "audits" / "440300" / "00440300MA1BENCH51"
    name = data.draw(st.sampled_from(["2025-initial", "firm", "decisions"]))
    record = json.loads(
        json.dumps(read((folder / f"{name}.yaml").read_bytes()).data, default=float)
    )
    place: Any = record
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not place[key] or not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(values())
    kind = {"2025-initial": "audit"}.get(name, name)
    path = tmp_path_factory.mktemp("drawn") / "a.yaml"
    header = f"# yaml-language-server: $schema={kind}.schema.json\n"
    path.write_text(header + json.dumps(record, ensure_ascii=False), encoding="utf-8")
    problems, _ = check_paths(VALID, [path])
    assert all(found.message("zh") and found.hint("en") for found in problems)


def test_the_projects_own_files_are_read_or_stop_the_run(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert read_data(path) == {"a": 1}
    path.write_text("a: [1\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match=r"own\.yaml:1: yaml-bracket"):
        read_data(path)
