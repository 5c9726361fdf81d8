"""Publication: what proves that a certificate's decision is in the ledger.

Input: the ledger, a dossier. Output: the leaf that made a certificate's last revision, and its
proof as data: against the whole ledger, or as at record, which never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.certification.ledger import Ledger
    from generator.certification.standing import Certificate, Dossier


def describe_inclusion(ledger: Ledger, index: int, size: int | None = None) -> dict[str, Any]:
    """Return the proof that a leaf is in the ledger, as data for a certificate's json.

    `size` index + 1 gives the proof at record, which never changes; without it, the proof against
    the whole ledger.
    """
    size = ledger.size if size is None else size
    return {
        "index": index,
        "hash": ledger.tree.leaf(index).hex(),
        "size": size,
        "root": ledger.root(size).hex(),
        "proof": [hash_.hex() for hash_ in ledger.inclusion(index, size)],
    }


def find_leaf(ledger: Ledger, dossier: Dossier, certificate: Certificate) -> int | None:
    """Return the index of the leaf that made the certificate's last revision.

    None where the decision is in effect already but enters the records on a later day.
    """
    decisions = dossier.records.decisions
    place = certificate.decision
    try:
        return ledger.find(certificate.firm, place + 1, decisions[place])
    except KeyError:
        return None
