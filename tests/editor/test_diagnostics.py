"""What an editor underlines, and where, by a real language server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.conftest import BENCH, ROOT, Draft
from tests.editor.language_server import LanguageServer

GOOD = (BENCH / "2025-initial.yaml").read_text(encoding="utf-8").partition("\n")[2]
_FIRMS = sorted(ROOT.glob("audits/*/*/*.yaml"))
_RICHEST = max(_FIRMS, key=lambda path: len(list(path.parent.iterdir()))).parent
"""The firm with the most records: every kind is among them; those of the others are for soak."""
RECORDS = [
    *(
        pytest.param(path, marks=() if path.parent == _RICHEST else pytest.mark.slow)
        for path in _FIRMS
    ),
    *sorted(ROOT.glob("audits/*.yaml")),
    *sorted(ROOT.glob("standards/*.yaml")),
    *sorted(ROOT.glob("standards/*/*/standard.yaml")),
]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_good_record_is_left_in_peace(server: LanguageServer, path: Path) -> None:
    with server.open(path, path.read_text(encoding="utf-8")) as record:
        assert record.diagnose() == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "mail: {rating: 1}",
            "mail: {rating: 3}",
            "Value is not accepted. Valid values: 0, 1, 2.",
        ),
        (
            "  - criterion: days",
            "  - criterion: days\n    rating: 1",
            "条款 2.1.1 按“指标”评分，只写 value、evidence、note。 Criterion 2.1.1 is scored by ",
        ),
        (
            "  - criterion: days",
            "  - criterion: day",
            "标准 bench-care@1 没有这个条款。 bench-care@1 has no such criterion.",
        ),
        ("sampled: 8", "sampled: 3", "Value is below the minimum of 5."),
        ("    nonconforming: 1\n", "", 'Missing property "nonconforming".'),
        ("- instrument: jobs", "- instrument: job", 'Valid values: "jobs", "smiles".'),
        ("kind: look", "kind: hearsay", 'Value is not accepted. Valid values: "paper", "look".'),
        ("standard: bench-care@1", "standard: bench-care@2", 'Value must be "bench-care@1".'),
        ("from: 2025-01-13", "from: 13.1.2025", "String is not a RFC3339 date."),
        ("severity: minor", "severity: slight", 'Valid values: "minor", "major".'),
    ],
)
def test_a_mistake_is_told_at_its_line(draft: Draft, right: str, wrong: str, told: str) -> None:
    assert GOOD.count(right) == 1
    with draft(GOOD.replace(right, wrong), standard="bench-care/1") as audit:
        ((line, message),) = audit.diagnose()
        place = wrong or "  - criterion: packing"
        first = audit.line_of(place) + place.count("\n")
    assert line == first
    assert told in message


@pytest.mark.parametrize("stated", ["", "    value: 88.3\n"])
def test_a_computed_figure_may_be_left_out_and_in_early_audits_stated(
    draft: Draft, stated: str
) -> None:
    finding = f"  - criterion: customer-satisfaction\n{stated}    evidence: [E1]\n"
    with draft(f"findings:\n{finding}") as audit:
        told = [message for _, message in audit.diagnose()]
    # Only what a whole audit has besides is missing.
    assert told
    assert all(message.startswith("Missing property") for message in told)
    assert not any('"value"' in message for message in told)


def test_a_good_audit_of_the_second_standard_is_left_in_peace(draft: Draft) -> None:
    with draft(GOOD, standard="bench-care/1") as audit:
        assert audit.diagnose() == []


@pytest.mark.parametrize(
    ("place", "words", "told"),
    [
        ("audits/110108/00110108MA2TGUGG76/firm.yaml", "regoin: '1'\n", "regoin is not allowed"),
        ("audits/roster.yaml", "people: []\n", "too few items"),
        ("standards/other/1/standard.yaml", "id: Other\n", "does not match the pattern"),
        ("audits/110108/00110108MA2TGUGG76/2027-draft.yaml", "type: first\n", '"initial"'),
    ],
)
def test_a_file_without_a_modeline_is_known_by_its_place(
    server: LanguageServer, place: str, words: str, told: str
) -> None:
    # A folder that is nowhere, so that no other test opens the same file.
    with server.open(ROOT / "elsewhere" / place, words) as record:
        assert any(told in message for _, message in record.diagnose())
