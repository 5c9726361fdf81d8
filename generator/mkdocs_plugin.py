"""The MkDocs plugin: the only importer of MkDocs, and thin.

Two ways in. `mkdocs build` starts here: the plugin gathers the records, lets MkDocs render the
Chinese pages and then publishes the rest. `certify build` starts in the pipeline, which calls
`render_site` once for each language.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.commands.build import build
from mkdocs.config import base, load_config
from mkdocs.config import config_options as option
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel

from generator import pipeline
from generator.gathering import gather
from generator.publication.check_page import describe_check_page
from generator.publication.overview import build_overview
from generator.publication.templating import THEMED
from generator.publication.themed import equip_templates, write_themed_pages
from generator.records.problems import CannotGoOn
from generator.strings import translations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.gathering import Gathered
    from generator.publication.ledger import Before
    from generator.publication.overview import Overview

_log = logging.getLogger("mkdocs.plugins.certify")

SETTINGS = "mkdocs.yml"
_STYLES = "assets/stylesheets/main."
"""The one file of Material's that the pages use; the rest is not copied."""


class CertifyConfig(base.Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    as_of = option.Type(str, default="")
    """The day the site speaks of, YYYY-MM-DD; today where it is not given."""
    language = option.Choice(("zh", "en"), default="zh")


class CertifyPlugin(BasePlugin[CertifyConfig]):  # type: ignore[no-untyped-call]
    """Gives the themed pages their data and publishes what MkDocs does not render."""

    view: Overview | None = None
    gathered: Gathered | None = None
    followed: Before | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Gather the records, unless the pipeline has; stop before anything is cleaned."""
        self.root = Path(config.config_file_path).parent
        if self.view is None:
            self._gather()
            self._follow_history(config)
        config.theme["language"] = self.config.language
        # Its dates would come from the clock; publication writes its own.
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def _gather(self) -> None:
        try:
            as_of = date.fromisoformat(self.config.as_of) if self.config.as_of else date.today()  # noqa: DTZ011 (the day where the site is built)
            gathered = gather(self.root, as_of=as_of)
        except ValueError as error:
            raise PluginError(f"as_of: {error}") from error
        except CannotGoOn as error:
            raise PluginError(str(error)) from error
        faults = [found for found in gathered.problems if found.severity == "error"]
        if faults or gathered.foundation is None:
            for found in gathered.problems:
                place = found.location
                _log.error(
                    "%s:%d:%d: %s %s [%s]",
                    place.path,
                    place.line,
                    place.column,
                    found.message(self.config.language),
                    found.hint(self.config.language),
                    found.code,
                )
            raise PluginError(f"{len(faults)} problems in the records; nothing was built")
        self.gathered = gathered
        self.view = build_overview(
            gathered.dossiers,
            gathered.foundation,
            gathered.as_of,
            pipeline.enter_decisions(gathered),
        )

    def _follow_history(self, config: MkDocsConfig) -> None:
        """Compare with the site that is there, before MkDocs takes it away."""
        if self.gathered is None:
            return
        try:
            self.followed = pipeline.compare_histories(
                self.gathered, Path(config.site_dir), site_url=config.site_url or ""
            )
        except CannotGoOn as error:
            raise PluginError(str(error)) from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages that are made of data; leave out what of Material is not used."""
        for file in list(files):
            if file.src_uri.startswith("assets/") and file.src_dir != config.docs_dir:
                if self._is_stylesheet(file) and self.config.language == "zh":
                    continue
                files.remove(file)
        for name, content in write_themed_pages(self._known_view(), self.config.language).items():
            files.append(
                File.generated(config, name, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        return files

    @staticmethod
    def _is_stylesheet(file: File) -> bool:
        return file.src_uri.startswith(_STYLES) and file.src_uri.endswith(".css")

    def _known_view(self) -> Overview:
        if self.view is None:
            message = "the records were not gathered"
            raise PluginError(message)
        return self.view

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates words and figures; escape in all that is this registry's own."""
        env.autoescape = _escapes
        env.bytecode_cache = THEMED
        equip_templates(env, self._known_view(), self.config.language)
        chinese = self.config.language == "zh"
        site = config.site_url or "/"
        env.globals["check_page"] = describe_check_page(
            translations(self.config.language), site if chinese else urljoin(site, "../")
        )
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Let hand-written pages quote figures of the standards and the records."""
        if "{{" not in markdown and "{%" not in markdown:
            return markdown
        environment = Environment(
            loader=FileSystemLoader(str(self.root / "site" / "theme")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        equip_templates(environment, self._known_view(), self.config.language)
        return environment.from_string(markdown).render()

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell a page where it stands: home, root, its twin in the other language, the menu."""
        self._place(context, config, nav, page)
        return context

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Do the same for the page of what is not found."""
        self._place(context, config, context["nav"], None)
        return context

    def _place(
        self, context: TemplateContext, config: MkDocsConfig, nav: Navigation, page: Page | None
    ) -> None:
        home = context["base_url"].rstrip("/") + "/"
        chinese = self.config.language == "zh"
        path = page.url.removeprefix("./") if page is not None else ""
        site = config.site_url or "/"
        twin = urljoin(site, "en/" if chinese else "../")
        more: dict[str, Any] = {
            "home": home,
            "root": home if chinese else f"{home}../",
            "other_page": f"{home}{'en/' if chinese else '../'}{path}",
            "other_canonical": twin + path,
            "material_css": _find_stylesheet(context),
            "names": config.extra["names"],
            "menu": [_menu_item(item, home, page) for item in nav.pages if item.title],
        }
        context.update(more)  # type: ignore[typeddict-item]

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish everything else, where MkDocs was the way in."""
        if self.gathered is None:
            return
        try:
            pipeline.publish(
                self.gathered,
                Path(config.site_dir),
                site_url=config.site_url or "",
                render_site=render_site,
                rendered=(self.config.language,),
                followed=self.followed,
            )
        except CannotGoOn as error:
            raise PluginError(str(error)) from error


def _escapes(template: str | None) -> bool:
    return template is not None and template.startswith("registry/")


def _menu_item(item: Page, home: str, page: Page | None) -> dict[str, Any]:
    url = item.url.removeprefix("./")
    here = page is not None and page.url.removeprefix("./") == url
    below = page is not None and url != "" and page.url.startswith(url)
    return {"title": item.title, "url": home + url, "here": here, "active": here or below}


def _find_stylesheet(context: Mapping[str, Any]) -> str:
    folder = Path(next(d for d in context["config"].theme.dirs if (Path(d) / "assets").is_dir()))
    found = sorted((folder / "assets" / "stylesheets").glob("main.*.min.css"))
    return f"assets/stylesheets/{found[-1].name}"


def read_site_url(root: Path) -> str:
    """Return the address that mkdocs.yml gives the site; raises CannotGoOn where it is bad.

    Where there is no mkdocs.yml, rendering says so, after the records have had their say.
    """
    return _load(root).site_url or "" if (root / SETTINGS).is_file() else ""


def _load(root: Path, **settings: str) -> MkDocsConfig:
    try:
        return load_config(str(root / SETTINGS), **settings)
    except MkDocsException as error:
        raise CannotGoOn(zh=f"mkdocs.yml：{error}", en=f"mkdocs.yml: {error}") from error


def render_site(root: Path, out: Path, language: str, view: Overview) -> None:
    """Render the themed pages of one language below `out`, English ones in `en/`."""
    folder = out if language == "zh" else out / language
    config = _load(
        root,
        # MkDocs takes a relative path as beginning where mkdocs.yml lies.
        docs_dir=str((root / "site" / "pages" / language).absolute()),
        site_dir=str(folder.absolute()),
    )
    if config.site_url and language != "zh":
        config.site_url = urljoin(config.site_url, f"{language}/")
    plugin = config.plugins["certify"]
    if not isinstance(plugin, CertifyPlugin):
        raise CannotGoOn(
            zh="mkdocs.yml 中的 certify 是另一个插件", en="mkdocs.yml: another plugin named certify"
        )
    plugin.config.language = language
    plugin.view = view
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        build(config)
    finally:
        logger.setLevel(level)
