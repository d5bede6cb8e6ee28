"""What the printed plan holds."""

from __future__ import annotations

import pytest
from tests.unit.handout.conftest import TODAY, Printed, of_kind, with_steps

from safechat_tui.guide.model import Guide
from safechat_tui.guide.text import Page, Section, Span
from safechat_tui.handout.blocks import Contact, Contacts, Heading, Items, Picture, Text, Tone
from safechat_tui.handout.build import build
from safechat_tui.handout.document import BlankLog, CheckStep, Document, Note, NoteKind, Summary, texts
from safechat_tui.plan import Plan, plan_steps


def steps(document: Document) -> list[CheckStep]:
    return of_kind(document, CheckStep)


def headings(document: Document) -> list[str]:
    return [heading.text for heading in of_kind(document, Heading)]


def notes(document: Document, kind: NoteKind) -> list[Note]:
    return [note for note in of_kind(document, Note) if note.kind is kind]


def contacts(document: Document) -> tuple[Contact, ...]:
    return of_kind(document, Contacts)[0].contacts


def test_the_steps_stand_in_the_plans_safe_order(guide: Guide, plan: Plan, printed: Printed) -> None:
    expected = [step.strategy.title for step in plan_steps(guide, plan)]
    found = steps(printed())
    assert [(step.number, step.title) for step in found] == list(enumerate(expected, start=1))


def test_a_step_that_the_order_rule_added_says_so(guide: Guide, printed: Printed) -> None:
    document = printed(with_steps("stop.block"))
    assert [bool(step.note) for step in steps(document)] == [True, True, True, False]


def test_what_to_mind_comes_before_how_to_do_it(printed: Printed) -> None:
    block = next(step for step in steps(printed()) if len(step.extras) == 2)
    assert [extra.kind is NoteKind.CAUTION for extra in block.extras] == [True, False]


def test_every_line_of_a_card_is_printed(guide: Guide, printed: Printed) -> None:
    step = steps(printed(with_steps("stop.block")))[-1]
    strategy = next(s for s in guide.strategies if s.title == step.title)
    lines = {strategy.card(line) for line in ("does", "notice", "loses", "undo", "first", "check")} - {""}
    assert {line.text for line in step.lines} == lines


def test_her_own_words_are_printed_as_she_put_them(printed: Printed) -> None:
    document = printed(Plan().with_words("<b>Assez</b> & fini"))
    lines = [line for summary in of_kind(document, Summary) for line in summary.lines]
    assert [line.text for line in lines if line.strong] == ["<b>Assez</b> & fini"]


def test_what_a_step_says_of_being_noticed_names_her_app_that_tells(guide: Guide, printed: Printed) -> None:
    told = {step.title: [line.text for line in step.lines] for step in steps(printed())}
    (said,) = (text for text in told[guide.strategy("legal.screenshots").title] if "Snapchat" in text)
    assert ("%" not in said, "WhatsApp" not in said) == (True, True)


def test_without_an_urgent_answer_the_note_holds_whom_to_call_and_no_more(printed: Printed) -> None:
    (note,) = notes(printed(), NoteKind.URGENT)
    assert [type(block) for block in note.blocks] == [Items]


def test_the_platforms_she_named_have_their_notes_and_no_others(guide: Guide, printed: Printed) -> None:
    page = guide.pages["platforms"]
    titles = {each.id: each.title for each in page.sections if each.id.startswith("platform.")}
    named = {titles["platform.snapchat"], titles["platform.whatsapp"]}
    assert set(titles.values()) & set(headings(printed())) == named


def test_the_least_that_helps_stands_in_a_note(guide: Guide, printed: Printed) -> None:
    titles = [note.title for note in notes(printed(), NoteKind.LEAST)]
    assert titles == [guide.pages["documenting"].section("documenting.minimum").title]


def test_the_log_has_two_cautions_right_before_it(printed: Printed) -> None:
    blocks = printed().blocks
    at = next(index for index, block in enumerate(blocks) if isinstance(block, BlankLog))
    before = blocks[at - 1]
    assert isinstance(before, Note)
    assert [len(block.items) for block in before.blocks if isinstance(block, Items)] == [2]


def test_the_log_begins_on_a_page_of_its_own(guide: Guide, printed: Printed) -> None:
    assert [heading.text for heading in of_kind(printed(), Heading) if heading.apart] == [
        guide.pages["handout"].value("log")
    ]


def test_who_decides_nothing_today_gets_the_least_and_the_cautions_but_no_log(
    guide: Guide, printed: Printed
) -> None:
    document = printed(Plan())
    page = guide.pages["documenting"]
    assert len(notes(document, NoteKind.LEAST)) == 1
    assert {page.section(f"documenting.{id}").title for id in ("second-device", "accounts")} <= set(
        headings(document)
    )
    assert of_kind(document, Picture) + of_kind(document, BlankLog) == []


def test_the_advice_of_the_chosen_place_is_printed(guide: Guide, printed: Printed) -> None:
    advice = guide.pages["place"].section("place.home").blocks[0].text
    assert advice in set(texts(printed()))


@pytest.mark.parametrize("neutral", [False, True])
def test_the_paper_does_not_tell_where_it_is_kept(guide: Guide, printed: Printed, neutral: bool) -> None:
    told = {
        place
        for place in guide.places
        if guide.pages["place"].section(place).title
        in "\n".join(texts(printed(Plan().with_place(place), neutral=neutral)))
    }
    assert told == set()


@pytest.mark.parametrize("region", ["ca", "mb", "on"])
def test_national_helplines_and_those_of_the_region_are_printed_and_no_others(
    guide: Guide, printed: Printed, region: str
) -> None:
    hers = {line.name for line in guide.helplines_for(region) if line.printable}
    assert {contact.name for contact in contacts(printed(region=region))} == hers


def test_the_number_on_the_paper_is_the_number_of_the_facts(guide: Guide, printed: Printed) -> None:
    facts = {(line.name, line.phone) for line in guide.helplines if line.phone}
    paper = {(c.name, way.value) for c in contacts(printed(region="mb")) for way in c.ways}
    missing = {pair for pair in facts if pair[0] in {name for name, _ in paper}} - paper
    assert not missing


def test_several_words_of_a_way_to_reach_someone_never_break(guide: Guide, printed: Printed) -> None:
    values = [way.value for contact in contacts(printed(region="mb")) for way in contact.ways]
    assert not any(" " in value.replace(", ", "") for value in values)


def test_an_ordinary_paper_says_the_first_words_once_under_the_numbers(
    guide: Guide, printed: Printed
) -> None:
    intro = guide.pages["handout"].section("handout.intro").blocks[0].text
    said = list(texts(printed()))
    assert (said.count(intro), intro in set(texts(printed().blocks[1]))) == (1, True)


def test_the_address_of_a_link_is_printed_behind_its_words(guide: Guide, plan: Plan) -> None:
    page: Page = guide.pages["closing"]
    old: Section = page.section("closing.credit")
    block = old.blocks[0]._replace(spans=(Span("Source", href="https://example.org/a/"),))
    section = old._replace(blocks=(block,))
    others = tuple(section if s.id == section.id else s for s in page.sections)
    edited = guide._replace(pages={**guide.pages, "closing": page._replace(sections=others)})
    assert "Source (example.org/a)" in set(texts(build(edited, plan, TODAY)))


def test_the_credit_of_the_source_ends_the_paper(guide: Guide, printed: Printed) -> None:
    last = printed().blocks[-1]
    assert isinstance(last, Text)
    assert last.tone is Tone.SMALL
