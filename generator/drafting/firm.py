"""Drafting: a firm's file, with what is known of the firm and what may be added.

Input: a `FirmPlan`. Output: the text of `firm.yaml`; what is not known yet is left empty, so that
the check tells it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drafting.comments import comment, field
from generator.publication.figures import list_words
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drafting.answers import Choice
    from generator.records.model import Text

SCHEMA = "../../../standards/schema/firm.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """A place where the firm serves: its name and its region."""

    name: Text
    region: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmPlan:
    """A firm to be registered; words that are empty are still to be written."""

    code: str
    name: Text
    region: Choice
    industry: Choice | None
    address: Text
    profile: Text
    channels: tuple[str, ...]
    sites: tuple[SitePlan, ...]
    known_channels: tuple[Choice, ...]
    """Those that the registry's standards know."""

    @property
    def path(self) -> str:
        """The file's path, relative to the registry."""
        return f"audits/{self.region.id}/{self.code}/firm.yaml"


def draft_firm(plan: FirmPlan, language: str) -> str:
    """Return the text of the file, commented in `language`."""
    _ = translations(language).gettext
    channels = [f"{c.id} = {c.title[language]}" for c in plan.known_channels]
    industry = field("industry:", _("section letter and division of GB/T 4754-2017, as in C38"))
    if plan.industry:
        industry = field(f"industry: {plan.industry.id}", plan.industry.title[language])
    lines = [
        f"# yaml-language-server: $schema={SCHEMA}",
        *comment(_("Write after the colon. A line that begins with # is not read.")),
        f"# {_('What is left to do:')}  certify check {plan.path}",
        "",
        field(f"code: {json.dumps(plan.code)}", _("unified social credit code")),
        *_draft_text("name", plan.name, _("legal name, as registered")),
        field(f"region: {json.dumps(plan.region.id)}", plan.region.title[language]),
        industry,
        *_draft_text("address", plan.address),
        *_draft_text("profile", plan.profile, _("what the firm does, in a sentence or two")),
        *comment(_("Channels: {known}").format(known=list_words(channels, language))),
        field(f"channels: [{', '.join(plan.channels)}]", _("those that the firm operates")),
        *_draft_sites(plan, language),
        "",
        *comment(_("May be left out. Delete the # to use a line.")),
        field("# founded:", _("year, as in 2009")),
        field("# employees:", _("how many people")),
        field("# successor_of:", _("the firm's code before it was registered anew")),
    ]
    return "\n".join(lines) + "\n"


def _draft_text(name: str, text: Text, hint: str = "") -> Iterator[str]:
    yield field(f"{name}:", hint)
    for language in ("zh", "en"):
        yield f"  {language}: {_quote(text[language])}".rstrip()


def _draft_sites(plan: FirmPlan, language: str) -> Iterator[str]:
    _ = translations(language).gettext
    if plan.sites:
        yield "sites:"
        for site in plan.sites:
            words = ", ".join(f"{name}: {_quote(site.name[name])}" for name in ("zh", "en"))
            yield f"  - name: {{{words}}}"
            yield field(f"    region: {json.dumps(site.region.id)}", site.region.title[language])
        return
    yield ""
    yield from comment(_("Places where it serves, if there are more than its address."))
    yield "# sites:"
    yield "#   - name:"
    yield "#       zh:"
    yield "#       en:"
    yield field("#     region:", _("six digits of GB/T 2260, in quotes"))
    yield field("#     address:", _("may be left out; zh and en like the name"))


def _quote(words: str) -> str:
    """Write words in double quotes, escaped as in JSON, which YAML reads alike."""
    return json.dumps(words, ensure_ascii=False) if words else ""
