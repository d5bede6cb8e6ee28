"""Settings that are read without the standard library's reader say what it says; the rest is left to it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safechat_tui.early import settings

SIGNS = st.text(st.sampled_from("ab1_-.=[]\"'\\#, \t\r\u00a0\u00e9\x00"), max_size=12)
"""What makes a line less plain than it looks."""

PLAIN_VALUES = st.sampled_from(
    ["true", "false", "0", "30", "999999999", '""', '"qc"', '"~/été # ]"', "[]", '["a", "b#c"]', '[ "a" ]']
)
KEYS = st.sampled_from(["lang", "keep_days", "locked", "a-b", "A1", "", "-", "_", "é", "a b", "a.b", '"a"'])
ENDS = st.sampled_from(["", " ", "  # why", "#", ' # "" ]', ",", "x", '"', "]", "\r", "\t", " 1"])
LINES = st.one_of(
    st.builds("{} = {}{}".format, KEYS, PLAIN_VALUES, ENDS),
    st.builds("{} = {}{}".format, KEYS, SIGNS, ENDS),
    st.builds("{}={}".format, KEYS, SIGNS),
    st.builds("  # {}".format, SIGNS),
    st.sampled_from(
        ["", " ", "[table]", "a = 007", "a = 1_0", "a = +1", "a = 1.0", "a = 0x1", "a = 1979-05-27", "a = [",
         "]", "a = [1]", 'a = ["a",]', "a = ['a']", 'a = """', r'a = "\u00e9"']
    ),
    SIGNS,
)  # fmt: skip


def standard(text: str) -> dict[str, object] | None:
    """Return what the standard library reads; nothing where it refuses it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


@given(st.lists(LINES, max_size=4).map("\n".join))
@example("a = 1\r\nb = 2")
@example("\ufeffa = 1")
@example("a = 1\na = 1")
def test_what_is_read_early_is_what_the_standard_library_reads(text: str) -> None:
    found = settings.plain(text)
    assert found is None or (repr(found) == repr(standard(text)))


@pytest.mark.parametrize("name", ["README.md", "packaging/server/settings.toml"])
def test_the_settings_that_we_show_are_plain(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    if name == "README.md":
        _, _, rest = text.partition("\n    lang = ")
        text = "lang = " + rest.partition("\n\n")[0].replace("\n    ", "\n")
    found = settings.plain(text)
    assert found is not None
    assert found["keep"] == "sealed"
    assert found == tomllib.loads(text)


def test_plain_settings_are_read_without_the_standard_librarys_reader(root: Path) -> None:
    path = root / "packaging" / "server" / "settings.toml"
    code = (
        "import sys; from safechat_tui.early import settings; print(settings.read(sys.argv[1]), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert ("keep_days" in done.stdout, "tomllib" in done.stdout, "typing" in done.stdout) == (
        True,
        False,
        False,
    )


def test_settings_that_are_not_plain_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("exports = '/srv/paper'\nregion = \"\\u0071c\"\n", "utf-8")
    assert settings.read(tmp_path / "settings.toml") == {"exports": "/srv/paper", "region": "qc"}


def test_of_a_file_that_is_not_there_nothing_is_said(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.toml") == {}
