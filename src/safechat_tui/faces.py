"""Lets a room show all it has without opening every cupboard: names are imported when they are used."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType
else:
    ModuleType = type(sys)


class _Room(ModuleType):
    """A room whose modules do not take the place of what they give, where both have one name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in self.__dict__.get("__all__", ())):
            super().__setattr__(name, value)


def lazy(room: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a room.

    Args:
        room: the room's `__name__`.
        homes: for each module of the room, the names it gives, parted by spaces; `mine=its` where the room
            calls something otherwise than its module does.
    """
    home_of: dict[str, tuple[str, str]] = {}
    for module, names in homes.items():
        for mine, _, its in (name.partition("=") for name in names.split()):
            home_of[mine] = (f"{room}.{module}", its or mine)
    here = sys.modules[room]
    here.__class__ = _Room

    def find(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        module, its = home_of[name]
        __import__(module)
        found = getattr(sys.modules[module], its)
        setattr(here, name, found)
        return found

    return find
