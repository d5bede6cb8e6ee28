"""Tells an error of the system, wherever a disk fails, as one of ours."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from safechat_tui.errors import SafeChatError

_Method = TypeVar("_Method", bound=Callable[..., Any])


class HasFolder(Protocol):
    """What works on a folder."""

    @property
    def plan_folder(self) -> Path:
        """The folder."""
        ...


def telling(kind: str) -> Callable[[_Method], _Method]:
    """Return a decorator of the store's methods: an error of the system is told as this one of ours.

    Where errors are expected, they are told more exactly; but a disk may fail anywhere.
    """

    def decorate(method: _Method) -> _Method:
        @functools.wraps(method)
        def told(self: HasFolder, *args: Any, **named: Any) -> Any:
            try:
                return method(self, *args, **named)
            except OSError as error:
                folder = self.plan_folder
                raise SafeChatError(kind, name=folder.name, folder=str(folder)) from error

        return cast("_Method", told)

    return decorate
