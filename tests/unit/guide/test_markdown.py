"""The reader of one page: the closed subset, its errors and their lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.guide.markdown import PageReader
from safechat_tui.guide.text import Kind, Page, Span


def read(text: str) -> Page:
    """Return the page of a text that must have no problem."""
    reader = PageReader(Path("page.md"), text)
    page = reader.read()
    assert reader.problems == []
    return page


def problems(text: str) -> list[tuple[int, str]]:
    """Return line and code of each problem of a text."""
    reader = PageReader(Path("page.md"), text)
    reader.read()
    return [(problem.line, problem.code) for problem in reader.problems]


def details(text: str) -> Mapping[str, str]:
    """Return what the only problem of a text says besides its code."""
    reader = PageReader(Path("page.md"), text)
    reader.read()
    assert len(reader.problems) == 1
    return reader.problems[0].params


# Front matter


def test_a_front_matter_line_is_split_at_its_first_colon() -> None:
    assert read("---\nnote: Attention : à lire\n---\n# T {#t}\n").value("note") == "Attention : à lire"


def test_a_front_matter_entry_remembers_its_line() -> None:
    assert read("---\n# a remark\n\nkey: value\n---\n# T {#t}\n").entries["key"].line == 4


def test_front_matter_that_never_ends_is_a_problem_at_its_first_line() -> None:
    assert (1, "front-matter-open") in problems("---\na: b\n# T {#t}\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\na: b\nnothing\n---\n# T {#t}\n", [(3, "front-matter-line")]),
        ("---\na:  \n---\n# T {#t}\n", [(2, "front-matter-line")]),
        ("---\na: b\nc: d\na: e\n---\n# T {#t}\n", [(4, "front-matter-twice")]),
        ("# T {#t}\n\n## S\n", [(3, "heading-without-id")]),
        ("# T {#t}\n\nWords {#a} and more.\n", [(3, "broken-id")]),
        ("# T {#t}\n\n## S {#s}\n\n- a {#s}\n", [(5, "id-twice")]),
        ("", [(0, "no-title")]),
        ("Words.\n\n# T {#t}\n", [(1, "text-before-title")]),
        ("## S {#s}\n", [(1, "heading-level")]),
        ("# T {#t}\n\n# U {#u}\n", [(3, "heading-level")]),
        ("# T {#t}\n\none\ntwo\n*three*\n", [(5, "not-allowed")]),
        ("# T {#t}\n\none\\\n*two*\n", [(3, "not-allowed"), (4, "not-allowed")]),
        ("# T {#t}\n\n- a\n  - b\n", [(4, "nested")]),
    ],
)
def test_a_problem_is_told_at_its_own_line(text: str, told: list[tuple[int, str]]) -> None:
    assert problems(text) == told


# Headings, ids, revisions


def test_a_heading_gives_title_id_line_and_revisions() -> None:
    page = read("# T {#t}\n\nA.\n\n## A title {#some.id-2 rev=3 follows=2}\n")
    found = page.section("some.id-2")
    assert (found.title, found.line, found.rev, found.follows) == ("A title", 5, 3, 2)
    assert (page.head.id, page.head.rev, page.head.follows) == ("t", 1, 1)


def test_an_unknown_section_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        read("# T {#t}\n").section("t.s")


@pytest.mark.parametrize("mark", ["{#Bad}", "{#a b}", "{#a rev=x}", "{#a rev=99999}", "{#}", "{#a"])
def test_an_id_that_cannot_be_read_is_a_problem(mark: str) -> None:
    assert (3, "broken-id") in problems(f"# T {{#t}}\n\n## S {mark}\n")


def test_a_third_level_is_a_problem_that_names_the_level_to_use() -> None:
    assert details("# T {#t}\n\n### U {#u}\n") == {"expected": "##"}


# Blocks


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("> Say this.", Kind.SAY, ("Say this.",)),
        ("> One.\n>\n> Two.", Kind.SAY, ("One.", "Two.")),
        ("- One\n- Two", Kind.ITEM, ("One", "Two")),
        ("One\ntwo.", Kind.PARAGRAPH, ("One two.",)),
    ],
)
def test_quoted_lines_items_and_paragraphs_are_told_apart(
    text: str, kind: Kind, words: tuple[str, ...]
) -> None:
    head = read(f"# T {{#t}}\n\n{text}\n").head
    assert (head.texts(kind), head.of(*set(Kind) - {kind})) == (words, ())


@pytest.mark.parametrize("between", [" ", "\n  "])
def test_an_item_may_carry_an_id_also_on_the_next_line(between: str) -> None:
    item = read(f"# T {{#t}}\n\n- One{between}{{#t.one}}\n").head.blocks[0]
    assert (item.id, item.text) == ("t.one", "One")


def test_strong_words_are_marked() -> None:
    spans = read("# T {#t}\n\nA **big** word.\n").head.blocks[0].spans
    assert spans == (Span("A "), Span("big", strong=True), Span(" word."))


def test_blocks_of_several_kinds_come_in_order() -> None:
    head = read("# T {#t}\n\nP\n\n> S\n\n- I\n").head
    assert [block.kind for block in head.of(*Kind)] == [Kind.PARAGRAPH, Kind.SAY, Kind.ITEM]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: b\n---\n\n# T {#t}\n\nWords.\n", 7),
        ("# T {#t}\r\n\r\nWords.\r\n", 3),
        ("# T {#t}\n\nOne\u2028two\n\nWords.\n", 5),
    ],
    ids=["front matter", "windows", "separator"],
)
def test_a_block_is_numbered_as_an_editor_numbers_its_line(text: str, line: int) -> None:
    assert read(text).head.blocks[-1].line == line


def test_a_byte_order_mark_changes_nothing() -> None:
    assert read("\ufeff---\na: b\n---\n# T {#t}\n").value("a") == "b"


# What the subset leaves out


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("*slanted*", "em"),
        ("`code`", "code_inline"),
        ("~~gone~~", "s"),
        ("![picture](https://a.ca/x.png)", "image"),
        ("a <b>tag</b", "html_inline"),
        ("<div>block</div>", "html_block"),
        ("<!-- remark -->", "html_block"),
        ("1. one", "ordered_list"),
        ("| a | b |\n|---|---|\n| c | d |", "table"),
        ("    code", "code_block"),
        ("```\ncode\n```", "fence"),
        ("***", "hr"),
        ("[name]: https://a.ca", "reference"),
        ("one\\\ntwo", "hardbreak"),
        ("one  \ntwo", "hardbreak"),
        ("[a](https://a.ca b)", "]("),
        ("[a](<https://[>", "]("),
        ("** strong**", "**"),
    ],
)
def test_what_the_subset_leaves_out_is_one_problem_that_names_it(body: str, what: str) -> None:
    assert details(f"# T {{#t}}\n\n{body}\n") == {"what": what}


@pytest.mark.parametrize("body", ["- a\n  - b", "> > a", "- > a", "> - a", "- # A {#a}", "> ## A {#a}"])
def test_one_thing_inside_another_is_a_problem(body: str) -> None:
    assert "nested" in {code for _, code in problems(f"# T {{#t}}\n\n{body}\n")}


def test_every_problem_of_a_page_is_collected() -> None:
    assert problems("---\nx\n---\n# T\n\n*a*\n\n## S {#s}\n\n[b](http://b.ca)\n") == [
        (2, "front-matter-line"),
        (4, "heading-without-id"),
        (6, "not-allowed"),
        (10, "link"),
    ]


# Links


def test_a_link_keeps_its_address() -> None:
    span = read("# T {#t}\n\n[site](https://www.techsafety.ca)\n").head.blocks[0].spans[0]
    assert span == Span("site", href="https://www.techsafety.ca")


@pytest.mark.parametrize(
    "href",
    [
        "http://a.ca",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@a.ca",
        "//a.ca",
        "/page",
        "page.md",
        "https://",
        "https:///path",
        "https://techsafety.ca@evil.example",
        "HTTPS:a.ca",
    ],
)
def test_a_link_that_is_not_plain_https_is_a_problem(href: str) -> None:
    assert [code for _, code in problems(f"# T {{#t}}\n\n[site](<{href}>)\n")][-1:] == ["link"]


def test_a_refused_link_leaves_its_words_without_address() -> None:
    reader = PageReader(Path("page.md"), "# T {#t}\n\n[site](http://a.ca)\n")
    assert reader.read().head.blocks[0].spans == (Span("site"),)


# Hostile text


@pytest.mark.parametrize("hidden", ["\x1b", "\u202e", "\u200b", "\x07", "\x9b"])
def test_hidden_characters_are_taken_out(hidden: str) -> None:
    page = read(f"---\nk{hidden}: a{hidden}b\n---\n# a{hidden}b {{#t}}\n\na{hidden}b\n")
    assert (page.value("k"), page.head.title, page.head.blocks[0].text) == ("ab", "ab", "ab")


def test_hidden_characters_are_taken_out_of_what_a_problem_quotes() -> None:
    assert details("---\na\x1b[2Jb\n---\n# T {#t}\n") == {"text": "a[2Jb", "write": ""}


_PIECES = st.sampled_from(
    [
        *["# ", "## ", "{#a}", "{#a rev=2}", "- ", "> ", "**", "[x](", "https://[", ")", "---\n", "k: v\n"],
        *["\n", "\n\n", "    ", "|", "a", "\x1b", "<b>", "&#27;", "`", "~~", "\\", "\u2028", "\ud800"],
    ]
)


@given(st.lists(_PIECES | st.text(st.characters(), max_size=4), max_size=30).map("".join))
def test_no_text_makes_the_reader_fail_or_tell_a_line_that_is_not_there(text: str) -> None:
    reader = PageReader(Path("page.md"), text)
    words = [block.text for section in reader.read().parts for block in section.blocks]
    assert "\x1b" not in "".join(words)
    assert all(0 <= problem.line <= len(re.findall("[\r\n]", text)) + 1 for problem in reader.problems)
