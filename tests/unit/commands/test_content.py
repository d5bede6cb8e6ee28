"""Texts of one's own: begun from an example or a shipped text, looked at before they are in use."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from tests.unit.conftest import Run

from safechat_tui.commands import content_new
from safechat_tui.guide.check import check_content
from safechat_tui.guide.layers import guides
from safechat_tui.guide.library import read_guide
from safechat_tui.handout.blanks import blank_log
from safechat_tui.handout.build import build
from safechat_tui.handout.document import texts
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan
from safechat_tui.resources import CONTENT

DOCS = CONTENT.parent / "docs"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFECHAT_LANG", "en")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder of one's own that is not there yet."""
    return tmp_path / "ours"


def fill_in(folder: Path) -> None:
    """Put words in the place of every mark of the example."""
    for path in folder.rglob("*.md"):
        path.write_text(re.sub(r"\[\[([^\s\]].*?)\]\]", r"\1", path.read_text("utf-8")), "utf-8")


# A guide from the example

TWICE = {"where": 4, "accounts": 2, "others-read": 1}
"""How many paragraphs and items of parts that the example has word by word from the shipped guide."""


@pytest.fixture
def visits(run: Run, ours: Path) -> Path:
    """The example of a guide."""
    assert run("content", "new", str(ours), "--guide", "visits")[0] == 0
    return ours


def test_the_example_of_a_guide_lacks_nothing_but_what_is_to_be_written(visits: Path) -> None:
    begun = check_content(CONTENT, visits)
    assert ({problem.code for problem in begun.problems}, begun.guides) == ({"to-fill"}, ())
    assert begun.aside == ("en/visits/", "facts/visits.toml", "fr/visits/")
    fill_in(visits)
    written = check_content(CONTENT, visits)
    assert (written.problems, written.guides, written.aside) == ((), ("visits",), ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_guide_is_not_offered_before_it_is_written_but_can_be_looked_at(visits: Path, lang: str) -> None:
    def offered(*, unfinished: bool) -> bool:
        return "visits" in {name.id for name in guides(lang, overlay=visits, unfinished=unfinished)}

    before = offered(unfinished=False), offered(unfinished=True)
    fill_in(visits)
    assert (before, offered(unfinished=False)) == ((False, True), True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_guide_of_ones_own_prints_no_word_of_another_subject(visits: Path, lang: str) -> None:
    fill_in(visits)
    (visits / lang / "visits" / "handout.md").unlink()
    guide = read_guide(lang, guide="visits", overlay=visits)
    plan = Plan(guide="visits").with_strategy("ours.step", wanted=True)
    made = build(guide, plan, guide.strategies[0].verified_on, parts=PARTS)
    words = " ".join([*texts(made), *texts(blank_log(guide)), *texts(blank_log(guide, "long"))])
    assert re.findall(r"(?i)\bmessages?\b(?! de harcèlement et)", words) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_another_guide_its_paper_says_no_paragraph_twice(visits: Path, lang: str) -> None:
    fill_in(visits)
    both = read_guide(lang, guide="messages.visits", overlay=visits)
    shared = read_guide(lang, guide="visits", overlay=visits).pages["handout"]
    pages = both.pages
    said = [len(pages["documenting"].section(f"documenting.{id}").blocks) for id in TWICE]
    assert said == list(TWICE.values())
    assert pages["handout"].section("handout.intro") == shared.section("handout.intro")
    assert pages["handout"].value("log.where") == shared.value("log.where")


@pytest.mark.parametrize("taken", ["calls", "messages,calls"])
def test_the_name_of_a_shipped_guide_or_of_two_is_not_taken(run: Run, ours: Path, taken: str) -> None:
    assert (run("content", "new", str(ours), "--guide", taken)[0], ours.exists()) == (2, False)


def test_no_text_is_written_through_a_link_in_the_folder(run: Run, ours: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    ours.mkdir()
    (ours / "en").symlink_to(elsewhere)
    code, _, err = run("content", "copy", "en/urgent.md", str(ours))
    assert (code, str(ours / "en") in err, [*elsewhere.iterdir()]) == (1, True, [])


@pytest.mark.parametrize("example", [(), ("--guide", "visits")])
def test_texts_outside_of_the_home_folder_can_be_read_by_all(
    run: Run, ours: Path, example: tuple[str, ...]
) -> None:
    before = os.umask(0o077)
    try:
        _, out, _ = run("content", "new", str(ours), *example)
    finally:
        os.umask(before)
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (ours, *ours.rglob("*"))}
    assert (modes, "/etc/safechat/settings.toml" in out) == ({(True, 0o755), (False, 0o644)}, True)


# A shipped text


def test_a_part_is_copied_alone_in_both_languages(run: Run, ours: Path) -> None:
    run("content", "copy", "urgent.shelter", str(ours))
    pages = [(ours / lang / "urgent.md").read_text("utf-8") for lang in LANGUAGES]
    assert [page.count("{#") for page in pages] == [2, 2]
    assert [page.count("{#urgent.shelter}") for page in pages] == [1, 1]
    assert check_content(CONTENT, ours).problems == ()


def test_a_helpline_is_copied_with_its_words(run: Run, ours: Path) -> None:
    run("content", "copy", "helpline.alberta", str(ours))
    entry = (ours / "facts" / "helplines.toml").read_text("utf-8")
    assert (entry.count("[["), 'id = "helpline.alberta"' in entry) == (1, True)
    assert check_content(CONTENT, ours).problems == ()


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("calls/wants.md", ["en/calls/wants.md", "fr/calls/wants.md"]),
        ("fr/urgent.md", ["fr/urgent.md"]),
        ("stop.block", ["en/messages/strategies/stop.block.md", "fr/messages/strategies/stop.block.md"]),
    ],
)
def test_a_page_is_copied_as_it_is_shipped(run: Run, ours: Path, name: str, files: list[str]) -> None:
    run("content", "copy", name, str(ours))
    found = sorted(path.relative_to(ours).as_posix() for path in ours.rglob("*.md"))
    assert (found, (ours / files[0]).read_bytes()) == (files, (CONTENT / files[0]).read_bytes())


