"""Classes of data as the standard library's `dataclasses` makes them, without compiling each at every start.

To make the guide's model, `dataclasses` writes and compiles some hundred functions while it is imported, and
imports `inspect` to do so. Here the functions of all classes are made from the same few. Type checkers see
the original, whose meaning is kept as far as the program uses it; every record has slots.
"""

from __future__ import annotations

from _operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

_MISSING = object()
# Under this name `dataclasses.replace` finds them too.
_FIELDS = "__dataclass_fields__"


class _Field:
    """What is known of one attribute."""

    __slots__ = ("_field_type", "compare", "default", "factory", "init", "kw_only", "name", "repr")

    def __init__(
        self,
        *,
        default: object = _MISSING,
        default_factory: Callable[[], object] | None = None,
        repr: bool = True,
        compare: bool = True,
    ) -> None:
        self.name = ""
        self.default = default
        self.factory = default_factory
        self.repr = repr
        self.compare = compare
        self.kw_only = False
        self.init = True
        self._field_type = None

    def value(self, kind: str) -> object:
        """Return what the attribute is where nobody says."""
        if self.factory is not None:
            return self.factory()
        if self.default is _MISSING:
            raise TypeError(f"{kind}() needs {self.name!r}")
        return self.default


def _dataclass(
    *, frozen: bool = False, slots: bool, kw_only: bool = False, order: bool = False
) -> Callable[[type], type]:
    """Return a decorator that makes a class of data; only classes with slots are made."""

    def make(kind: type) -> type:
        known: dict[str, _Field] = dict(getattr(kind, _FIELDS, {}))
        parts = dict(vars(kind))
        own = tuple(parts.get("__annotations__", ()))
        for name in own:
            given = parts.pop(name, _MISSING)
            known[name] = field = given if isinstance(given, _Field) else _Field(default=given)
            field.name, field.kw_only = name, kw_only
        parts.pop("__dict__", None)
        parts.pop("__weakref__", None)
        first = [field for field in known.values() if not field.kw_only]
        compared = tuple(name for name, field in known.items() if field.compare)
        parts |= {
            _FIELDS: known,
            "__slots__": own,
            "__match_args__": tuple(field.name for field in first),
        }
        made: dict[str, Any] = {
            "__repr__": _repr,
            "__reduce__": _reduce,
            **_comparisons(compared, order=order),
        }
        made["__hash__"] = _hash(compared) if frozen else None
        if frozen:
            made |= {"__setattr__": _refuse, "__delattr__": _refuse}
        # Slots can only be given to a class while it is made.
        new: Any = type(kind)(kind.__name__, kind.__bases__, made | parts)
        new.__qualname__ = kind.__qualname__
        new.__init__ = _init(new, first, known.values())
        return new  # type: ignore[no-any-return]

    return make


def _init(kind: type, first: list[_Field], all: Iterable[_Field]) -> Callable[..., None]:
    """Return what fills a new record."""
    most = len(first)
    ordered = [*first, *(field for field in all if field.kw_only)]
    puts = [getattr(kind, field.name).__set__ for field in ordered]
    rest = list(zip(ordered, puts, strict=True))
    count = len(rest)

    def fill(self: object, /, *args: object, **named: object) -> None:
        given = len(args)
        if given > most:
            raise TypeError(f"{kind.__name__}() takes {most} values, not {given}")
        for put, value in zip(puts, args, strict=False):
            put(self, value)
        if given < count:
            for field, put in rest[given:]:
                name = field.name
                put(self, named.pop(name) if name in named else field.value(kind.__name__))
        if named:
            raise TypeError(f"{kind.__name__}() does not take {', '.join(named)}")

    return fill


def _repr(self: Any) -> str:
    known: Mapping[str, _Field] = getattr(self, _FIELDS)
    shown = (f"{name}={getattr(self, name)!r}" for name, field in known.items() if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduce(self: Any) -> tuple[object, ...]:
    """Return how a copy is made, which `__setattr__` must not keep from being filled."""
    return _made_again, (type(self), *(getattr(self, name) for name in getattr(self, _FIELDS)))


def _made_again(kind: type, *values: object) -> object:
    new: object = object.__new__(kind)
    for put, value in zip(puts(kind), values, strict=True):
        put(new, value)
    return new


def _key(names: tuple[str, ...]) -> Callable[[object], Any]:
    """Return what a record is compared by."""
    return attrgetter(*names) if names else lambda _: ()


def _comparisons(names: tuple[str, ...], *, order: bool) -> dict[str, Any]:
    key = _key(names)

    def same(self: object, other: object) -> Any:
        return key(self) == key(other) if self.__class__ is other.__class__ else NotImplemented

    def less(self: object, other: object) -> Any:
        return key(self) < key(other) if self.__class__ is other.__class__ else NotImplemented

    return {"__eq__": same, "__lt__": less} if order else {"__eq__": same}


def _hash(names: tuple[str, ...]) -> Callable[[object], int]:
    key = _key(names)
    return lambda self: hash(key(self))


def _refuse(self: object, name: str, value: object = None) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__}.{name} never changes")


def _is_dataclass(thing: object) -> bool:
    """Return whether something is a record or a class of records."""
    return hasattr(thing, _FIELDS)


def _fields(thing: object) -> tuple[_Field, ...]:
    """Return what is known of the attributes of a record or of a class of records, in order."""
    return tuple(getattr(thing, _FIELDS).values())


def _replace(record: Any, /, **changes: object) -> Any:
    """Return a record with some attributes changed."""
    return type(record)(**{name: getattr(record, name) for name in getattr(record, _FIELDS)} | changes)


def puts(kind: Any) -> tuple[Callable[[object, object], None], ...]:
    """Return, for each attribute in order, what sets it on a record that was made without its `__init__`."""
    return tuple(getattr(kind, field.name).__set__ for field in _fields(kind))


if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    dataclass, field, fields, is_dataclass, replace = _dataclass, _Field, _fields, _is_dataclass, _replace

__all__ = ["dataclass", "field", "fields", "is_dataclass", "puts", "replace"]
