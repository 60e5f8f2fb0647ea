"""Where a thing that was told stood: on a line of the page, or in a flag.

All that is wrong with a page is reported at once, each mistake with its line. What came
from a flag has no line: its error is raised at once, and names the flag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.errors import NotFound, Refused, UsageError
from devjournal.logpage.mistakes import Mistake, PageError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Placed:
    """Calls what may fail for one thing that was told, and gathers the mistakes of a page."""

    def __init__(self) -> None:
        """Begin without mistakes."""
        self._mistakes: list[Mistake] = []

    def __call__(
        self, flag: str, line: int | None, act: Callable[[Any], T], value: Any
    ) -> T | None:
        """Return what `act` makes of `value`; None if there is no value, or after a mistake."""
        if value is None:
            return None
        try:
            return act(value)
        except (UsageError, NotFound, Refused) as error:
            if line is None:
                error.message = f"{flag}: {error.message}"
                raise
            self._mistakes.append(Mistake(line=line, reason=error.message, hint=error.hint))
            return None

    def finish(self) -> None:
        """Raise PageError if there were mistakes."""
        if self._mistakes:
            raise PageError(self._mistakes)
