"""What an editor explains under the pointer, by a real language server."""

from __future__ import annotations

from tests.editor.conftest import Draft

RATED = "findings:\n  - criterion: welcome\n    channels:\n      mail: {rating: 1}\n"


def test_a_criterion_shows_its_title_question_guidance_and_evidence(draft: Draft) -> None:
    with draft("findings:\n  - criterion: days\n", standard="bench-care/1") as audit:
        shown = audit.hover("criterion: days")
    assert shown.startswith("#### 2.1.1 天数 / Days\n")
    for words in (
        "（18 分；指标；可由数据计算：jobs.ready.median）",
        "**几天修好？**",
        "取中位数。",
        "证据：单据",
        "(18 points; measured figure; may be computed from data: jobs.ready.median)",
        "**How many days does it take?**",
        "Take the median.",
        "Evidence: Paper",
    ):
        assert words in shown
    assert "receipt" not in shown


def test_a_rating_shows_what_each_step_means(draft: Draft) -> None:
    with draft(RATED, standard="bench-care/1") as audit:
        shown = audit.hover("rating")
    for step in ("`0`: 无人理会 Nobody cares", "`1`: 有人应答", "`2`: 主动招呼 They come up"):
        assert step in shown
    assert "客户是否得到接待？" in shown


def test_a_channel_shows_its_weight(draft: Draft) -> None:
    with draft(RATED, standard="bench-care/1") as audit:
        shown = audit.hover("      mail")
    assert shown.startswith("#### 邮寄 / Mail\n")
    assert "权重 1。" in shown


def test_a_figure_shows_its_unit_definition_and_what_it_earns(draft: Draft) -> None:
    words = "findings:\n  - criterion: days\n    value: 3\n"
    with draft(words, standard="bench-care/1") as audit:
        shown = audit.hover("value")
    assert shown.startswith("#### 测得的数值（天） / measured figure (days)\n")
    for part in ("送修至可取的中位天数。", "2 → 100 %，5 → 50 %，14 → 0 %", "5 → 50 %, 14 → 0 %"):
        assert part in shown


def test_a_computed_figure_says_when_it_may_be_stated(draft: Draft) -> None:
    words = "findings:\n  - criterion: customer-satisfaction\n    value: 88\n"
    with draft(words) as audit:
        shown = audit.hover("value")
    assert "由数据计算（csat.low），不填；只有 2026-01-01 以前开始" in shown
    assert "Computed from data (csat.low), so leave it out; only audits that began" in shown


def test_an_instrument_shows_its_title_and_what_it_is_for(draft: Draft) -> None:
    with draft("data:\n  - instrument: jobs\n", standard="bench-care/1") as audit:
        shown = audit.hover("  - instrument")
    assert "`jobs`: 修理登记 / Book of repairs: 每件修理一行。 A line for each repair." in shown


def test_a_sample_shows_how_many_of_what(draft: Draft) -> None:
    words = "findings:\n  - criterion: packing\n    sampled: 8\n"
    with draft(words, standard="bench-care/1") as audit:
        shown = audit.hover("sampled")
    assert "至少 5 件：包裹。" in shown
    assert "at least 5: parcels." in shown


def test_not_applicable_shows_when_it_may_be(draft: Draft) -> None:
    words = "findings:\n  - criterion: held\n    not_applicable: 新开业\n"
    with draft(words, standard="bench-care/1") as audit:
        shown = audit.hover("not_applicable")
    assert "开业不满三个月" in shown
    assert "Open for less than three months" in shown


def test_the_type_of_an_audit_is_explained(draft: Draft) -> None:
    with draft("type: renewal\n") as audit:
        shown = audit.hover("type")
    assert "`renewal`: 再认证审核：证书到期前为换证而作。 Renewal: before" in shown


def test_an_unknown_criterion_is_said_to_be_none(draft: Draft) -> None:
    with draft("findings:\n  - criterion: receipts\n", standard="bench-care/1") as audit:
        assert audit.hover("receipts").startswith("#### 没有这个条款 / no such criterion\n")
