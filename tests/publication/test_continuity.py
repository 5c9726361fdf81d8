"""A new publication goes on from the one before, or is refused with the decision that differs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.certification.merkle import EMPTY_ROOT, hash_leaf, proves_consistency
from generator.publication.continuity import (
    AnotherRegistry,
    compare,
    follow_history,
)
from generator.publication.ledger import Before, DamagedLedger, Published, read_published
from generator.publication.rewriting import RewrittenHistory
from generator.records.model import Text
from generator.records.problems import CannotGoOn
from tests.publication.ledgers import (
    DAY,
    HISTORY,
    LATER,
    ORIGIN,
    REASON,
    A,
    B,
    firm_with,
    ledger_of,
    publish,
    recorded,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model import Decision, FirmRecords

FIRST, SECOND = HISTORY


@pytest.fixture
def published(tmp_path: Path) -> Published:
    found = read_published(publish(tmp_path / "public", ledger_of(*HISTORY)))
    assert found is not None
    return found


def go_on(published: Published, *firms: FirmRecords, day: date = LATER) -> Before | None:
    return compare(published, ledger_of(*firms, day=day), origin=ORIGIN, firms=firms)


def refuse(published: Published, *firms: FirmRecords, day: date = LATER) -> RewrittenHistory:
    with pytest.raises(RewrittenHistory) as caught:
        go_on(published, *firms, day=day)
    error = caught.value
    assert error.zh.startswith("已发布的历史被改写：")
    assert error.zh.endswith("没有写入任何文件。")
    assert error.en.endswith("Nothing was written.")
    return error


def with_decision(firm: FirmRecords, number: int, decision: Decision) -> FirmRecords:
    decisions = (*firm.decisions[: number - 1], decision, *firm.decisions[number:])
    return replace(firm, decisions=decisions)


# ---------------------------------------------------------------- going on


def test_new_decisions_are_published_with_a_proof(published: Published) -> None:
    grown = replace(FIRST, decisions=(*FIRST.decisions, recorded(70)))
    third = firm_with("00440300MA1CCCCC3", recorded(75, "grant"))
    before = go_on(published, grown, SECOND, third)
    after = ledger_of(grown, SECOND, third, day=LATER)
    assert before == Before(size=5, root=ledger_of(*HISTORY).root(), proof=after.consistency(5, 7))
    assert proves_consistency(5, 7, before.root, after.root(), before.proof)


def test_without_a_new_decision_it_says_of_the_one_before_what_was_said(tmp_path: Path) -> None:
    early, late = ledger_of(*HISTORY, day=date(2026, 1, 31)), ledger_of(*HISTORY)
    said = Before(size=early.size, root=early.root(), proof=late.consistency(early.size))
    published = read_published(publish(tmp_path / "public", late, before=said))
    assert published is not None
    assert go_on(published, *HISTORY) == said
    assert go_on(published, *HISTORY, day=DAY) == said


def test_the_first_decisions_come_after_an_empty_ledger(tmp_path: Path) -> None:
    published = read_published(publish(tmp_path / "public", ledger_of(firm_with(A))))
    assert published is not None
    assert go_on(published, *HISTORY) == Before(size=0, root=EMPTY_ROOT, proof=())


def test_a_site_of_an_earlier_day_is_built_without_a_proof(published: Published) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 15), date(2026, 2, 9)):
        assert go_on(published, *HISTORY, day=day) is None


@given(st.integers(0, 45), st.integers(0, 30))
def test_whatever_is_recorded_after_the_day_of_publication_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, first: int, more: int
) -> None:
    start = date(2026, 1, 1)
    site = tmp_path_factory.mktemp("site")
    ledger = ledger_of(*HISTORY, day=start + timedelta(first))
    published = read_published(publish(site, ledger))
    assert published is not None
    go_on(published, *HISTORY, day=start + timedelta(first + more))


# ---------------------------------------------------------------- rewritten


def test_one_character_changed_is_refused_with_what_it_was_and_is(published: Published) -> None:
    zh = REASON.zh.replace("约谈", "约见")
    suspended = replace(FIRST.decisions[1], reason=Text(zh, REASON.en))
    error = refuse(published, with_decision(FIRST, 2, suspended), SECOND)
    assert f"decision 2 of the firm {A} was changed" in error.en
    assert f"企业 {A} 的第 2 项决定被改动" in error.zh
    assert 'reason.zh: was "…' in error.en
    assert "约谈之后" in error.zh.splitlines()[1].split("现为")[0]
    assert "约见之后" in error.zh.splitlines()[1].split("现为")[1]
    assert "reason.en" not in error.en
    assert len(error.zh.splitlines()[1]) < 120


def test_every_field_that_was_changed_is_named(published: Published) -> None:
    grant = replace(
        SECOND.decisions[0], by=("C001", "C003"), effective=date(2026, 1, 13), scope=None
    )
    lines = refuse(published, FIRST, with_decision(SECOND, 1, grant)).en.splitlines()
    assert lines[1:5] == [
        '  effective: was "2026-01-11", is "2026-01-13"',
        '  by: was ["C001", "C002"], is ["C001", "C003"]',
        '  scope.zh: was "修理", is null',
        '  scope.en: was "Repair", is null',
    ]


def test_of_two_changes_the_first_in_the_order_of_record_is_told(published: Published) -> None:
    last = replace(FIRST.decisions[2], by=("C009",))
    second = replace(SECOND.decisions[0], by=("C009",))
    error = refuse(published, with_decision(FIRST, 3, last), with_decision(SECOND, 1, second))
    assert f"decision 1 of the firm {B} was changed" in error.en


def test_an_audit_that_a_decision_rests_on_may_not_change(published: Published) -> None:
    error = refuse(published, replace(FIRST, audits=firm_with(A, sha256="cd" * 32).audits), SECOND)
    assert f"the audit 2026-initial, on which decision 1 of the firm {A} rests" in error.en
    assert "restore 2026-initial.yaml" in error.en
    assert f"企业 {A} 的第 1 项决定所依据的审核 2026-initial 被改动" in error.zh


def test_a_decision_that_was_taken_out_is_missing(published: Published) -> None:
    error = refuse(published, replace(FIRST, decisions=FIRST.decisions[:2]), SECOND)
    assert f"decision 3 of the firm {A} is missing" in error.en
    assert "maintain WS-2024-000001-11, recorded 2026-02-10" in error.en
    assert f"企业 {A} 的第 3 项决定不见了" in error.zh


def test_the_last_decision_of_all_may_not_be_taken_out(published: Published) -> None:
    error = refuse(published, FIRST, replace(SECOND, decisions=SECOND.decisions[:1]))
    assert f"decision 2 of the firm {B} is missing" in error.en


def test_a_firm_that_was_taken_out_is_missed(published: Published) -> None:
    assert f"decision 1 of the firm {B} is missing" in refuse(published, FIRST).en


def test_a_decision_taken_out_of_the_middle_shows_as_changed(published: Published) -> None:
    without = replace(FIRST, decisions=(FIRST.decisions[0], FIRST.decisions[2]))
    error = refuse(published, without, SECOND)
    assert f"decision 2 of the firm {A} was changed" in error.en
    assert 'decision: was "suspend", is "maintain"' in error.en


def test_a_decision_put_off_to_a_later_day_is_told_as_changed(published: Published) -> None:
    for moved in (recorded(50), recorded(400)):
        error = refuse(published, FIRST, with_decision(SECOND, 2, moved))
        assert f"decision 2 of the firm {B} was changed" in error.en
        assert 'recorded: was "2026-02-10", is ' in error.en


def test_a_decision_moved_before_others_is_told_as_changed(published: Published) -> None:
    error = refuse(published, FIRST, with_decision(SECOND, 2, recorded(5)))
    assert f"decision 2 of the firm {B} was changed" in error.en
    assert 'recorded: was "2026-02-10", is "2026-01-06"' in error.en


def test_a_decision_dated_back_is_refused_with_the_way_to_date_it(published: Published) -> None:
    third = firm_with("00440300MA1CCCCC3", recorded(15, "grant"))
    error = refuse(published, *HISTORY, third)
    assert "decision 1 of the firm 00440300MA1CCCCC3 (recorded 2026-01-16)" in error.en
    assert f"before one already published: decision 2 of the firm {A}" in error.en
    assert "`time` the moment" in error.en
    assert "请把 recorded 写成它真正进入记录的日子；若在同一天，再用 time 写明时刻。" in error.zh


def test_on_the_day_of_publication_a_time_brings_a_decision_to_the_end(
    published: Published,
) -> None:
    without, early, late = (
        replace(FIRST, decisions=(*FIRST.decisions, recorded(40, time=time)))
        for time in (None, "08:00:00", "18:00:00")
    )
    assert "(recorded 2026-02-10)" in refuse(published, without, SECOND).en
    assert "(recorded 2026-02-10 08:00:00)" in refuse(published, early, SECOND).en
    assert go_on(published, late, SECOND) is not None


def test_the_past_may_not_be_rewritten_by_a_build_of_an_earlier_day(published: Published) -> None:
    early = date(2026, 1, 15)
    changed = replace(SECOND.decisions[0], by=("C009",))
    assert (
        "was changed" in refuse(published, FIRST, with_decision(SECOND, 1, changed), day=early).en
    )
    assert "is missing" in refuse(published, FIRST, day=early).en
    third = firm_with("00440300MA1CCCCC3", recorded(12, "grant"))
    assert "was inserted" in refuse(published, *HISTORY, third, day=early).en


@given(st.data())
def test_no_change_of_any_decision_goes_by(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    published = read_published(publish(tmp_path_factory.mktemp("site"), ledger_of(*HISTORY)))
    assert published is not None
    firms = list(HISTORY)
    at = data.draw(st.integers(0, 1))
    number = data.draw(st.integers(1, len(firms[at].decisions)))
    old = firms[at].decisions[number - 1]
    changes = {
        "by": ("C003",),
        "decided": date(2025, 12, 24),
        "recorded": data.draw(st.dates(date(2025, 1, 1), date(2027, 1, 1))),
        "time": data.draw(st.sampled_from(("00:00:00", "09:00:01", "23:59:59"))),
        "certificate": None,
        "exemption": Text("例外", "Exempt"),
    }
    field = data.draw(st.sampled_from(sorted(changes)))
    new = replace(old, **{field: changes[field]})  # type: ignore[arg-type]
    if new != old:
        firms[at] = with_decision(firms[at], number, new)
        refuse(published, *firms)


# ---------------------------------------------------------------- another registry's site


def test_a_site_at_another_address_is_another_registrys(published: Published) -> None:
    for origin in ("https://other.example/", ""):
        with pytest.raises(AnotherRegistry, match="another registry's site") as caught:
            compare(published, ledger_of(*HISTORY), origin=origin, firms=HISTORY)
        assert ORIGIN in caught.value.zh
        assert "另一个登记库的网站" in caught.value.zh


def test_a_site_that_had_no_address_yet_may_be_given_one(published: Published) -> None:
    nowhere = replace(published, origin="")
    assert compare(nowhere, ledger_of(*HISTORY), origin=ORIGIN, firms=HISTORY) is None


def test_a_site_with_none_of_the_firms_is_another_registrys(published: Published) -> None:
    others = (firm_with("00440300MA1CCCCC3", recorded(3, "grant")),)
    with pytest.raises(AnotherRegistry, match="none of the firms"):
        go_on(published, *others)
    with pytest.raises(AnotherRegistry, match="none of the firms"):
        go_on(published)


# ---------------------------------------------------------------- where to look


def test_the_folder_named_comes_before_the_one_replaced(tmp_path: Path) -> None:
    replaced = publish(tmp_path / "public", ledger_of(FIRST))
    named = publish(tmp_path / "last", ledger_of(*HISTORY))
    grown = replace(SECOND, decisions=(*SECOND.decisions, recorded(70)))
    firms = (FIRST, grown)
    ledger = ledger_of(*firms, day=LATER)
    before = follow_history(ledger, firms, replaced, named, origin=ORIGIN)
    assert before is not None
    assert before.size == 5
    with pytest.raises(RewrittenHistory, match=f"decision 1 of the firm {B}"):
        follow_history(ledger, firms, replaced, origin=ORIGIN)


def test_a_folder_named_must_hold_a_publication(tmp_path: Path) -> None:
    ledger = ledger_of(*HISTORY)
    assert follow_history(ledger, HISTORY, tmp_path, origin=ORIGIN) is None
    with pytest.raises(CannotGoOn, match="holds no published ledger"):
        follow_history(ledger, HISTORY, tmp_path / "public", tmp_path, origin=ORIGIN)


def test_lines_that_are_no_decisions_are_damage_even_under_a_right_root(tmp_path: Path) -> None:
    site = publish(tmp_path / "public", ledger_of(firm_with(A, recorded(0))))
    for line in (b"[]", b"{}", b"nonsense", b'{"firm":[],"number":1}', b"7"):
        (site / "ledger" / "leaves" / "000000.jsonl").write_bytes(line + b"\n")
        path = site / "ledger" / "checkpoint.json"
        checkpoint = json.loads(path.read_text("utf-8")) | {"root": hash_leaf(line).hex()}
        path.write_text(json.dumps(checkpoint), "utf-8")
        published = read_published(site)
        assert published is not None
        with pytest.raises(DamagedLedger, match="no decisions"):
            go_on(published, *HISTORY)
