"""The wheel: it carries everything, and the program runs from it far from the working copy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

import pytest
from tests.working_copy import copied

from safechat_tui import __version__

CATALOGUES: Final = ("interface", "commands", "errors")


@pytest.fixture(scope="session")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the version control knows, with a stale catalogue and without the others."""
    target = copied(root, tmp_path_factory.mktemp("copy"))
    (target / "src/safechat_tui/locale/fr/LC_MESSAGES/commands.mo").write_bytes(b"stale")
    return target


@pytest.fixture(scope="session")
def built(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with an sdist and the wheel that was built from it, without any network."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def wheel(built: Path) -> zipfile.ZipFile:
    """Return the wheel."""
    return zipfile.ZipFile(next(built.glob("*.whl")))


@pytest.fixture(scope="session")
def program(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program of a new environment with the wheel; what it needs is borrowed from this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(home)]
    command = [*pip, "install", "--quiet", "--no-index", "--no-deps", str(next(built.glob("*.whl")))]
    # Neither this wish nor the one at its start may leave the program without bytecode.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # The .pth files of a folder added this way are not read, so an editable install is not seen.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin" / "safechat"


def run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program from a folder, with an empty home and a plain environment."""
    environment = {"HOME": str(folder), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_wheel_carries_every_file_of_the_guide(wheel: zipfile.ZipFile, copy: Path) -> None:
    expected = {f"safechat_tui/{p.relative_to(copy).as_posix()}" for p in files(copy / "content")}
    assert expected <= set(wheel.namelist())


def test_the_wheel_carries_every_style_sheet(wheel: zipfile.ZipFile, copy: Path) -> None:
    expected = {f"safechat_tui/{p.relative_to(copy).as_posix()}" for p in files(copy / "styles")}
    assert expected
    assert expected <= set(wheel.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "man/man1/safechat.1",
        "man/fr/man1/safechat.1",
        "bash-completion/completions/safechat",
        "zsh/site-functions/_safechat",
        "fish/vendor_completions.d/safechat.fish",
    ],
)
def test_the_wheel_carries_the_manual_and_the_completion_of_shells(wheel: zipfile.ZipFile, name: str) -> None:
    assert b"safechat" in wheel.read(f"safechat_tui-{__version__}.data/data/share/{name}")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", CATALOGUES)
def test_the_wheel_carries_a_catalogue_that_was_compiled_for_it(
    wheel: zipfile.ZipFile, name: str, lang: str
) -> None:
    data = wheel.read(f"safechat_tui/locale/{lang}/LC_MESSAGES/{name}.mo")
    assert data[:4] in {b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"}


@pytest.mark.parametrize("font", ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "OFL.txt"])
def test_the_wheel_carries_the_font_and_its_licence(wheel: zipfile.ZipFile, font: str) -> None:
    assert wheel.getinfo(f"safechat_tui/handout/fonts/{font}").file_size > 0


def test_the_wheel_carries_the_licences(wheel: zipfile.ZipFile) -> None:
    licences = {name.partition("/licenses/")[2] for name in wheel.namelist()} - {""}
    assert licences == {
        "LICENSE",
        "content/LICENSE",
        "src/safechat_tui/handout/fonts/OFL.txt",
        "src/safechat_tui/store/wordlists/LICENSES.txt",
    }


def test_the_wheel_carries_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    own = f"safechat_tui-{__version__}"
    assert tops == {"safechat_tui", f"{own}.dist-info", f"{own}.data"}


def test_the_wheel_names_no_folder_of_the_machine_it_was_built_on(wheel: zipfile.ZipFile, copy: Path) -> None:
    assert not [name for name in wheel.namelist() if str(copy).encode() in wheel.read(name)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_installed_program_prints_the_guide(program: Path, tmp_path: Path, root: Path, lang: str) -> None:
    title = (root / "content" / lang / "messages" / "opening.md").read_text(encoding="utf-8")
    heading = next(line for line in title.split("\n") if line.startswith("# "))
    done = run(program, tmp_path, "guide", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert heading.removeprefix("# ").partition(" {#")[0] in done.stdout


def test_the_installed_program_finds_no_problem_in_its_guide(program: Path, tmp_path: Path) -> None:
    done = run(program, tmp_path, "content", "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("format", ["text", "pdf"])
def test_the_installed_program_writes_a_plan(program: Path, tmp_path: Path, format: str) -> None:
    arguments = ["handout", "--goals", "stop,record", "--lang", "fr", "--format", format, "-o", "plan"]
    done = run(program, tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "plan").stat().st_size > 1000


def test_the_installed_program_reads_its_guide_without_the_markdown_parser(
    program: Path, tmp_path: Path
) -> None:
    code = "import sys, safechat_tui.guide.library as g; g.read_guide('fr'); print(*sys.modules)"
    done = run(program.parent / "python", tmp_path, "-c", code)
    assert (done.stderr, "markdown_it" in done.stdout.split()) == ("", False)


def test_the_installed_program_tells_its_version(program: Path, tmp_path: Path) -> None:
    assert __version__ in run(program, tmp_path, "--version").stdout


@pytest.mark.parametrize("goal", ["run", "wheel"])
def test_make_lets_no_wish_of_pip_leave_the_libraries_without_bytecode(root: Path, goal: str) -> None:
    command = ["make", "--dry-run", "--always-make", goal]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    installs = [line for line in done.stdout.splitlines() if "pip install" in line]
    assert installs
    assert [line for line in installs if "--compile" not in line] == []


def test_make_run_compiles_the_working_copy(root: Path) -> None:
    command = ["make", "--dry-run", "--always-make", "run"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert re.search(r"-m compileall .* src$", done.stdout, re.MULTILINE)


def test_every_module_of_an_installed_wheel_is_compiled(program: Path) -> None:
    home = next(program.parent.parent.glob("lib/python*/site-packages/safechat_tui"))
    modules = list(home.rglob("*.py"))
    assert modules
    assert [path for path in modules if not Path(cache_from_source(str(path))).is_file()] == []


def test_a_start_of_the_installed_program_compiles_nothing_of_it(program: Path, tmp_path: Path) -> None:
    done = run(
        program.parent / "python", tmp_path, "-v", "-c", "import safechat_tui.__main__, safechat_tui.tui.app"
    )
    found = re.findall(r"^# code object from '?(.*safechat_tui.*\.pyc?)'?$", done.stderr, re.MULTILINE)
    assert len(found) > 50
    assert [path for path in found if path.endswith(".py")] == []


def test_the_installed_program_runs_from_the_environment_and_not_from_the_working_copy(
    program: Path, tmp_path: Path
) -> None:
    code = "import safechat_tui.resources as r; print(r.CONTENT)"
    done = run(program.parent / "python", tmp_path, "-c", code)
    assert Path(done.stdout.strip()).is_relative_to(program.parent.parent)


def files(folder: Path) -> list[Path]:
    """Return every file under a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
