"""Fuzzes the check: any bytes as any kind of record, and then `certify` has to find words for them.

    python -m tests.fuzz.records CORPUS -max_total_time=600

The first byte picks the kind, the rest is the file. The corpus is seeded from tests/records. What
is looked for: an exception, a place outside the file, words with a hole in them, a slow file.
"""

from __future__ import annotations

import importlib
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RECORDS = HERE.parent / "records"
VALID = RECORDS / "valid"
KINDS = ("audit", "firm", "decisions", "standard", "roster", "concepts", "issuer")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MODELINE = re.compile(rb"\$schema=\S*?(\w+)\.schema\.json")
_SIGNS = (
    *"\t:-,[]{}\"'#&*!|>%@`?=：，、［］｛｝“”‘’「－–•　０９Ａ\u00a0\u200b\u2028\ufeff\x00\x85",
    *("no", "08", "1.10", "12:30", "1e99", "0x1F", "2026/3/9", "null", "true", ".nan", "<<", "---"),
    *("13800138000", "11010519491231002X", "6222 0212 3456 7894", "a@b.cn", "9" * 50, "[" * 40),
)
"""What a slip of the hand, or of a clipboard, puts into a record."""


def seed_corpus(folder: Path) -> int:
    """Write the files of tests/records as seeds, each behind the byte of its kind."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for path in sorted(RECORDS.glob("*/**/*.yaml")):
        raw = path.read_bytes()
        kind = _MODELINE.search(raw[:300])
        name = kind[1].decode() if kind else path.stem
        if name in KINDS:
            seed = bytes([KINDS.index(name)]) + raw
            (folder / f"{count:04}-{path.stem}").write_bytes(seed)
            count += 1
    return count


def mutate_lines(data: bytes, limit: int, seed: int) -> bytes:
    """Mutate a record as people do: line by line, sign by sign; raw bytes are left to libFuzzer."""
    draw = random.Random(seed)
    lines = data[1:].decode("utf-8", "surrogateescape").split("\n")
    for _ in range(draw.randrange(1, 4)):
        at = draw.randrange(len(lines))
        line = lines[at]
        cut = draw.randrange(len(line) + 1)
        match draw.randrange(9):
            case 0:
                lines.insert(at, lines[draw.randrange(len(lines))])
            case 1 if len(lines) > 1:
                del lines[at]
            case 2:
                lines[at] = line[:cut] + draw.choice(_SIGNS) + line[cut:]
            case 3:
                lines[at] = line[:cut] + line[cut + draw.randrange(1, 4) :]
            case 4:
                lines[at] = " " * draw.randrange(8) + line.lstrip()
            case 5:
                name, colon, _ = line.partition(": ")
                lines[at] = name + colon + draw.choice(_SIGNS)
            case 6:
                other = draw.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 7:
                lines[at] = line.replace(": ", draw.choice(("：", ":", " : ", ":\t", "=")), 1)
            case _:
                lines[at] = line[:cut]
    kind = data[:1] if draw.random() < 0.95 else bytes([draw.randrange(len(KINDS))])
    return (kind + "\n".join(lines).encode("utf-8", "surrogateescape"))[:limit]


class Trial:
    """Checks bytes as a draft beside the tiny registry."""

    def __init__(self, folder: Path) -> None:
        """Read once what every record is read against; drafts are written to `folder`."""
        # Here, so that atheris has instrumented them.
        from generator import drafts  # noqa: PLC0415
        from generator.assessment import scoring  # noqa: PLC0415
        from generator.records import convert, foundation, source  # noqa: PLC0415

        self.check_draft = drafts.check_draft
        self.find_firm = drafts.find_firm
        self.score_audit = scoring.score_audit
        self.convert_audit = convert.convert_audit
        self.read_source = source.read_source
        self.folder = folder
        reading = foundation.read_foundation(VALID)
        assert reading.foundation is not None, reading.problems
        self.foundation = reading.foundation

    def check(self, data: bytes) -> None:
        """Check the bytes; raises AssertionError where what is told makes no sense."""
        kind = KINDS[data[0] % len(KINDS)] if data else "audit"
        path = self.folder / f"{kind}.yaml"
        path.write_bytes(data[1:])
        problems = self.check_draft(VALID, path, self.foundation)
        text = data[1:].decode("utf-8-sig", errors="replace")
        lines = [len(line) for line in _LINE_END.split(text)]
        for found in problems:
            place = found.location
            assert 1 <= place.line <= len(lines) + 1, (found, len(lines))
            # A byte that is no character is replaced by one or by none.
            width = lines[place.line - 1] if place.line <= len(lines) else 0
            assert 1 <= place.column <= width + 1 or "\ufffd" in text, (found, width)
            for language in ("zh", "en"):
                assert found.message(language)
                assert found.hint(language)
        source = self.read_source(path, "audit.yaml")
        if kind == "audit" and not any(found.severity == "error" for found in problems):
            audit = self.convert_audit(source)  # type: ignore[arg-type]  # it has no error
            firm = self.find_firm(VALID, audit.firm)
            assert firm is not None
            self.score_audit(audit, self.foundation.standards[audit.standard], firm)


def main() -> None:
    """Seed the corpus and fuzz until libFuzzer's own options end it."""
    # Not among the project's packages: tests/fuzz/requirements.txt brings it.
    atheris: Any = importlib.import_module("atheris")
    corpus = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), None)
    if corpus is not None and not (corpus.is_dir() and any(corpus.iterdir())):
        seed_corpus(corpus)
    with (
        tempfile.TemporaryDirectory() as folder,
        atheris.instrument_imports(include=["generator"]),
    ):
        trial = Trial(Path(folder))

        def mutate(data: bytes, limit: int, seed: int) -> bytes:
            if seed % 3:
                return mutate_lines(data, limit, seed)
            return bytes(atheris.Mutate(data, limit))

        atheris.Setup(sys.argv, trial.check, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
