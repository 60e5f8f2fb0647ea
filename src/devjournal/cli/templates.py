"""`--template NAME`: where templates are found, and how one is read.

In this order: those of my settings, those of the journal, those that come with the program. So
a journal that came from somebody else puts none in the place of one of mine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devjournal.cli.flags import Put
from devjournal.cli.output import More
from devjournal.cli.run import Run
from devjournal.errors import Ambiguous, NotFound, UsageError, missing_extra
from devjournal.store.templates import NAME, SHIPPED, Place

FORMS = {"html": "html", "md": "markdown", "txt": "terminal"}
"""The format that a template writes, by the middle of its file's name: one-pager.html.j2."""


def places(run: Run) -> Iterator[Place]:
    """Yield the folders with templates, the first one first."""
    if mine := run.folder("config"):
        folder = mine / "templates"
        yield Place(folder, f"{folder}{os.sep}")
    yield Place(run.root / "templates", "templates/", run.root)
    yield SHIPPED


def template_names(run: Run) -> list[str]:
    """Return what the templates are called that can be used."""
    found = (NAME.fullmatch(file) for place in places(run) for file in place.names())
    return sorted({one[1] for one in found if one})


def make_folder(run: Run, output: str) -> None:
    """Make the folder that a file is to be in, if it is one in which templates are looked for."""
    folder = os.path.realpath(Path(output).parent)
    for place in places(run):
        if folder == os.path.realpath(place.folder):
            place.make()


def find_template(
    among: Iterator[Place], name: str, output: str | None = None
) -> tuple[Place, str]:
    """Return the place and the file of a template; of several that for the output's ending.

    It is named as one-pager, or with its ending. Raises NotFound, with one that is near.
    """
    known: dict[str, None] = {}
    for place in among:
        found = [NAME.fullmatch(one) for one in place.names()]
        fitting = [one for one in found if one and name in (one[1], f"{one[1]}.{one[2]}", one[0])]
        if output and fitting[1:]:
            ending = Path(output).suffix.lower()
            fitting = [one for one in fitting if f".{one[2]}" == ending] or fitting
        if fitting[1:]:
            names = tuple(f"{one[1]}.{one[2]}" for one in fitting)
            hint = f"name one: {', '.join(names)}"
            raise Ambiguous(f"there are several templates {name}", candidates=names, hint=hint)
        if fitting:
            return place, fitting[0][0]
        known |= dict.fromkeys(one[1] for one in found if one)
    from devjournal.logpage.marks import nearest  # only after a mistake

    near = nearest(name, known)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
    raise NotFound(f"there is no template {name!r}", hint=hint)


def by_template(run: Run, put: Put, kind: str, page: Any) -> tuple[Put, More]:
    """Return where a page goes that a template writes, and how that is made.

    Raises UsageError for another format beside it, and without the library for it.
    """
    for flag, is_told in (("--format", put.format), ("--json", run.flags.json)):
        if is_told:
            hint = "a template has the form that its name says: leave one of them out"
            raise UsageError(f"--template and {flag} contradict each other", hint=hint)
    try:
        from devjournal.render.template import Template, render_template
    except ModuleNotFoundError as error:
        if error.name != "jinja2":
            raise
        raise missing_extra("--template", "jinja2", "html") from None
    place, file = find_template(places(run), put.template or "", put.output)
    template = Template(file, place.called, place.read)
    form = FORMS[template.form]
    return put._replace(format=form), {form: lambda: render_template(template, page, kind=kind)}
