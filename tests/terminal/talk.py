"""The conversation in lines: how it is begun, typed into and read."""

from __future__ import annotations

from typing import Final

from tests.terminal.harness import PROGRAM, Session

from safechat_tui.i18n import LANGUAGES, Translator

PLAIN: Final = (*PROGRAM, "--plain")
MORE: Final = tuple(" ".join(Translator(lang)("talk.more").split()) for lang in LANGUAGES)
"""What stands at the end of a text that goes on."""


def typed(session: Session, *lines: str) -> None:
    """Type lines one by one, as a person does who reads all that comes of each."""
    for line in lines:
        session.press(f"{line}\r")
        read_on(session)


def read_on(session: Session) -> None:
    """Press Enter as long as there is more."""
    while session.text.endswith(MORE):
        session.press("\r")
