"""Reads one page of content: flat front matter and a closed subset of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from safechat_tui.clean import clean
from safechat_tui.guide.front_matter import front_matter, lines_of
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.slips import page_slips
from safechat_tui.guide.text import Kind, Page, Section, Span, TextBlock

_MARK: Final = re.compile(
    r"\s*\{#(?P<id>[a-z0-9][a-z0-9.-]*)(?P<revs>(?:\s+(?:rev|follows)=[0-9]{1,4})*)\}\s*$"
)
"""`{#id}` or `{#id rev=2 follows=1}` at the end of a heading, paragraph or item."""

_BROKEN_MARK: Final = re.compile(r"\{#[^}]*\}?")
_OTHER_BRACKETS: Final = re.compile(r"[(\[]#?([a-z0-9]+[.-][a-z0-9.-]*)[)\]]\s*$")
"""What was meant for an id."""

_KEY: Final = re.compile(r"[a-z][\w.-]*\s*:\s")
"""How a line of the keys begins."""

_BROKEN_MARKDOWN: Final = ("](", "**")
"""What is left in the words where a link or strong words were not closed as they should be."""


class _Parser(MarkdownIt):
    """Takes every address for a link, so that a refused one is told and not printed as it stands."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


_PARSER: Final = _Parser("commonmark").enable(["table", "strikethrough"])
"""Knows more than is allowed, so that a table is told as an error and not printed as bars."""


@dataclass(slots=True)
class _Draft:
    """A section while it is being read."""

    id: str
    title: str
    line: int
    rev: int = 1
    follows: int = 1
    blocks: list[TextBlock] = field(default_factory=list)
    headed: bool = False
    """Whether a heading begins it."""

    def finish(self, path: Path) -> Section:
        return Section(self.id, self.title, tuple(self.blocks), path, self.line, self.rev, self.follows)


