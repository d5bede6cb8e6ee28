"""Leaves patterns and classes of data unmade until something uses them: a seventh of what imports cost.

Most of the patterns that are compiled while Textual is imported are never searched with, and of its classes
of data, for each of which `dataclasses` writes and compiles some functions, few are ever filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

FIELDS: Final = "__dataclass_fields__"
"""Where `dataclasses` looks for the attributes of a class that another one extends."""


class _Pattern:
    """A pattern that is compiled when something is looked for; its methods may be taken before."""

    __slots__ = ("_asked", "_compile", "_made")

    def __init__(self, compile: Callable[..., re.Pattern[str]], asked: tuple[Any, ...]) -> None:
        self._compile, self._asked = compile, asked
        self._made: re.Pattern[str] | None = None

    @property
    def made(self) -> re.Pattern[str]:
        """The real one."""
        if self._made is None:
            self._made = self._compile(*self._asked)
        return self._made

    def match(self, *args: Any, **named: Any) -> re.Match[str] | None:
        return self.made.match(*args, **named)

    def search(self, *args: Any, **named: Any) -> re.Match[str] | None:
        return self.made.search(*args, **named)

    def split(self, *args: Any, **named: Any) -> list[Any]:
        return self.made.split(*args, **named)

    def sub(self, *args: Any, **named: Any) -> str:
        return self.made.sub(*args, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


class _Unmade:
    """Stands for the attributes of a class until somebody asks for them, as a class that extends it does."""

    def __init__(self, make: Callable[[], None]) -> None:
        self._make = make

    def __get__(self, filled: object, kind: type) -> Any:
        self._make()
        return getattr(kind, FIELDS)


def _later(dataclass: Callable[..., Any], kind: type, wishes: dict[str, Any]) -> type:
    """Give the class a first way of being filled that makes it a class of data."""

    def make() -> None:
        del kind.__init__, kind.__dataclass_fields__  # type: ignore[misc, attr-defined]
        dataclass(kind, **wishes)

    def fill(self: Any, *args: Any, **named: Any) -> None:
        make()
        kind.__init__(self, *args, **named)  # type: ignore[misc]

    kind.__init__ = fill  # type: ignore[misc]
    setattr(kind, FIELDS, _Unmade(make))
    return kind


@contextmanager
def unmade() -> Iterator[None]:
    """Let what is imported inside this block wait for its patterns and classes of data."""
    compile = re.compile

    def pattern(pattern: Any, flags: Any = 0) -> Any:
        return _Pattern(compile, (pattern, flags))

    re.compile = pattern
    import dataclasses

    dataclass = dataclasses.dataclass

    def of_data(kind: type | None = None, /, **wishes: Any) -> Any:
        # Slots need a new class, and a class that fills itself is not made by being filled.
        if wishes.get("slots") or (kind is not None and "__init__" in vars(kind)):
            return dataclass(kind, **wishes)
        return _later(dataclass, kind, wishes) if kind else lambda kind: of_data(kind, **wishes)

    dataclasses.dataclass = of_data
    try:
        yield
    finally:
        re.compile, dataclasses.dataclass = compile, dataclass
