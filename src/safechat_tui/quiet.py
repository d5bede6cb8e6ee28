"""Passing over errors, without the modules that the standard library's `suppress` would import."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import suppress
else:

    class suppress:  # noqa: N801
        """Lets what is done under it fail with some kinds of errors, and goes on after it."""

        def __init__(self, *kinds):
            """Say which kinds."""
            self._kinds = kinds

        def __enter__(self):
            """Begin."""

        def __exit__(self, kind, error, trace):
            """Pass over an error of those kinds."""
            return kind is not None and issubclass(kind, self._kinds)


__all__ = ["suppress"]
