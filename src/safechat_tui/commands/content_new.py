"""`safechat content new` and `copy`: texts of one's own are begun, from an example or from a shipped text."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Final

from safechat_tui import clock, files
from safechat_tui.clean import clean
from safechat_tui.commands.parser import Asked, Command, Parser, filled
from safechat_tui.config import SYSTEM, Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.guide.fact_file import FactFile
from safechat_tui.guide.layers import COMMON_PAGES, Layers
from safechat_tui.guide.model import HELPLINE_PREFIX
from safechat_tui.guide.text import Page
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FIRST_GUIDE, JOINT
from safechat_tui.plain.output import DONE, FAILED, QUOTED_LETTERS, complain, write
from safechat_tui.resources import CONTENT
from safechat_tui.settings_file import GUIDE_ID
from safechat_tui.text.near import near

USUAL_FOLDER: Final = "safechat-content"
"""Name of a shelter's own folder in the home folder, where nobody names another."""

STARTER: Final = CONTENT / "starter"
"""The commented examples."""

PART: Final = "\n## "
"""What begins a part of a page."""

OPEN_FOLDER: Final = 0o755
"""Permissions of a folder of texts for everyone: only its owner writes there, all may read it."""

OPEN_FILE: Final = 0o644
"""Permissions of a text for everyone."""


def begin(asked: Asked) -> None:
    """Copy a commented example, and say what to do next.

    Raises:
        UsageError: `bad-guide` when a guide cannot have that name, `guide-taken` when one has it.
        SafeChatError: `file-exists` when one of its files is there already; then nothing is copied.
    """
    folder, tr = _folder(asked), asked.tr
    guide = asked.guide or ""
    if (guide and GUIDE_ID.take(guide, asked.config.home) != guide) or JOINT in guide:
        raise UsageError("bad-guide", value=clean(guide)[:QUOTED_LETTERS])
    if guide in Layers(CONTENT).guides():
        raise UsageError("guide-taken", value=guide)
    texts = _guide(guide, tr.lang) if guide else _example(STARTER / tr.lang)
    for name in texts:
        if os.path.lexists(folder / name):
            raise SafeChatError("file-exists", name=str(folder / name))
    _write(folder, texts, asked.config)
    _tell(tr("content.new", folder=clean(str(folder))), folder, asked, guide)


def copy(asked: Asked) -> int:
    """Copy a shipped page, or what stands under one id, to be changed; list the pages where none is named.

    Raises:
        UsageError: `unknown-text` when there is none of that name, with the nearest.
    """
    tr = asked.tr
    if asked.text is None:
        pages = _pages(tr.lang)
        room = max(map(len, pages))
        write("".join(f"{name:{room}}  {page.head.title}\n" for name, page in pages.items()))
        return DONE
    wanted, folder = asked.text.removeprefix("content/"), _folder(asked)
    layers, first = Layers(CONTENT), asked.guide or asked.config.guide or FIRST_GUIDE
    guides = dict.fromkeys((first, *layers.guides(), *layers.together()))
    shipped = _shipped(guides)
    texts = shipped.get(wanted)
    if texts is None:
        raise UsageError("unknown-text", value=clean(wanted)[:QUOTED_LETTERS], meant=near(wanted, shipped))
    there = [name for name in texts if os.path.lexists(folder / name)]
    _write(folder, {name: text for name, text in texts.items() if name not in there}, asked.config)
    if len(there) < len(texts):
        names = ", ".join(name for name in texts if name not in there)
        _tell(tr("content.copied", files=names, folder=clean(str(folder))), folder, asked)
    for name in there:
        if _holds(folder / name, wanted):
            complain([tr("content.copy-held", file=clean(str(folder / name)), id=wanted)])
            continue
        complain([tr("content.copy-there", file=clean(str(folder / name)))])
        # Its page has a title already.
        write(f"{texts[name][max(texts[name].find(PART), 0) :]}\n")
    return FAILED if there else DONE


def _pages(lang: str) -> dict[str, Page]:
    """Return the pages of a language, shared ones first, by their names under its folder."""
    folder, layers = CONTENT / lang, Layers(CONTENT)
    paths = [folder / f"{name}.md" for name in COMMON_PAGES]
    for guide in (*layers.guides(), *layers.together()):
        paths += sorted((folder / guide).rglob("*.md"))
    read = ((path.relative_to(folder).as_posix(), layers.read(path)) for path in paths)
    return {name: page for name, page in read if page}


