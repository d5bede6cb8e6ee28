"""The plan in lines, and whose helplines are read out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from safechat_tui.conversation import flows
from safechat_tui.conversation.paper import labels, preview, shown
from safechat_tui.conversation.requests import Menu, MenuItem
from safechat_tui.handout import pages
from safechat_tui.options import REGIONS, STEPS
from safechat_tui.plain import reading
from safechat_tui.plain.choices import Meant
from safechat_tui.plain.follow import follow
from safechat_tui.plain.talk import Position, Talk
from safechat_tui.text.wrap import Row


def ask_region(talk: Talk) -> str | None:
    """Ask whose helplines are to be read out; her paper stays as it is."""

    def menu() -> Menu[str]:
        labels = talk.guide.labels
        items = tuple(MenuItem(code, labels.get(f"region.{code}", code), also=(code,)) for code in REGIONS)
        return Menu(talk.tr("talk.which-region"), (), items)

    return talk.ask(menu)


def _by_ear(rows: Iterable[Row], blank: str) -> str:
    """Return a paper as it is said: without what is drawn, and with words where there is room to write."""
    said = (row for row in rows if not any(piece.role == "rule" for piece in row))
    return "".join(re.sub("_{3,}", blank, "".join(piece.text for piece in row)) + "\n" for row in said)


class PlanPosition(Position):
    """The plan: in short, as it will be printed, and on paper."""

    scope = "plan"

    def title(self, talk: Talk) -> str:
        """Return the name of the step."""
        return talk.tr("talk.step", number=STEPS.index("plan"), title=talk.tr("step.plan.name"))

    def show(self, talk: Talk) -> None:
        """Say the plan in short, and how it would go on paper."""
        talk_lines, now = talk.lines(), talk.conversation
        reading.say_plan(talk_lines, talk.guide, talk.tr, now.plan, shown(now), labels(now))
        talk.read_out(talk_lines)

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Read the plan out, change how it goes on paper, write or print it."""
        now, choice = talk.conversation, meant.choice.id
        if choice == "preview":
            talk.read_out(_by_ear(preview(now, talk.width), talk.tr("talk.blank")))
        elif choice in ("write", "print", "plan-parts"):
            follow(talk, flows.FLOWS[choice])
        elif choice == "close" and talk.closing_heard:
            talk.say(talk.tr("talk.closing-heard"))
        elif choice in ("close", "close-again"):
            talk.closing_heard = True
            talk.read_page(pages.part(talk.guide, "closing"))
        else:
            name = choice.removeprefix("plan-")
            if name not in now.paper.choices:
                talk.refuse("talk.pdf-only")
                return None
            follow(talk, flows.FLOWS[choice])
            talk.say(reading.option_line(labels(now), talk.tr, now.paper, name))
        return None