def test_what_is_there_is_left_and_the_part_shown_to_be_added(run: Run, ours: Path) -> None:
    run("content", "copy", "urgent.now", str(ours))
    mine = (ours / "en" / "urgent.md").read_text("utf-8")
    code, out, err = run("content", "copy", "urgent.shelter", str(ours))
    assert code == 1
    assert "{#urgent.shelter}" in out
    assert "{#urgent}" not in out
    assert "en/urgent.md" in err
    assert (ours / "en" / "urgent.md").read_text("utf-8") == mine


def test_what_one_has_already_is_named_instead_of_shown(run: Run, ours: Path) -> None:
    run("content", "copy", "urgent.now", str(ours))
    code, out, err = run("content", "copy", "urgent.now", str(ours))
    assert (code, out, "has urgent.now already" in err) == (1, "", True)


def test_a_slip_in_a_name_is_answered_by_the_nearest(run: Run, ours: Path) -> None:
    code, _, err = run("content", "copy", "en/urgant.md", str(ours))
    assert (code, "en/urgent.md" in err, ours.exists()) == (2, True, False)


def test_every_text_is_listed_where_none_is_named(run: Run) -> None:
    _, out, _ = run("content", "copy")
    assert len(out.splitlines()) == len(list((CONTENT / "en").rglob("*.md")))


def test_a_folder_that_is_not_there_is_told_and_not_looked_through(run: Run, ours: Path) -> None:
    code, out, _ = run("content", "check", str(ours))
    assert (code, f"{ours}: " in out) == (1, True)


# A look


PRINTED = {
    "stop.block": "Block the other person",
    "helpline.alberta": "310-1818",
    "platform.snapchat": "Snapchat",
    "documenting.minimum": "On a hard day, a minimum",
    "place.home": "Where to keep these pages",
    "papers": "Time zone",
}


@pytest.mark.parametrize(("id", "words"), PRINTED.items())
def test_what_is_printed_is_shown_as_on_the_screen_and_as_on_paper(run: Run, id: str, words: str) -> None:
    code, out, _ = run("content", "preview", id)
    screen, _, paper = out.partition("=== On paper\n")
    assert (code, screen.startswith("=== On the screen\n"), words in paper) == (0, True, True)


@pytest.mark.parametrize("id", ["understand.unsafe", "urgent.shelter", "closing", "strategies.principle"])
def test_what_is_only_read_is_said_to_be_on_no_paper(run: Run, tmp_path: Path, id: str) -> None:
    assert "This is not printed." in run("content", "preview", id)[1]
    assert run("content", "preview", id, "-o", str(tmp_path / "p.pdf"))[0] == 2


def test_a_preview_is_put_into_a_pdf(run: Run, tmp_path: Path) -> None:
    run("content", "preview", "stop.block", "-o", str(tmp_path / "p.pdf"))
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_a_preview_shows_texts_that_are_not_in_use(run: Run, visits: Path) -> None:
    _, out, err = run("--content", str(visits), "content", "preview", "ours.step")
    assert ("[[What it does, in a sentence.]]" in out, "Only a look" in err) == (True, True)


def test_a_preview_needs_no_settings_where_the_folder_has_the_usual_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content_new, "usual_folder", lambda _: tmp_path / "ours")
    run("content", "new", "--guide", "visits")
    code, out, err = run("content", "preview", "ours.step")
    assert (code, "[[What it does, in a sentence.]]" in out, "Only a look" in err) == (0, True, True)


# The page that a shelter follows


def test_the_examples_of_the_pages_are_right_as_they_stand(ours: Path) -> None:
    for page in ("content.md", "content.fr.md"):
        first = (DOCS / page).read_text("utf-8").split("\n## ")[1]
        for name, block in re.findall(r"(?m)^`(\S+)`\n\n((?: {4}.*\n|\n)+)", first):
            (ours / name).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            (ours / name).write_text(re.sub(r"(?m)^ {4}", "", block).strip() + "\n", "utf-8")
    assert (check_content(CONTENT, ours).problems, check_content(CONTENT, ours).added) == (
        (),
        ("ours.our-phone",),
    )
