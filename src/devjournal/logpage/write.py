"""From facts to the page that a person fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.logpage.fit import fit, fit_line
from devjournal.logpage.sections import SECTIONS, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.logpage.happened import Happened


def write(page: Happened, *, heading: Sequence[str]) -> str:
    """Return the page as Markdown.

    `heading` are the facts of its title line, as they are to be read: the person, the
    relationship, which meeting, when. They are not read back.
    """
    fitted = fit(page)
    title = "# " + " · ".join(fit_line(fact) for fact in heading)
    sections = (_section(section, section.form.write(fitted)) for section in SECTIONS)
    return "\n\n".join([title, *(text for text in sections if text)]) + "\n"


def _section(section: Section, lines: list[str]) -> str | None:
    if not lines and not section.if_empty:
        return None
    comments = [f"<!-- {told} -->" for told in section.help]
    return "\n".join([f"## {section.heading}", *comments, *lines])
