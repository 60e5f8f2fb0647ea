"""Every command that asks: answers are read as they come, and nothing is lost by a wrong one."""

from __future__ import annotations

import io
import shlex
from pathlib import Path
from typing import NamedTuple

import pyrage
import pytest

from devjournal.cli.app import execute
from devjournal.cli.table import ROWS
from tests.runner import FILES, JOURNALS, Runner

ASKING = """
meet                        < Ines Ferrar | !friend | mentor | rosters
meet Ines --as partner      < a canteen | a menu
topic                       < !nobody | priya | How do you choose?
topic --minutes 5           < !nobody | priya | How do you choose?
prep                        < !nobody | priya
log                         < !nobody | priya | !9 | !two | 2
log priya --note x          < !9 | 2
action                      < !due:fri | Read it due:fri
done                        < !zz | kw
reopen                      < !kw | jp
postpone                    < !zz | kw | !12/01 | 20-oct
postpone priya              < !soon | 22-oct
drop                        < !zz | kw
cancel                      < !dermot | priya
win                         < Done
feedback                    < Too many slides
lesson                      < Number first
reflect                     < She was right
vouched                     < Named me
gave                        < An hour
resource                    < A book
note                        < Board day
goal add                    < Read more
goal add "Read" --target 12 < !many | 0
goal add "Read" --relationship zoe < slides | !soon | 10-dec
goal checkin                < !zz | breathe | !well | at_risk
goal milestone              < !zz | breathe | A week of it
goal achieve                < !finish | breathe
goal pause                  < !finish | breathe
goal drop                   < !finish | breathe
skill add                   < Forecasting
skill add Rowing --target 4 < !9 | !two | 2
skill rate                  < !zz | executive-storytelling | !6 | 4
objective add               < Halve it
objective close             < !zz | cut-cost | !won | met
opportunity add             < A talk
opportunity accept          < !q4 | team-lead
opportunity decline         < !zz | team-lead
opportunity deliver         < !team-lead | q4 | !well | swam
assess                      < a readout | | five minutes | | the number first |
setback add                 < Froze
setback close               < !zz | bg
setback rebuild             < Number first
setback retry               < A drill
person add                  < Ines Ferrar
person add Priya\\ Nair      < !perhaps | y
relationship start          < Ines Ferrar | !boss | coach | rosters | !12/01 | 6m
relationship pause          < !dermot | priya
relationship renew          < !dermot | zoe | !12/01 | 6m | !many | 3 | !yesterday | 22-oct 15:00
relationship become         < !dermot | priya | !boss | sponsor | my name in the round
relationship become zoe partner < a desk | a plan
relationship close          < !dermot | priya | !well | faded
relationship check          < priya | !9 | 4 | 5 | !x | 3 | fine
relationship measure --target 11 --value 8 < !nobody | priya | owners I can name
relationship grew           < Hard conversations | !7 | 4
agree                       < !dermot | ada | video | Thu | a | b | c | d | | e
ask draft                   < Ines | mentor | planning | !9 | 2 | the year in a number | by May \
 | !x | 3 | pages | I can read ours |
ask sent                    < !priya | bea
ask answer                  < !priya | bea | !perhaps | yes | !yesterday | 22-oct 15:00
ask answer ivo no           < Ines Ferrar
ask answer ivo later    < !yesterday | !soon | 3-nov
plan                        < !nobody | priya
thank                       < !nobody | priya
remind                      < !nobody | priya
role change                 < Team Lead
role change Lead --organisation Pinwheel < !maybe | y | n | n | n | n
meeting add                 < !nobody | priya | !12/01 | 22-oct 15:00
list                        < !zz | goals
show                        < !zz | lead-the-readout
edit                        < !zz | lead-the-readout
set                         < !zz | lead-the-readout | !due=12/01 | !dew=fri | due=fri
rename                      < !zz | lead-the-readout
delete                      < !zz | tc
share                       < !zz | lead-the-readout | !nobody | manager
unshare                     < !zz | lead-the-readout
search                      < cost
export template             < one-pager
backup --recipient PUBLIC   < new.age
restore --identity key.txt  < !nowhere | journal.age | !goals | restored
import csv --map title=Task < !nowhere | actions.csv
import json                 < !nowhere | journal.json
import jrnl                 < !nowhere | jrnl.json
import markdown             < !nowhere | notes.md
import taskwarrior          < !nowhere | tasks.json
import todotxt              < !nowhere | todo.txt
purge                       < !zz | kw | !perhaps | y
completion                  < !tcsh | fish
config set                  < !clock=13 | clock=12h
config unset                < !week | clock
"""
PREPARED = """
setback rebuild cgnw --approach "Say it the same day"
setback add Froze
person add "Ivo Brandt" --organisation "Lanternway Ferries"
ask draft "Ivo Brandt" --as mentor --skill planning --level 2 --evidence x \
  --time-frame May --meetings 3 --focus y
ask sent ivo
relationship start "Ada Lund" --as mentor --purpose rosters --origin programme
"""

