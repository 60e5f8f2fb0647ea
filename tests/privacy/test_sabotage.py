"""The privacy tests can fail: each rule of the table, broken on purpose, is noticed by them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from devjournal.journal import visibility
from devjournal.journal.journal import Journal
from devjournal.journal.tenures import AUDIENCES, day_of, turns
from devjournal.journal.visibility import KINDS_SHOWN, Rule, rule_of
from devjournal.models.base import fields
from devjournal.models.registry import ENTRY_KINDS, class_for
from devjournal.pages import briefing
from tests.privacy.filler import TODAY
from tests.privacy.oracle import Facts, check_journal, does_hold, readers_of, should_hold
from tests.privacy.pages import PAGES, Page
from tests.privacy.random_journals import random_journal
from tests.privacy.test_secrets import check_page

JOURNALS = 60
"""How many are looked through before a sabotage counts as unnoticed; most show in the first."""


@functools.cache
def journal(seed: int) -> Journal:
    """Return a random journal, made once."""
    return random_journal(seed)


@functools.cache
def should(seed: int, reader: str, kind: str) -> Facts:
    """Return what a reader should see of a kind, worked out once."""
    return should_hold(journal(seed), reader, (kind,))


@functools.cache
def expected_of(seed: int) -> dict[str, Facts]:
    """Return what each reader should see, worked out once."""
    return {one: should_hold(journal(seed), one) for one in readers_of(journal(seed))}


def is_noticed(kind: str) -> bool:
    """Whether some reader's journal holds something else of a kind than it should."""
    for seed in range(JOURNALS):
        for reader in readers_of(journal(seed)):
            theirs = journal(seed).for_reader(reader, TODAY)
            if should(seed, reader, kind) != does_hold(theirs, (kind,)):
                return True
    return False


