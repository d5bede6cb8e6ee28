"""Sweeps over many cases of one fact: `make test` takes a sample of them, `make soak` the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest


def swept(name: str, cases: Mapping[str, object], *, sample: int | Collection[str]) -> pytest.MarkDecorator:
    """Return what gives a test one case after the other.

    Args:
        name: of the argument that gets the case.
        cases: by their readable ids.
        sample: the ids that every run takes, or how many, evenly spread.
    """
    if isinstance(sample, int):
        every = max(1, len(cases) // sample)
        sample = list(cases)[::every]
    assert set(sample) <= set(cases), f"unknown: {set(sample) - set(cases)}"
    return pytest.mark.parametrize(
        name,
        [
            pytest.param(case, id=id, marks=() if id in sample else pytest.mark.soak)
            for id, case in cases.items()
        ],
    )
