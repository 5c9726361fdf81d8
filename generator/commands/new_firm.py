"""`certify new firm`: a firm's file, from what is given or answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.drafted import (
    certify_at,
    read_or_stop,
    show_commands,
    stop_unwritten,
    write_draft,
)
from generator.commands.session import Session
from generator.drafting.answers import (
    find_industries,
    list_channels,
    read_channels,
    read_new_code,
)
from generator.drafting.firm import FirmPlan, SitePlan, draft_firm
from generator.drafting.places import find_regions
from generator.records.model import Text
from generator.terminal.asking import Asker, Question

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drafting.answers import Choice
    from generator.records.codes import Codes
    from generator.records.model import Foundation

_CODE = Question(option="CODE", zh="统一社会信用代码", en="Unified social credit code")
_NAME_ZH = Question(option="--name-zh", zh="中文名称", en="Name in Chinese")
_REGION = Question(
    option="--region", zh="行政区划（代码或名称）", en="Region (its code or its name)"
)
_SITE = Question(
    option="",
    zh="其他场所的中文名称（回车结束）",
    en="Another place, in Chinese (Enter to end)",
    needed=False,
)
_SITE_EN = Question(option="", zh="该场所的英文名称", en="That place, in English")
# What may be left for later, by the name of its option.
_LATER = {
    "name_en": ("英文名称", "Name in English"),
    "industry": ("行业（代码如 C38，或名称）", "Industry (a code such as C38, or words)"),
    "address_zh": ("中文地址", "Address in Chinese"),
    "address_en": ("英文地址", "Address in English"),
    "profile_zh": ("中文简介（一两句话）", "What it does, in Chinese (a sentence or two)"),
    "profile_en": ("英文简介", "What it does, in English"),
    "channel": ("经营的渠道（标识，以空格分开）", "Channels it operates (ids, with spaces)"),
}


@click.command("firm")
@click.argument("code", required=False)
@click.option("--name-zh", help="中文名称 / name in Chinese")
@click.option("--name-en", help="英文名称 / name in English")
@click.option("--region", help="行政区划，代码或名称 / region, by its code or name")
@click.option("--industry", help="行业，代码或名称 / industry, by its code or name")
@click.option("--address-zh", help="中文地址 / address in Chinese")
@click.option("--address-en", help="英文地址 / address in English")
@click.option("--profile-zh", help="中文简介 / what it does, in Chinese")
@click.option("--profile-en", help="英文简介 / what it does, in English")
@click.option("--channel", "channels", multiple=True, help="渠道，可重复 / a channel; repeatable")
@click.pass_obj
def firm_command(
    session: Session,
    /,
    code: str | None,
    channels: tuple[str, ...],
    **given: str | None,
) -> None:
    """登记一家企业 / Register a firm: writes audits/<region>/<code>/firm.yaml."""
    root = session.require_registry()
    foundation = read_or_stop(session, root)
    try:
        plan = _plan(Asker(session), root, foundation, code, channels, given)
    except click.Abort:
        stop_unwritten(session)
    write_draft(session, root, plan.path, draft_firm(plan, session.language))
    certify = certify_at(root)
    show_commands(
        session,
        (*certify, "check", str(root / plan.path)),
        (*certify, "new", "audit", plan.code),
    )


def _plan(
    asker: Asker,
    root: Path,
    foundation: Foundation,
    code: str | None,
    channels: tuple[str, ...],
    given: dict[str, str | None],
) -> FirmPlan:
    codes = foundation.codes
    known = list_channels(foundation)
    code = asker.read(_CODE, code, lambda answer: read_new_code(root, answer))

    def read(name: str) -> str:
        return asker.read_words(_later(name), given[name])

    name = Text(asker.read_words(_NAME_ZH, given["name_zh"]), read("name_en"))
    where = _find_region(asker, codes, given["region"], code)
    trade = asker.find(
        _later("industry"), given["industry"], lambda answer: find_industries(codes, answer)
    )
    address = Text(read("address_zh"), read("address_en"))
    profile = Text(read("profile_zh"), read("profile_en"))
    return FirmPlan(
        code=code,
        name=name,
        region=where,
        industry=trade,
        address=address,
        profile=profile,
        channels=_read_channels(asker, known, channels),
        sites=_ask_sites(asker, codes),
        known_channels=known,
    )


def _later(name: str) -> Question:
    zh, en = _LATER[name]
    return Question(
        option=f"--{name.replace('_', '-')}",
        zh=f"{zh}，回车留待以后",
        en=f"{en}; Enter leaves it for later",
        needed=False,
    )


def _find_region(asker: Asker, codes: Codes, region: str | None, code: str) -> Choice:
    # A credit code tells where its firm was registered: digits 3 to 8.
    own = code[2:8]
    question = _REGION.with_default(own) if codes.knows_region(own) else _REGION
    return asker.find_one(question, region, lambda answer: find_regions(codes, answer))


def _read_channels(
    asker: Asker, known: tuple[Choice, ...], given: tuple[str, ...]
) -> tuple[str, ...]:
    if asker.asks and not given:
        asker.show(known)
    return asker.read(
        _later("channel"),
        " ".join(given) or None,
        lambda answer: read_channels(known, answer.replace("，", " ").replace(",", " ").split()),
    )


def _ask_sites(asker: Asker, codes: Codes) -> tuple[SitePlan, ...]:
    """Ask for places until there is no more; nobody to ask, none."""
    sites: list[SitePlan] = []
    while asker.asks and (zh := asker.read_words(_SITE, None)):
        name = Text(zh, asker.read_words(_SITE_EN, None))
        region = asker.find_one(_REGION, None, lambda answer: find_regions(codes, answer))
        sites.append(SitePlan(name=name, region=region))
    return tuple(sites)
