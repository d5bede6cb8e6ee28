"""What of a folder of texts reaches no call: files, keys, sections and entries that nothing asks for.

Each is told with the nearest that something does ask for, so that a slip of one letter is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path, PurePosixPath
from typing import Final

from safechat_tui.guide.model import GUIDES, HELPLINE_PREFIX, Guide
from safechat_tui.guide.overlay import Overlay
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.required import CARD_KEYS, GUIDE_LABELS, REQUIRED_KEYS, REQUIRED_SECTIONS
from safechat_tui.guide.text import Page
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import JOINT
from safechat_tui.text.near import near

_FIXED: Final = frozenset({"understand", "wants", "handout", "papers", "platforms", "labels"})
"""Pages of which only the sections that the program or the facts name are shown; of the others, all are."""

_NEUTRAL: Final = frozenset({"handout", "papers"})
"""Pages whose keys may all be said in neutral words, too."""

_WORD_FILES: Final = frozenset({".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf"})
_ALIKE: Final = 0.75
"""How alike two ids are where one is taken for a slip of the other, though both would be shown."""


def unread_words(guides: Iterable[Guide], own: Overlay) -> Iterator[Problem]:
    """Yield the keys and sections of pages in a language that are never shown, or look like a slip.

    Where there is a folder of one's own, only what stands in it is judged: an entry that it hides leaves
    words of the shipped pages unused.
    """
    every = tuple(guides)
    # Labels are shared: a code of one guide is good in all of them.
    labels = {key for guide in every for key in _labels(guide)}
    for guide in every:
        for problem in _unread_of(guide, labels):
            # Of guides that are joined, only the words for all of them at once are judged here.
            here = JOINT not in guide.id or guide.id in problem.path.parts
            if here and (own.folder is None or own.name(problem.path)):
                yield problem


def _unread_of(guide: Guide, labels: set[str]) -> Iterator[Problem]:
    ids = {
        **{step: {each.id for each in guide.asked(step)} for step in ("understand", "wants")},
        "platforms": {platform.id for platform in guide.platforms},
        "helplines": {line.id for line in guide.helplines},
        "labels": {GUIDES},
    }
    for name, page in guide.pages.items():
        keys = labels if name == "labels" else set(REQUIRED_KEYS.get(name, ()))
        if name in _NEUTRAL:
            keys |= {f"neutral_{key}" for key in keys}
        known = {name, *REQUIRED_SECTIONS[name], *ids.get(name, ())}
        yield from _unread(page, keys, known, fixed=name in _FIXED)
    for strategy in guide.strategies:
        known = {strategy.id, *(f"{strategy.id}.{part}" for part in ("how", "caution"))}
        yield from _unread(strategy.page, CARD_KEYS, known, fixed=False)


def _labels(guide: Guide) -> Iterator[str]:
    yield from GUIDE_LABELS
    yield from (code for question in guide.questions for code in question.choices)
    yield from (f"goal.{goal}" for goal in guide.goals)
    yield from (platform.id for platform in guide.platforms)


def _unread(page: Page, keys: Set[str], ids: set[str], *, fixed: bool) -> Iterator[Problem]:
    for key, entry in page.entries.items():
        if key not in keys:
            yield Problem(entry.path, entry.line, "unread-key", {"key": key, "near": near(key, keys)})
    here = {section.id for section in page.parts}
    for section in page.sections:
        if not section.id or section.id in ids:
            continue
        nearest = near(section.id, ids - here) or near(section.id, ids)
        if fixed or section.id.startswith(HELPLINE_PREFIX):
            yield Problem(section.path, section.line, "unread-section", {"id": section.id, "near": nearest})
            continue
        # Another file's ids that this file does not have: one of those may have been meant.
        others = {other.id for other in page.parts if other.path != section.path} | ids
        others -= {other.id for other in page.sections if other.path == section.path}
        if alike := next((other for other in sorted(others) if _is_slip(section.id, other)), ""):
            yield Problem(section.path, section.line, "near-section", {"id": section.id, "near": alike})


def _is_slip(id: str, other: str) -> bool:
    """Return whether an id is another one but for a slip in one of its halves."""
    (page, _, part), (other_page, _, other_part) = id.partition("."), other.partition(".")
    if page == other_page:
        return bool(part and near(part, [other_part], least=_ALIKE))
    return part == other_part and bool(near(page, [other_page], least=_ALIKE))


def strays(
    root: Path, own: Overlay, used: set[Path], guides: Iterable[str], wanted: set[str]
) -> Iterator[Problem]:
    """Yield the files and folders that nothing is read from.

    Args:
        root: a whole content folder.
        own: a shelter's own folder laid over it.
        used: the files that were read.
        guides: ids of the guides.
        wanted: names of cards that are not there.
    """
    folders = [root / lang / part for lang in LANGUAGES for part in ("", *guides)]
    folders += [folder / "strategies" for folder in folders]
    names = {path.name for path in used if path.suffix == ".md"}
    for path in sorted({path for folder in folders for path in folder.glob("*.md")} - used):
        if path.name != "README.md":
            yield Problem(path, 0, "stray-page", {"name": path.name, "near": near(path.name, names)})
    if own.folder is not None:
        shipped = {path.relative_to(root).as_posix() for path in used if path.is_relative_to(root)}
        read = {name for name in (*shipped, *map(own.name, used)) if not name.endswith("code-words.txt")}
        yield from _own_strays(own, own.folder, read - {""}, wanted)


def _own_strays(own: Overlay, folder: Path, names: set[str], wanted: set[str]) -> Iterator[Problem]:
    """Yield what of a folder of one's own goes by none of the names that are read, or that are wanted."""
    told = {own.name(problem.path) for problem in own.problems}
    places = {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}
    # What one language has, the other can have.
    both = {f"{lang}/{name.partition('/')[2]}" for name in names & own.files.keys() for lang in LANGUAGES}
    known = names | wanted | {name for name in both if name.endswith(".md")}
    for name in sorted({*own.files, *own.others} - names - told):
        # The topmost folder that nothing is read from is told, once.
        above = [each.as_posix() for each in PurePosixPath(name).parents if each.as_posix() not in places]
        if not above:
            if found := _stray_file(name, own, names, known):
                yield Problem(folder / name, 0, *found)
        elif above[-1] not in told:
            told.add(above[-1])
            yield Problem(folder / above[-1], 0, *_stray_folder(name, above[-1], own, places, known))


