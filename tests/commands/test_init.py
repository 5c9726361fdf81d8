"""`certify init`: a whole new registry, that then checks and builds, from a wheel too."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.scaffold import PACKAGED, SAMPLE_FIRM, template_root
from tests.commands.dialogue import Dialogue

ROOT = Path(__file__).parents[2]
SHOWN = {"basis-unreliable"}
"""What the sample firm shows on purpose: a survey whose answers do not hang together."""


def certify(*arguments: str, lang: str = "en") -> Result:
    result = CliRunner().invoke(main, ["--lang", lang, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry just made; tests only look at it."""
    folder = tmp_path_factory.mktemp("init") / "registry"
    assert certify("init", str(folder)).exit_code == 0
    return folder


def test_a_new_registry_has_its_rules_its_records_its_site_and_its_settings(fresh: Path) -> None:
    assert {
        "mkdocs.yml", "README.md", "CODEOWNERS", ".gitignore", ".gitattributes", ".editorconfig",
        ".gitlab-ci.yml", ".pre-commit-config.yaml", ".github/workflows/records.yml",
        ".vscode/settings.json", "audits/issuer.yaml", "audits/roster.yaml",
        f"{SAMPLE_FIRM}/firm.yaml", f"{SAMPLE_FIRM}/decisions.yaml", "standards/concepts.yaml",
        "standards/codes/regions.yaml", "standards/schema/audit.schema.json",
        "standards/after-sales-service/2026/standard.yaml",
        "standards/after-sales-service/2026/schema/audit.schema.json",
        "standards/after-sales-service/2026/instruments/servqual.yaml",
        f"{SAMPLE_FIRM}/2026-initial/servqual.csv", "site/assets/practice/servqual.csv",
        "site/theme/main.html", "site/templates/firm.html", "site/pages/zh/index.md",
    } <= names(fresh)  # fmt: skip


def test_a_new_registry_is_without_a_mistake(fresh: Path) -> None:
    result = certify("--registry", str(fresh), "check", "--format", "json")
    assert result.exit_code == 0
    assert {found["code"] for found in json.loads(result.stdout)} <= SHOWN


def test_the_address_of_every_schema_leads_to_a_file(fresh: Path) -> None:
    found = 0
    for path in fresh.rglob("*.yaml"):
        first = path.read_text("utf-8").partition("\n")[0]
        if address := re.match(r"# yaml-language-server: \$schema=(\S+)", first):
            assert (path.parent / address[1]).is_file(), path
            found += 1
    assert found >= 6


def test_a_firm_and_an_audit_can_be_drafted_in_a_new_registry(fresh: Path, tmp_path: Path) -> None:
    registry = str(shutil.copytree(fresh, tmp_path / "registry"))
    code = "00440300MA1NEWFRMK"
    firm = ["new", "firm", code, "--name-zh", "样例", "--name-en", "Sample", "--region", "440300"]
    firm += ["--industry", "C38", "--channel", "online", "--address-zh", "样例路 1 号"]
    firm += ["--address-en", "1 Sample Road", "--profile-zh", "虚构", "--profile-en", "Invented"]
    assert certify("--registry", registry, *firm).exit_code == 0
    audit = ["new", "audit", code, "--type", "initial", "--standard", "after-sales-service@2026"]
    assert certify("--registry", registry, *audit).exit_code == 0
    result = certify("--registry", registry, "check", "--format", "json")
    told = {found["code"] for found in json.loads(result.stdout)}
    assert told - SHOWN <= {"null-value", "not-one-of"}


