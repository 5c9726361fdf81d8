"""Publication: the words for a history that was rewritten, and how to mend it.

Input: a leaf as it was published, the decision as it is. Output: `RewrittenHistory`, to be raised.
"""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from generator.certification.ledger import describe_entry
from generator.records.problems import CannotGoOn
from generator.strings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.certification.ledger import Entry

Leaf = dict[str, Any]
"""A decision as data."""

_SHOWN = 40
"""Characters of a value that are shown; a longer one is cut to where it differs."""
_LED = 12
"""Of these, how many lead up to the difference."""


class RewrittenHistory(CannotGoOn):
    """A decision that was published is no longer there as it was."""

    def __init__(self, *, zh: str, en: str) -> None:
        """Say which decision differs, and how to mend it."""
        super().__init__(
            zh=f"已发布的历史被改写：{zh}\n没有写入任何文件。",
            en=f"the published history was rewritten: {en}\nNothing was written.",
        )


def tell_missing(was: Leaf) -> RewrittenHistory:
    """Say that a decision which was published is not there any more."""
    firm, number = was["firm"], was["number"]
    kind, recorded = was["decision"], was["recorded"]
    about = was["certificate"] or was["audit"] or was["appeal"]
    return RewrittenHistory(
        zh=f"企业 {firm} 的第 {number} 项决定不见了。\n"
        f"  原为：{kind} {about}，记录日 {recorded}；现在没有。\n"
        "已发布的决定必须保留：请恢复 decisions.yaml 的原文；要撤回它，就在文件末尾另记一项决定。",
        en=f"decision {number} of the firm {firm} is missing.\n"
        f"  It was: {kind} {about}, recorded {recorded}; now there is none.\n"
        "A published decision stays: restore decisions.yaml as it was; to take a decision back, "
        "add another at the end of the file.",
    )


def tell_changed(was: Leaf, entry: Entry) -> RewrittenHistory:
    """Say which fields of a published decision, or that its audit, were changed."""
    firm, number = was["firm"], was["number"]
    found = _list_differences(was, describe_entry(entry))
    zh = "".join(f"  {field}：原为 {old}，现为 {new}\n" for field, old, new in found)
    en = "".join(f"  {field}: was {old}, is {new}\n" for field, old, new in found)
    if {field for field, _, _ in found} == {"audit_sha256"}:
        audit = was["audit"]
        return RewrittenHistory(
            zh=f"企业 {firm} 的第 {number} 项决定所依据的审核 {audit} 被改动。\n{zh}"
            f"作为决定依据的记录不得改动：请恢复 {audit}.yaml 的原文；要更正就另立一份审核记录。",
            en=f"the audit {audit}, on which decision {number} of the firm {firm} rests, was "
            f"changed.\n{en}"
            f"A record that a decision rests on stays as it is: restore {audit}.yaml; an "
            "amendment is a new record.",
        )
    return RewrittenHistory(
        zh=f"企业 {firm} 的第 {number} 项决定被改动。\n{zh}"
        "已发布的决定不得改动：请恢复 decisions.yaml 的原文；要更正就在文件末尾另记一项决定。",
        en=f"decision {number} of the firm {firm} was changed.\n{en}"
        "A published decision stays as it is: restore decisions.yaml; to correct a decision, add "
        "another at the end of the file.",
    )


def tell_inserted(entry: Entry, later: Leaf) -> RewrittenHistory:
    """Say that a decision stands before one that was published without it."""
    decision = entry.decision
    moment = " ".join(filter(None, (decision.recorded.isoformat(), decision.time)))
    after = " ".join(filter(None, (later["recorded"], later["time"])))
    return RewrittenHistory(
        zh=f"企业 {entry.firm} 的第 {entry.number} 项决定（记录于 {moment}）"
        f"插到了已发布的决定之前：企业 {later['firm']} 的第 {later['number']} 项"
        f"（记录于 {after}）。\n"
        "请把 recorded 写成它真正进入记录的日子；若在同一天，再用 time 写明时刻。",
        en=f"decision {entry.number} of the firm {entry.firm} (recorded {moment}) was inserted "
        f"before one already published: decision {later['number']} of the firm {later['firm']} "
        f"(recorded {after}).\n"
        "Give `recorded` the day on which it really entered the records and, on one and the same "
        "day, `time` the moment.",
    )


def _list_differences(was: Leaf, now: Leaf) -> list[tuple[str, str, str]]:
    """Return the fields that differ, with what they were and are, in the fields' order."""
    old, new = _flatten(was), _flatten(now)
    return [
        (field, *_show(old.get(field), new.get(field)))
        for field in dict.fromkeys((*new, *old))
        if old.get(field) != new.get(field)
    ]


def _flatten(leaf: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a leaf; words have one for each language."""
    flat: dict[str, Any] = {}
    for field, value in leaf.items():
        if isinstance(value, dict):
            flat |= {f"{field}.{language}": value.get(language) for language in LANGUAGES}
        else:
            flat[field] = value
    return flat


def _show(old: Any, new: Any) -> tuple[str, str]:
    """Write both values; long words are cut to where they begin to differ."""
    if not (isinstance(old, str) and isinstance(new, str)) or max(len(old), len(new)) <= _SHOWN:
        return json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return _cut(old, same), _cut(new, same)


def _cut(words: str, place: int) -> str:
    start = max(place - _LED, 0)
    stop = start + _SHOWN
    shown = words[start:stop]
    return json.dumps(
        f"{'…' if start else ''}{shown}{'…' if stop < len(words) else ''}", ensure_ascii=False
    )
