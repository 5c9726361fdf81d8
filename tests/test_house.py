"""The house has four rooms and one direction; what is loud or slow keeps out of the quiet ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator"
MODULES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))
ROOMS = ("records", "assessment", "certification", "publication")
LEAVES = ("strings", "scaffold", "workers")
PURE = [name for name in MODULES if name.split("/")[0] in ("assessment", "certification")]


@cache
def imports_of(name: str) -> frozenset[str]:
    """Return the modules that a module imports, wherever in its text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((GENERATOR / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def room_of(module: str) -> str:
    """Return the part of the house that a module of the generator belongs to."""
    return module.removeprefix("generator.").split(".")[0].split("/")[0].removesuffix(".py")


def outside(name: str) -> set[str]:
    return {module.split(".")[0] for module in imports_of(name)} - {"generator"}


def inside(name: str) -> set[str]:
    return {room_of(module) for module in imports_of(name) if module.startswith("generator.")}


@pytest.mark.parametrize("name", [name for name in MODULES if room_of(name) in ROOMS])
def test_imports_point_one_way_through_the_rooms(name: str) -> None:
    allowed = {*ROOMS[: ROOMS.index(room_of(name)) + 1], *LEAVES}
    assert inside(name) <= allowed


@pytest.mark.parametrize("name", [name for name in MODULES if room_of(name) in LEAVES])
def test_leaves_import_nothing_of_the_house(name: str) -> None:
    assert inside(name) <= {room_of(name)}


@pytest.mark.parametrize(
    ("library", "importer"),
    [
        ("yaml", "records/source.py"),
        ("mkdocs", "mkdocs_plugin.py"),
        ("weasyprint", "publication/pdf.py"),
    ],
)
def test_a_heavy_library_has_one_importer(library: str, importer: str) -> None:
    assert [name for name in MODULES if library in outside(name)] == [importer]


@pytest.mark.parametrize("library", ["pyhanko", "asn1crypto", "cryptography", "pkcs11", "jwt"])
def test_only_who_signs_or_verifies_imports_what_does_so(library: str) -> None:
    importers = {room_of(name) for name in MODULES if library in outside(name)}
    assert importers <= {"signing", "verification"}


def test_a_reader_of_records_needs_no_keys() -> None:
    within = [name for name in MODULES if room_of(name) in (*ROOMS, *LEAVES)]
    assert not {"signing", "verification"} & {room for name in within for room in inside(name)}


@pytest.mark.parametrize("name", PURE)
def test_assessment_and_certification_touch_neither_files_nor_clocks(name: str) -> None:
    allowed = {"__future__", "calendar", "collections", "dataclasses", "datetime", "decimal"}
    allowed |= {"enum", "fractions", "functools", "itertools", "math", "re", "stdnum", "types"}
    allowed |= {"typing"}
    # The quantiles of F, in any precision and the same everywhere.
    allowed |= {"mpmath"} if name == "assessment/instruments/alpha.py" else set()
    # The ledger's: hashes, canonical JSON, a place in an order.
    allowed |= {"bisect", "hashlib", "json"} if room_of(name) == "certification" else set()
    assert outside(name) <= allowed
    tree = ast.parse((GENERATOR / name).read_text(encoding="utf-8"))
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {func.id for func in called if isinstance(func, ast.Name)}
    attributes = {func.attr for func in called if isinstance(func, ast.Attribute)}
    assert not names & {"open", "print", "input", "float", "eval", "exec", "round"}
    assert not attributes & {"now", "today", "utcnow", "open", "read_text", "write_text"}


def test_only_the_edges_read_the_clock() -> None:
    readers = {
        name
        for name in MODULES
        for node in ast.walk(ast.parse((GENERATOR / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow")
    }
    assert readers <= {"commands/session.py", "mkdocs_plugin.py", "serving.py"}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_opens_with_what_it_is(name: str) -> None:
    words = ast.get_docstring(ast.parse((GENERATOR / name).read_text(encoding="utf-8")))
    assert words
    assert not {"utils", "helpers", "manager"} & set(Path(name).with_suffix("").parts)


def modules_loaded_by(*arguments: str) -> set[str]:
    """Run the command in a process of its own; return the libraries that it loaded."""
    program = (
        "import sys\nfrom generator.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as stop:\n"
        "    print(stop.code or 0, *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stdout + done.stderr
    return set(loaded)


def test_a_check_loads_nothing_that_only_a_build_needs() -> None:
    loaded = modules_loaded_by("--registry", "tests/records/valid", "check")
    assert "yaml" in loaded
    heavy = {"mkdocs", "weasyprint", "material", "babel", "segno", "uharfbuzz", "jsonschema"}
    heavy |= {"cryptography", "pyhanko", "pikepdf"}
    assert not loaded & heavy


@pytest.mark.parametrize("command", ["score", "status"])
def test_scores_and_standings_need_neither_mkdocs_nor_weasyprint(command: str) -> None:
    audit = "tests/records/valid/audits/440300/00440300MA1BENCH51/2025-initial.yaml"
    last = audit if command == "score" else "--as-of=2025-03-01"
    loaded = modules_loaded_by("--registry", "tests/records/valid", command, last)
    assert not loaded & {"mkdocs", "weasyprint", "uharfbuzz"}