class PageReader:
    """Reads one file and collects every problem it has, each at its real line."""

    def __init__(self, path: Path, text: str) -> None:
        """Take the text of the file; nothing is read from disk here."""
        self.path = path
        self.problems: list[Problem] = []
        self._lines = lines_of(text)
        self._drafts: list[_Draft] = []
        self._start = 0
        """The index of the first line after the keys."""

    def problem(self, line: int, code: str, /, **params: str) -> None:
        """Note a problem at a line of this file."""
        self.problems.append(Problem(self.path, line, code, params))

    def read(self) -> Page:
        """Return the page; what could not be read is left out and noted in `problems`."""
        entries, self._start = front_matter(self.path, self._lines, self.problems)
        self.problems += page_slips(self.path, self._lines, self._start)
        found: dict[str, Any] = {}
        tree = SyntaxTreeNode(_PARSER.parse("\n".join(self._lines[self._start :]), found))
        for reference in found.get("references", {}).values():
            self.problem(reference["map"][0] + self._start + 1, "not-allowed", what="reference")
        self._read(tree.children)
        if not self._drafts:
            self.problem(0, "no-title")
            self._drafts.append(_Draft("", "", 1))
        self._check_ids()
        head, *sections = (draft.finish(self.path) for draft in self._drafts)
        return Page(self.path, entries, head, tuple(sections))

    def _check_ids(self) -> None:
        """Note every id that the page gives twice: only the first would ever be shown."""
        seen: set[str] = set()
        for draft in self._drafts:
            for id, line in [(draft.id, draft.line), *((block.id, block.line) for block in draft.blocks)]:
                if id and id in seen:
                    self.problem(line, "id-twice", id=id)
                seen.add(id or "")

    def _read(self, nodes: Iterable[SyntaxTreeNode], *inside: str) -> None:
        """Read nodes inside of quotes and items into `_drafts`: the head and each section with its blocks."""
        before = ""
        for node in nodes:
            line = (node.map[0] if node.map else 0) + self._start + 1
            goes_on = before == "bullet_list" and self._lines[line - 1][:1].islower()
            if node.type == "paragraph" and (goes_on or (inside[-1:] == ("list_item",) and before)):
                self.problem(line, "item-cut", text=clean(self._lines[line - 1]).strip()[:60])
            before = node.type
            match node.type:
                case "heading":
                    self._heading(node, line, nested=bool(inside))
                case "paragraph":
                    self._paragraph(node, line, *inside)
                case "blockquote" | "list_item":
                    self._read(node.children, *inside, node.type)
                case "bullet_list":
                    self._read(node.children, *inside)
                case other:
                    self.problem(line, "not-allowed", what=other)
                    if other == "ordered_list":
                        self._read(node.children, *inside)

    def _heading(self, node: SyntaxTreeNode, line: int, *, nested: bool) -> None:
        expected = "##" if any(draft.headed for draft in self._drafts) else "#"
        if node.tag != f"h{len(expected)}":
            self.problem(line, "heading-level", expected=expected)
        if nested:
            self.problem(line, "nested")
        spans, id, revs = self._marked(node, line)
        title = "".join(span.text for span in spans)
        if id is None and not _BROKEN_MARK.search(title):
            near = _OTHER_BRACKETS.search(title)
            self.problem(line, "heading-without-id", write=f"{{#{near[1]}}}" if near else "")
        revisions = revs.get("rev", 1), revs.get("follows", 1)
        self._drafts.append(_Draft(id or "", title, line, *revisions, headed=True))

    def _paragraph(self, node: SyntaxTreeNode, line: int, *inside: str) -> None:
        kind = Kind.SAY if "blockquote" in inside else Kind.ITEM if inside else Kind.PARAGRAPH
        if len(inside) > 1:
            self.problem(line, "nested")
        if not self._drafts:
            is_key = _KEY.match(self._lines[line - 1])
            self.problem(line, "front-matter-none" if is_key else "text-before-title")
            self._drafts.append(_Draft("", "", line))
        spans, id, _ = self._marked(node, line)
        if spans:
            self._drafts[-1].blocks.append(TextBlock(kind, tuple(spans), line, id))

    def _marked(self, node: SyntaxTreeNode, line: int) -> tuple[list[Span], str | None, dict[str, int]]:
        """Return the spans without their trailing `{#…}`, the id and the revisions it gives."""
        _, inline, _ = node.to_tokens()
        spans = list(self._spans(inline.children or [], line))
        if not spans:
            return [], None, {}
        last = spans[-1]
        found = _MARK.search(last.text)
        id: str | None = None
        revs: dict[str, int] = {}
        if found:
            id = found["id"]
            for pair in found["revs"].split():
                name, _, number = pair.partition("=")
                revs[name] = int(number)
            text = last.text[: found.start()].rstrip()
            spans[-1:] = [Span(text, last.strong, last.href)] if text else []
            while spans and not spans[-1].text.strip(" "):
                spans.pop()
        for span in spans:
            if broken := _BROKEN_MARK.search(span.text):
                said = broken[0].partition("rev=")[0].lower().replace("_", "-")
                meant = "".join(re.findall(r"[a-z0-9.-]+", said))
                self.problem(line, "broken-id", text=broken[0], write=f"{{#{meant}}}" if meant else "")
        return spans, id, revs

    def _spans(self, children: list[Token], line: int) -> Iterator[Span]:
        strong = 0
        href: str | None = None
        for child in children:
            match child.type:
                case "text":
                    text = _keep_edges(child.content)
                    for left in _BROKEN_MARKDOWN:
                        if left in text:
                            self.problem(line, "not-allowed", what=left)
                    if text:
                        yield Span(text, strong > 0, href)
                case "softbreak":
                    yield Span(" ", strong > 0, href)
                    line += 1
                case "hardbreak":
                    self.problem(line, "not-allowed", what="hardbreak")
                    yield Span(" ", strong > 0, href)
                    line += 1
                case "strong_open":
                    strong += 1
                case "strong_close":
                    strong -= 1
                case "link_open":
                    href = clean(str(child.attrs.get("href", "")))
                    if not _is_plain_https(href):
                        self.problem(line, "link", href=href)
                        href = None
                case "link_close":
                    href = None
                case other:
                    if not other.endswith("_close"):
                        self.problem(line, "not-allowed", what=other.removesuffix("_open"))


def _is_plain_https(href: str) -> bool:
    """Return whether a link is https to a host that nothing stands before."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def _keep_edges(text: str) -> str:
    """Clean a run of text but keep the space at its ends, which joins it to its neighbours."""
    inner = clean(text)
    if not inner:
        return " " if text.strip(" ") == "" and text else ""
    return f"{' ' if text[0] == ' ' else ''}{inner}{' ' if text[-1] == ' ' else ''}"
