"""Templates of one's own: what they are filled with, what they may not, and how mistakes read."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

import pytest

from devjournal.errors import BadFile
from devjournal.render.template import Template, render_template
from devjournal.text import clean
from tests.hostile.texts import TEXTS
from tests.render.html_reader import Read

FORMS = ("html", "md", "txt")
PAGE: dict[str, Any] = {
    "me": "Robin Vale",
    "part": Decimal("0.68"),
    "number": Decimal("6.10"),
    "nothing": None,
    "on": "2026-11-24",
    "at": "2026-10-15T15:00:00+01:00",
    "held": {"items": ["first"], "copy": "second", "values": 3},
    "text": "<b>*x*</b> & | `y`",
}


def filled(text: str, form: str = "txt", page: Any = PAGE, **beside: str) -> str:
    """Return what a template of that form makes of a page."""
    files = {f"page.{form}.j2": text, **{f"{name}.{form}.j2": it for name, it in beside.items()}}
    template = Template(f"page.{form}.j2", "templates/", files.get)
    return render_template(template, page, kind="test").removesuffix("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ me }} {{ kind }} {{ schema_version }}", "Robin Vale test 1"),
        ("{{ number }} {{ part|percent }} [{{ nothing }}]", "6.10 68% []"),
        ("{{ on|day }}, {{ at|day }}", "Tue 24 Nov 2026, Thu 15 Oct 2026 15:00"),
        ("{{ held.items[0] }} {{ held.copy }} {{ held.values }}", "first second 3"),
        ("{{ held.none|default('-') }}{% if held.none is defined %}x{% endif %}", "-"),
        ("{% include 'other.txt.j2' %}", "Robin Vale!"),
        ("{% for key, one in held.items() if 0 %}{% endfor %}", None),
    ],
)
def test_it_is_filled_with_what_json_shows(text: str, expected: str | None) -> None:
    """Digits as typed, days in words, keys before methods; and what stands beside it."""
    if expected is None:
        with pytest.raises(BadFile):
            filled(text)
        return
    assert expected == filled(text, other="{{ me }}!")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("html", "&lt;b&gt;*x*&lt;/b&gt; &amp; | `y`"),
        ("md", r"\<b>\*x\*\</b> & \| \`y\`"),
        ("txt", "<b>*x*</b> & | `y`"),
    ],
)
def test_what_is_filled_in_is_escaped_by_the_form(form: str, expected: str) -> None:
    """Also in what it includes; what it says is safe is left, and blanks between stay."""
    told = filled("{{ text }}\n{% include 'o." + form + ".j2' %}", form, o="{{ text }}")
    assert [expected] * 2 == told.split("\n")[-2:]
    assert PAGE["text"] == filled("{{ text|safe }}", form).split("\n")[-1]
    assert "a, b" == filled('{{ ["a", "b"]|join(", ") }}', form).split("\n")[-1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_inert(form: str, name: str) -> None:
    """No letter that acts on a screen is left, and a page has no element but the template's."""
    told = filled("<p>{{ text }}", form, {"text": TEXTS[name]})
    assert clean(told, lines=True) == told
    if form == "html":
        page = Read(told)
        assert {"meta", "p"} == {*page.elements}
        assert clean(TEXTS[name]).split() == page.text.split()[-len(clean(TEXTS[name]).split()) :]


@pytest.mark.parametrize(
    "start",
    [
        *("", "<p>x", "<!doctype html><html><head>", '\n<!DOCTYPE html>\n<html lang="en">\n<head>'),
        *("\xa0<!doctype html><html><head>", "<!doctype html><html>\u2003<head>"),
        *('<html data-x="><head>"><head>', "<!-- --><!doctype html>", '<html onload="x()"><head>'),
    ],
)
def test_a_page_bears_the_policy_before_all_that_could_load(start: str) -> None:
    """Whatever it begins with: before it stand a doctype and what can hold no address or code."""
    told = filled(f"{start}<title>x</title>", "html")
    before, policy, _ = told.partition('<meta http-equiv="Content-Security-Policy"')
    assert ("default-src 'none'" in told, True) == (True, bool(policy))
    bare = before.lower().replace(' lang="en"', "").replace("\n", "").strip(" ")
    head = "<!doctype html><html><head>"
    charset = '<meta charset="utf-8">'
    assert bare in (f"<!doctype html>{charset}", f"{head}{charset}")
    assert 1 == told.lower().count("charset")


