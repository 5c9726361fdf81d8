"""Demo, material: the sentences about files of data, and what their cells may say.

Input: nothing (data only). Output: tuples of (Chinese, English) for `str.format`, and of words.
"""

from __future__ import annotations

from generator.demo.phrases import Pair

EVIDENCE: tuple[Pair, ...] = (
    ("{title}：{begun} 至 {ended} 的原始数据", "{title}: raw data from {begun} to {ended}"),
    ("{title}，原始数据，{begun} 至 {ended}", "{title}, raw data, {begun} to {ended}"),
)
ASKED: tuple[Pair, ...] = (
    (
        "从近三个月完成的服务单中按月等量随机抽取，再由评审员发出问卷。",
        "Drawn at random from the jobs of three months, alike by month; sent by the auditors.",
    ),
    (
        "对客户名单按固定间隔抽取，起点随机，网点不参与挑选。",
        "At a fixed interval from the list of customers with a random start; outlets had no say.",
    ),
    (
        "按网点和渠道分层后随机抽取，含已不再购买的客户。",
        "Drawn at random by outlet and channel, customers who no longer buy included.",
    ),
)
ALL_ASKED: Pair = ("客户不多，全部询问。", "There are few customers, so all of them were asked.")
EXPORTED: tuple[Pair, ...] = (
    ("由系统导出，未经筛选。", "Exported from the firm's systems, nothing left out."),
    (
        "由评审员在现场从系统导出，并与月报核对。",
        "Exported on the spot by the auditors and compared with the monthly reports.",
    ),
)
LOST: tuple[Pair, ...] = (
    ("随附数据显示尚有差距，主要因{cause}。", "The data show a gap, mostly because {cause}."),
    ("对照数据访谈后确认：{cause}。", "Interviews on what the data show confirmed that {cause}."),
    ("从数据看仍可提高，{cause}。", "The data leave room to improve, as {cause}."),
)

# Where the instrument names none.
CATEGORIES = ("repair", "delivery", "charges", "manner", "returns")
OUTCOMES = ("upheld", "partly", "not_upheld", "settled")
