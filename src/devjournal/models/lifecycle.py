"""The lives of records: one table of the moves that take a record from state to state.

A kind's first line has its open states, in which a record still wants attention; then come its
moves, in the order of a record's life:

    verb: the states it leaves > the state it reaches | command | what it does | what it sets

Capitals in a command stand for what is named or told. A move that leaves no state makes a new
record. What it sets besides the state are fields that may be given with it; `@accepted_on` takes
the day of the move, and `-meeting` is cleared. The few moves that do more have it in the method
`moving` of their class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from devjournal.namedtuples import NamedTuple

_LIVES = """
relationship: candidate asked later active paused
  add: > candidate | ask draft | Draft a request
  meet: > active | meet --as | Start a relationship
  ask: candidate later > asked | ask sent ID | Record that you asked
  put off: asked > later | ask answer ID later --on DAY | Record a "later" | follow_up_on
  decline: asked > declined | ask answer ID no | Record a "no" | referred_to why
  start: candidate asked later declined > active | relationship start ID \
      | Start a relationship | start
  pause: active > paused | relationship pause ID | Pause a relationship
  resume: paused > active | relationship resume ID | Resume a relationship
  renew: active paused closed > active | relationship renew ID | Start another round of meetings \
      | -closed_as
  close: active paused > closed | relationship close ID --as ENDING \
      | Close a relationship | closed_as why

objective: open
  add: > open | objective add | Add an objective
  meet: open > met | objective close ID --as met | Mark an objective met | why
  miss: open > missed | objective close ID --as missed | Mark an objective missed | why
  drop: open > dropped | drop ID | Drop an objective | why
  reopen: met missed dropped > open | reopen ID | Reopen an objective

goal: active paused
  add: > active | goal add | Add a goal
  pause: active > paused | goal pause ID | Pause a goal
  resume: paused > active | goal resume ID | Resume a goal
  achieve: active paused > achieved | goal achieve ID | Mark a goal achieved
  drop: active paused > dropped | drop ID | Drop a goal | why
  reopen: achieved dropped > active | reopen ID | Reopen a goal

topic: open
  add: > open | topic | Add a topic
  discuss: open > discussed | done ID, or log WHO | Mark a topic discussed \
      | -meeting meeting conclusion
  drop: open > dropped | drop ID | Drop a topic | why
  reopen: discussed dropped > open | reopen ID | Reopen a topic | -meeting

meeting: planned
  add: > planned | meet --next | Plan a meeting
  log: > held | log --extra | Log a meeting that was not planned
  hold: planned cancelled missed > held | log WHO --on DAY | Log a meeting | -cancelled_by
  cancel: planned > cancelled | cancel WHO | Cancel a meeting | cancelled_by why
  miss: planned > missed | missed WHO | Record a missed meeting | why
  postpone: planned > planned | postpone ID --to WHEN | Move a meeting | at why
  reopen: cancelled missed > planned | reopen ID | Plan a meeting again | -cancelled_by

action: open
  add: > open | action | Add an action item
  finish: open > done | done ID | Mark an action item done | evidence
  drop: open > dropped | drop ID | Drop an action item | why
  postpone: open > open | postpone ID --to DAY | Move the due day | due why
  reopen: done dropped > open | reopen ID | Reopen an action item

opportunity: idea proposed accepted
  add: > idea | opportunity add | Add an opportunity
  propose: idea > proposed | opportunity propose ID | Record a proposal | @proposed_on
  accept: idea proposed > accepted | opportunity accept ID | Accept an opportunity \
      | @accepted_on expected_result
  decline: idea proposed accepted > declined | opportunity decline ID \
      | Decline an opportunity | why
  deliver: accepted > delivered | opportunity deliver ID --outcome OUTCOME \
      | Record how it went | @on outcome result
  reopen: declined > idea | reopen ID | Reopen an opportunity | -proposed_on -accepted_on

setback: processing debriefed rebuilding retrying
  add: > processing | setback add | Record a setback
  debrief: processing > debriefed | setback debrief ID | Record the debrief | feedback
  rebuild: processing debriefed > rebuilding | setback rebuild ID --approach TEXT \
      | Change the approach | new_approach gap_skills
  retry: rebuilding > retrying | setback retry ID | Try again
  close: processing debriefed rebuilding retrying > closed | setback close ID \
      | Close a setback | why
  reopen: closed > debriefed | reopen ID | Reopen a setback
"""


class Move(NamedTuple):
    """One move: its verb, its kind, the states it leaves, the state it reaches, its command.

    `words` say what the command does, `sets` are the fields that may be given with it, `day`
    are those that take its day, `clears` those that it unsets.
    """

    verb: str
    kind: str
    starts: tuple[str, ...]
    end: str
    command: str
    words: str
    sets: tuple[str, ...]
    day: tuple[str, ...]
    clears: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its command alone, without what is named or told."""
        words = self.command.partition(" --")[0].partition(",")[0].split()
        return " ".join(word for word in words if not word.isupper())


def _move(kind: str, row: str) -> Move:
    states, command, words, *more = " ".join(row.split()).split(" | ")
    verb, _, way = states.partition(": ")
    starts, _, end = way.partition("> ")
    fields = " ".join(more).split()
    day, clears = (tuple(one[1:] for one in fields if one[0] == mark) for mark in "@-")
    sets = tuple(one for one in fields if one[0] not in "@-")
    return Move(verb, kind, tuple(starts.split()), end, command, words, sets, day, clears)


_KINDS = [life.split("\n") for life in _LIVES.strip().split("\n\n")]
_STATES = (first.partition(": ") for first, *_ in _KINDS)

OPEN: Mapping[str, tuple[str, ...]] = {kind: tuple(open_.split()) for kind, _, open_ in _STATES}
"""Kind to the states in which a record still wants attention."""

MOVES = tuple(_move(first.partition(":")[0], row) for first, *rows in _KINDS for row in rows)
"""Every move, kind by kind."""


def moves_of(kind: str) -> tuple[Move, ...]:
    """Return the moves of a kind; those that make a new record are not among them."""
    return tuple(move for move in MOVES if move.kind == kind and move.starts)


def moves_from(kind: str, state: str) -> tuple[Move, ...]:
    """Return the moves of a kind that can leave a state."""
    return tuple(move for move in moves_of(kind) if state in move.starts)


def move_of(kind: str, verb: str) -> Move:
    """Return one move of a kind; KeyError if it has no such move."""
    return {move.verb: move for move in moves_of(kind)}[verb]


def kinds_that(*verbs: str) -> tuple[str, ...]:
    """Return the kinds that have a move of one of these verbs."""
    return tuple(kind for kind in OPEN if any(move.verb in verbs for move in moves_of(kind)))


def moved_by(command: str, words: Iterable[str]) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """Return the moves that a command makes, and the kinds of records that it is about.

    A noun such as `goal` is about its kind, if that is one of `words`; `set` is about any kind.
    """
    noun, _, verb = command.partition(" ")
    named = [one for one in MOVES if one.starts and one.name in (command, verb)]
    moves = tuple(one for one in named if one.name == command or one.kind == noun)
    kinds = tuple(dict.fromkeys(one.kind for one in moves))
    return moves, kinds or ((noun,) if noun in words else ())
