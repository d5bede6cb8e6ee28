"""Patterns and classes of data that wait for their first use are then what they would have been at once."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from safechat_tui.tui import unmade as module
from safechat_tui.tui.unmade import unmade


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that were compiled."""
    seen: list[str] = []
    compile = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return compile(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    return seen


@dataclasses.dataclass
class Ordinary:
    """Made at once."""

    name: str
    marks: list[int] = dataclasses.field(default_factory=list)
    size: int = dataclasses.field(default=3, compare=False)


def late() -> Any:
    """Return the same class, made inside the block."""
    with unmade():

        @dataclasses.dataclass
        class Ordinary:
            name: str
            marks: list[int] = dataclasses.field(default_factory=list)
            size: int = dataclasses.field(default=3, compare=False)

    return Ordinary


def test_a_pattern_is_compiled_when_something_is_looked_for(compiled: list[str]) -> None:
    with unmade():
        pattern = re.compile("a+")
        before = list(compiled)
        pattern.search("caat")
    assert (before, compiled) == ([], ["a+"])


def test_a_pattern_is_compiled_once(compiled: list[str]) -> None:
    with unmade():
        find = re.compile("a+").search
    find("caat")
    find("a")
    assert compiled == ["a+"]


@pytest.mark.parametrize(
    "use",
    [
        lambda pattern: pattern.match("Ab ab").span(),
        lambda pattern: pattern.search("..ab", 1).span(),
        lambda pattern: pattern.fullmatch("ab", pos=0).span(),
        lambda pattern: pattern.sub("-", "ab ab", count=1),
        lambda pattern: pattern.split("xaby", maxsplit=1),
        lambda pattern: pattern.findall("ab AB"),
        lambda pattern: [found.span() for found in pattern.finditer("ab ab")],
        lambda pattern: (pattern.pattern, pattern.flags, pattern.groups),
    ],
    ids=["match", "search", "fullmatch", "sub", "split", "findall", "finditer", "what-it-is"],
)
def test_a_late_pattern_finds_what_the_real_one_finds(use: Any) -> None:
    with unmade():
        pattern = re.compile("ab", flags=re.IGNORECASE)
    assert use(pattern) == use(re.compile("ab", re.IGNORECASE))


def test_after_the_block_patterns_and_classes_are_made_at_once() -> None:
    before = re.compile, dataclasses.dataclass
    with unmade():
        pass
    assert (re.compile, dataclasses.dataclass) == before


def test_a_late_class_is_filled_compared_and_shown_like_any_other() -> None:
    kind = late()
    one, other = kind("x"), kind("x", size=4)
    assert (one == other, one.marks, one.marks is other.marks, other.size) == (True, [], False, 4)
    assert repr(one).endswith("Ordinary(name='x', marks=[], size=3)")


def test_a_late_class_refuses_what_the_real_one_refuses() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        late()()


def test_the_attributes_of_a_late_class_are_known_before_it_is_filled() -> None:
    names = [field.name for field in dataclasses.fields(late())]
    assert names == [field.name for field in dataclasses.fields(Ordinary)]


def test_a_class_that_extends_a_late_one_afterwards_has_its_attributes() -> None:
    @dataclasses.dataclass
    class Longer(late()):  # type: ignore[misc]
        more: int = 0

    assert dataclasses.astuple(Longer("x", more=1)) == ("x", [], 3, 1)


def test_a_late_class_may_extend_a_late_one() -> None:
    with unmade():

        @dataclasses.dataclass
        class First:
            name: str

        @dataclasses.dataclass
        class Second(First):
            more: int = 0

    assert dataclasses.astuple(Second("x", 1)) == ("x", 1)
    assert dataclasses.astuple(First("y")) == ("y",)


def test_a_late_class_that_must_not_be_changed_refuses_to_be() -> None:
    with unmade():

        @dataclasses.dataclass(frozen=True)
        class Fixed:
            name: str

    one = Fixed("x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "y"  # type: ignore[misc]
    assert hash(one) == hash(Fixed("x"))


def test_a_class_with_slots_or_a_filling_of_its_own_is_made_at_once() -> None:
    with unmade():

        @dataclasses.dataclass(slots=True)
        class Slots:
            name: str

        @dataclasses.dataclass
        class Own:
            name: str

            def __init__(self) -> None:
                self.name = "own"

    assert not hasattr(Slots("x"), "__dict__")
    assert Own() == Own()
    kinds = {type(vars(kind)[module.FIELDS]) for kind in (Slots, Own)}
    assert kinds == {dict}
