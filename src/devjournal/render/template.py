"""What --json says of a page, in the words and the form of a template of one's own.

A template may come with a journal from somebody else, so it is held in Jinja2's sandbox: it has
the data of its page and nothing besides, and its work, what it holds and what it writes have an
end. What it fills in is escaped by its ending; an HTML page bears the policy that all of ours
bear, before anything else in it, and is refused what a policy can't keep it from.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from devjournal.dates import show_day, show_moment
from devjournal.errors import BadFile
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import percent
from devjournal.render.json import render_json
from devjournal.render.markdown import escape_text
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_MOST_STEPS = 5_000_000
_MOST_LETTERS = 10_000_000
_MOST_MEMORY = 512 * 1024 * 1024
_LARGEST = 10**18
"""How far a template may go: lines of work, letters written, bytes held, and a product."""

# Blanks as HTML knows them: after any other letter the policy would stand in no head, unheeded.
_HEAD = re.compile(
    r'[ \n]*<!doctype html>[ \n]*<html(?: lang="[a-z-]*")?>[ \n]*<head>[ \n]*', re.IGNORECASE
)
_OURS = """\
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"""
_ACTS = re.compile(r"<(meta|base|link|script|iframe|frame|object|embed|form)\b", re.IGNORECASE)


class Template(NamedTuple):
    """A template by its file's name, and how it and those beside it are read and called."""

    name: str
    place: str
    read: Callable[[str], str | None]

    @property
    def form(self) -> str:
        """What it writes: html, md or txt."""
        return self.name.removesuffix(".j2").rpartition(".")[2]


def render_template(template: Template, page: Any, *, kind: str) -> str:
    """Return what a template makes of a page; BadFile, with the line, for one that can't."""
    data = json.loads(render_json(page, kind=kind), parse_float=Decimal)
    environment = _Sandbox(template)
    try:
        with _limited_memory(), _counted():
            text = environment.filled(data)
    except TemplateSyntaxError as error:
        raise _bad(f"{error.filename}:{error.lineno}", error.message or "", None) from error
    except Exception as error:  # whatever a template does, it is the template's
        raise _of(error, template, data) from error
    text = clean(text, lines=True)
    if template.form == "html":
        _refuse_what_acts(template, text)
        head = _HEAD.match(text)
        start = head.group() if head else "<!doctype html>\n"
        text = f"{start.rstrip()}\n{_OURS}{text[head.end() if head else 0 :]}"
    return text if text.endswith("\n") else f"{text}\n"


class _Sandbox(ImmutableSandboxedEnvironment):
    """What a template may do: read the data, and what stands beside it."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, template: Template) -> None:
        is_html = template.form == "html"
        super().__init__(
            autoescape=is_html,
            finalize=_shown if is_html or template.form == "txt" else _shown_in_markdown,
            loader=FunctionLoader(self._source),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = template
        self.filters |= {"day": _day, "percent": _percent}
        self.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": float}
        del self.filters["random"], self.globals["lipsum"]  # the same data gives the same text

    def _source(self, name: str) -> tuple[str, str, None] | None:
        text = self._template.read(name)
        return None if text is None else (text, f"{self._template.place}{name}", None)

    def filled(self, data: dict[str, Any]) -> str:
        """Return the template's text, of which there is so much and no more."""
        pieces, length = [], 0
        for piece in self.get_template(self._template.name).generate(data):
            pieces.append(piece)
            if (length := length + len(piece)) > _MOST_LETTERS:
                raise _TooMuchError("it writes more than ten million letters")
        return "".join(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what the data has under a name, also where Python has a method of that name."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return a product; powers, and numbers without end, take hours."""
        if operator == "**":
            raise SecurityError("** is not there")
        for one in (left, right):
            if isinstance(one, int | float | Decimal) and not -_LARGEST <= one <= _LARGEST:
                raise SecurityError("the number is too large")
        return super().call_binop(context, operator, left, right)


class _TooMuchError(Exception):
    """A template goes on for too long."""


@contextlib.contextmanager
def _counted() -> Iterator[None]:
    """Stop what takes too many steps, each a line of Python."""
    left = _MOST_STEPS

    def count(_frame: FrameType, _event: str, _arg: object) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise _TooMuchError("it does not come to an end")
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(before)


@contextlib.contextmanager
def _limited_memory() -> Iterator[None]:
    """Let the system refuse what would fill its memory; only Linux can."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + _MOST_MEMORY
    if before[1] != resource.RLIM_INFINITY:
        most = min(most, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _shown(value: Any) -> Any:
    return "" if value is None else value


def _shown_in_markdown(value: Any) -> Any:
    """Return a text as what shows letter for letter; one that is `safe` acts."""
    return escape_text(value) if type(value) is str else _shown(value)


def _day(value: str) -> str:
    at = dt.datetime.fromisoformat(value)
    return show_moment(at) if "T" in value else show_day(at.date())


def _percent(value: float | Decimal) -> str:
    return f"{percent(float(value))}%"


def _of(error: Exception, template: Template, data: dict[str, Any]) -> BadFile:
    """Return what is told of an error while a template was filled, at its line."""
    place, lines = f"{template.place}{template.name}", []
    step = error.__traceback__
    while step:
        if (file := step.tb_frame.f_code.co_filename).startswith(template.place):
            lines.append(f"{file}:{step.tb_lineno}")
        step = step.tb_next
    place = lines[-1] if lines else place
    if isinstance(error, TemplateNotFound):
        return _bad(place, f"there is no {error.name} beside it", "what it includes stands there")
    if isinstance(error, UndefinedError):
        whole = f"this page has {', '.join(data)}; --json instead of --template shows all of it"
        reason = (error.message or "").replace("'dict object' has no attribute", "it has no")
        return _bad(place, reason, whole if reason.endswith("is undefined") else _UNSET)
    if isinstance(error, MemoryError):
        return _bad(place, "it takes too much memory", None)
    return _bad(place, str(error) or type(error).__name__, None)


_UNSET = "where a record may not have it: {% if x.y is defined %}, or {{ x.y|default('') }}"


def _bad(place: str, reason: str, hint: str | None) -> BadFile:
    return BadFile(f"{place}: {reason}", hint=hint)


def _refuse_what_acts(template: Template, text: str) -> None:
    found = _ACTS.search(text)
    if found:
        lines = (template.read(template.name) or "").split("\n")
        near = (number for number, one in enumerate(lines, 1) if found.group() in one)
        line = next((f":{number}" for number in near), "")
        reason = f"{found.group()}> has no place in a page, which loads and runs nothing"
        hint = "take it out; the character set, the width of a phone and a policy are added"
        raise _bad(f"{template.place}{template.name}{line}", reason, hint)
