"""Choosing among several guides in a conversation in lines; a kept plan brings its own."""

from __future__ import annotations

from typing import Final

from safechat_tui.plain.talk import Place, Question, Talk

KEPT: Final = ""
"""Chosen among the guides where a kept plan is wanted, which brings its own."""


def choose_guide(talk: Talk) -> Place | None:
    """Ask which guide to take, and begin anew with it; ask first when something would be lost."""
    now = talk.conversation
    if len(now.guides) < 2:
        talk.say(talk.tr("guides.one"))
        return None

    def question() -> Question[str]:
        answers = [(name.id, f"{name.name}. {name.about}") for name in talk.conversation.guides]
        if now.keeping.has_kept:
            answers.append((KEPT, talk.tr("talk.kept-instead")))
        return Question((talk.tr("guides.title"),), tuple(answers))

    chosen = talk.ask(question)
    if chosen == KEPT:
        return talk.do("kept")
    if chosen in {None, now.plan.guide} or (now.may_be_lost and not talk.sure("guide")):
        return None
    kept = now.keeping.code
    if not talk.attempt(lambda: now.choose(chosen or "")):
        return None
    if kept:
        talk.say(talk.tr("frame.new-kept", code=kept))
    if trouble := now.untold():
        talk.say(trouble)
    return talk.beginning
