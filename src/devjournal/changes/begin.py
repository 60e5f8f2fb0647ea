"""Beginning a journal: whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.errors import UsageError
from devjournal.models.profile import Profile, Role

if TYPE_CHECKING:
    import datetime as dt


def new_profile(
    name: str,
    *,
    role: str | None,
    aspiration: str | None,
    timezone: str | None,
    today: dt.date,
) -> Profile:
    """Return the profile of a new journal; raises UsageError for a time zone there is not."""
    if timezone is not None:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(timezone)
        except (KeyError, OSError, ValueError) as error:
            raise UsageError(
                f"--timezone {timezone}: there is no such time zone", hint="such as Europe/Dublin"
            ) from error
    return Profile(
        schema=1,
        name=name,
        aspiration=aspiration or None,
        timezone=timezone,
        roles=(Role(title=role),) if role else (),
        created=today,
    )
