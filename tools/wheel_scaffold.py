"""Build hook: puts standards/, site/ and mkdocs.yml into the wheel as generator/scaffold/.

`certify init` needs them where there is no checkout. An editable install finds them at the root
of the repository and must not carry copies, which plain force-include would give it.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelScaffold(BuildHookInterface[Any]):
    """Adds the folders of a registry to a wheel that is not editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend what the wheel includes; `version` is hatchling's word for the kind of wheel."""
        if version != "editable":
            for name in ("standards", "site", "mkdocs.yml"):
                build_data["force_include"][name] = f"generator/scaffold/{name}"
