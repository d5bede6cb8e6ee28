"""What is asked of the paper in a conversation in lines: whose helplines, where it will live."""

from __future__ import annotations

from dataclasses import replace

from safechat_tui.options import REGIONS
from safechat_tui.plain import reading
from safechat_tui.plain.talk import Question, Talk


def ask_region(talk: Talk) -> str | None:
    """Ask for a province or territory, and take it for this conversation."""

    def question() -> Question[str]:
        labels = talk.guide.labels
        answers = tuple((code, labels.get(f"region.{code}", code)) for code in REGIONS)
        return Question((talk.tr("talk.which-region"),), answers)

    region = talk.ask(question)
    if region:
        now = talk.conversation
        talk.attempt(lambda: now.take(replace(now.paper, region=region)))
    return region


def write_plan(talk: Talk) -> None:
    """Ask where the paper will live, say what to mind there, then write it."""
    while True:
        place = talk.ask(lambda: _where(talk))
        if place is None:
            talk.say(talk.tr("talk.nothing-written"))
            return
        go = talk.ask(lambda p=place: _mind(talk, p))  # type: ignore[misc]
        if go is None:
            talk.say(talk.tr("talk.nothing-written"))
            return
        if go:
            break
    talk.change(talk.conversation.plan.with_place(place))
    if talk.conversation.paper.format == "pdf":
        talk.say(talk.tr("plan.writing"))
    talk.attempt(lambda: talk.say(talk.tr("plan.written", path=str(talk.conversation.write()))))


def _where(talk: Talk) -> Question[str]:
    page = talk.guide.pages["place"]
    words = [page.head.title, *(block.text for block in page.head.blocks)]
    own = talk.conversation.plan.words
    if warning := reading.caution(talk.tr, own):
        words.append(talk.tr("talk.caution", words=own, caution=warning))
    return Question(tuple(words), tuple((section.id, section.title) for section in page.sections))


def _mind(talk: Talk, place: str) -> Question[bool]:
    section = talk.guide.pages["place"].section(place)
    words = (section.title, *(block.text for block in section.blocks))
    return Question(words, ((True, talk.tr("talk.write-now")), (False, talk.tr("talk.other-place"))))
