"""Publication: the certificate's fonts, cut once per build to the characters in use.

Input: characters and a folder. Output: small font files there, one per face, and the CSS that
names them. The system's Noto CJK is twenty megabytes a face; a certificate needs some hundred
characters of it.
"""

from __future__ import annotations

import io
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from generator.records.problems import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEATURES = ("kern", "pwid", "palt")
_UNUSED_TABLES = ("BASE", "VORG", "vhea", "vmtx", "DSIG")
_KNOWN_FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
)


class MissingFont(CannotGoOn):
    """A font that certificates need is not installed."""

    def __init__(self, family: str, style: str) -> None:
        """Name the font and how it is installed."""
        super().__init__(
            zh=f"缺少制作证书所需的字体 {family} {style}。Debian 或 Ubuntu 请安装 fonts-noto-cjk，"
            "其他系统请安装 Noto CJK 的静态（非可变）字体。",
            en=f"The font {family} {style}, which certificates need, is not installed. Install "
            "fonts-noto-cjk (Debian, Ubuntu) or the static, not variable, Noto CJK fonts.",
        )


class MissingGlyph(CannotGoOn):
    """A character of a firm's certificate that none of its fonts has."""

    def __init__(self, firm: str, name: str, character: str) -> None:
        """Name the firm and the character."""
        code = f"U+{ord(character):04X}"
        super().__init__(
            zh=f"企业 {firm}（{name}）的证书中有字体里没有的字符“{character}”（{code}），"
            "请更正记录中的这个字符。",
            en=f"The certificate of {firm} ({name}) has a character that no font has: "
            f"“{character}” ({code}). Correct it in the firm's records.",
        )


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the certificate and the system font that it is cut from."""

    family: str
    weight: int
    source: str
    style: str


FACES = (
    Face("Certificate Serif", 700, "Noto Serif CJK SC", "Bold"),
    Face("Certificate Sans", 400, "Noto Sans CJK SC", "Regular"),
)


def find_missing(characters: str) -> str:
    """Return those of `characters` that no face has and that a reader would miss."""
    known = _list_covered()
    return "".join(c for c in characters if ord(c) not in known and _leaves_a_mark(c))


def cut_fonts(characters: str, folder: Path) -> str:
    """Cut each face to `characters`, write them to `folder`, return the CSS that names them."""
    rules = []
    for i, face in enumerate(FACES):
        path = folder / f"face-{i}.otf"
        path.write_bytes(_cut_face(face, characters))
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
            f' src: url("{path.resolve().as_uri()}") }}'
        )
    return "\n".join(rules)


def _cut_face(face: Face, characters: str) -> bytes:
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(c) for c in characters)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tags(_FEATURES))
    wanted.drop_table_tag_set.update(_tags(_UNUSED_TABLES))
    return _number_glyphs(hb.subset(_open_face(face), wanted).blob.data)


def _number_glyphs(data: bytes) -> bytes:
    """Make the CIDs of a cut CFF font equal to its glyph numbers again.

    WeasyPrint writes glyph numbers into the page, PDF readers take them for CIDs, and cutting
    leaves the glyphs with the CIDs of the whole font: strict readers would draw other characters.
    """
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    if "CFF " not in font:
        return data
    top = font["CFF "].cff.topDictIndex[0]
    numbers = top.CharStrings.charStrings
    names = [".notdef", *(f"cid{i:05d}" for i in range(1, len(top.charset)))]
    top.CharStrings.charStrings = {
        name: numbers[old] for name, old in zip(names, top.charset, strict=True)
    }
    top.charset = names
    font.setGlyphOrder(names)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _tags(names: Iterable[str]) -> list[int]:
    return [int.from_bytes(name.encode(), "big") for name in names]


@cache
def _list_covered() -> frozenset[int]:
    return frozenset().union(*(_open_face(face).unicodes for face in FACES))


@cache
def _open_face(face: Face) -> hb.Face:
    for path, index in _list_candidates(face):
        if not path.is_file():
            continue
        found = hb.Face(hb.Blob.from_file_path(str(path)), index)
        name = found.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
        if name == face.source and "fvar" not in found.table_tags:
            return found
    raise MissingFont(face.source, face.style)


def _list_candidates(face: Face) -> Iterable[tuple[Path, int]]:
    """Yield where the face may be: fontconfig's answer, then the usual collections."""
    pattern = f"{face.source}:style={face.style}"
    command = ["fc-match", "--format", "%{file}\t%{index}", pattern]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        answer = ""
    file, tab, number = answer.partition("\t")
    if tab:
        yield Path(file), int(number)
    name = f"{face.source.removesuffix(' SC').replace(' ', '')}-{face.style}.ttc"
    for folder in _KNOWN_FOLDERS:
        for index in range(10):
            yield Path(folder, name), index


def _leaves_a_mark(character: str) -> bool:
    invisible = unicodedata.category(character) in {"Cf", "Cc", "Zs", "Zl", "Zp"}
    return not invisible and not 0xFE00 <= ord(character) <= 0xFE0F  # noqa: PLR2004