def _shipped(guides: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return all that can be copied, by the name of a page or by an id: files of one's own that hold only it.

    A page goes by its name alone (`urgent.md`, in every language) and with its language (`en/urgent.md`). The
    part of a page comes under the title of the page; the card of a strategy is a whole file; a helpline has
    its entry of the facts, too. Of the guides, the first that has an id is meant, where no shared page does.
    """
    found: dict[str, dict[str, str]] = {}
    pages = [(lang, name, page) for lang in LANGUAGES for name, page in _pages(lang).items()]
    for guide in ("", *guides):
        here: dict[str, dict[str, str]] = {}
        for lang, name, page in pages:
            if name.rpartition("/")[0].partition("/")[0] == guide:
                text, file = page.path.read_text("utf-8"), f"{lang}/{name}"
                for key in (name, file, page.head.id):
                    here.setdefault(key, {})[file] = text
                for id, part in _parts(page, text.split("\n")):
                    here.setdefault(id, {})[file] = part
        for key, texts in here.items():
            found.setdefault(key, texts)
    for id in (id for id in found if id.startswith(HELPLINE_PREFIX)):
        if entry := _entry(CONTENT / "facts" / "helplines.toml", id):
            found[id]["facts/helplines.toml"] = entry
    return found


def _parts(page: Page, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each section of a page, with its lines under the title of the page."""
    ends = [section.line - 1 for section in page.sections[1:]]
    for section, end in zip_longest(page.sections, ends):
        cut = lines[section.line - 1 : end]
        yield section.id, "\n".join([lines[page.head.line - 1], "", *cut]).rstrip() + "\n"


def _entry(path: Path, id: str) -> str:
    """Return the entry of an id in a file of facts, or nothing."""
    file = FactFile(path, path.read_text("utf-8"), [])
    _, first, end = file.places(id)[0]
    lines = file.lines[first - 1 : end] if first else []
    # What stands after the entry's last line belongs to the next one.
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _holds(path: Path, id: str) -> bool:
    """Return whether a file of one's own has something under an id already."""
    try:
        return re.search(rf"[{{#\"']{re.escape(id)}[}}\"' ]", path.read_text("utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


def _example(folder: Path, under: str = "") -> dict[str, str]:
    """Return the texts of an example, such as that of one's own helplines, under the names they get."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{under}{path.relative_to(folder).as_posix()}": path.read_text("utf-8") for path in paths}


def _guide(id: str, lang: str) -> dict[str, str]:
    """Return the example of a guide under its id; the remarks of its facts are in a language."""
    facts = (STARTER / "guide" / "facts" / f"{lang}.toml").read_text("utf-8")
    texts = {f"facts/{id}.toml": facts.replace("TODAY", clock.today().isoformat())}
    for each in LANGUAGES:
        texts |= _example(STARTER / "guide" / each, f"{each}/{id}/")
    return texts


def _folder(asked: Asked) -> Path:
    """Return the folder of one's own texts: the one that is named, that of the settings, or the usual one."""
    if asked.folder:
        return Path(asked.folder).expanduser().absolute()
    return asked.config.content_dir or usual_folder(asked.config)


def usual_folder(config: Config) -> Path:
    """Return where texts of one's own lie if nobody names another folder; root's are for everyone."""
    return SYSTEM.parent / "content" if os.geteuid() == 0 else config.home / USUAL_FOLDER


def own_folder(config: Config) -> Path | None:
    """Return the folder of one's own texts: that of the settings, or the usual one where it is there."""
    usual = usual_folder(config)
    return config.content_dir or (usual if usual.is_dir() else None)


def _is_for_everyone(folder: Path, config: Config) -> bool:
    """Return whether texts are for all accounts: root writes them, or they lie outside of the home folder."""
    return os.geteuid() == 0 or not folder.is_relative_to(config.home)


def _write(folder: Path, texts: Mapping[str, str], config: Config) -> None:
    """Write new files and the folders they need, to be read by all where the texts are for all."""
    opened = _is_for_everyone(folder, config)
    for name, text in texts.items():
        path = folder / name
        # A link in a folder that another account made would lead root anywhere.
        if path.parent.resolve() != folder.resolve() / Path(name).parent:
            raise SafeChatError("folder-unsafe", folder=str(path.parent))
        missing = [each for each in (path.parent, *path.parent.parents) if not os.path.isdir(each)]
        if missing:
            files.private_folder(path.parent)
        files.create(path, text.encode())
        if opened:
            for each in missing:
                each.chmod(OPEN_FOLDER)
            path.chmod(OPEN_FILE)


def _tell(done: str, folder: Path, asked: Asked, guide: str = "") -> None:
    """Say what was written, how it is looked at and judged, and how it is put in use."""
    config, tr = asked.config, asked.tr
    shown = clean(str(folder))
    option = f" --guide {guide}" if guide else ""
    lines = [done, tr("content.new-fill" if guide else "content.new-change")]
    lines.append(tr("content.new-check", command=f"safechat content check {shown}"))
    lines.append(tr("content.new-look", command=f"safechat --content {shown}{option}"))
    if folder == config.content_dir and not config.looking:
        lines.append(tr("content.new-used"))
    else:
        everyone = _is_for_everyone(folder, config)
        file = str(SYSTEM) if everyone else "~/.config/safechat/settings.toml"
        lines.append(tr("content.new-use", file=file, line=f'content_dir = "{shown}"'))
    write("\n".join(lines) + "\n")


def _takes_new(parser: Parser) -> None:
    _takes_folder(parser)
    parser.add(
        "--guide", help="help.content.new.guide", metavar="guide", type=filled, default=argparse.SUPPRESS
    )


def _takes_copy(parser: Parser) -> None:
    parser.add("text", help="help.content.copy.text", metavar="file", type=filled, nargs="?")
    _takes_folder(parser)
    parser.add_guide()


def _takes_folder(parser: Parser) -> None:
    parser.add("folder", help="help.content.new.folder", metavar="folder", type=filled, nargs="?")


COMMANDS = (Command("content new", begin, _takes_new), Command("content copy", copy, _takes_copy))
