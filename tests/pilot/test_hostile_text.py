"""Text from outside, whatever it is made of, on every screen: shown as words, never obeyed."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path
from typing import Final

import pytest
from tests.sampling import swept
from textual import events

from safechat_tui import resources
from safechat_tui.commands.problems import problem_lines
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.reader import GuideReader
from safechat_tui.i18n import Translator
from safechat_tui.tui.screens.words import WordsDialog
from safechat_tui.tui.widgets.field import Field
from safechat_tui.tui.widgets.lines import Lines

from .conftest import Start, Worker
from .test_frame import WAYS

PAYLOADS: Final = {
    "c0": "".join(map(chr, (*range(0x20), 0x7F))),
    "c1": "".join(map(chr, range(0x80, 0xA0))),
    "colours": "\x1b[31;5mred\x1b[2J\x1b[H\x1b[?1049l",
    "c1 colours": "\x9b31mred\x9b2J",
    "link": "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;Y2FuYXJ5\x07",
    "title": "\x1b]0;canary\x07\x9d0;canary\x9c",
    "device": "\x1bP$q\"p\x1b\\\x90+q544e\x9c\x1b[c\x1b[6n\x1bZ",
    "reset": "\x1bc\x1b#8\x1b(0qqq\x0e",
    "bidi": "\u202a\u202b\u202c\u202d\u202eabc\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "zero widths": "a\u200bb\u200cc\u2060d\ufeffe\u00adf\u180eg",
    "marks": "e" + "\u0301\u0302\u0323\u20dd" * 30,
    "white space": "a\tb\rc\r\nd\ne\x0bf\x0cg",
    "line ends": "a\x85b\u2028c\u2029d",
    "colour markup": "[red]x[/red]",
    "closing markup": "[/x][/]",
    "clicking markup": "[@click=app.quit]x[/]",
    "cut markup": "\\[[[bold",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\ufe0f\U000e0041\U0001f1e8",
    "long": "w" * 5000 + " " + "界" * 5000,
    "surrogates": "\ud83d\udc00 \ue000 \uffff \U0010ffff",
}  # fmt: skip
"""By name, texts made to command a terminal, to turn lines around or to be taken for markup."""

MARKUP: Final = {name: text for name, text in PAYLOADS.items() if name.endswith("markup")}

payloads = swept("payload", PAYLOADS, sample=("c0", "title", "bidi", "marks", "closing markup"))


def forbidden(text: str) -> list[str]:
    """Return what must never reach a terminal: controls, format characters, a third mark on a letter."""
    bad = [hex(ord(c)) for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        bad += [f"mark {hex(ord(character))}"] * (marks > 2)
    return bad


def drawn(worker: Worker) -> str:
    """Return every strip that is drawn of the screen in front, with what stands out of sight."""
    height = worker.app.size.height
    panes = [*worker.app.screen.query(Lines), *worker.app.screen.query(Field)]
    strips = [pane.render_line(y) for pane in panes for y in range(min(height, pane.size.height))]
    return "\v".join([*(strip.text for strip in strips), worker.text.replace("\n", "\v")]).replace("\v", "")


async def paste(worker: Worker, text: str) -> None:
    worker.app.post_message(events.Paste(text))
    await worker.pilot.pause()
    await worker.pilot.pause()


# The field ---------------------------------------------------------------------------------------


@payloads
async def test_nothing_of_it_is_obeyed_in_the_field(worker: Worker, payload: str) -> None:
    await worker.press(*WAYS["words"])
    worker.app.screen.query_one(Field).value = f"a{payload}z"
    await worker.pilot.pause()
    assert forbidden(drawn(worker)) == []


@payloads
async def test_nothing_of_it_is_obeyed_before_the_dialog_has_looked_at_it(
    start: Start, payload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WordsDialog, "on_input_changed", lambda self, event: None)
    async with start() as worker:
        await worker.press(*WAYS["words"])
        await paste(worker, payload)
        assert forbidden(worker.app.screen.query_one(Field).value) == []


@pytest.mark.parametrize("payload", MARKUP.values(), ids=MARKUP)
async def test_markup_is_shown_as_it_was_typed(start: Start, payload: str) -> None:
    async with start(size=(120, 60)) as worker:
        await worker.press(*WAYS["words"])
        await worker.type(payload)
        await worker.press("enter")
        assert payload in worker.text
        await worker.press("4")
        assert payload in worker.text


# The store ---------------------------------------------------------------------------------------


@payloads
@pytest.mark.parametrize("way", [("o",), ("o", "enter", "4")], ids=" ".join)
async def test_nothing_of_it_is_obeyed_in_a_kept_file(
    worker: Worker, payload: str, way: tuple[str, ...]
) -> None:
    await worker.press("1", "space", "k", "down", "enter", "n")
    spoil(worker.conversation.config.plans_folder, payload)
    await worker.press(*way)
    assert forbidden(drawn(worker)) == []


def spoil(folder: Path, payload: str) -> None:
    """Put a text into her words in a kept file, and a second file beside it under a name of it."""
    (file,) = folder.glob("[a-z]*.json")
    row = file.read_text("utf-8")
    assert '"words": ""' in row
    file.write_text(row.replace('"words": ""', f'"words": {json.dumps(payload)}'), "utf-8")
    name = payload.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:80]
    (folder / f"a{name.decode('utf-8', 'ignore')}z.json").write_text("{}", "utf-8")


# The content, the catalogues, the environment, the names of files ----------------------------------


@payloads
async def test_nothing_of_it_is_obeyed_in_the_content(start: Start, payload: str, tmp_path: Path) -> None:
    folder = spoilt_content(tmp_path, payload)
    reader = GuideReader(layers := Layers(folder), "messages", "en")
    guide = reader.read()
    # A text that breaks the format is told by its place, before any screen.
    told = "".join(problem_lines(layers.problems, Translator("en")))
    if guide is None or layers.problems:
        guide = read_guide("en")
    async with start("en") as worker:
        worker.conversation.library._read["en", "messages", False] = guide
        shown = told
        for way in ("opening", "understand", "strategies", "card", "urgent", "documenting", "plan", "place"):
            await worker.press("escape", *WAYS[way])
            worker.frame.redraw()
            shown += drawn(worker)
        assert forbidden(shown) == []


def spoilt_content(folder: Path, payload: str) -> Path:
    """Return a copy of the guide with a text at the end of every long line."""
    copy = folder / "content"
    shutil.copytree(resources.CONTENT, copy)
    safe = "".join(c for c in payload[:200] if c not in "\r\n\x85\u2028\u2029\v\f\x1c\x1d\x1e\ud83d\udc00")
    for path in (copy / "en").rglob("*.md"):
        lines = path.read_text("utf-8").split("\n")
        words = [f"{line}{safe}" if line[:1].isalpha() and ": " not in line[:30] else line for line in lines]
        path.write_text("\n".join(words), "utf-8")
    return copy


@payloads
@pytest.mark.parametrize("way", ["words", "strategies", "keep"])
async def test_nothing_of_it_is_obeyed_in_the_interfaces_words(
    start: Start, payload: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Translator.__call__
    monkeypatch.setattr(Translator, "__call__", lambda self, id, /, **more: whole(self, id, **more) + payload)
    async with start() as worker:
        await worker.press(*WAYS[way])
        worker.frame.notice(payload)
        assert forbidden(drawn(worker)) == []


@payloads
async def test_nothing_of_it_is_obeyed_in_the_name_of_a_folder(
    start: Start, payload: str, tmp_path: Path
) -> None:
    name = payload.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:80]
    folder = tmp_path / f"a{name.decode('utf-8', 'ignore')}z"
    folder.mkdir()
    async with start(exports=folder) as worker:
        await worker.press(*WAYS["place"], "enter")
        await worker.finish_writing()
        assert list(folder.iterdir())
        assert forbidden(drawn(worker)) == []
