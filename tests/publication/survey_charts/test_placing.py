"""Labels find a free place beside their dots."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from generator.publication.survey_charts.placing import Box, place_labels

AREA = Box(0, 0, 300, 300)
DOTS = st.lists(st.tuples(st.integers(8, 292), st.integers(8, 292)), min_size=1, max_size=22)


def test_a_label_stands_beside_its_dot_where_there_is_room() -> None:
    (box,) = place_labels([(100, 100)], [(20, 12)], radius=8, area=AREA)
    assert box is not None
    assert min(abs(box.left - 108), abs(box.right - 92), abs(box.top - 108)) <= 8


def test_a_label_gives_way_to_what_is_taken() -> None:
    taken = (Box(104, 0, 300, 300),)
    (box,) = place_labels([(100, 100)], [(20, 12)], radius=8, area=AREA, taken=taken)
    assert box is not None
    assert box.right <= 104


def test_a_label_has_no_place_where_none_is_free() -> None:
    assert place_labels([(5, 5)], [(20, 12)], radius=4, area=Box(0, 0, 18, 18)) == (None,)


@given(DOTS)
def test_all_labels_have_room_within_the_area_and_cover_nothing(
    dots: list[tuple[int, int]],
) -> None:
    sizes = [(28, 15)] * len(dots)
    boxes = [box for box in place_labels(dots, sizes, radius=8, area=AREA) if box]
    assert len(boxes) == len(dots)
    assert all(AREA.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    round_dots = [Box(x - 8, y - 8, x + 8, y + 8) for x, y in dots]
    assert not any(box.meets(dot) for box in boxes for dot in round_dots)


@given(DOTS)
def test_the_same_dots_have_the_same_labels(dots: list[tuple[int, int]]) -> None:
    sizes = [(30, 15)] * len(dots)
    once = place_labels(dots, sizes, radius=8, area=AREA)
    assert once == place_labels(dots, sizes, radius=8, area=AREA)