"""Commands on the example journal, and their answers; one with ! is wrong, and asked again."""


class Case(NamedTuple):
    """One command, its answers in their order, and how many of them are wrong."""

    command: list[str]
    answers: list[str]
    wrong: int


def case(line: str) -> Case:
    """Return what a line of the table says."""
    command, _, told = line.partition(" < ")
    answers = [one.strip() for one in told.split("|")]
    wrong = sum(one.startswith("!") for one in answers)
    return Case(
        shlex.split(command.replace("PUBLIC", PUBLIC)),
        [one.removeprefix("!") for one in answers],
        wrong,
    )


KEY = pyrage.x25519.Identity.generate()
PUBLIC = str(KEY.to_public())
LINES = [one for one in ASKING.replace("\\\n", "").split("\n") if one]
EVERY = pytest.mark.parametrize(
    "line", LINES, ids=[" ".join(one.split(" < ")[0].split()) for one in LINES]
)


class Leaving(io.StringIO):
    """A terminal on which somebody answers, and then presses Ctrl-C at the next question."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True

    def readline(self, *_: int) -> str:  # type: ignore[override]  # a line is all that is read
        """Return the next answer."""
        if line := super().readline():
            return line
        raise KeyboardInterrupt


@pytest.fixture
def maya(tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Return the example journal with a setback on its way back, and a request to answer."""
    runner = Runner(tmp_path, journal=prepared)
    monkeypatch.chdir(runner.root)  # where what can be imported is
    runner.environ["EDITOR"] = "true"
    return runner


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example journal, and some states more."""
    runner = Runner(tmp_path_factory.mktemp("asking"), journal=JOURNALS["maya"])
    for line in PREPARED.strip().split("\n"):
        runner.ok(*shlex.split(line))
    for name, text in FILES.items():
        (runner.root / name).write_text(text, encoding="utf-8")
    (runner.root / "key.txt").write_text(str(KEY), encoding="utf-8")
    runner.ok("backup", str(runner.root / "journal.age"), "--recipient", PUBLIC)
    return runner.root


def everything(root: Path) -> dict[str, bytes]:
    """Return every file of a folder, the program's own ones too, but for its empty lock."""
    found = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    return {name: data for name, path in found.items() if (data := path.read_bytes())}


@EVERY
def test_a_wrong_answer_is_asked_again_and_no_other(line: str, maya: Runner) -> None:
    """It says what is wrong; what was answered before stays, and the command comes to its end."""
    command, answers, wrong = case(line)
    stdin, stderr = Leaving("".join(f"{one}\n" for one in answers)), Leaving()
    assert 0 == execute(command, maya.system(stdin=stdin, stderr=stderr)), stderr.getvalue()
    said = stderr.getvalue()
    assert (wrong, "") == (said.count("✗"), stdin.read()), said


@EVERY
def test_ctrl_c_leaves_everything_as_it_was(line: str, maya: Runner) -> None:
    """At each question of each command: no file of the journal is another, or new, or gone."""
    command, answers, _ = case(line)
    before = everything(maya.root)
    for known in range(len(answers)):
        stdin, stderr = Leaving("".join(f"{one}\n" for one in answers[:known])), Leaving()
        assert 130 == execute(command, maya.system(stdin=stdin, stderr=stderr))
        assert before == everything(maya.root)


def test_the_table_has_every_command_that_asks(maya: Runner) -> None:
    """Whatever else there is asks for nothing when it is run alone; `init` has tests of its own."""
    told = {" ".join(case(line).command) + " " for line in LINES}
    every = [f"{row.name} {verb}".strip() for row in ROWS.values() for verb in row.verbs or ("",)]
    rest = [name for name in every if not any(one.startswith(f"{name} ") for one in told)]
    asks = [name for name in rest if "nobody answered" in maya(*name.split(), answers="").err]
    assert ["init"] == asks