@pytest.mark.parametrize("tag", ["script", "META", "link", "base", "iframe", "form", "object"])
def test_a_page_that_a_policy_does_not_hold_is_refused(tag: str) -> None:
    """At its line; as text of a record it only shows."""
    with pytest.raises(BadFile, match=rf"templates/page.html.j2:2: <{tag}> has no place"):
        filled(f"\n<{tag} x=1>", "html")
    assert f"&lt;{tag}" in filled("{{ text }}", "html", {"text": f"<{tag}>"})


WRONG = {
    "a\n{% if %}": ":2: Expected an expression",
    "a\n{{ b": ":2: unexpected end of template",
    "\n\n{{ absent }}": ":3: 'absent' is undefined",
    "\n{{ held.absent }}": ":2: it has no 'absent'",
    "\n{% include 'absent.txt.j2' %}": ":2: there is no absent.txt.j2 beside it",
    "{% include '../journal.toml' %}": ":1: there is no ../journal.toml beside it",
    "{% import '/etc/passwd' as x %}": ":1: there is no /etc/passwd beside it",
    "\n{{ me.__class__ }}": ":2: access to attribute '__class__' of 'str' object is unsafe",
    "{{ ''.format.__globals__ }}": ":1: access to attribute '__globals__'",
    "{{ held.items.append(1) }}": ":1: access to attribute 'append' of 'list' object is unsafe",
    "{{ cycler.__init__.__globals__.os }}": ":1: access to attribute '__init__'",
    "\n{{ 1 / 0 }}": ":2: division by zero",
    "{{ me|day }}": ":1: Invalid isoformat string",
    "{{ me|absent }}": ":1: No filter named 'absent'",
    "{{ [1]|random }}": ":1: No filter named 'random'",
    "{{ lipsum() }}": ":1: 'lipsum' is undefined",
    "\n{% include 'page.txt.j2' %}": ":2: maximum recursion depth exceeded",
    "{{ 9 ** 9 }}": ":1: ** is not there",
    "\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}": (
        ":2: it does not come to an end"
    ),
    "{% for a in range(99999) %}{{ 'a' * 99999 }}{% endfor %}": (
        ": it writes more than ten million letters"
    ),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_told_at_its_line(text: str) -> None:
    """Also what breaks out of the sandbox, and what would have no end."""
    with pytest.raises(BadFile) as raised:
        filled(text)
    assert raised.value.message.startswith(f"templates/page.txt.j2{WRONG[text]}")
    assert sys.gettrace() is None or "count" not in repr(sys.gettrace())


def test_a_mistake_in_what_it_includes_is_told_where_it_is() -> None:
    """At the file and the line of the other."""
    for wrong, line in (("\n{{ absent }}", 2), ("\n\n{% if %}", 3)):
        with pytest.raises(BadFile, match=rf"^templates/other.txt.j2:{line}: "):
            filled("{% include 'other.txt.j2' %}", other=wrong)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a program to its memory")
@pytest.mark.parametrize(
    "text",
    [
        "{% set n = namespace(x='a') %}"
        "{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{{ 'a' * 9999999999 }}",
        "{{ '%9999999999d'|format(1) }}",
    ],
)
def test_it_gets_no_more_memory_than_it_may(text: str) -> None:
    """The program has all of its own again afterwards."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(BadFile, match=r":1: it takes too much memory"):
        filled(text)
    assert before == resource.getrlimit(resource.RLIMIT_AS)


def test_the_same_data_gives_the_same_text() -> None:
    """All of it is there, under the names that --json has."""
    text = "".join(f"{{{{ {name}|tojson }}}}\n" for name in PAGE)
    told = filled(text)
    assert told == filled(text)
    assert [*PAGE.values()] == [json.loads(row, parse_float=Decimal) for row in told.split("\n")]
