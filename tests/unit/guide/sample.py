"""A small whole content folder, made for one test, that can be spoilt in one place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safechat_tui.commands.problems import problem_lines
from safechat_tui.guide.check import check_content
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import CARD, Guide
from safechat_tui.guide.required import (
    GUIDE_LABELS,
    PLACEHOLDERS,
    REQUIRED_ITEMS,
    REQUIRED_KEYS,
    REQUIRED_SECTIONS,
)
from safechat_tui.i18n import LANGUAGES, Translator

FRAME: Final = """\
points = ["intro.definition", "wants.stop"]

[[question]]
id = "understand.unsafe"
step = "understand"
kind = "one"
choices = ["answer.yes", "answer.no"]
urgent_on = ["answer.yes"]

[[question]]
id = "wants.stop"
step = "wants"
kind = "one"
goal = "stop"
under = "understand.unsafe"
choices = ["answer.yes", "answer.no"]

[[strategy]]
id = "stop.block"
stage = "change"
goals = ["stop"]
source = "example.ca/page"
confidence = "H"
verified_on = 2026-01-02

[[strategy]]
id = "legal.log"
stage = "keep"
goals = []
keep_first = true
saves = ["messages"]
covered_by = "stop.block"
source = "example.ca/page"
confidence = "M"
verified_on = 2026-01-02
"""

PLATFORMS: Final = """\
[[platform]]
id = "platform.x"
capture_alert = "unknown"
source = "example.ca/page"
confidence = "M"
verified_on = 2026-01-02
"""

BLOCK: Final = """
[[action]]
id = "platform.x.block"
state = "partly"
names = [{ fr = "Bloquer", en = "Block" }, { en = "Hush" }]
notice = "likely"
save_first = true
source = "example.ca/page"
confidence = "M"
verified_on = 2026-01-03
"""

HELPLINES: Final = """\
[[helpline]]
id = "helpline.sure"
regions = ["ca"]
phone = "1-800-555-0100"
text_fr = "PARLER"
text = "TALK"
url_en = "en.example.ca"
url = "example.ca"
source = "example.ca/page"
confidence = "H"
verified_on = 2026-01-02

