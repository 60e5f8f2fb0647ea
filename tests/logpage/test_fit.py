from __future__ import annotations

import pytest

from devjournal.logpage.fit import fit, fit_conclusion, fit_line, fit_lines
from devjournal.logpage.happened import Happened, NewAction, PromiseLine, Recorded, TopicLine


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  A \r\n\t\n B  C\r", "A B  C"),
        ("caf\u00e9\u00a0? \u2028 B", "caf\u00e9\u00a0? \u2028 B"),
        (" \n ", ""),
    ],
)
def test_a_line_is_one_line(text: str, line: str) -> None:
    """Only line ends and the blanks around them go; blanks inside and other spaces stay."""
    assert line == fit_line(text)


def test_long_text_keeps_its_lines() -> None:
    """Notes lose only the empty lines around them; a conclusion its shared indentation too."""
    assert "  A  \n\n B\n\tC " == fit_lines("\n \t\n  A  \r\n\r B\n\tC \n\n")
    assert "A\n\n  B" == fit_conclusion("\n    A\n \n      B\n")
    assert fit_conclusion(" \n\t") is None


def test_what_says_nothing_goes() -> None:
    """A promise without words and a topic without words or id can't stand on a page."""
    page = Happened(
        topics=(TopicLine(text=" "), TopicLine(id="kr", text="")),
        i_promised=(PromiseLine(id="a\nb", text="C\nD"),),
        mine=(NewAction(title="\n", due="fri"), NewAction(title="A", due="22 oct", goal=" ")),
        theirs=(NewAction(title=""),),
        next_focus="",
        record=Recorded(decisions=("", "A\nB"), received=("advice", "advice"), channel=" "),
    )
    expected = Happened(
        topics=(TopicLine(id="kr", text=""),),
        i_promised=(PromiseLine(id="a b", text="C D"),),
        mine=(NewAction(title="A", due="22-oct"),),
        record=Recorded(decisions=("A B",), received=("advice",)),
    )

    assert expected == fit(page)
