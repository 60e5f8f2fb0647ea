"""Each setting once, with its prose, and which value wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as settings and relationships name them."""


class Setting(NamedTuple):
    """One setting: its name in `[settings]`, its default, what it does, what it may be."""

    name: str
    default: str
    prose: str
    choices: tuple[str, ...]


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (Setting("week_starts", "mon", "The day on which a week starts.", WEEKDAYS),)
}
"""Every setting by its name."""


def value_of(name: str, settings: Mapping[str, Any]) -> str:
    """Return a setting's value: the journal's own, else the default.

    A value that is none of its choices counts as unset; `check` reports it.
    """
    setting = SETTINGS[name]
    value = settings.get(name)
    return value if value in setting.choices else setting.default


def week_start(settings: Mapping[str, Any]) -> int:
    """Return the day a week starts on, 0 for Monday."""
    return WEEKDAYS.index(value_of("week_starts", settings))