def broken(name: str, rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield a row of the table broken in every way, each with what was done to it."""
    change = rule._replace
    if "every" not in rule.reaches:
        yield "reaches every reader", change(reaches=(*rule.reaches, "every"))
    for reach in rule.reaches:
        yield f"{reach} is gone", change(reaches=without(rule.reaches, reach))
    if rule.for_relationships:
        yield "relationships are told no more", change(for_relationships=())
    if rule.when_shared:
        yield "its own visibility opens nothing", change(when_shared=())
    for field, values in rule.unless.items():
        for value in values:
            unless = {**rule.unless, field: without(values, value)}
            yield f"{field} {value} reaches others", change(unless=unless)
    yield from broken_fields(name, rule)


def broken_fields(name: str, rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield a row with each field hidden that is shown, and shown that is hidden."""
    for shown in rule.fields:
        yield f"{shown} is hidden", rule._replace(fields=without(rule.fields, shown))
    record_class = class_for("entry", name) if name in ENTRY_KINDS else class_for(name)
    for one in fields(record_class):
        if one.name not in rule.fields:
            rest = tuple(name for name in rule.fields if not name.startswith(f"{one.name}."))
            yield f"{one.name} is shown", rule._replace(fields=(*rest, one.name))


def without(names: tuple[Any, ...], gone: str) -> tuple[Any, ...]:
    """Return names without one of them."""
    return tuple(name for name in names if name != gone)


@pytest.mark.parametrize("name", KINDS_SHOWN)
def test_a_broken_row_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes whom a kind reaches, or shows or hides a field, is told so by a test."""
    kind = "entry" if name in ENTRY_KINDS else name
    unnoticed = []
    for what, rule in broken(name, rule_of(name)):
        rules = {**{one: rule_of(one) for one in KINDS_SHOWN}, name: rule}
        monkeypatch.setattr(visibility, "rule_of", rules.__getitem__)
        if not is_noticed(kind):
            unnoticed.append(what)
    assert [] == unnoticed


def test_what_is_not_broken_is_not_noticed() -> None:
    """The sabotaged tests pass while nobody sabotages."""
    for reader in readers_of(journal(0)):
        check_journal(journal(0), reader)


BROKEN: dict[str, tuple[str, object]] = {
    "links show whatever they link to": ("_ReaderView._link", lambda _self, _link, id_: id_),
    "a name like an id shows": ("LIKE_AN_ID", re.compile("never")),
    "an id whose file can't be read shows": ("_ReaderView._is_unread", lambda *_: False),
    "a list of readers is for all": (
        "_ReaderView._is_named_in",
        lambda _self, readers, _stored: bool(readers),
    ),
    "a list of nobody is no list": (
        "_ReaderView._is_named_in",
        lambda self, readers, _: readers in ((), "shared") or self.reader in (readers or ()),
    ),
    "an unknown reader is let in": ("is_reader", lambda *_: True),
    "the next manager sees what one was shown": ("_ReaderView._own_tenure", 0),
    "a list goes to whoever is called so now": (
        "_ReaderView._is_named_in",
        lambda self, readers, _: readers == "shared" or self.reader in (readers or ()),
    ),
    "a later manager is no other": ("turns", lambda profile, _="exec": turns(profile)),
    "a later employer is no other": ("_ReaderView._turns", dict.fromkeys(AUDIENCES, ())),
    "a day that is not known is today's": (
        "_ReaderView._day",
        lambda self, stored: day_of(self.journal, stored) or self.today,
    ),
    "an earlier employer's figures show": ("_ReaderView._is_of_firm", lambda *_: True),
    "a paid outsider sees figures": ("_ReaderView.is_outsider", False),
    "helpers are left out": ("_ReaderView._credited", lambda _self, id_: id_),
    "a helper who is kept private is named": (
        "_ReaderView._credited",
        lambda self, id_: self.journal.name_of(id_),
    ),
    "an assistant sees every kind": ("_ReaderView._opened", KINDS_SHOWN),
    "past roles show": ("Profile.present_roles", lambda self, _today: self.roles),
}
"""What is broken, by its name, and what stands there instead."""

VISIBILITY = "devjournal.journal.visibility"
PLACES = {"Profile.present_roles": "devjournal.models.profile"}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_mechanism_is_noticed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever breaks what is done with the table is told so by a test."""
    expected = {seed: expected_of(seed) for seed in range(15)}
    name, instead = BROKEN[what]
    monkeypatch.setattr(f"{PLACES.get(name, VISIBILITY)}.{name}", instead)
    assert any(
        does_hold(journal(seed).for_reader(reader, TODAY)) != facts
        for seed, readers in expected.items()
        for reader, facts in readers.items()
    )


def _as_for_me(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "for_reader", lambda self, *_: self)


def _uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devjournal.pages.phrases.withheld", lambda *_: 0)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("break_it", [_as_for_me, _uncounted])
def test_a_page_that_tells_is_noticed(
    page: Page, break_it: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page made from the whole journal, or one that counts nothing, does not pass."""
    break_it(monkeypatch)

    def check_all() -> None:
        for reader in readers_of(journal(0)):
            check_page(page, journal(0), reader)

    with pytest.raises(AssertionError):
        check_all()


def test_a_briefing_made_of_the_whole_journal_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What I know of somebody, and who decides on what comes up, is not theirs to read."""
    build = briefing.build_briefing
    monkeypatch.setattr(briefing, "build_briefing", lambda _, *given: build(journal(0), *given))

    def check_all() -> None:
        for reader in readers_of(journal(0)):
            check_page(PAGES[0], journal(0), reader)

    with pytest.raises(AssertionError, match="agenda for"):
        check_all()


LEAKS = (
    *("agenda feedback", "agenda setback", "plan goal", "progress goal", "progress profile"),
    *("review assessment", "review feedback", "review goal", "review reflection"),
)
"""A page, and a kind of which it shows more than its reader may see."""


@pytest.mark.parametrize("leak", LEAKS)
def test_a_page_that_tells_of_a_kind_is_noticed(leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of feedback, of a reflection, of what I showed: none gets past the page tests."""
    name, kind = leak.split()
    view = visibility._ReaderView  # noqa: SLF001  # it is broken on purpose
    sees, redacted = view.sees, view._redacted  # noqa: SLF001  # as above

    def is_leaked(stored: Any) -> bool:
        return kind in (stored.kind, getattr(stored.record, "kind", None))

    monkeypatch.setattr(view, "sees", lambda self, one: is_leaked(one) or sees(self, one))
    monkeypatch.setattr(
        view, "_redacted", lambda self, one: one if is_leaked(one) else redacted(self, one)
    )
    (page,) = (one for one in PAGES if one.name == name)

    def check_many() -> None:
        for seed in range(JOURNALS):
            for reader in readers_of(journal(seed)):
                check_page(page, journal(seed), reader)

    with pytest.raises(AssertionError, match=rf"{name} for .* in \w+"):
        check_many()
