"""Records, tables: what columns may be called in Chinese; part of the format, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    "respondent": ("受访者编号", "受访者", "答卷编号", "答卷", "问卷编号"),
    "item": ("题目", "题号", "题目编号", "项目"),
    "expectation": ("期望", "期望值", "期望分"),
    "perception": ("感受", "感知", "感受值", "感受分"),
    "functional": ("具备时", "正向题", "正向"),
    "dysfunctional": ("不具备时", "反向题", "反向"),
    "score": ("得分", "评分", "分数", "打分"),
    "expected": ("期望", "期望值", "期望分"),
    "experienced": ("体验", "实际体验", "感受", "体验分"),
    "attitude": ("态度", "态度分"),
    "repurchase": ("再次购买", "复购", "重复购买"),
    "satisfaction": ("满意度", "满意", "满意分"),
    "role": ("角色", "答卷人角色", "身份"),
    "rank": ("名次", "排名", "排序"),
    "case": ("个案编号", "个案", "投诉编号", "工单编号"),
    "channel": ("渠道", "受理渠道"),
    "category": ("类别", "分类", "投诉类别"),
    "outcome": ("结果", "处理结果"),
    "reopened": ("重新打开", "是否重开", "重开"),
    "period": ("时期", "期间", "月份", "统计期"),
    "measure": ("指标", "指标标识"),
    "count": ("数量", "次数", "分子"),
    "of": ("总数", "基数", "分母"),
}
