"""Records behave as the standard library's data classes do, as far as the program uses them."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest

from safechat_tui.records import dataclass, field, fields, is_dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Ours:
    """A frozen record."""

    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """The same by the standard library."""

    a: int
    b: str = "b"
    c: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What another inherits."""

    base: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Base):
    """One that inherits."""

    own: int


@dataclass(slots=True)
class Open:
    """One that may change."""

    a: int = 0


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
@pytest.mark.parametrize("wrong", [((), {}), ((1, "b", [], 4), {}), ((1,), {"d": 1}), ((1,), {"a": 1})])
def test_a_record_refuses_values_that_do_not_fit(kind: Any, wrong: tuple[tuple[Any, ...], Any]) -> None:
    with pytest.raises(TypeError):
        kind(*wrong[0], **wrong[1])


@BOTH
def test_a_frozen_record_refuses_changes(kind: Any) -> None:
    record = kind(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.a = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del record.a


@BOTH
def test_a_record_has_no_room_for_other_attributes(kind: Any) -> None:
    assert not hasattr(kind(1), "__dict__")


@BOTH
def test_records_are_the_same_and_hashed_by_what_is_compared(kind: Any) -> None:
    assert kind(1, c=[2]) == kind(1)
    assert hash(kind(1, c=[2])) == hash(kind(1))
    assert kind(1) != kind(2)
    assert kind(1) != (1, "b")


@BOTH
def test_records_are_sorted_by_what_is_compared(kind: Any) -> None:
    assert sorted([kind(2), kind(1, "c"), kind(1)]) == [kind(1), kind(1, "c"), kind(2)]


@BOTH
def test_each_record_has_a_default_of_its_own(kind: Any) -> None:
    assert kind(1).c is not kind(1).c


@BOTH
def test_a_record_is_matched_by_the_places_of_its_attributes(kind: Any) -> None:
    match kind(1, "x"):
        case kind(a, b):
            assert (a, b) == (1, "x")


@BOTH
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_frozen_record_can_be_copied(kind: Any, copied: Any) -> None:
    record = kind(1, c=[3])
    assert (copied(record), copied(record).c) == (record, [3])


def test_a_record_says_what_it_holds_as_the_standard_library_has_it() -> None:
    assert repr(Ours(1, c=[9])) == repr(Theirs(1, c=[9])).replace("Theirs", "Ours")


def test_a_changed_record_keeps_the_rest() -> None:
    assert replace(Ours(1, "x"), a=2) == dataclasses.replace(Ours(1, "x"), a=2) == Ours(2, "x")


def test_an_heir_takes_what_its_base_takes() -> None:
    child = Child(own=2)
    assert (child.base, child.own, [part.name for part in fields(child)]) == (1, 2, ["base", "own"])
    with pytest.raises(TypeError):
        Child(1, 2)  # type: ignore[call-arg]


def test_a_record_that_may_change_changes_and_has_no_hash() -> None:
    record = Open()
    record.a = 3
    assert record == Open(3)
    with pytest.raises(TypeError):
        hash(record)


def test_records_and_their_classes_are_told_from_other_things() -> None:
    assert is_dataclass(Ours)
    assert is_dataclass(Ours(1))
    assert not is_dataclass(1)
