from __future__ import annotations

import pytest

from devjournal.changes.begin import new_profile
from devjournal.errors import UsageError
from tests.builders import TODAY


def test_a_profile_says_whose_journal_it_is() -> None:
    """Three answers make it; those that were skipped are left unset."""
    profile = new_profile(
        "Robin Vale", role="Support", aspiration="Lead", timezone="Europe/Dublin", today=TODAY
    )
    assert (1, "Robin Vale", "Lead") == (profile.schema, profile.name, profile.aspiration)
    assert ["Support"] == [role.title for role in profile.roles]
    assert (TODAY, "Europe/Dublin") == (profile.created, profile.timezone)
    bare = new_profile("Robin Vale", role="", aspiration="", timezone=None, today=TODAY)
    assert ((), None, None) == (bare.roles, bare.aspiration, bare.timezone)


@pytest.mark.parametrize("zone", ["Europe/Dublim", "../../etc/passwd", "", "/etc/localtime"])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    """It says what would do."""
    with pytest.raises(UsageError, match="there is no such time zone") as refused:
        new_profile("Robin Vale", role=None, aspiration=None, timezone=zone, today=TODAY)
    assert "such as Europe/Dublin" == refused.value.hint
