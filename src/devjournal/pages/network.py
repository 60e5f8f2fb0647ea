"""`network`: whom I have, by kind and by where they are, and who is missing. (P057, P076-P082)"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import show_day
from devjournal.journal.names import fold
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.skills import readiness_blocks
from devjournal.practice.readiness import SponsorReadiness, sponsor_readiness
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import FILL_IN, NAME, command, set_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Kind, Person, Relationship

Place = Literal["my team", "other teams", "team not told", "outside", "not told"]
"""Where somebody works, seen from my present role."""

_KINDS: tuple[Kind, ...] = ("mentor", "coach", "sponsor", "partner")
_LEVELS: tuple[Any, ...] = ("exec", "senior", "peer", "junior")
_INSIDE: tuple[Place, ...] = ("my team", "other teams", "team not told")
_OUTSIDE: tuple[Place, ...] = ("outside", "not told")
_ASKED_FOR = ("team not told", "not told")
"""Places that are shown where somebody is in them."""
_ABOVE = 3
"""So many kinds stand above me on the map, as they give more to me than I do to them."""
_WHY: Mapping[Kind, str] = {
    "mentor": "somebody who has done what you want to learn; they need not be senior",
    "coach": "somebody who asks until you find your own answer",
    "sponsor": "somebody who says your name in rooms that you are not in",
    "partner": "an equal, for one project that senior people see",
}


class Tie(NamedTuple):
    """A relationship, with whom, and where they work."""

    relationship: Stored[Relationship]
    person: Stored[Person] | None
    name: str
    place: Place

    @property
    def is_here(self) -> bool:
        """Whether we work together now."""
        return self.relationship.record.is_running


class Introduction(NamedTuple):
    """Who brought me together with whom."""

    by: str
    person: Stored[Person]


class Might(NamedTuple):
    """What somebody might become to me, and is not yet."""

    person: Stored[Person]
    kinds: tuple[Kind, ...]


class Network(NamedTuple):
    """Those I learn from and work with, those I help, and what is missing with where to look.

    `opener` is who opened the most rooms for me so far.
    """

    today: dt.date
    ties: tuple[Tie, ...]
    giving: tuple[Tie, ...]
    introductions: tuple[Introduction, ...]
    might: tuple[Might, ...]
    opener: Stored[Person] | None
    has_employer: bool
    missing: tuple[say.Missing, ...]
    readiness: SponsorReadiness | None

    @property
    def here(self) -> tuple[Tie, ...]:
        """All that we work together with now, in either role."""
        return tuple(one for one in (*self.ties, *self.giving) if one.is_here)


def build_network(journal: Journal, today: dt.date) -> Network:
    """Return my network as it is today."""
    every = [_tie(journal, one, today) for one in journal.relationships]
    every = [one for one in every if one.relationship.is_open]
    every.sort(key=lambda one: (not one.is_here, fold(one.name)))
    giving = [one for one in every if one.relationship.record.my_role == "giving"]
    ties = [one for one in every if one not in giving]
    brought = (one for one in journal.people if one.record.introduced_by)
    introductions = [
        Introduction(journal.name_of(one.record.introduced_by or ""), one) for one in brought
    ]
    have = {(one.relationship.record.person, one.relationship.record.kind) for one in ties}
    might = (
        Might(one, tuple(k for k in one.record.potential if (one.id, k) not in have))
        for one in journal.people
    )
    network = Network(
        today,
        tuple(ties),
        tuple(giving),
        tuple(introductions),
        tuple(one for one in might if one.kinds),
        _opener(journal),
        bool(_employers(journal, today)),
        (),
        sponsor_readiness(journal),
    )
    return network._replace(missing=tuple(_missing(network)))


def _opener(journal: Journal) -> Stored[Person] | None:
    """Return who opened the most rooms for me, or put in a word most often."""
    by = [one.record.sponsor for one in journal.opportunities]
    by += [one.record.by for one in journal.entries_of("vouched")]
    people = filter(None, (journal.get(("person", one)) for one in by if one))
    counts = Counter(one.id for one in people)
    most = max(counts, key=lambda one: (counts[one], one), default=None)
    return journal.get(("person", most)) if most else None


def _tie(journal: Journal, stored: Stored[Relationship], today: dt.date) -> Tie:
    person = journal.get(("person", stored.record.person))
    place = _place(journal, person.record, today) if person else "not told"
    return Tie(stored, person, journal.name_of(stored.record.person), place)


def _employers(journal: Journal, today: dt.date) -> set[str]:
    roles = journal.profile.record.present_roles(today) if journal.profile else ()
    return {fold(role.organisation) for role in roles if role.organisation}


def _place(journal: Journal, person: Person, today: dt.date) -> Place:
    """Return where somebody works, by their employer and mine. (P057, P081)"""
    mine = _employers(journal, today)
    if person.same_team:
        return "my team"
    if not (person.organisation and mine):
        return "not told"
    if fold(person.organisation) not in mine:
        return "outside"
    return "team not told" if person.same_team is None else "other teams"


def _missing(network: Network) -> Iterator[say.Missing]:
    """Yield who is missing, the kinds first, each with where to look. (P050, P058, P076, P077)"""
    if not network.ties and not network.giving:
        words = "Nobody yet. Your manager or HR may know of a programme, or of somebody to ask."
        yield say.Missing(words, command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN))
        return
    here = [one for one in network.ties if one.is_here]
    have = {one.relationship.record.kind for one in here}
    yield from (_where_to_look(network, kind) for kind in _KINDS if kind not in have)
    if network.here and network.has_employer:
        yield from _places_missing(network.here)
    elif any(one.place == "not told" for one in network.here):
        words = "Where you work is not recorded, so nobody can be told inside from outside."
        yield say.Missing(words, command("role", "change", FILL_IN, "--organisation", FILL_IN))
    if not any(one.is_here for one in network.giving):
        words = "You help nobody yet: what you know could help somebody newer."
        yield say.Missing(words, command("meet", NAME, "--as", "mentee", "--purpose", FILL_IN))


def _places_missing(here: Sequence[Tie]) -> Iterator[say.Missing]:
    """Yield where I have nobody, as far as it is known. (P057, P081)"""
    places = {one.place for one in here}
    add = ("person", "add", NAME)
    unknown, somewhere = (
        next((one for one in here if one.place == place and one.person), None)
        for place in ("not told", "team not told")
    )
    if unknown and unknown.person:
        words = f"Where {say.flat(unknown.name)} works is not recorded."
        yield say.Missing(words, set_command(unknown.person.id, "organisation"))
    elif not places.intersection(_INSIDE):
        words = "Nobody where you work: somebody there can tell you how things are done."
        yield say.Missing(words, command(*add, "--same-team"))
    elif "other teams" not in places and somewhere and somewhere.person:
        words = f"Whether {say.flat(somewhere.name)} is on your team is not recorded."
        yield say.Missing(words, set_command(somewhere.person.id, "same_team"))
    elif "other teams" not in places:
        words = "Nobody here beyond your own team: look for somebody more senior in another."
        yield say.Missing(words, command(*add, "--other-team", "--seniority", "senior"))
    if "outside" not in places and not unknown:
        words = "Nobody outside: somebody with no stake in it sees things afresh."
        yield say.Missing(words, command(*add, "--organisation", FILL_IN))


_ASKED: Mapping[str, str] = {
    "candidate": "is not asked yet",
    "asked": "has not answered yet",
    "later": "is to be asked later",
}


def _where_to_look(network: Network, kind: Kind) -> say.Missing:
    """Return where to look for a kind: who waits, who might, who may grow into it, or who knows."""
    words = f"No {kind}: {_WHY[kind]}."
    for one in network.ties:
        record, name = one.relationship.record, say.flat(one.name)
        if record.kind == kind:
            step = command("show", one.relationship.id)
            return say.Missing(f"{words} {name} {_ASKED[record.state]}.", step)
    for other in network.might:
        if kind in other.kinds:
            name = say.flat(other.person.record.name)
            step = command("ask", "draft", other.person.id, "--as", kind)
            return say.Missing(f"{words} You noted that {name} might become one.", step)
    if kind == "sponsor" and network.opener:
        name = say.flat(network.opener.record.name)
        step = command("ask", "draft", network.opener.id, "--as", kind)
        return say.Missing(f"{words} {name} has opened a room for you before.", step)
    for one in network.ties if kind == "sponsor" else ():
        if one.is_here and one.place != "outside" and one.relationship.record.kind == "mentor":
            words += f" In time a mentor may become one: {say.flat(one.name)} knows your work."
            return say.Missing(words, command("relationship", "become", one.relationship.id, kind))
    where = "HR may pay for one" if kind == "coach" else "your manager or HR may know a programme"
    return say.Missing(f"{words} Where to look: {where}.", command("person", "add", NAME))


def compose_network(network: Network) -> Document:
    """Return the page: the map, levels, who brought whom, what is missing, and readiness."""
    blocks: list[Block] = []
    if network.ties or network.giving:
        blocks += [_map(network), *_levels(network)]
    brought = (
        doc.Item(line(say.flat(one.by), say.ARROW, _strong(one.person)))
        for one in network.introductions
    )
    blocks += say.list_section("Who brought us together", brought)
    might = (
        doc.Item(line(_strong(one.person), f": {', '.join(one.kinds)}")) for one in network.might
    )
    blocks += say.list_section("What they might become", might)
    blocks += say.section(
        "Who is missing", *(say.step_note(words, step) for words, step in network.missing)
    )
    kinds = {one.relationship.record.kind for one in network.ties if one.is_here}
    title = "sponsor" if "sponsor" in kinds else "mentor"
    blocks += readiness_blocks(network.readiness, title, "self")
    began = Counter(one.relationship.record.origin for one in network.here)
    told = (f"{words} {began[key]}" for key, words in say.ORIGINS.items() if began[key])
    facts = (f"as of {show_day(network.today)}", ", ".join(told))
    people = {one.relationship.record.person for one in network.here}
    return Document(
        tuple(blocks),
        title=line("Network"),
        subtitle=line(say.DOT.join(filter(None, facts))),
        figure=line(Span(say.count(len(people), "person").replace("persons", "people"), "number")),
    )


def _strong(person: Stored[Person]) -> Span:
    return Span(say.flat(person.record.name), "strong")


def _map(network: Network) -> Block:
    """Return the map: kinds down, places across, and in each cell whom I have there."""
    rows: list[tuple[str, list[Tie]]] = [
        (kind, [o for o in network.ties if o.relationship.record.kind == kind]) for kind in _KINDS
    ]
    rows.append(("I help", list(network.giving)))
    every, here = (*network.ties, *network.giving), network.here
    left, right = (
        tuple(p for p in side if p not in _ASKED_FOR or any(o.place == p for o in every))
        for side in (_INSIDE, _OUTSIDE)
    )
    places = (*left, *right)
    table = []
    for label, ties in rows:
        cells = [join(", ", [_name(one) for one in ties if one.place == place]) for place in places]
        has_any = any(one.is_here for one in ties)
        head = line(Span(label if has_any else f"{label}: none", "strong" if has_any else "warn"))
        table.append((head, *cells))
    counts = [sum(one.place == place for one in here) for place in places]
    titles = (f"{p}: {n} of {len(here)}" for p, n in zip(places, counts, strict=True))
    columns = (doc.Column(), *(doc.Column(title, wrap=True) for title in titles))
    by = {one.person.id: one.by for one in network.introductions}
    branches = [doc.Branch(label, _spots(ties, places, by)) for label, ties in rows]
    kinds = (f"{label} {sum(one.is_here for one in ties)}" for label, ties in rows)
    told = (f"{place} {number}" for place, number in zip(places, counts, strict=True))
    words = f"Whom I have, by place: {', '.join(told)}; by kind: {', '.join(kinds)}."
    beside = branches[:_ABOVE], branches[_ABOVE:]
    picture = doc.Map("My network", words, left, right, *map(tuple, beside))
    return doc.Table(columns, tuple(table), picture=picture)


def _spots(
    ties: Sequence[Tie], places: Sequence[Place], by: Mapping[str, str]
) -> tuple[doc.Spot, ...]:
    """Return where each of them stands on the map, and who brought us together."""
    return tuple(
        doc.Spot(
            say.flat(one.name),
            places.index(one.place),
            one.is_here,
            _state(one),
            say.flat(by.get(one.relationship.record.person, "")),
        )
        for one in ties
    )


def _name(one: Tie) -> Line:
    dot = Span("● ", "good", drawn=True) if one.is_here else Span("○ ", "dim", drawn=True)
    state = _state(one)
    return line(dot, say.flat(one.name), Span(f" ({state})" if state else "", "dim"))


def _state(one: Tie) -> str:
    state = one.relationship.record.state
    return "" if state == "active" else state


def _levels(network: Network) -> list[Block]:
    """Return how many are senior to me, peers and junior: any of them can teach. (P079)"""
    levels = Counter(one.person.record.seniority for one in network.here if one.person)
    whole = len(network.here)
    gauges = (
        doc.Gauge(line(level), levels[level] / whole, line(f"{levels[level]} of {whole}"))
        for level in _LEVELS
        if whole and any(levels[one] for one in _LEVELS)
    )
    return say.gauge_section("Level", gauges)


class KindOf(NamedTuple):
    """A kind of relationship: what they give, who talks, how long, what it needs, where to look."""

    kind: Kind
    give: str
    talk: str
    last: str
    need: str
    find: str
    have: tuple[str, ...] = ()


_ABOUT: tuple[KindOf, ...] = (
    KindOf(
        *("mentor", "advice from experience", "they do, mostly", "months, about monthly"),
        *("a question and a topic", "outside your line, at any level"),
    ),
    KindOf(
        *("coach", "questions, no answers", "you do", "half a year, often paid"),
        *("a goal, a measure and a day", "often outside the company"),
    ),
    KindOf(
        *("sponsor", "a place in the room", "they do, when you are not there"),
        *("open end, quarterly", "results and no surprises", "where things are decided"),
    ),
    KindOf(
        *("partner", "half of the work", "both", "as long as the project"),
        *("the other half", "another team or trade"),
    ),
)


def build_kinds(journal: Journal) -> tuple[KindOf, ...]:
    """Return what tells the four kinds apart, and whom I have of each. (P024)"""
    mine = [
        (one.record.kind, journal.name_of(one.record.person))
        for one in journal.relationships
        if one.record.is_running and one.record.my_role != "giving"
    ]
    return tuple(
        about._replace(have=tuple(name for kind, name in mine if kind == about.kind))
        for about in _ABOUT
    )


def compose_kinds(kinds: Sequence[KindOf]) -> Document:
    """Return the four kinds side by side, of words so short that 60 columns hold them."""
    rows = (
        (line(name), *(line(getattr(one, name)) for one in kinds))
        for name in ("give", "talk", "last", "need", "find")
    )
    columns = (
        doc.Column(style="label"),
        *(doc.Column(one.kind.title(), wrap=True) for one in kinds),
    )
    have = (
        (one.kind, line(", ".join(map(say.flat, one.have)) or Span("nobody yet", "warn")))
        for one in kinds
    )
    about = "One person can be several of these; a sponsor does not replace a mentor."
    blocks: list[Block] = [doc.Table(columns, tuple(rows)), doc.Paragraph(line(about))]
    blocks += say.section("You have", *say.facts_table(have))
    return Document(tuple(blocks), title=line("The four kinds"))
