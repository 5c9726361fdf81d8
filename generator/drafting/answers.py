"""Drafting: what people answer, read into what a record holds, or the reason why it cannot be.

Input: words as typed, the registry's codes and folders. Output: a value or the choices that fit;
`Refusal` says in both languages what is wrong. The same reading serves options and questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drafts import find_folders
from generator.records.codes import CREDIT_CODE_LENGTH, credit_code_check, credit_code_flaw
from generator.records.convert import convert_firm
from generator.records.model import Text
from generator.records.registry import FIRM_FILE, list_firm_folders
from generator.records.rules.flaw import nearest
from generator.records.schema import check_form
from generator.records.source import MAX_BYTES, Source, parse_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.records.codes import Codes
    from generator.records.model import Foundation


class Refusal(Exception):  # noqa: N818 (an answer that cannot be taken, not a failure)
    """An answer that cannot be taken, and why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the reason."""
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values to choose from, with its title."""

    id: str
    title: Text


def read_words(answer: str) -> str:
    """Return words on one line; raises Refusal where they hold characters that no record may."""
    words = " ".join(answer.split())
    if not words.isprintable():
        raise Refusal("含有不能用的字符，请重新输入。", "it holds characters that cannot be used.")
    return words


def read_new_code(root: Path, answer: str) -> str:
    """Return the code of a firm that is not registered yet; raises Refusal where it cannot be."""
    code = read_words(answer).replace(" ", "").upper()
    match credit_code_flaw(code):
        case "length":
            raise Refusal(
                f"统一社会信用代码有 {CREDIT_CODE_LENGTH} 位，{code} 有 {len(code)} 位。",
                f"a unified social credit code has {CREDIT_CODE_LENGTH} characters; "
                f"{code} has {len(code)}.",
            )
        case "character":
            raise Refusal(
                f"{code} 不是统一社会信用代码：第 3 至 8 位是数字，不用字母 I、O、S、V、Z。",
                f"{code} is no unified social credit code: characters 3 to 8 are digits, and the "
                "letters I, O, S, V and Z are not used.",
            )
        case "check_digit":
            right = credit_code_check(code[:-1])
            raise Refusal(
                f"{code} 的校验码不对：如前 17 位无误，末位应为 {right}。",
                f"the check character of {code} is wrong: if the first 17 are right, "
                f"the last is {right}.",
            )
    for folder in find_folders(root, code):
        shown = folder.relative_to(root).as_posix()
        raise Refusal(
            f"{code} 已登记：{shown}/{FIRM_FILE}。要写审核用：certify new audit {code}",
            f"{code} is registered already: {shown}/{FIRM_FILE}. "
            f"For an audit of it: certify new audit {code}",
        )
    return code


def find_industries(codes: Codes, answer: str) -> tuple[Choice, ...]:
    """Return the industries of a code, or with the words in their title or their section's."""
    wanted = read_words(answer)
    exact = codes.industries.get(wanted.upper())
    if exact is not None:
        return (Choice(exact.code, exact.title),)
    every = codes.industries.values()
    found = [i for i in every if i.code.startswith(wanted.upper()) or _says(i.title, wanted)]
    found = found or [i for i in every if _says(i.section_title, wanted)]
    return tuple(Choice(i.code, i.title) for i in found)


def find_firms(root: Path, answer: str) -> tuple[Choice, ...]:
    """Return the firms of a code, a folder's path, or with the words in their name.

    Raises Refusal where there is no firm at all, or those that fit have mistakes in their records.
    """
    wanted = read_words(answer)
    last = wanted.rstrip("/").rpartition("/")[2]
    folders = find_folders(root, last) or find_folders(root, last.upper())
    if folders:
        return (Choice(folders[0].name, _read_name(root, folders[0])),)
    everybody = list_firm_folders(root)
    if not everybody:
        raise Refusal(
            "还没有登记任何企业，先登记：certify new firm",
            "no firm is registered yet; register one first: certify new firm",
        )
    found: list[Choice] = []
    refusal = None
    for folder in everybody:
        path = folder / FIRM_FILE
        # Looked at as text first: a registry may have a hundred thousand firms.
        if path.is_file() and wanted.casefold() in _read_text(path).casefold():
            try:
                name = _read_name(root, folder)
            except Refusal as told:
                refusal = told
                continue
            if _says(name, wanted):
                found.append(Choice(folder.name, name))
    if not found and refusal is not None:
        raise refusal
    return tuple(found)


def _read_text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(MAX_BYTES).decode(errors="replace")


def _read_name(root: Path, folder: Path) -> Text:
    shown = (folder / FIRM_FILE).relative_to(root).as_posix()
    path = root / shown
    source = parse_source(path.read_bytes(), shown) if path.is_file() else None
    if not isinstance(source, Source) or check_form(source, "firm"):
        raise Refusal(
            f"{shown} 还有错误，先改好：certify check {shown}",
            f"{shown} has mistakes; mend them first: certify check {shown}",
        )
    return convert_firm(source).name


def list_standards(foundation: Foundation) -> tuple[Choice, ...]:
    """Return the standards that an audit may be made against."""
    return tuple(Choice(s.ref, s.title) for s in foundation.standards.values())


def list_channels(foundation: Foundation) -> tuple[Choice, ...]:
    """Return every channel that a standard of the registry knows, each once."""
    return tuple(Choice(channel, title) for channel, title in foundation.channels.items())


def read_choice(choices: Sequence[Choice], answer: str) -> str:
    """Return the id of the choice that is named; raises Refusal with what there is."""
    ids = [choice.id for choice in choices]
    wanted = read_words(answer)
    if wanted in ids:
        return wanted
    near = nearest(wanted, ids)
    zh = f"是否指 {near}？" if near else ""
    en = f"Did you mean {near}? " if near else ""
    raise Refusal(
        f"没有 {wanted}。{zh}可选：{'、'.join(ids)}。",
        f"there is no {wanted}. {en}Choose from: {', '.join(ids)}.",
    )


def read_channels(choices: Sequence[Choice], answers: Iterable[str]) -> tuple[str, ...]:
    """Return the channels named, in the registry's order, each once; raises Refusal."""
    named = {read_choice(choices, answer) for answer in answers}
    return tuple(choice.id for choice in choices if choice.id in named)


def _says(title: Text, wanted: str) -> bool:
    return wanted.casefold() in title.zh.casefold() or wanted.casefold() in title.en.casefold()
