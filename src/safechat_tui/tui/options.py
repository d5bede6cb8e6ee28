"""How the plan will be written: language, format, print, title, paper, region."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from safechat_tui.config import PAPERS
from safechat_tui.guide import LANGUAGES, REGIONS

FORMATS: Final = ("text", "pdf")
"""Formats a plan can be written in."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What the worker chose for the paper; the screen's language stays its own."""

    language: str
    format: str = "text"
    large: bool = False
    neutral: bool = False
    paper: str = "letter"
    region: str = "ca"

    def turned(self, name: str, regions: tuple[str, ...] = REGIONS) -> PlanOptions:
        """Return the options with the next value of one of them.

        Args:
            name: `language`, `format`, `large`, `neutral`, `paper` or `region`.
            regions: the regions to choose from: those that have helplines.
        """
        match name:
            case "language":
                return replace(self, language=_next(LANGUAGES, self.language))
            case "format":
                return replace(self, format=_next(FORMATS, self.format))
            case "paper":
                return replace(self, paper=_next(PAPERS, self.paper))
            case "region":
                return replace(self, region=_next(regions, self.region))
            case "large":
                return replace(self, large=not self.large)
            case _:
                return replace(self, neutral=not self.neutral)


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