UNASKED = {
    "what is wrong already": """
topic nobody                                | 3 nobody here is called 'nobody'
topic zoe --minutes many                    | 2 --minutes many: is not a whole number
action --for zoe --due 12/01                | 2 which number is the month
agree dermot                                | 7 has nothing to agree on
ask sent priya                              | 7 ask sent is not for what is active
goal checkin finish                         | 7 dropped
goal milestone finish                       | 7 dropped
goal drop finish                            | 7 already dropped
opportunity deliver team-lead               | 7 deliver is not for what is proposed
relationship close colm                     | 7 already closed
relationship grew priya                     | 7 not yours to judge
relationship start Priya --as mentor        | 7 active
skill rate flying                           | 3 there is no skill
skill add --target 9                        | 2 --target 9
setback retry kw                            | 3 there is no setback
postpone zz                                 | 3 nobody here is called 'zz'
meet Ines --as mentor --next "yesterday 9:00" | 2 has passed
""",
    "what is left out beside flags": """
agree ada --how video                       | 0 not agreed on yet
relationship check ada --fit 4              | 0 check
relationship renew zoe --meetings 3         | 0 meetings agreed
relationship start Ines --as coach --purpose x | 0 ines-coach
ask answer ivo no --why "no time"           | 0 declined
ask answer ivo yes --purpose rosters        | 0 said yes
assess --impact "five minutes"              | 0 assessment
assess "Where I stand"                      | 0 assessment
goal checkin breathe --confidence 3         | 0 confidence 3
""",
    "where there is one to choose, or none": """
setback debrief                             | 0 Which setback: bgdf-froze
goal resume                                 | 0 Which goal: a-roster-that-survives-a-storm
relationship resume                         | 3 With whom: there is none to choose
""",
}
"""Commands, and what they come to without a question."""


@pytest.mark.parametrize("lines", UNASKED.values(), ids=UNASKED)
def test_nothing_is_asked(lines: str, maya: Runner) -> None:
    """What was given is read before any question; what need not be told is not asked for."""
    for line in lines.strip().split("\n"):
        command, _, told = line.partition(" | ")
        code, _, words = told.partition(" ")
        ran = maya(*shlex.split(command), answers="")
        assert (int(code), True) == (ran.code, words in ran.said), ran


def test_a_request_knows_what_the_journal_knows(maya: Runner) -> None:
    """My level in the skill, and what I saw of theirs, are taken from the records of both."""
    maya.ok("person", "add", "Ines Ferrar", "--seen", "executive storytelling: the all-hands")
    told = "ask draft Ines --as mentor --skill executive-storytelling --time-frame May --meetings 3"
    ran = maya.ok(*shlex.split(told), answers="pages\n")
    assert "What the meetings are about: " in ran.err
    level = maya.file("skills/executive-storytelling.toml")["ratings"][-1]["level"]
    asked = maya.file("relationships/ines-mentor.toml")["ask"]
    assert (level, "the all-hands") == (asked["self_level"], asked["evidence"])


@pytest.mark.parametrize(
    ("command", "listed"),
    [
        ("prep", "ada-mentor bea-mentor zoe-coach"),
        ("done", "vn kw"),
        ("goal pause", "breathe-before-answering lead-the-readout"),
        ("relationship close", "ada-mentor zoe-coach"),
        ("ask answer ivo", "(yes, no, later)"),
        ("relationship become zoe", "(sponsor, coach, mentor, partner,"),
        ("meet Ines", "(mentor, coach, sponsor, partner, mentee, coachee, protege)"),
        ("objective close cut-cost", "(met, missed, dropped)"),
        ("relationship close zoe", "(completed, faded, ended)"),
        ("goal checkin breathe", "on_track, at_risk off_track"),
        ("opportunity deliver q4", "(swam), (mixed) (sank)"),
        ("share lead", "manager, exec, zoe-coach"),
        ("skill rate exec", "1 5"),
    ],
)
def test_what_there_is_to_choose_from_is_listed(maya: Runner, command: str, listed: str) -> None:
    """Records with the letters to type, and words, as far as this command takes them."""
    ran = maya(*command.split(), answers="")
    assert 130 == ran.code
    assert [] == [word for word in listed.split() if word not in ran.err]
