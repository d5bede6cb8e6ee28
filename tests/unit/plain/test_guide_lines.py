"""The guide as lines, and what a conversation in lines reads out of a plan."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from safechat_tui.guide import library
from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.text import Kind, Section, Span, TextBlock
from safechat_tui.handout import pages
from safechat_tui.handout.passages import headed
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.guide import GUIDE_PARTS, guide_text
from safechat_tui.plain.lines import LineWriter, terminal_width, with_addresses
from safechat_tui.plain.reading import say_strategies
from safechat_tui.plan import Plan, advise


def flat(text: str) -> str:
    """Return the text as one line, so that wrapping does not hide words."""
    return re.sub(r"\s+", " ", text)


def text_of(guide: Guide, part: str | None = None, *, width: int = 72, region: str = "ca") -> str:
    return guide_text(guide, Translator(guide.lang), part=part, width=width, region=region)


def missing(words: list[str], text: str) -> list[str]:
    whole = flat(text)
    return [each for each in words if flat(each) not in whole]


def test_every_section_of_the_guide_is_there(guide: Guide) -> None:
    pages = {**guide.pages, "urgent": guide.urgent_page("ca")}
    titles = [section.title for part in GUIDE_PARTS for section in pages[part].sections]
    assert missing(titles, text_of(guide)) == []


def test_every_word_of_every_question_answer_and_strategy_is_there(guide: Guide) -> None:
    words = [block.text for question in guide.questions for block in question.text.blocks]
    words += [guide.labels[code] for question in guide.questions for code in question.choices]
    words += [strategy.card(line) or "" for strategy in guide.strategies for line in (*CARD, *EXTRA)]
    words += [section.title for strategy in guide.strategies for section in strategy.page.sections]
    assert missing(words, text_of(guide)) == []


def test_strategies_come_in_safe_order(guide: Guide) -> None:
    text = flat(text_of(guide, "strategies"))
    places = [
        text.index(f" {number}. {flat(strategy.title)}")
        for number, strategy in enumerate(guide.strategies, start=1)
    ]
    assert places == sorted(places)


def test_what_a_worker_says_stands_before_why_and_what_follows(guide: Guide) -> None:
    text = flat(text_of(guide, "understand"))
    for question in guide.asked("understand"):
        places = [
            text.index(flat(block.text)) for kind in (Kind.SAY, Kind.ITEM) for block in question.text.of(kind)
        ]
        assert places == sorted(places)


def test_the_numbered_parts_of_the_screenshot_are_listed_after_its_drawing(guide: Guide) -> None:
    text = text_of(guide, "documenting")
    last = guide.pages["documenting"].section("documenting.picture").of(Kind.ITEM)[-1].text
    assert text.index("└──") < text.index(last[:20])


def test_every_platform_says_what_it_does_about_screenshots(guide: Guide) -> None:
    words = [block.text for platform in guide.platforms for block in platform.text.of(Kind.PARAGRAPH)]
    assert missing(words, text_of(guide, "platforms")) == []


def test_without_a_region_every_helpline_is_given(guide: Guide) -> None:
    numbers = [helpline.phone for helpline in guide.helplines if helpline.phone]
    assert missing(numbers, text_of(guide, "urgent")) == []


def test_a_number_that_must_be_checked_says_so_and_one_to_be_written_does_not(guide: Guide) -> None:
    text = flat(text_of(guide, "urgent"))
    ages = Ages.as_of_now()
    given = [line for line in guide.helplines if line.phone or line.text_to or line.url]
    unsure = [line for line in given if ages.check_first(line) and not ages.old(line)]
    assert text.count(flat(Translator(guide.lang)("help-line.check"))) == len(unsure)


def test_the_way_to_urgent_help_stands_before_the_first_part(guide: Guide) -> None:
    word = {"fr": "safechat guide urgence", "en": "safechat guide urgent"}[guide.lang]
    text = flat(text_of(guide))
    assert text.index(word) < text.index(flat(guide.pages["opening"].head.title))


@pytest.mark.parametrize("width", [24, 40, 72, 200])
def test_no_line_is_wider_than_the_terminal(guide: Guide, width: int) -> None:
    assert [line for line in text_of(guide, width=width).splitlines() if len(line) > width] == []


def test_no_mark_of_the_content_files_is_left(guide: Guide) -> None:
    assert re.findall(r"\{#|\*\*|\]\(", text_of(guide)) == []


@pytest.mark.parametrize(("id", "confirmed"), [("stop.block", True), ("legal.police", False)])
def test_only_what_is_done_in_an_app_is_to_be_confirmed_there(guide: Guide, id: str, confirmed: bool) -> None:
    tr = Translator(guide.lang)
    lines = LineWriter(tr)
    lines.read(pages.whole_card(guide, guide.strategy(id), tr, Ages.as_of_now()))
    assert (tr("card.confirm") in flat(lines.text())) == confirmed


# What is read out of a plan -----------------------------------------------------------------------


GUIDES: Final = [
    library.read_guide(lang, guide=name)
    for lang in LANGUAGES
    for name in ("messages", "calls", "messages.calls")
]

every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.lang}-{guide.id}")


def listed(guide: Guide, plan: Plan) -> list[str]:
    """Return the lines that the list of strategies is read out in."""
    tr = Translator(guide.lang)
    lines = LineWriter(tr, 1000)
    say_strategies(lines, guide, tr, plan, advise(guide, plan))
    return [line.strip() for line in lines.text().replace("\u00a0", " ").splitlines()]


def said(guide: Guide, code: str) -> str:
    """Return the words of a code as they are read out."""
    return guide.labels[code].replace("\u00a0", " ")


@every_guide
@pytest.mark.parametrize("answer", ["order.breached", "order.respected"])
def test_an_order_is_read_out_as_it_is_and_not_as_her_goal(guide: Guide, answer: str) -> None:
    plan = Plan(guide=guide.id).with_answer("wants.order", (answer,))
    lines = listed(guide, plan.with_goals(guide, ("stop",)))
    (goals,) = (line for line in lines if said(guide, "goal.stop") in line)
    assert said(guide, "goal.order") in lines
    assert said(guide, "goal.order") not in goals


@every_guide
def test_a_step_is_read_out_with_whether_it_may_be_noticed(guide: Guide) -> None:
    lines = listed(guide, Plan(guide=guide.id).with_goals(guide, ("stop",)))
    for strategy in advise(guide, Plan(guide=guide.id).with_goals(guide, ("stop",))):
        (line,) = (line for line in lines if strategy.title.replace("\u00a0", " ") in line)
        assert line.endswith(said(guide, f"noticed.{strategy.notice}"))


@pytest.mark.parametrize("guide", [g for g in GUIDES if g.id == "messages"], ids=lambda guide: guide.lang)
def test_a_card_that_is_read_out_names_her_app_that_tells(guide: Guide) -> None:
    tr = Translator(guide.lang)
    lines = LineWriter(tr)
    plan = Plan().with_answer("understand.platforms", ("platform.snapchat",))
    card = guide.strategy("legal.date-visible")
    lines.read(pages.whole_card(guide, card, tr, Ages.as_of_now(), plan.platforms()))
    assert "Snapchat" in lines.text()


# Ordinary lines ------------------------------------------------------------------------------------


def block(kind: Kind, *spans: Span | str) -> TextBlock:
    return TextBlock(kind, tuple(Span(span) if isinstance(span, str) else span for span in spans), 1)


def shown(*blocks: TextBlock, lang: str = "en", width: int = 72) -> str:
    lines = LineWriter(Translator(lang), width)
    lines.read(headed(Section("x", "Title", blocks, Path("x.md"), 1)))
    return lines.text()


def test_what_is_said_aloud_is_announced_once_and_quoted() -> None:
    text = shown(block(Kind.SAY, "Are you safe?"), block(Kind.SAY, "Can I call?"))
    assert text == "  Title\n    Words to say\n      “Are you safe?”\n      “Can I call?”\n"


def test_french_words_to_say_stand_in_guillemets() -> None:
    assert "«\xa0Ça va?\xa0»" in shown(block(Kind.SAY, "Ça va?"), lang="fr")


def test_words_that_are_quoted_already_are_not_quoted_twice() -> None:
    assert "««" not in shown(block(Kind.SAY, "« Ça va? »"), lang="fr").replace("\xa0", "")


@pytest.mark.parametrize(
    ("shows", "address", "said"),
    [
        ("this page", "https://example.org/a", "this page (https://example.org/a)"),
        ("example.org", "https://example.org", "example.org"),
    ],
)
def test_a_link_is_followed_by_its_address_unless_it_shows_it(shows: str, address: str, said: str) -> None:
    assert with_addresses((Span(shows, href=address),)) == said


def test_paragraphs_are_set_apart_and_items_follow_each_other() -> None:
    blocks = (block(Kind.PARAGRAPH, "one"), block(Kind.ITEM, "two"), block(Kind.ITEM, "three"))
    assert "    one\n\n    - two\n    - three\n" in shown(*blocks)


def test_the_lines_of_an_item_are_lined_up() -> None:
    text = shown(block(Kind.ITEM, "one two three four five six seven"), width=24)
    assert all(line.startswith(("  - ", "    ")) for line in text.splitlines()[1:])


def test_no_two_empty_lines_follow_each_other_inside_a_page() -> None:
    lines = LineWriter(Translator("en"))
    lines.say("one")
    lines.blank()
    lines.blank()
    lines.say("two")
    assert lines.text() == "one\n\ntwo\n"


def test_the_width_is_72_when_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", _no_terminal)
    assert terminal_width() == 72


def _no_terminal(_: int) -> tuple[int, int]:
    raise OSError


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert terminal_width() == 40