def test_a_new_registry_builds(fresh: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    result = certify(
        "--registry", str(fresh), "build", "--as-of", "2026-11-22", "--out", str(public)
    )
    assert result.exit_code == 0, result.output
    code = SAMPLE_FIRM.rpartition("/")[2]
    assert (public / "firms" / code / "index.html").is_file()
    assert (public / "en" / "index.html").is_file()
    assert list((public / "certificates").rglob("*.pdf"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_address_come_from_options_and_what_is_next_is_shown(
    tmp_path: Path, lang: str
) -> None:
    folder = tmp_path / "deep" / "registry"
    options = ["--name-zh", "某地名录", "--name-en", "A Register", "--url", "https://a.example/r"]
    result = certify("init", str(folder), *options, lang=lang)
    assert result.exit_code == 0
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    assert 'site_name: "某地名录"\nsite_url: "https://a.example/r/"\n' in settings
    assert (folder / "README.md").read_text("utf-8").startswith("# 某地名录 · A Register\n")
    assert f"  cd {folder}\n  git init\n  certify check\n  certify build\n" in result.stdout
    assert "README.md" in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(
    tmp_path: Path, lang: str
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for folder in (tmp_path, tmp_path / "thesis.txt", tmp_path / "link"):
        result = certify("init", str(folder), lang=lang)
        assert result.exit_code == 2
        assert ("不是空文件夹" if lang == "zh" else "not an empty folder") in result.stderr
    assert names(tmp_path) == {"thesis.txt"}
    assert certify("init", str(tmp_path / "empty"), "--url", "nowhere").exit_code == 2
    assert names(tmp_path) == {"thesis.txt"}


def test_a_folder_with_nothing_but_gits_own_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    result = certify("init", str(tmp_path))
    assert result.exit_code == 0
    assert "git init" not in result.stdout
    assert (tmp_path / "mkdocs.yml").is_file()


def test_the_same_wish_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    certify("init", str(tmp_path / "again"), lang="zh")
    assert names(tmp_path / "again") == names(fresh)
    for name in names(fresh):
        assert (tmp_path / "again" / name).read_bytes() == (fresh / name).read_bytes(), name


def test_at_a_terminal_names_and_address_are_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    with Dialogue("--lang", "zh", "init", str(folder)) as talk:
        talk.answer("网站的中文名称 [售后服务认证名录]：", "")
        talk.answer("网站的英文名称 [After-Sales Service Registry]：", "A Register")
        talk.answer("网站的地址 [https://registry.example/]：", "a.example")
        talk.answer("不是网址", "https://a.example")
        code, said = talk.finish()
    assert code == 0, said
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    assert 'site_name: "售后服务认证名录"\nsite_url: "https://a.example/"\n' in settings
    assert '    en: "A Register"\n' in settings


def test_pipelines_and_owners_are_those_of_the_repository(fresh: Path) -> None:
    places = (".github/workflows/records.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")
    for name in (*places, "CODEOWNERS"):
        assert (fresh / name).read_bytes() == (ROOT / name).read_bytes()


def test_data_keep_their_bytes_on_every_system(fresh: Path) -> None:
    # Git would change line ends, and with them the hash that an audit holds.
    assert "*.csv -text\n" in (fresh / ".gitattributes").read_text("utf-8")
    assert "*.csv -text\n" in (ROOT / ".gitattributes").read_text("utf-8")


def test_every_command_that_ci_runs_exists(fresh: Path) -> None:
    places = (".github/workflows/records.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")
    told = "\n".join((fresh / name).read_text("utf-8") for name in (*places, "README.md"))
    commands = set(re.findall(r"\bcertify ((?:new )?[a-z]+)((?: --[a-z]+)*)", told))
    assert len(commands) >= 6
    for command, options in commands:
        helped = certify(*command.split(), "--help")
        assert helped.exit_code == 0, command
        assert all(option in helped.output for option in options.split()), (command, options)


# ---------------------------------------------------------------- from a wheel


def make(source: Path, kind: str, out: Path) -> Path:
    """Make a wheel or a source distribution of the project as it stands."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)],
        check=False,
        cwd=source,
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is made from the source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / "source").mkdir()
    # By tar itself: which filters Python's own knows depends on its version.
    packed = make(ROOT, "sdist", folder / "sdist")
    subprocess.run(["tar", "-xzf", packed, "-C", folder / "source"], check=True)
    (source,) = (folder / "source").iterdir()
    with zipfile.ZipFile(make(source, "wheel", folder / "wheel")) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_a_wheel_carries_all_that_a_new_registry_is_made_of(unpacked: Path) -> None:
    scaffold = unpacked / "generator" / "scaffold"
    for name in PACKAGED:
        ours = ROOT / name
        wanted = {f"{name}/{inner}" for inner in names(ours)} if ours.is_dir() else {name}
        assert {w for w in wanted if "__pycache__" not in w} <= names(scaffold)
    assert names(template_root()) == names(unpacked / "generator/templates/registry")


def test_a_registry_made_by_a_wheel_is_the_same_and_builds(
    unpacked: Path, fresh: Path, tmp_path: Path
) -> None:
    def run(folder: Path, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", "--lang", "en", *arguments],
            check=False,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(unpacked)},
            stdin=subprocess.DEVNULL,
            text=True,
            capture_output=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    made = tmp_path / "registry"
    run(tmp_path, "init", "registry")
    assert names(made) == names(fresh)
    for name in names(fresh):
        assert (made / name).read_bytes() == (fresh / name).read_bytes()
    assert "0 errors" in run(made, "check")
    run(made, "build", "--as-of", "2026-11-22")
    assert (made / "public/index.html").is_file()
