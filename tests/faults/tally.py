"""What a fault did over many trials, as one line of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of one kind of fault."""

    name: str
    trials: int = 0
    found: Counter[str] = field(default_factory=Counter)
    """How often it ended `corrupt`, `lost`, or in anything else that must not be."""

    def count(self, judged: str) -> None:
        """Add a trial; everything but `good` is a fault of ours."""
        self.trials += 1
        if judged != "good":
            self.found[judged] += 1

    def check(self, fine: bool, otherwise: str) -> None:
        """Add what must not be, if it is, to the last trial."""
        if not fine:
            self.found[otherwise] += 1

    @property
    def other(self) -> int:
        """How often something else than corruption or loss went wrong."""
        return sum(self.found.values()) - self.found["corrupt"] - self.found["lost"]


def table(tallies: Sequence[Tally]) -> str:
    """Return the tallies as one table in Markdown, and what went wrong below it."""
    lines = ["| fault | trials | corrupt | lost after “kept” | other |", "|---|---:|---:|---:|---:|"]
    for tally in tallies:
        counts = (tally.trials, tally.found["corrupt"], tally.found["lost"], tally.other)
        lines.append(f"| {tally.name} | " + " | ".join(f"{number:,}" for number in counts) + " |")
    lines += [f"\n{tally.name}: {dict(tally.found)}" for tally in tallies if tally.found]
    return "\n".join(lines)
