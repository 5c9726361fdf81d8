"""Sheets to print in tests: short, long, in one language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.certification.standing import Status
from generator.publication.sheet import CertificateSheet
from generator.publication.void import describe_void
from generator.records.model import Text

TEMPLATES = Path(__file__).parents[2] / "site" / "templates"

SHORT = CertificateSheet(
    number="ASC-2026-000123-42",
    code="7K3M-9Q2X",
    signed=True,
    mark_void=None,
    void_note=None,
    void_since=None,
    title=Text("售后服务认证证书", "After-Sales Service Certificate"),
    firm="00440300MA5EXAMPL7",
    name=Text("样城云澜家电服务有限公司", "Yangcheng Yunlan Appliance Service Co., Ltd."),
    address=Text("样例省样城市云澜路 88 号", "88 Yunlan Road, Yangcheng, Sample Province"),
    sites=(),
    scope=Text("家用空调和冰箱的销售、安装与维修", "Sale, installation and repair of appliances"),
    channels=(Text("实体渠道", "Physical"), Text("网络渠道", "Online")),
    standard="some-standard@3",
    standard_title=Text("售后服务认证规范", "After-Sales Service Certification Standard"),
    version="3",
    grade="best",
    grade_title=Text("四星", "Four stars"),
    stars=4,
    score="93.25",
    points="100",
    ladder=Text("需求阶梯", "Ladder of needs"),
    level=Text("关系需求", "Relationship needs"),
    first_granted=date(2025, 3, 1),
    granted=date(2026, 3, 1),
    effective=date(2026, 3, 2),
    valid_to=date(2029, 3, 1),
    revised=date(2026, 5, 4),
    revision=2,
    issuer=Text("样例登记处", "Sample Registry"),
    issuer_address=Text("样例市样例路 1 号", "1 Sample Road, Sample City"),
    mark="样登记",
    notice=Text("仅供演示。", "For demonstration only."),
    page="https://registry.example/certificates/ASC-2026-000123-42/",
    check="https://registry.example/check/",
)

LONG = replace(
    SHORT,
    name=Text(
        "样城市云澜智能家用电器售后服务与再生资源综合利用科技集团股份有限公司华南区域分公司",
        "Yangcheng Yunlan Smart Household Appliance Service and Recycling (South China) Co., Ltd.",
    ),
    scope=Text(
        "家用空调、冰箱、洗衣机、热水器与净水设备的咨询、配送、安装、培训、保养、维修和回收；" * 5,
        "Consultation, delivery, installation, training, upkeep, repair and take-back of household "
        "air conditioners, refrigerators, washing machines, heaters and water purifiers; " * 3,
    ),
    sites=tuple(
        Text(
            f"第 {i} 服务中心（样例路 {i} 号）", f"Service centre {i} ({i} Sample Road, Yangcheng)"
        )
        for i in range(1, 7)
    ),
    mark="样例售后认证登记处",
)

ENORMOUS = replace(
    LONG,
    scope=Text(LONG.scope.zh * 12, LONG.scope.en * 12),
    sites=LONG.sites * 10,
)

ONE_LANGUAGE = {
    "zh": replace(SHORT, name=Text("云澜电器行", "云澜电器行"), scope=Text("维修", "维修")),
    "en": replace(
        SHORT,
        name=Text("Müller “Fix–It” & Söhne’s", "Müller “Fix–It” & Söhne’s"),
        scope=Text("Repairs", "Repairs"),
        notice=None,
        ladder=None,
        level=None,
    ),
}


def mark_as(sheet: CertificateSheet, status: Status, since: date) -> CertificateSheet:
    """Return the sheet as it is printed for a status without full rights."""
    void = describe_void(status, since)
    assert void is not None
    return replace(sheet, mark_void=void.mark, void_note=void.note, void_since=void.since)


WITHDRAWN = mark_as(SHORT, Status.WITHDRAWN, date(2026, 4, 20))
