"""A conversation in lines as it is heard: what is typed, and what is said to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.unit.conversation.following import begin

from safechat_tui.plain.everywhere import HANDLERS, introduce
from safechat_tui.plain.positions import position_of
from safechat_tui.plain.talk import Talk

SLIP = "That is not one of the choices.\n"


class Person:
    """A terminal, and someone who types these lines into it."""

    is_typed = erases = True
    encoding = "utf-8"
    pasted = lost = False

    def __init__(self, *lines: str, rows: int = 200) -> None:
        self.lines = list(lines)
        self.rows = rows
        self.heard: list[str] = []
        """All that is said, one text for each line that is typed after it."""
        self.said = ""

    def size(self) -> tuple[int, int]:
        return 80, self.rows

    def say(self, text: str) -> None:
        self.said += text

    def read_line(self, seconds: float, begun: str = "") -> str | None:
        self.heard.append(self.said)
        self.said = ""
        return self.lines.pop(0) if self.lines else None

    @contextmanager
    def unseen(self) -> Iterator[None]:
        yield


def told_first(*, clears: bool, erases: bool = True) -> str:
    """Return the first line of a conversation."""
    person: Any = Person()
    person.erases = erases
    introduce(Talk(begin("en", "messages"), person, person, position_of, HANDLERS), clears=clears)
    return " ".join(person.said.split())


@pytest.mark.parametrize(
    ("how", "promised"),
    [
        ({"clears": True}, "erases these lines. For all"),
        ({"clears": False}, "erases the lines on the screen. What has scrolled out of sight stays in this"),
        ({"clears": True, "erases": False}, "cannot erase: what was written stays on it"),
    ],
)
def test_the_first_line_promises_what_the_terminal_can(how: dict[str, bool], promised: str) -> None:
    assert promised in told_first(**how)


def heard(*lines: str, lang: str = "en", rows: int = 200, **settings: object) -> list[str]:
    """Return what is heard before the first of some lines, and after each of them."""
    person: Any = Person(*lines, rows=rows)
    Talk(begin(lang, "messages", **settings), person, person, position_of, HANDLERS).run()
    found: list[str] = person.heard
    return found


def after(*lines: str, **how: Any) -> str:
    """Return what is heard after the last of some lines."""
    return heard(*lines, **how)[-1]


@pytest.mark.parametrize(
    "lines",
    [
        ("s 3",),
        ("s3",),
        ("s", "3"),
        ("s", "strat"),
        ("steps 3",),
        ("s strat",),
        ("step 3",),
        ("étape 3",),
        ("Etape strategies",),
    ],
)
def test_a_step_has_one_number_however_it_is_asked_for(lines: tuple[str, ...]) -> None:
    assert after(*lines).lstrip().startswith("Step 3. ")


def test_a_paused_list_takes_the_number_that_was_just_read_out() -> None:
    assert after("s 3", "2", rows=12).startswith("Put into the plan: ")


def test_a_paused_list_of_the_program_takes_what_it_reads_out() -> None:
    assert after("i", "Instagram", rows=12).startswith("Instagram\n")


@pytest.mark.parametrize(
    ("lang", "typed"), [("en", "more"), ("en", "stop"), ("fr", "suite"), ("fr", "arreter")]
)
def test_a_text_that_goes_on_takes_its_words_too(lang: str, typed: str) -> None:
    assert after("!", {"more": "", "suite": ""}.get(typed, "x"), rows=12, lang=lang) == after(
        "!", typed, rows=12, lang=lang
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [(("?", "begin"), "Step 1."), (("?", "next"), "Step 1."), (("s 1", "!", "next"), "Step 1. ")],
)
def test_what_a_place_offers_ends_a_text_over_it(lines: tuple[str, ...], title: str) -> None:
    assert after(*lines, rows=12).lstrip().startswith(title)


@pytest.mark.parametrize("typed", ["1", "0", "yes"])
def test_a_text_over_a_question_takes_no_answer_to_it(typed: str) -> None:
    assert after("s 1", "!", typed, rows=12).startswith(SLIP)


@pytest.mark.parametrize("typed", ["r mute", "read the card mute", "lire la fiche mute"])
def test_a_card_is_read_by_the_name_of_its_strategy(typed: str) -> None:
    assert after("s 3", typed).startswith("Mute the other person\n")


def test_a_sign_searches_whatever_the_answers_are_called() -> None:
    assert "found, the nearest first" in after("s 1", "", "/facebook")


def test_nobody_hears_drawn_lines() -> None:
    said = "".join(heard("c", "p", "v", "t", "v"))
    assert [sign for sign in "─│┌=_" if sign * 2 in said] == []
    assert "(room to write)" in said


def test_what_is_told_first_names_nothing_that_is_only_seen() -> None:
    talk = after("?", pages=False)
    assert ("What is kept" in talk, "The tab says" in talk) == (True, False)


@pytest.mark.parametrize(
    ("lang", "typed"), [("en", "quebec"), ("en", "QC"), ("fr", "québec"), ("fr", "Queb")]
)
def test_a_region_is_taken_by_its_words(lang: str, typed: str) -> None:
    assert "1-800-363-9010" in after("h", typed, lang=lang)


@pytest.mark.parametrize(("lang", "typed"), [("en", "insta"), ("fr", "ig"), ("en", "3")])
def test_an_app_is_taken_by_what_people_call_it(lang: str, typed: str) -> None:
    assert after("i", typed, lang=lang).startswith("Instagram\n")


@pytest.mark.parametrize("typed", ["fb", "FB, insta", "twitter", "tik tok, whats app"])
def test_an_app_is_an_answer_by_what_people_call_it(typed: str) -> None:
    assert "That is not one of the choices" not in after("s 1", "", typed)


@pytest.mark.parametrize(
    ("lines", "same"),
    [
        (("g", "calls"), ("g", "2")),
        (("s 3", "receipts"), ("s 3", "turn off read")),
        (("s 3", "r receipts"), ("s 3", "r turn off read")),
    ],
)
def test_a_word_that_one_title_alone_has_is_enough(lines: tuple[str, ...], same: tuple[str, ...]) -> None:
    assert (after(*lines), SLIP in after(*lines)) == (after(*same), False)


@pytest.mark.parametrize("typed", ["both", "Les deux", "1, 2"])
def test_both_guides_are_taken_by_the_word_for_both(typed: str) -> None:
    assert after("g", typed) == after("g", "1 2")
    assert SLIP not in after("g", typed)


def test_a_word_of_an_answer_is_not_enough_for_it_may_mean_the_opposite() -> None:
    told = after("s 1", "", "", "", "certaine", lang="fr")
    assert told.startswith("Ce n’est pas un des choix")


@pytest.mark.parametrize(("lang", "no", "yes"), [("en", "no", "Yes"), ("fr", "no", "oui")])
def test_a_question_of_the_program_is_answered_by_yes_or_no(lang: str, no: str, yes: str) -> None:
    lines = ("s 3", "1", "q", no, "q", yes, "never read")
    assert len(heard(*lines, lang=lang)) == len(lines) - 1


@pytest.mark.parametrize("lines", [("", "maybe"), ("", "99"), ("h", "nowhere"), ("h", "99")])
def test_a_slip_is_answered_by_one_sentence_and_the_prompt_alone(lines: tuple[str, ...]) -> None:
    before, prompt = heard(*lines)[-2:]
    assert prompt.startswith(SLIP)
    assert before.endswith(f"\n{prompt.removeprefix(SLIP)}")


@pytest.mark.parametrize(
    "lines", [("s 1", "1 2"), ("s 1", "", "1 21"), ("s 3", "r 99"), ("p", "large print")]
)
def test_a_choice_that_cannot_be_taken_is_answered_by_one_sentence_and_the_prompt_alone(
    lines: tuple[str, ...],
) -> None:
    before, said = heard(*lines)[-2:]
    sentence, _, prompt = said.partition("\n")
    assert before.endswith(f"\n{prompt}" if sentence else "never")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("s 3", "r keep"), "4 Keep evidence, just in case; 8 Keep a log"),
        (("h", "new"), "5 New Brunswick; 6 Newfoundland and Labrador"),
        (("s 2", *[""] * 6, "yes"), "1 Yes, and it does not seem to be followed; 2 Yes, and"),
    ],
)
def test_what_several_choices_begin_with_names_these(lines: tuple[str, ...], names: str) -> None:
    assert f"Several begin so: {names}" in " ".join(after(*lines).split())


def test_a_slip_in_a_list_that_is_left_hides_nothing_of_where_one_is() -> None:
    assert after("s 1", "h", "nowhere", "x").startswith("Step 1. Question 1 of 7")


def test_a_second_slip_tells_how_to_hear_the_choices_again() -> None:
    words = heard("h", "nowhere", "here", "again")
    assert "type the word again" in words[-2]
    assert "14 Yukon" in words[-1]


def test_help_in_a_list_explains_the_list_and_not_the_question_beneath() -> None:
    words = after("", "h", "?")
    assert "x: Leave the list" in words
    assert "Note an answer" not in words


def test_help_names_each_sign_in_words() -> None:
    assert "exclamation mark (!): Help in urgent danger" in after("?")


def test_a_search_says_how_many_there_are_and_enter_says_the_next_ones() -> None:
    first, more = heard("/screenshot", "")[1:]
    assert re.match(r"\d\d places found, ", first)
    assert first.rstrip().endswith("1 to 8 choose; Enter 8 more; x leave it open; ! urgent help; ? help:")
    assert more.startswith(" 9 ")


def test_what_a_search_said_first_can_be_chosen_after_more() -> None:
    first, _, chosen = heard("/screenshot", "", "1")[1:]
    assert chosen.startswith(first.split("\n 1 ")[1][:30])


@pytest.mark.parametrize(
    ("words", "found"), [("cover", "Cover (z)"), ("ringing", "Harassing calls and texts")]
)
def test_a_search_knows_the_keys_and_the_other_guide(words: str, found: str) -> None:
    assert found in " ".join(after(f"/{words}").split())


def test_enter_on_the_plan_reads_the_words_for_the_end_once() -> None:
    said = heard("p", "", "", "w")[2:]
    closing = [words.startswith("To close the conversation\n") for words in said]
    assert (closing, "were read out" in said[1]) == ([True, False, True], True)


def test_the_words_for_the_end_come_again_in_the_next_call() -> None:
    assert after("p", "", "s 0", "", "p", "").startswith("To close the conversation\n")


def test_without_pages_no_text_waits() -> None:
    assert after("!", rows=10, pages=False).startswith(after("!", rows=500)[:-200])


def test_what_goes_with_the_plan_is_said_without_drawn_boxes() -> None:
    before, after_it = heard("p", "x", "help in")[2:]
    assert "[" not in before
    assert ("region: out" in before, "region: in" in after_it) == (True, True)


def test_enter_again_and_again_stops_at_the_last_question_of_a_step() -> None:
    words = heard("s 1", *[""] * 10)
    assert "Step 1. Question 7 of 7" in words[7]
    assert "s 2 leads to" in words[-1]


def test_the_overview_of_a_step_leads_to_one_of_its_questions() -> None:
    states, question = heard("s 1", "1", "", "r", "4")[-2:]
    found = re.findall(r": (answered|passed|to ask)\b", states)
    assert found == ["answered", "passed", *["to ask"] * 5]
    assert "Question 4 of 7" in question


def test_help_that_is_stopped_says_nothing_more() -> None:
    stopped, rest = heard("?", "x", rows=12)[1:]
    assert stopped.endswith("stop: ")
    assert begin("en", "messages").guide.pages["welcome"].head.title not in rest


def test_evidence_comes_first_when_only_blocking_was_chosen() -> None:
    words = " ".join(after("s 3", "Block", "p").split())
    assert "screenshots or a screen recording (added: safety and evidence first)" in words
    assert "the plan also holds the steps marked as added" in words


def test_the_other_language_comes_at_once_and_nothing_is_lost() -> None:
    assert "Noté\xa0: Oui" in after("", "1", "b", "l")


@pytest.mark.parametrize(
    ("line", "words"),
    [("!", "Are you safe right now?"), ("c", "How to keep evidence"), ("o", "No plan is kept.")],
)
def test_what_a_call_needs_is_read_out_anywhere(line: str, words: str) -> None:
    assert words in after("s 2", line)


def test_the_sign_of_urgent_help_is_never_taken_for_her_words() -> None:
    card, noted = heard("s 2", "1", "!", "Sleep at night", rows=500)[-2:]
    assert ("Are you safe right now?" in card, "In her own words: Sleep at night" in noted) == (True, True)


def test_after_her_words_the_next_question_comes_and_they_cannot_be_typed_over() -> None:
    assert "In her own words: Sleep at night" in after("s 2", "1", "Sleep at night", "yes", "b", "b")


def test_words_that_may_point_at_someone_are_not_left_behind_unseen() -> None:
    assert "Question 2 of" not in after("s 2", "1", "Write to her@example.ca")