[[helpline]]
id = "helpline.unsure"
regions = ["qc", "on"]
phone = "1-800-555-0101"
source = "example.ca/page"
confidence = "M"
verified_on = 2026-01-02
"""

LABELS: Final = ("answer.yes", "answer.no", "goal.stop", "platform.x", *GUIDE_LABELS)

SPOTS: Final = tuple(
    (name, key, places) for name in ("platforms", "papers") for key, places in PLACEHOLDERS[name].items()
)
"""Places that the words of a page must have, by page and key."""


def page(head: str, sections: tuple[str, ...] = (), keys: tuple[str, ...] = ()) -> str:
    """Return a page whose words are its ids."""
    lines = ["---", *(f"{key}: words of {key}" for key in keys), "---", f"# {head} {{#{head}}}", ""]
    for section in sections:
        lines += [f"## {section} {{#{section}}}", "", f"Words of {section}.", ""]
    return "\n".join(lines) + "\n"


class Sample:
    """The folder, with the means to spoil it and to see what is said of it."""

    def __init__(self, root: Path) -> None:
        """Write a content folder without any problem."""
        self.root = root
        self.write("facts/talk.toml", FRAME)
        self.write("facts/platforms.toml", PLATFORMS + BLOCK)
        self.write("facts/helplines.toml", HELPLINES)
        for lang in LANGUAGES:
            for name, ids in REQUIRED_SECTIONS.items():
                folder = (
                    lang
                    if name in {"welcome", "place", "platforms", "helplines", "handout", "papers"}
                    else f"{lang}/talk"
                )
                sections = tuple(id for id in ids if id != name) + {
                    "platforms": ("platform.x",),
                    "helplines": ("helpline.sure", "helpline.unsure"),
                    "understand": ("understand.unsafe",),
                    "wants": ("wants.stop",),
                }.get(name, ())
                keys = LABELS if name == "labels" else REQUIRED_KEYS.get(name, ())
                self.write(f"{folder}/{name}.md", page(name, sections, keys))
            for id in ("stop.block", "legal.log"):
                self.write(f"{lang}/talk/strategies/{id}.md", page(id, (), (*CARD, "neutral")))
            for id in ("understand.unsafe", "wants.stop"):
                name = f"{lang}/talk/{id.partition('.')[0]}.md"
                self.edit(name, f"Words of {id}.", f"> Aloud?\n\nWords of {id}.")
            self.write(f"{lang}/code-words.txt", "\n".join(f"word{a}{b}" for a in LETTERS for b in LETTERS))
            for name, key, places in SPOTS:
                filled = " ".join(f"%({place})s" for place in places)
                self.edit(f"{lang}/{name}.md", f"{key}: words of {key}", f"{key}: {filled}")
            item = "- Words of the block. {#platform.x.block}"
            self.edit(f"{lang}/platforms.md", "Words of platform.x.", f"Words of platform.x.\n\n{item}")
            self.edit(f"{lang}/handout.md", "words of made_on", "Made on %(date)s")
            self.edit(f"{lang}/handout.md", "words of left_out", "%(gap)s in %(places)s")
            self.edit(f"{lang}/handout.md", "page: words of page", "page: %(page)s of %(pages)s")
            items = "\n".join(f"- {id} {{#{id}}}" for id in REQUIRED_ITEMS)
            self.edit(f"{lang}/talk/documenting.md", "Words of documenting.picture.", items)

    def write(self, name: str, text: str) -> None:
        """Write a file of the folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change the first place where a text stands; it must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def line(self, name: str, text: str) -> int:
        """Return the number of the first line that holds a text."""
        lines = (self.root / name).read_text(encoding="utf-8").split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def problems(self) -> list[tuple[str, int, str]]:
        """Return file, line and code of everything the checker finds."""
        found = check_content(self.root).problems
        # No sentence lacks what it names.
        assert len(problem_lines(found, Translator("en"))) == len(found)
        return [
            (problem.path.relative_to(self.root).as_posix(), problem.line, problem.code) for problem in found
        ]

    def params(self) -> list[Mapping[str, str]]:
        """Return what each problem says besides its code."""
        return [problem.params for problem in check_content(self.root).problems]


LETTERS: Final = "abcdefghijkl"


OURS: Final = """\
[[helpline]]
id = "helpline.ours"
regions = ["ca"]
phone = "1-800-555-0199"
source = "Our shelter"
confidence = "H"
verified_on = 2026-01-02
"""


class Over:
    """A folder of one's own over the sample."""

    def __init__(self, folder: Path, sample: Sample) -> None:
        """Make an empty one."""
        self.folder = folder
        self.sample = sample
        folder.mkdir(mode=0o755)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return path

    def guide(self, lang: str = "en", guide: str = "talk") -> Guide:
        """Read the guide with the folder over it."""
        return read_guide(lang, guide=guide, root=self.sample.root, overlay=self.folder)

    def problems(self) -> list[tuple[str, int, str]]:
        """Return file, line and code of what the checker says."""
        found = check_content(self.sample.root, self.folder).wrong
        return [(p.path.relative_to(self.folder).as_posix(), p.line, p.code) for p in found]

    def aside(self, guide: Guide | None = None) -> list[str]:
        """Return the codes of what is set aside in a guide."""
        return [problem.code for problem in (guide or self.guide()).set_aside]

    def add_helpline(self) -> None:
        """Add a helpline with its words in both languages."""
        self.write("facts/helplines.toml", OURS)
        for lang in ("fr", "en"):
            self.write(f"{lang}/helplines.md", "# H {#helplines}\n\n## Ours {#helpline.ours}\n\nAt night.\n")
