"""The documents for administrators say the same in both languages, command for command."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.terminal.harness import environment, past_first_start

DOCS: Final = Path(__file__).parents[2] / "docs"

BOTH: Final = ("server", "leaving", "sealing", "keeping", "examples")

FIGURES: Final = re.compile(r"(save|list|unlock)\b")
"""Lines that give measurements, which stand in the English page only."""

MADE_UP: Final = "NAME|NOM|FILE|FICHIER|NEWER|NOUVELLE|OLDER|ANCIENNE|paper-key|cle-papier"
"""Names that stand for others in commands, each in its language."""


def text(name: str, lang: str) -> str:
    """Return a document in a language."""
    return (DOCS / (f"{name}.md" if lang == "en" else f"{name}.{lang}.md")).read_text(encoding="utf-8")


def commands(words: str) -> list[str]:
    """Return the commands of a document, without remarks and made-up names."""
    lines = [line.split("  #")[0].strip() for line in words.splitlines() if line.startswith("    ")]
    return [
        re.sub(rf"(?<![A-Za-z])({MADE_UP})(?![A-Za-z])", "…", re.split(r" #|\s{3,}", line)[0])
        for line in lines
        if line
    ]


@pytest.mark.parametrize("name", BOTH)
def test_a_document_has_as_many_parts_in_each_language(name: str) -> None:
    parts = [len(re.findall(r"^## ", text(name, lang), re.MULTILINE)) for lang in ("en", "fr")]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("name", ["server", "sealing"])
def test_a_document_gives_the_same_commands_in_each_language(name: str) -> None:
    asked = {line for line in commands(text(name, "en")) if not FIGURES.match(line)}
    assert asked == set(commands(text(name, "fr")))


@pytest.mark.parametrize("name", BOTH)
def test_the_french_readme_leads_to_the_french_document(name: str) -> None:
    readme = (DOCS.parent / "README.fr.md").read_text(encoding="utf-8")
    assert f"docs/{name}.fr.md" in readme
    assert f"docs/{name}.md" not in readme


@pytest.mark.parametrize("name", [path.name for path in sorted(DOCS.glob("*.md"))])
def test_a_link_to_another_document_leads_to_one(name: str) -> None:
    links = re.findall(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", (DOCS / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_the_example_in_lines_is_what_the_program_says(tmp_path: Path) -> None:
    example = text("examples", "en").split("A question sounds like this:")[1].split("\n- ")[0]
    # What a person types is not said by the program.
    lines = [line.strip().removesuffix(" 2") for line in example.splitlines() if line.strip()]
    done = subprocess.run(
        [sys.executable, "-m", "safechat_tui", "--plain"],
        input="\n\n\n\n2\n",
        env=environment(past_first_start(tmp_path)),
        check=True,
        capture_output=True,
        text=True,
    )
    assert "\n".join(lines) in "\n".join(line.strip() for line in done.stdout.splitlines())
