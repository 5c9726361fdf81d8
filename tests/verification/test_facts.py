"""What a file and a register say, read strictly: what is not as written here is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verification.facts import parse_json, read_claims, read_facts, read_paper
from tests.verification.sites import NUMBER, Sites

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)


def read_published(sites: Sites) -> dict[str, Any]:
    path = sites["valid"] / "certificates" / f"{NUMBER}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_published_facts_are_read(sites: Sites) -> None:
    facts, place = read_facts(read_published(sites))
    assert facts.paper.number == NUMBER
    assert place is not None
    assert place.proven
    assert facts.leaf == place.leaf


@given(ANYTHING)
def test_anything_else_is_a_value_error(data: Any) -> None:
    for read in (read_facts, read_paper):
        with pytest.raises(ValueError, match=r"."):
            read(data)
    with pytest.raises(ValueError, match=r"."):
        read_claims(json.dumps(data).encode())


@given(st.data())
def test_facts_with_anything_in_one_place_are_read_or_refused(
    sites: Sites, data: st.DataObject
) -> None:
    published = read_published(sites)
    name = data.draw(st.sampled_from(sorted(published)))
    published[name] = data.draw(ANYTHING)
    try:
        facts, _place = read_facts(published)
    except ValueError:
        return
    assert isinstance(facts.paper.number, str)


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"{", b'{"a": 1, "a": 2}', b'[{"a": {"b": 1, "b": 1}}]', b"[" * 10**6]
)
def test_json_is_read_in_one_way_only(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_json(content)
