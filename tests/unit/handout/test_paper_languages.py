"""A language of papers alone: offered where it lacks no word of what is printed, never mixed with another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from safechat_tui import cli
from safechat_tui.commands.content import lacking_in, unwritten
from safechat_tui.config import load
from safechat_tui.conversation import paper as papers
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Tell
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.check import check_content
from safechat_tui.guide.library import Library
from safechat_tui.guide.translated import UNSAID
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import JOINT
from safechat_tui.resources import CONTENT

SHIPPED = [language.code for language in Library(None).paper_languages()]
GUIDES = [name.id for name in Library(None).names("en")]
GUIDES.append(JOINT.join(GUIDES))

HANDOUT = """\
---
language: toki
parts: plan
months: a b c d e f g h i j k l
date: %(day)s %(month)s
month: %(month)s
---
# H {#handout}
"""

Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Write a folder of one's own with these files."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "ours" / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
            path.write_text(text, "utf-8")
            path.chmod(0o644)
        return tmp_path / "ours"

    return write


def previewed(talk: Conversation) -> str:
    return "\n".join(piece.text for row in papers.preview(talk, 72) for piece in row)


def talk_with(*steps: str, content: Path | None = None) -> Conversation:
    """Return a conversation in French with a plan of these steps."""
    config = load() if content is None else load().looking_at(content)
    talk = Conversation(config, "fr")
    for id in steps:
        talk.change(talk.plan.with_strategy(id, wanted=True))
    return talk


def turn(talk: Conversation, times: int = 1) -> str:
    """Turn the language of the paper, and return what was told at last."""
    told = ""
    for _ in range(times):
        told = " ".join(each.words for each in papers.turn(talk, "language") if isinstance(each, Tell))
    return told


# What is shipped


@pytest.mark.parametrize("lang", SHIPPED)
@pytest.mark.parametrize("guide", GUIDES)
def test_a_shipped_language_lacks_nothing_of_the_parts_it_is_for(lang: str, guide: str) -> None:
    assert lacking_in(Library(None).paper_guide(lang, guide, "en")) == ()


@pytest.mark.parametrize("beside", LANGUAGES)
def test_a_plan_in_spanish_says_so_and_that_nobody_has_read_it_over(
    beside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["--lang", beside, "handout", "--goals", "stop", "--paper-lang", "es", "--region", "qc"])
    out, err = capsys.readouterr()
    assert (code, "Su plan de seguridad" in out, "no revisada" in out) == (0, True, True)
    assert (re.search(r"\bHecho el \d+ de \w+ de \d{4}\b", out) is None, len(err.splitlines())) == (False, 1)


@pytest.mark.parametrize("command", ["urgent", "helplines", "helplines-card"])
def test_cards_are_in_spanish_too(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--paper-lang", "es", "--region", "nu", "--lang", "en"]) == 0
    assert "Encontrar un refugio" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--paper-lang", "es", "--parts", "steps"], "is not written in that language"),
        (["--paper-lang", "eo"], "Languages: fr, en, es"),
    ],
)
def test_what_is_not_written_is_refused_with_what_is(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["handout", "--goals", "stop", "--lang", "en", *words]) == 2
    assert told in capsys.readouterr().err


# In a conversation


def test_the_paper_turns_to_spanish_and_the_screens_do_not() -> None:
    talk = talk_with("stop.block")
    told = turn(talk, 2)
    shown = previewed(talk)
    assert (talk.paper.language, talk.tr.lang, "español" in told, "relu" in told) == ("es", "fr", True, True)
    assert ("Bloquear a la otra persona" in shown, papers.parts(talk)) == (True, ("plan",))


def test_what_was_chosen_and_is_not_written_in_a_language_is_left_out_of_its_paper() -> None:
    talk = talk_with("stop.block")
    papers.turn_part(talk, "steps")
    turn(talk, 2)
    assert UNSAID not in papers.printed(talk).decode()


STEP = (
    'id = "ours.step"\nstage = "lessen"\ngoals = []\n'
    'source = "Us"\nconfidence = "M"\nverified_on = 2026-01-02\n'
)
CARD = (
    "---\ndoes: d\nnotice: n\nloses: l\nundo: u\nfirst: f\nneutral: n\n---\n# Ours {#ours.step}\n\nWords.\n"
)


@pytest.fixture
def with_a_step(own: Own) -> Path:
    """A folder with a strategy of one's own, which has no words in Spanish."""
    folder = own(fr__messages__strategies__ours=CARD, en__messages__strategies__ours=CARD)
    for lang in LANGUAGES:
        page = folder / lang / "messages" / "strategies"
        (page / "ours.md").rename(page / "ours.step.md")
    (folder / "facts").mkdir(mode=0o755)
    (folder / "facts" / "messages.toml").write_text(f"[[strategy]]\n{STEP}")
    return folder


def test_a_language_is_not_offered_for_a_plan_that_it_cannot_say(with_a_step: Path) -> None:
    offered = [papers.languages(talk_with(step, content=with_a_step)) for step in ("stop.block", "ours.step")]
    assert offered == [(*LANGUAGES, "es"), LANGUAGES]
    assert ["ours.step" in line for line in unwritten(with_a_step, Translator("en"))] == [True]


def test_a_step_that_is_chosen_later_is_told_and_never_printed_half(with_a_step: Path) -> None:
    talk = talk_with("stop.block", content=with_a_step)
    turn(talk, 2)
    talk.change(talk.plan.with_strategy("ours.step", wanted=True))
    assert "ours.step" in previewed(talk)
    with pytest.raises(SafeChatError) as raised:
        papers.printed(talk)
    assert raised.value.code == "not-in-language"


def test_what_is_hidden_is_gone_from_every_language(own: Own) -> None:
    folder = own()
    (folder / "facts").mkdir(parents=True, mode=0o755)
    (folder / "facts" / "helplines.toml").write_text('[[helpline]]\nid = "helpline.alberta"\nhidden = true\n')
    guide = Library(folder).paper_guide("es", "messages", "en")
    assert (check_content(CONTENT, folder).problems, lacking_in(guide)) == ((), ())
    assert "helpline.alberta" not in guide.said()


# A language of one's own


def test_a_language_is_a_folder(own: Own) -> None:
    library = Library(own(tok__handout=HANDOUT))
    assert [each.name for each in library.paper_languages()] == ["español", "toki"]
    lacking = lacking_in(library.paper_guide("tok", "messages", "en"))
    assert {"handout.title", "stop.block", "goal.stop"} <= {id.removeprefix("labels.") for id in lacking}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("# H {#helplines}\n\n## X {#helpline.alberto}\n\nWords.\n", "only-here"),
        ("# H {#helplines}\n\n*a*\n", "not-allowed"),
    ],
)
def test_the_pages_of_a_language_are_judged_too(own: Own, page: str, code: str) -> None:
    found = check_content(CONTENT, own(tok__handout=HANDOUT, tok__helplines=page)).problems
    assert {problem.code for problem in found} == {code}


def test_a_text_that_follows_an_older_one_is_told(own: Own) -> None:
    page = "# U {#urgent}\n\n## N {#urgent.now}\n\nWords.\n"
    folder = own(
        tok__handout=HANDOUT, tok__urgent=page, fr__urgent=page.replace("}\n\nW", " rev=3}\n\nW"),
        en__urgent=page.replace("}\n\nW", " rev=3 follows=3}\n\nW"),
    )  # fmt: skip
    assert {(p.path.parent.name, p.code) for p in check_content(CONTENT, folder).problems} >= {
        ("tok", "behind")
    }
