"""Records: private keys that were put into the registry, where everybody can read them.

Input: the registry's folder, or the bytes of one file. Output: problems. One walk; of files that
are no records only the small ones are opened. Records are looked at where they are read anyway.
Beside that, what lies in audits/keys must be certificates, each named by its key.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING

from generator.records.certificates import KEYS, read_key_id
from generator.records.problems import Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LARGEST = 64 * 1024
"""Bytes of a file that is opened: keys have a few thousand."""
_AUDITS = "audits"
_RECORDS = (".yaml", ".csv")
_READ_ELSEWHERE = (f"{_AUDITS}/", "standards/")
_PASSED_OVER = frozenset((".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__"))
_MADE = frozenset(("public", "build", "dist"))
"""Folders of the registry itself that hold what was made."""
_CACHE = re.compile(r"\..*_?cache\Z|\.hypothesis\Z|\.tox\Z|\.nox\Z")
_CONTAINERS = (".p12", ".pfx", ".jks", ".keystore")
_KEY_SUFFIX = ".key"
_ZIP = b"PK\x03\x04"
"""How slides begin, which have the ending .key too."""
_HEADER = rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
HEADER = re.compile(_HEADER.decode())
"""How a private key in PEM begins; in a record, that is enough to be told."""
# Program text may speak of such a header: elsewhere, the key itself must follow.
_PEM = re.compile(
    _HEADER + rb"""[\s"'\\nr+>#|]*(?:[A-Za-z-]+:[^\n]*\n\s*)*[\s"'\\nr+>#|]*[A-Za-z0-9+/]{40}"""
)
_DER = re.compile(
    rb"\x30(?:[\x00-\x7f]|\x81.|\x82..|\x83...|\x80)(?:"
    rb"\x02\x01\x03\x30"  # PKCS#12
    rb"|\x02\x01\x00\x30.\x06"  # PKCS#8
    rb"|\x02\x01\x00\x02\x82|\x02\x01\x00\x02\x81"  # PKCS#1
    rb"|\x02\x01\x01\x04[\x1c\x20\x30\x42])",  # SEC 1
    re.DOTALL,
)
_KEYSTORES = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")


def find_secrets(root: Path, below: Iterable[str] = ("",)) -> list[Problem]:
    """Find the private keys in a registry's files, and what else does not belong in audits/keys.

    `below` names files or folders, relative to the registry. Folders that hold what was made, or
    what was installed, are passed over; links are not followed.
    """
    found: list[Problem] = []
    for start in below:
        for shown in _walk(root, start):
            path = f"{root}/{shown}"
            if _is_suspect(shown, path):
                found.extend(judge_file(shown, _read(path)))
    return found


def judge_file(shown: str, content: bytes) -> list[Problem]:
    """Judge one file that is no record, by its path in the registry and its first bytes."""
    line = _find_key(shown, content)
    if line is not None:
        return [problem(Location(shown, line, 1), "key-in-repository", file=shown)]
    if is_public_key_file(shown):
        return _judge_public(shown, content)
    return []


def is_public_key_file(shown: str) -> bool:
    """Tell whether a file lies where the committee's certificates do."""
    return PurePosixPath(shown).parent.as_posix() == f"{_AUDITS}/{KEYS}"


def is_record(shown: str) -> bool:
    """Tell whether a path of the registry is that of a record or a table beside one."""
    return shown.endswith(_RECORDS) and shown.startswith(_READ_ELSEWHERE)


def is_passed_over(shown: str) -> bool:
    """Tell whether a path of the registry lies in a folder that holds what was made."""
    *folders, _ = PurePosixPath(shown).parts
    return any(_skips(name, at_top=place == 0) for place, name in enumerate(folders))


def _walk(root: Path, start: str) -> Iterator[str]:
    """Yield the files at or below a path of the registry, as paths relative to it."""
    if not (root / start).is_dir():
        yield start
        return
    waiting = [f"{start}/" if start not in ("", ".") else ""]
    while waiting:
        lead = waiting.pop()
        try:
            entries = os.scandir(f"{root}/{lead}")
        except OSError:  # whoever reads records there tells it
            continue
        with entries:
            for entry in entries:
                shown = f"{lead}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if not _skips(entry.name, at_top=not lead):
                        waiting.append(f"{shown}/")
                elif entry.is_file(follow_symlinks=False):
                    yield shown


def _skips(name: str, *, at_top: bool) -> bool:
    if name in _PASSED_OVER or (at_top and name in _MADE):
        return True
    return name[0] == "." and _CACHE.match(name) is not None


def _is_suspect(shown: str, path: str) -> bool:
    """Tell whether a file may be a key, by its name, its place and its size."""
    if is_record(shown):
        return False
    try:
        status = os.lstat(path)
    except OSError:
        return False
    told_by_name = _ending(shown) in (*_CONTAINERS, _KEY_SUFFIX) or is_public_key_file(shown)
    return S_ISREG(status.st_mode) and (status.st_size <= LARGEST or told_by_name)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (hundreds of thousands: no Path for each)
            return file.read(LARGEST)
    except OSError:
        return b""


def _find_key(shown: str, content: bytes) -> int | None:
    """Return the line on which a private key begins, from 1; None where there is none."""
    ending = _ending(shown)
    if ending in _CONTAINERS or (ending == _KEY_SUFFIX and not content.startswith(_ZIP)):
        match = _PEM.search(content)
        return 1 if match is None else _line_of(content, match.start())
    if _DER.match(content) or content.startswith(_KEYSTORES):
        return 1
    if b"PRIVATE KEY" not in content:
        return None
    match = _PEM.search(content)
    return None if match is None else _line_of(content, match.start())


def _line_of(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _ending(shown: str) -> str:
    return os.path.splitext(shown)[1].lower()  # noqa: PTH122 (as above)


def _judge_public(shown: str, content: bytes) -> list[Problem]:
    """Tell a file of audits/keys that is no certificate, or is not named by its key."""
    identity = read_key_id(content) if content.lstrip().startswith(b"-----BEGIN") else None
    name = PurePosixPath(shown).name
    right = f"{identity}.pem" if identity else ""
    if name == right:
        return []
    return [problem(Location(shown, 1, 1), "key-file-form", file=name, near=right)]
