"""What `safechat doctor` says of one thing it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

GOOD: Final = "good"
"""Nothing to do."""

LOOK: Final = "look"
"""Worth a look; the job can be done."""

STOP: Final = "stop"
"""The job cannot be done before something is changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    id: str
    """Its words are `doctor.<id>` in the catalogues; what to do is `doctor.<id>.todo`."""
    state: str = GOOD
    """GOOD, LOOK or STOP."""
    params: Mapping[str, object] = field(default_factory=dict)
    error: bool = False
    """Whether its words are those of an error: `error.<id>` and its hint."""
