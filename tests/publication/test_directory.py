"""The search index."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.gathering import Gathered
from generator.publication.directory import build_index, write_pinyin


@pytest.fixture(scope="module")
def index(gathered: Gathered) -> dict[str, Any]:
    assert gathered.foundation is not None
    built: dict[str, Any] = json.loads(
        build_index(gathered.dossiers, gathered.foundation, gathered.as_of)
    )
    return built


def test_every_column_has_a_row_for_each_firm(index: dict[str, Any], gathered: Gathered) -> None:
    firms = len(gathered.dossiers)
    assert index["count"] == firms
    texts = [index["names"]["zh"], index["names"]["en"], index["codes"]]
    texts += [index["certificates"], index["pinyin"]]
    assert {len(text.split("\n")) for text in texts} == {firms}
    numbers = ("region", "industry", "grade", "status", "score", "until", "due", "changed")
    assert {len(index[name]) for name in numbers} == {firms}


def test_numbers_point_into_the_dictionaries(index: dict[str, Any], gathered: Gathered) -> None:
    words = index["dictionaries"]
    for row, dossier in enumerate(gathered.dossiers):
        firm, standing = dossier.records.firm, dossier.standing
        assert standing is not None
        assert index["codes"].split("\n")[row] == firm.code
        assert words["statuses"][index["status"][row]]["id"] == standing.status
        assert words["grades"][index["grade"][row]]["id"] == (standing.grade or "")
        assert words["regions"][index["region"][row]]["id"] == firm.region[:2]
        assert words["industries"][index["industry"][row]]["id"] == firm.industry[0]


def test_only_a_certificate_that_holds_has_a_score(
    index: dict[str, Any], gathered: Gathered
) -> None:
    for row, dossier in enumerate(gathered.dossiers):
        standing = dossier.standing
        if standing is not None and standing.status.holds and standing.certificate:
            assert index["score"][row] == int(standing.certificate.score * 100)
        else:
            assert index["score"][row] == -1


def test_former_certificates_keep_their_own_status(
    index: dict[str, Any], gathered: Gathered
) -> None:
    statuses = index["dictionaries"]["statuses"]
    told = {number: statuses[status]["id"] for _row, number, status, *_days in index["former"]}
    kept = {
        former.certificate.number: str(former.status)
        for dossier in gathered.dossiers
        for standing in dossier.standings
        for former in standing.former
    }
    assert told.items() >= kept.items()


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("云澜家电", "YunLanJiaDian"),
        ("重庆绿洲(3C)电器", "ChongQingLvZhou3CDianQi"),
        ("北京银行", "BeiJingYinHang"),
        ("ACME 服务", "AcmeFuWu"),
        ("Acme Co., Ltd.", "AcmeCoLtd"),
    ],
)
def test_pinyin_has_a_capital_at_each_syllable(name: str, pinyin: str) -> None:
    assert write_pinyin(name) == pinyin