def _stray_folder(
    name: str, unknown: str, own: Overlay, places: set[str], known: set[str]
) -> tuple[str, dict[str, str]]:
    """Return what is told of an unknown folder with a file of that name in it."""
    lang = unknown[:2].lower()
    nearest = (
        near(unknown.lower(), [each for each in places if each.count("/") == unknown.count("/")])
        or _moved(unknown, own, known)
        or (lang if lang in LANGUAGES and "/" not in unknown else "")
    )
    guide = "".join(PurePosixPath(unknown).parts[1:2])
    is_card = PurePosixPath(name).parent.name == "strategies" and f"facts/{guide}.toml" in own.files
    if guide and (is_card or not nearest):
        return "guide-alone", {"name": unknown, "id": guide}
    return "stray-folder", {"name": unknown, "near": nearest}


def _stray_file(
    name: str, own: Overlay, names: set[str], known: set[str]
) -> tuple[str, dict[str, str]] | None:
    """Return what is told of a file in a folder that others are read from, if anything."""
    path = PurePosixPath(name)
    missing = [PurePosixPath(each).stem for each in known - own.files.keys()]
    if path.match("*/*/strategies/*.md") and not near(path.stem, missing, least=_ALIKE):
        return "card-alone", {"id": path.stem, "guide": path.parts[1]}
    if path.suffix in _WORD_FILES:
        return "word-file", {"kind": path.suffix[1:]}
    if path.match("facts/*.toml") and not near(name, names, least=_ALIKE):
        return "frame-alone", {"id": path.stem}
    if path.stem.lower() in {"readme", "lisezmoi"}:
        return None
    same = sorted(each for each in names if each.count("/") == 1 and each.endswith(f"/{path.name}"))
    beside = [each for each in known if PurePosixPath(each).parent == path.parent]
    nearest = near(name, beside) or near(name, names) if path.parent.name else ", ".join(same)
    return "stray-page", {"name": name, "near": nearest}


def _moved(unknown: str, own: Overlay, known: set[str]) -> str:
    """Return the folders, as deep as an unknown one, where files in it would be read."""
    found: set[str] = set()
    inside = [name for name in own.files if name.startswith(f"{unknown}/")]
    for name in inside:
        path = PurePosixPath(name)
        out = PurePosixPath(unknown).parent / path.relative_to(unknown)
        there = [each for each in known if each[:3] == name[:3] and each.endswith(f"/{path.name}")]
        if out.as_posix() in known:
            found.add("/".join(out.parent.parts[: unknown.count("/") + 1]))
        elif len(inside) == len(there) == 1:
            found.add(PurePosixPath(there[0]).parent.as_posix())
    return ", ".join(
        sorted(each for each in found if each.count("/") == unknown.count("/") or len(inside) == 1)
    )
