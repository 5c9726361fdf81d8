"""A certificate's proof: the decision that made its last revision is in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.ledger import build_ledger
from generator.certification.merkle import proves_inclusion, read_hash, read_proof
from generator.publication.inclusion import describe_inclusion, find_leaf

if TYPE_CHECKING:
    from generator.certification.ledger import Ledger
    from generator.gathering import Gathered


def ledger_of(gathered: Gathered) -> Ledger:
    return build_ledger((dossier.records for dossier in gathered.dossiers), gathered.as_of)


def holds(described: dict[str, object]) -> bool:
    index, size = described["index"], described["size"]
    leaf, root = read_hash(described["hash"]), read_hash(described["root"])
    proof = read_proof(described["proof"])
    assert isinstance(index, int)
    assert isinstance(size, int)
    assert leaf is not None
    assert root is not None
    assert proof is not None
    return proves_inclusion(leaf, index, size, proof, root)


def test_every_certificate_ever_granted_has_a_proof_against_the_ledger(gathered: Gathered) -> None:
    ledger, seen = ledger_of(gathered), 0
    for dossier in gathered.dossiers:
        for standing in dossier.standings:
            for certificate in (standing.certificate, *(f.certificate for f in standing.former)):
                if certificate is None:
                    continue
                index = find_leaf(ledger, dossier, certificate)
                assert index is not None
                entry = ledger.entries[index]
                assert (entry.firm, entry.decision.certificate) == (
                    certificate.firm,
                    certificate.number,
                )
                assert entry.decision.effective == certificate.revised
                whole, at_record = (
                    describe_inclusion(ledger, index, size) for size in (None, index + 1)
                )
                assert (whole["size"], at_record["size"]) == (ledger.size, index + 1)
                assert holds(whole)
                assert holds(at_record)
                assert not holds({**whole, "index": (index + 1) % ledger.size})
                seen += 1
    assert seen >= 5


def test_a_decision_that_enters_the_records_later_has_no_leaf_yet(gathered: Gathered) -> None:
    dossier = next(d for d in gathered.dossiers if d.standing and d.standing.certificate)
    standing = dossier.standing
    assert standing is not None
    assert standing.certificate is not None
    first = min(decision.recorded for decision in dossier.records.decisions)
    before = build_ledger([dossier.records], first.replace(year=first.year - 1))
    assert find_leaf(before, dossier, standing.certificate) is None
