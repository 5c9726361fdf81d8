"""Build hook: puts what a new registry is made from into the wheel, as generator/scaffold/.

`certify init` needs them where there is no checkout. An editable install finds them at the root
of the repository and must not carry copies, which plain force-include would give it.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelScaffold(BuildHookInterface[Any]):
    """Adds the folders of a registry to a wheel that is not editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend what the wheel includes; `version` is hatchling's word for the kind of wheel."""
        if version != "editable":
            scaffold = Path(self.root, "generator", "scaffold.py")
            for name in runpy.run_path(str(scaffold))["PACKAGED"]:
                build_data["force_include"][name] = f"generator/scaffold/{name}"
