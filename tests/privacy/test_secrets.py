"""No page tells a reader what the table keeps from them, whatever the journal holds.

In a random journal every text, id and link bears a word that stands nowhere else, so that
a word on a page tells where it came from; and what the table allows must be there, so that
no empty page passes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from devjournal.models.validation import check_out
from tests.privacy.filler import TODAY, UNREAD
from tests.privacy.oracle import Oracle, check_journal, every, leaves, readers_of
from tests.privacy.pages import LETTERS, PAGES, Page, formats, items
from tests.privacy.random_journals import random_journal

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

FEW, MANY = 8, 100
SLOW = (pytest.mark.slow, pytest.mark.timeout(900))

# A journal takes thousands of choices, which no shrinking gets through: a seed names it.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
_WORD = re.compile("q[0-9]{4}q|" + UNREAD)


def words_in(text: str) -> set[str]:
    """Return the planted words in a text, also one that was broken between two lines."""
    bare = _uncoloured(text)
    return {*_WORD.findall(bare), *_WORD.findall(re.sub(r"\s+", "", bare))}


def _uncoloured(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def allowed_words(journal: Journal, reader: str) -> set[str]:
    """Return the words that a reader may come to see, by the tests' own table.

    The reader's own id stands on their page: it is what they are called.
    """
    oracle = Oracle(journal, reader, TODAY)
    seen = [stored for stored in every(journal) if oracle.sees(stored)]
    texts = [reader, *(stored.id for stored in seen)]
    texts += [str(leaf.value) for stored in seen for leaf in oracle.leaves(stored)]
    return words_in("\n".join(texts))


def check_page(page: Page, journal: Journal, reader: str) -> tuple[int, int, int]:
    """Check one page for one reader in every format.

    Return how many words of my own page it must not show, may show, and does show.
    """
    about = page.about(journal, reader)
    view = page.build(journal, reader, about)
    whole, shown = formats(page, page.build(journal, "self", about)), formats(page, view)
    allowed = allowed_words(journal, reader)
    for name, text in shown.items():
        assert set() == words_in(text) - allowed, f"{page.name} for {reader} in {name}"
    withheld = items(whole["json"]) - items(shown["json"])
    assert len(withheld) == view.withheld, f"{page.name} for {reader} withholds {withheld}"
    for name in ("terminal", "narrow colour", "markdown", "linear"):
        assert "ithheld" not in _uncoloured(shown[name]), f"{page.name} for {reader} in {name}"
    mine = words_in(whole["json"])
    is_empty = about is not None and not Oracle(journal, reader, TODAY).sees(about)
    may = set() if is_empty else mine & allowed
    return len(mine - allowed), len(may), len(may & words_in(shown["json"]))


def hold(examples: int, check: Any) -> tuple[int, ...]:
    """Run a check on random journals for every reader; return the sums of what it counted."""
    sums: Counter[int] = Counter()

    # Of a few by chance, there may be none that show what is to be seen: so always the same.
    @settings(max_examples=examples, phases=NO_SHRINKING, derandomize=examples < MANY)
    @given(st.integers(0, 2**32))
    def checked(seed: int) -> None:
        journal = random_journal(seed)
        for reader in readers_of(journal):
            counted = check(journal, reader)
            sums.update(dict(enumerate(counted if isinstance(counted, tuple) else (counted,))))

    checked()
    return tuple(sums.values())


@pytest.mark.parametrize("examples", [FEW, pytest.param(MANY, marks=SLOW)])
def test_a_readers_journal_holds_what_the_table_says(examples: int) -> None:
    """Each value of each record is in a reader's journal if, and only if, the table says so."""
    (seen,) = hold(examples, check_journal)
    assert examples * 100 < seen


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("examples", [FEW, pytest.param(MANY, marks=SLOW)])
def test_no_page_tells_a_secret(page: Page, examples: int) -> None:
    """A page shows what the table allows and no other word, in any format; the rest is counted."""
    secret, allowed, shown = hold(examples, lambda *given: check_page(page, *given))
    assert examples < secret
    assert examples < shown
    # What may be told is now and then on my page only, beside something that may not.
    assert allowed * 0.6 < shown


def check_letters(journal: Journal, reader: str) -> tuple[int, int]:
    """Check each letter to somebody in every format; return how many words they may and do tell.

    A request tells besides what I put into it: its words, its purpose and who recommended them.
    """
    bound = journal.all("relationship").get(reader)
    if bound is None:
        return 0, 0
    allowed = allowed_words(journal, reader)
    whom = journal.get(("person", bound.record.person))
    whole = [whom.record.name, whom.record.address or ""] if whom else [bound.record.person]
    mine = {*allowed, *words_in(" ".join(whole))}
    by = (whom.record.introduced_by if whom else None) or ""
    ask = bound.record.ask
    put = [str(leaf.value) for leaf in leaves(ask)] if ask else []
    skill = journal.get(("skill", ask.skill)) if ask and ask.skill else None
    put += [skill.record.name if skill else "", bound.record.purpose or "", journal.name_of(by)]
    asked = {*mine, *words_in(" ".join(put))}
    told = 0
    for page, may in zip(LETTERS, (mine, mine, mine, mine, asked), strict=True):
        for name, text in formats(page, page.build(journal, reader, bound)).items():
            assert set() == words_in(text) - may, f"{page.name} for {reader} in {name}"
            told += len(words_in(text))
    return len(allowed), told


@pytest.mark.parametrize("examples", [FEW, pytest.param(MANY, marks=SLOW)])
def test_no_letter_tells_a_secret(examples: int) -> None:
    """A letter tells what its reader may see, and a request what I put into it."""
    allowed, told = hold(examples, check_letters)
    assert examples < allowed
    assert examples < told


def test_random_journals_are_real_ones() -> None:
    """Every record of a random journal is one that a file could hold."""
    for seed in range(5):
        for stored in every(random_journal(seed)):
            check_out(stored.record, stored.kind)
