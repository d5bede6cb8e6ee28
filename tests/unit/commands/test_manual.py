"""The manual page and the completion of shells: nothing of the commands and keys is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from safechat_tui.cli import main
from safechat_tui.commands.completion import SHELLS, script
from safechat_tui.commands.line import program
from safechat_tui.commands.man import manual_page
from safechat_tui.commands.parser import Parser
from safechat_tui.commands.share import write_all
from safechat_tui.config import RULES
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import KEYS, written

languages = pytest.mark.parametrize("lang", ["fr", "en"])
shells = pytest.mark.parametrize("shell", SHELLS)


def commands() -> list[Parser]:
    return [*program(Translator("fr")).fill().leaves()]


def flags() -> set[str]:
    return {flag for command in commands() for action in command.actions for flag in action.option_strings}


def plain(page: str) -> str:
    """Return what a manual page shows, without its marks."""
    shown = re.sub(r"\\f[BIR]|\\&", "", page)
    return shown.replace(r"\-", "-").replace(r"\~", "\u00a0").replace(r"\(dq", '"').replace(r"\e", "\\")


def complete(*words: str, lang: str = "fr") -> list[str]:
    """Return what bash offers for the last of these words."""
    made = script("bash", Translator(lang))
    quoted = " ".join(f"'{word}'" for word in ("safechat", *words))
    asked = (
        f"COMP_WORDS=({quoted})\nCOMP_CWORD={len(words)}\n_safechat\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    )
    done = subprocess.run(["bash", "--norc", "-c", made + asked], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


# The page ---------------------------------------------------------------------------------------


@languages
def test_every_command_option_and_setting_is_in_the_manual(lang: str) -> None:
    page = plain(manual_page(Translator(lang)))
    assert [c.prog for c in commands() if c.prog not in page] == []
    assert [flag for flag in sorted(flags()) if not re.search(rf"(?<![\w-]){flag}(?![\w-])", page)] == []
    assert RULES.keys() <= set(page.split("\n"))


@languages
def test_every_key_is_in_the_manual_with_its_help(lang: str) -> None:
    tr = Translator(lang)
    lines = plain(manual_page(tr)).split("\n")
    told = set(pairwise(lines))
    asked = {(written(tr, key), tr(f"key.{key.id}.help")) for key in KEYS if key.label}
    assert asked - told == set()


@languages
def test_no_words_are_missing_from_the_manual(lang: str) -> None:
    assert not re.findall(r"\b(?:man|help|key|label)\.[a-z]", plain(manual_page(Translator(lang))))


@languages
def test_the_manual_is_shown_by_its_command(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man", "--lang", lang]) == 0
    assert capsys.readouterr().out == manual_page(Translator(lang))


@languages
@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc here")
def test_a_reader_of_manuals_has_nothing_to_say_against_it(lang: str, tmp_path: Path) -> None:
    page = tmp_path / "safechat.1"
    page.write_text(manual_page(Translator(lang)), encoding="utf-8")
    done = subprocess.run(
        ["mandoc", "-Tlint", "-Wwarning", str(page)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


# Completion -------------------------------------------------------------------------------------


@shells
def test_every_command_and_option_is_completed(shell: str) -> None:
    words, made = {c.prog.split()[-1] for c in commands()} | flags(), script(shell, None)
    assert [word for word in sorted(words) if f"|{word}|" not in made] == []


@shells
@languages
def test_a_script_tells_what_things_do_in_the_language(shell: str, lang: str) -> None:
    assert Translator(lang)("help.lang") in script(shell, Translator(lang))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("se",), {"search", "settings"}),
        (
            ("kept", ""),
            {"list", "show", "export", "delete", "purge", "count", "move", "report", "passphrase"},
        ),
        (("kept", "delete", "--y"), {"--yes"}),
        (("guide", "str"), {"stratégies", "strategies"}),
        (("platform", "insta"), {"instagram"}),
        (("--lang", ""), {"fr", "en"}),
        (("guide", "--lang", "=", "f"), {"fr"}),
        (("guide", "--lang", "="), {"fr", "en"}),
        (("completion", ""), {"bash", "zsh", "fish"}),
        (("handout", "--parts", "plan,st"), {"plan,steps"}),
        (("handout", "--goals", "stop,po"), {"stop,police"}),
        (("handout", "--guide", "calls", "--goals", "r"), {"reachable", "record"}),
        (("log", "--rows", ""), set()),
        (("handout", "--region", "q"), {"qc"}),
        (("search", "kept"), set()),
    ],
)
def test_bash_completes_what_is_typed(words: tuple[str, ...], offered: set[str]) -> None:
    assert set(complete(*words)) == offered


def test_bash_completes_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").touch()
    assert complete("handout", "-o", f"{tmp_path}/pl") == [f"{tmp_path}/plan.pdf"]


@shells
def test_a_script_is_shown_by_its_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell, "--lang", "en"]) == 0
    assert capsys.readouterr().out == script(shell, Translator("en"))


# What is installed ------------------------------------------------------------------------------


def test_every_file_is_written_where_manuals_and_shells_look(tmp_path: Path) -> None:
    write_all(tmp_path)
    written_files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written_files == {
        "man/man1/safechat.1",
        "man/fr/man1/safechat.1",
        "bash-completion/completions/safechat",
        "zsh/site-functions/_safechat",
        "fish/vendor_completions.d/safechat.fish",
    }


def test_they_are_written_with_what_a_build_has(tmp_path: Path) -> None:
    code = (
        f"import pathlib, sys; from safechat_tui.commands.share import write_all;"
        f"write_all(pathlib.Path({str(tmp_path)!r})); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"textual", "tinydb", "reportlab", "pyrage", "cryptography"}
