"""Publication: whether the ledger goes on from the published one, or history was rewritten.

Input: what was published, the ledger of today's records. Output: the proof that this ledger begins
with that one, or a refusal that names the first decision that differs.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from generator.certification.ledger import describe_entry, list_entries
from generator.publication.ledger import Before, DamagedLedger, read_published
from generator.publication.rewriting import tell_changed, tell_inserted, tell_missing
from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.certification.ledger import Entry, Ledger
    from generator.publication.ledger import Published
    from generator.publication.rewriting import Leaf
    from generator.records.model import FirmRecords

Name = tuple[str, int]
"""A decision's: the firm's code and the number in its file."""


class AnotherRegistry(CannotGoOn):
    """The publication before is the site of another registry."""


def follow_history(
    ledger: Ledger,
    firms: Sequence[FirmRecords],
    target: Path,
    previous: Path | None = None,
    *,
    origin: str,
) -> Before | None:
    """Compare the ledger with that of the site published before: `previous`, or else `target`.

    Returns what the new site says of it; None where there is none, too. Raises CannotGoOn where
    `previous` holds no publication, and what `compare` and `read_published` raise.
    """
    published = read_published(previous or target)
    if published is not None:
        return compare(published, ledger, origin=origin, firms=firms)
    if previous is not None:
        raise CannotGoOn(
            zh=f"{previous} 中没有已发布的账本；--previous 应指明上次发布的网站所在的文件夹。"
            "没有写入任何文件。",
            en=f"{previous} holds no published ledger; --previous names the site as it was "
            "published last. Nothing was written.",
        )
    return None


def compare(
    published: Published, ledger: Ledger, *, origin: str, firms: Sequence[FirmRecords]
) -> Before | None:
    """Return what the new publication says of the one before it, with the proof.

    `origin` is the address of the site, `firms` are the registry's. A publication without a new
    decision says of the one before what that one said. None where there is nothing to prove: the
    ledger is of an earlier day than the published one, which begins with it.
    Raises AnotherRegistry, RewrittenHistory, DamagedLedger.
    """
    # A site without an address is nobody's yet.
    if published.origin not in ("", origin):
        raise AnotherRegistry(
            zh=f"上次发布的网站属于 {published.origin}，而这个登记库的网址是"
            f"{origin or '（未设置）'}：那是另一个登记库的网站，或者 mkdocs.yml 中的 site_url "
            "改过。请换一个输出文件夹，或用 --previous 指明本登记库上次发布的网站。"
            "没有写入任何文件。",
            en=f"the site published before is that of {published.origin}, and this registry's "
            f"address is {origin or '(not set)'}: it is another registry's site, or site_url in "
            "mkdocs.yml was changed. Name another folder to write to, or with --previous the "
            "site that this registry published last. Nothing was written.",
        )
    if ledger.size == published.size and ledger.root() == published.tree.root():
        return published.before
    if ledger.size > published.size and ledger.root(published.size) == published.tree.root():
        return Before(
            size=published.size,
            root=published.tree.root(),
            proof=ledger.consistency(published.size),
        )
    try:
        _refuse_differences(published, ledger, firms)
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise DamagedLedger(
            published.folder.parent, zh="有的行不是决定", en="some of its lines are no decisions"
        ) from error
    return None


def _refuse_differences(published: Published, ledger: Ledger, firms: Sequence[FirmRecords]) -> None:
    """Raise what differs first; nothing does where the ledger is only of an earlier day."""
    day, known = ledger.day.isoformat(), published.size
    if ledger.day < published.day:
        known = sum(
            1 for _ in takewhile(lambda one: one["recorded"] <= day, published.read_leaves())
        )
        if ledger.size == known and ledger.root() == published.tree.root(known):
            return
    codes = {records.firm.code for records in firms}
    if all(leaf["firm"] not in codes for leaf in published.read_leaves()):
        raise AnotherRegistry(
            zh="上次发布的网站中有决定的企业，这个登记库里一家也没有：那是另一个登记库的网站。"
            "请换一个输出文件夹，或用 --previous 指明本登记库上次发布的网站。没有写入任何文件。",
            en="none of the firms with decisions on the site published before is in this registry: "
            "it is another registry's site. Name another folder to write to, or with --previous "
            "the site that this registry published last. Nothing was written.",
        )
    old, new = published.tree, ledger.tree
    place = 0
    while place < min(known, ledger.size) and old.leaf(place) == new.leaf(place):
        place += 1
    was = next(islice(published.read_leaves(), place, None), {})
    if place < known:
        now = _find_entry(firms, _name(was))
        if now is None:
            raise tell_missing(was)
        if describe_entry(now) != was:
            raise tell_changed(was, now)
    # What was published stands further on, so that something came before it.
    entry = ledger.entries[place]
    for leaf in published.read_leaves():
        if _name(leaf) == (entry.firm, entry.number):
            raise tell_changed(leaf, entry)
    raise tell_inserted(entry, was)


def _name(leaf: Leaf) -> Name:
    return leaf["firm"], leaf["number"]


def _find_entry(firms: Sequence[FirmRecords], name: Name) -> Entry | None:
    """Return a decision of today's records, whatever its days."""
    found = (
        entry
        for records in firms
        if records.firm.code == name[0]
        for entry in list_entries(records)
        if entry.number == name[1]
    )
    return next(found, None)
