from __future__ import annotations

import pytest

from devjournal.logpage.happened import Happened, NewAction, PromiseLine, TopicLine
from devjournal.logpage.mistakes import Mistake, PageError
from devjournal.logpage.parse import parse


def mistakes_of(text: str) -> list[tuple[int, int, str]]:
    """Return where and why a page is refused."""
    with pytest.raises(PageError) as caught:
        parse(text)
    return [(found.line, found.column, found.reason) for found in caught.value.mistakes]


def hint_of(text: str) -> str:
    """Return what would mend the one mistake of a page."""
    with pytest.raises(PageError) as caught:
        parse(text)
    (mistake,) = caught.value.mistakes
    return str(mistake.hint)


@pytest.mark.parametrize("text", ["", "\n\n", "# Priya Nair", "#\n", "<!-- x -->\n\n# Priya\n"])
def test_nothing_said(text: str) -> None:
    """A page with no section says nothing, and a line that is missing changes nothing."""
    assert Happened() == parse(text)


def test_what_editors_and_people_do() -> None:
    """A BOM, CRLF, blanks, any bullet, tabs, `[X]`, cases and closing hashes are understood."""
    text = (
        "\ufeff# Priya\r\n##  topics  ##\r\n*\t[X]  {kr}  Which number?  \r\n\tThe CFO's.\t\r\n"
        "+ [ x ]{vn} Q4\r\n- New one\r\n ##\tI PROMISED\r\n - [] {kw} Draft\r\n"
        "## I will\r\nCall Dana\t\r\n- [ ] Rehearse DUE:fri\r\n"
    )
    expected = Happened(
        topics=(
            TopicLine(id="kr", text="Which number?", discussed=True, conclusion="The CFO's.\t"),
            TopicLine(id="vn", text="Q4", discussed=True),
            TopicLine(text="New one"),
        ),
        i_promised=(PromiseLine(id="kw", text="Draft"),),
        mine=(NewAction(title="Call Dana"), NewAction(title="Rehearse", due="fri")),
    )

    assert expected == parse(text)


def test_lines_are_kept() -> None:
    """Whoever resolves a day or an id later can still name its line."""
    page = parse(
        "## Topics\n- [x] {kr} A\n\n## They promised\n- [ ] {bx} B\n## They will\n\n- C due:x\n"
        "## Next\nwhen: soon\n## Record\n\nthanks: y\ndecision: 1\ndecision: 2\n"
    )

    assert (2, 5, 8) == (page.topics[0].line, page.promises[0].line, page.theirs[0].line)
    assert {"next_when": 10} == page.lines
    assert {"thanked_on": 13, "decisions": 14} == page.record.lines


def test_every_mistake_is_told_at_once() -> None:
    """All mistakes of a page come together, in its order, each with its line and column."""
    text = (
        "Hello Priya\n## Topik\nnot read\n## Topics\n- [y] {a} B\nstray\n- [x] {a} C\n- {a} D\n"
        "## Next\nwhen: fri\nSee you there\n## Record\nminutes: 1 hour\n<!-- open\n## Topics\n"
    )
    expected = [
        (1, 1, "text before the first section has no place"),
        (2, 1, '"## Topik" is no section of this page'),
        (5, 3, '"[y]" is no checkbox'),
        (6, 1, '"stray" has no place here'),
        (8, 1, "{a} stands twice, first on line 7"),
        (11, 1, '"See you there" has no place here'),
        (13, 10, 'minutes: "1 hour" is no whole number from 0 to 1440'),
        (14, 1, "a comment is one line, from `<!--` to `-->`"),
        (15, 1, 'the section "## Topics" stands twice'),
    ]

    assert expected == mistakes_of(text)


def test_a_page_is_used_whole_or_not_at_all() -> None:
    """The mistake that the caller sees has the exit code of wrong usage, and a hint."""
    with pytest.raises(PageError, match=r"^line 1: text before") as caught:
        parse("We talked.\n## Notes\nMore.")

    assert 2 == caught.value.exit_code
    assert "notes stand under `## Notes`" == caught.value.hint
    assert (Mistake,) == tuple(map(type, caught.value.mistakes))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("## Note", "`## Notes`"), ("## I wil", "`## I will`"), ("##Recrod", "`## Record`")],
)
def test_a_heading_nearly_right(heading: str, meant: str) -> None:
    """An unknown heading names the nearest one, and how to keep it as text."""
    assert f"did you mean {meant}?" in hint_of(heading)
    assert r"write `\## ` for `## `" in hint_of(heading)


def test_a_heading_in_notes() -> None:
    """Deeper and escaped headings, comments and code are notes; a bare `## ` ends them."""
    notes = "# One\n### Three\n\\### kept\n<!-- kept -->\n    ## code\n- [ ] kept"

    assert notes == parse(f"## Notes\n{notes}\n").notes
    assert "## Notes\n\\## x" == parse("## Notes\n\\## Notes\n\\\\## x\n").notes
    assert [(2, 1, '"## Agenda" is no section of this page')] == mistakes_of("## Notes\n## Agenda")


def test_sections_in_any_order() -> None:
    """A section may be missing, and none has to stand before another."""
    assert Happened(notes="N", next_focus="F") == parse("## Next\nfocus: F\n## Notes\nN")


def test_the_same_promise_on_both_sides() -> None:
    """An id may stand once among the promises, whoever made them; topics are apart."""
    sides = "## I promised\n- [ ] {kw} A\n## They promised\n- [x] {kw} A\n"

    assert [(4, 1, "{kw} stands twice, first on line 2")] == mistakes_of(sides)
    assert "kw" == parse("## Topics\n- {kw} A\n## I promised\n- {kw} A").promises[0].id
