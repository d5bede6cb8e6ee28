"""What can be chosen from: in settings, in commands, on the plan. The usual choice comes first."""

from __future__ import annotations

from typing import Final

STEPS: Final = ("opening", "understand", "wants", "strategies", "plan")
"""The steps of a conversation in order; the place is the number that leads there."""

KEEP: Final = ("sealed", "plain", "off")
"""How plans are kept: sealed under a passphrase, as files that only their owner may read, or not at all."""

FORMATS: Final = ("text", "pdf")
"""Formats a plan can be written in, the usual one first."""

PLAN_FORMATS: Final = (*FORMATS, "short")
"""Formats of a plan: it can also be a few lines to read aloud or to type into a chat."""

PARTS: Final = ("plan", "evidence", "log", "steps", "apps", "helplines")
"""Parts of the paper: page one, how to keep evidence, a log, each step in detail, her apps, helplines.

Those that fill one page come first, so that no page but the last stays nearly empty.
"""

PAPERS: Final = ("letter", "a4")
"""Sizes of paper, the default first."""

ATTACHED: Final = "attached"
"""As a setting, the printer of the worker's own terminal instead of a queue of CUPS."""

LOG_FORMS: Final = ("short", "long", "low-energy", "told")
"""Forms of a blank log, the usual one first."""

FIRST_GUIDE: Final = "messages"
"""The guide that is open when nobody says which."""

JOINT: Final = "."
"""What stands between the ids of guides that are followed at once, in their order: `messages.calls`."""

EVERYWHERE: Final = "ca"
"""The region of a helpline that the whole country can reach; as a setting, it singles none out."""

REGIONS: Final = (
    EVERYWHERE, "ab", "bc", "mb", "nb", "nl", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yt",
)  # fmt: skip
"""Codes of the provinces and territories, and `ca` for all of them: in settings, guides and kept plans."""

MAX_KEEP_DAYS: Final = 365
"""The longest that a plan may be kept, in days."""
