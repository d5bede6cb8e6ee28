"""The one family of errors that a person may be shown."""

from __future__ import annotations


class SafeChatError(Exception):
    """Something a person can be told about, in her language.

    The words are in the catalogues: `error.<code>` is the message, `error.<code>.hint` what to do about it.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        """Remember the code and what fills the sentence.

        Args:
            code: the last part of the catalogue's ids, such as `not-found`.
            params: values for the `%(name)s` places of both sentences.
        """
        super().__init__(code)
        self.code = code
        self.params = params


class UsageError(SafeChatError):
    """A wrong command line; the program ends with 2 instead of 1."""
