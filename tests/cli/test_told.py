"""What each command keeps of all that may be said: every flag, and the file that it makes."""

from __future__ import annotations

import shlex
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

PREPARED = """
objective add "Cut cost"
skill add "story telling"
meet "Priya Nair" --as mentor --purpose acumen --next "15-oct 15:00"
goal add "Speak plainly"
opportunity add "Spring review"
"""
PRIYA = 'meet "Priya Nair" --as mentor --purpose acumen --domain numbers'


class Told(NamedTuple):
    """A command with all its flags, the file that it makes, its facts, and part of the echo."""

    command: str
    path: str
    facts: str
    echo: str


TOLD = (
    Told(
        'goal add "Lead the readout" --why "I carried slides" --builds skill --skill story '
        "--relationship priya --objective cut --stretch --measure numbers --unit n --baseline 0 "
        "--target 12.5 --due 10-dec --commitment 9 --tag x --visibility manager "
        '--milestone "Draft read due:2w" --milestone Readout',
        "goals/lead-the-readout.toml",
        """
        title = "Lead the readout"
        why = "I carried slides"
        builds = "skill"
        skill = "story-telling"
        relationship = "priya-mentor"
        objective = "cut-cost"
        measure = "numbers"
        unit = "n"
        baseline = 0
        target = 12.5
        due = 2026-12-10
        commitment = 9
        stretch = true
        created = 2026-10-14
        tags = ["x"]
        visibility = ["manager"]
        milestones = [{title = "Draft read", due = 2026-10-28}, {title = "Readout"}]
        """,
        "✓ goal lead-the-readout · Lead the readout · why I carried slides",
    ),
    Told(
        "skill add forecasting --importance 5 --target 4 --level 2 --by priya "
        '--evidence "the draft" --owner me --owner priya',
        "skills/forecasting.toml",
        """
        name = "forecasting"
        importance = 5
        target = 4
        owners = ["me", "priya-nair"]
        created = 2026-10-14
        ratings = [{on = 2026-10-14, level = 2, by = "priya-nair", evidence = "the draft"}]
        """,
        "level 2",
    ),
    Told(
        'objective add "Cut repeats by 8%" --kpi "repeat calls" --unit USD --baseline 6.10 '
        '--target 5.61 --owner "Ruth Adler" --period 2026-h1',
        "objectives/cut-repeats-by-8.toml",
        """
        title = "Cut repeats by 8%"
        kpi = "repeat calls"
        unit = "USD"
        baseline = 6.1
        target = 5.61
        owner = "Ruth Adler"
        period = "2026-H1"
        created = 2026-10-14
        """,
        "baseline 6.1 · target 5.61",
    ),
    Told(
        'opportunity add "Storm drill" --type presentation --purpose growth --scale org --stretch '
        '--sponsor priya --stakeholder "Port Operations" --stakeholder priya '
        '--decision-maker "Ada Quill" --exposure "Eleven people" --objective cut '
        '--expected-result "a pilot" --prep-goal speak --retry-of spring --on 20-oct --tag storm '
        "--visibility manager",
        "opportunities/storm-drill.toml",
        """
        title = "Storm drill"
        type = "presentation"
        purpose = "growth"
        scale = "org"
        stretch = true
        sponsor = "priya-nair"
        stakeholders = ["Port Operations", "priya-nair"]
        decision_makers = ["Ada Quill"]
        exposure = "Eleven people"
        objective = "cut-cost"
        expected_result = "a pilot"
        prep_goals = ["speak-plainly"]
        retry_of = "spring-review"
        on = 2026-10-20
        created = 2026-10-14
        tags = ["storm"]
        visibility = ["manager"]
        """,
        "✓ opportunity storm-drill · Storm drill · type presentation · purpose growth · scale org",
    ),
    Told(
        'person add "Ines Ferrar" --title Head --organisation Quay --other-team '
        "--email ines@quay.example --seniority senior --domain forecasting --domain rosters "
        '--priority "a calm winter" --seen "story telling: the review" --seen CI/CD '
        '--supervises-me --paid --credential PCC --word "run rate" --personal "her marathon" '
        "--introduced-by priya --potential mentor --potential sponsor",
        "people/ines-ferrar.toml",
        """
        name = "Ines Ferrar"
        title = "Head"
        organisation = "Quay"
        same_team = false
        email = "ines@quay.example"
        seniority = "senior"
        domains = ["forecasting", "rosters"]
        seen = [{skill = "story-telling", where = "the review"}, {skill = "CI/CD"}]
        supervises_me = true
        paid = true
        credential = "PCC"
        priorities = ["a calm winter"]
        vocabulary = ["run rate"]
        personal = "her marathon"
        introduced_by = "priya-nair"
        potential = ["mentor", "sponsor"]
        created = 2026-10-14
        """,
        "✓ person ines-ferrar · Ines Ferrar",
    ),
    Told(
        'relationship start "Ines Ferrar" --as mentor --purpose planning --purpose-kind skill '
        "--outcome a --outcome b --objective cut --origin i_asked --cadence weekly --weekday thu "
        "--time 15:00 --minutes 30 --channel video --link https://meet.example/1 --meetings 3 "
        "--start 2026-10-01 --end 3m --review-on eoq --project p --giving-stage develop",
        "relationships/ines-mentor.toml",
        """
        person = "ines-ferrar"
        kind = "mentor"
        my_role = "receiving"
        state = "active"
        purpose = "planning"
        purpose_kind = "skill"
        outcomes = ["a", "b"]
        objectives = ["cut-cost"]
        origin = "i_asked"
        cadence = "weekly"
        weekday = "thu"
        time = 15:00:00
        minutes = 30
        channel = "video"
        link = "https://meet.example/1"
        meetings_agreed = 3
        start = 2026-10-01
        end = 2027-01-14
        review_on = 2026-12-31
        project = "p"
        giving_stage = "develop"
        created = 2026-10-14
        """,
        "Ines Ferrar, mentor · planning",
    ),
    Told(
        'meet "Bo Li" --as sponsor --purpose "a seat" --meetings 3 --cadence fortnightly '
        "--minutes 60 --channel video --objective cut --title Head --organisation Copperleaf "
        "--domain x --domain y",
        "relationships/bo-sponsor.toml",
        """
        person = "bo-li"
        kind = "sponsor"
        my_role = "receiving"
        state = "active"
        purpose = "a seat"
        objectives = ["cut-cost"]
        cadence = "fortnightly"
        minutes = 60
        channel = "video"
        meetings_agreed = 3
        start = 2026-10-14
        created = 2026-10-14
        """,
        "✓ person bo-li · Bo Li",
    ),
    Told(
        'topic priya "Is the pace right?" --kind concern --focus career --minutes 12 --deep-dive',
        "topics/bcdf-is-the-pace-right.toml",
        """
        text = "Is the pace right?"
        relationship = "priya-mentor"
        kind = "concern"
        focus = "career"
        deep_dive = true
        minutes = 12
        raised_on = 2026-10-14
        created = 2026-10-14
        """,
        "✓ topic bcdf · Is the pace right? · for Priya Nair · deep dive · 12 min · concern",
    ),
    Told(
        'meeting add priya --at "23-oct 9:30" --minutes 20 --channel phone --kind debrief',
        "meetings/priya-mentor-002.toml",
        """
        relationship = "priya-mentor"
        at = 2026-10-23T09:30:00+01:00
        kind = "debrief"
        minutes = 20
        channel = "phone"
        created = 2026-10-14
        """,
        "priya-mentor-002",
    ),
    Told(
        'action "Send notes" --for priya --theirs --due fri --kind resource --goal speak '
        "--note n --visibility private",
        "actions/bcdf-send-notes.toml",
        """
        title = "Send notes"
        owner = "them"
        kind = "resource"
        due = 2026-10-16
        relationship = "priya-mentor"
        goal = "speak-plainly"
        note = "n"
        created = 2026-10-14
        visibility = "private"
        """,
        "✓ action bcdf · Send notes · Priya's · due Fri 16 Oct 2026 (in 2 days)",
    ),
    Told(
        'win "Presented the case" --so-what "they agreed" --business-line Saved --served team '
        '--scale org --evidence minutes --note phew --number "cost: 6.10 -> 5.55 USD '
        '(lower is better)" --number "seats: 12" --credit priya --credit Zed --credit me',
        "entries/bcdf-presented-the-case.toml",
        """
        on = 2026-10-14
        kind = "win"
        text = "Presented the case"
        so_what = "they agreed"
        business_line = "Saved"
        served = "team"
        scale = "org"
        credit = ["priya-nair", "Zed", "me"]
        evidence = "minutes"
        note = "phew"
        created = 2026-10-14
        numbers = [
            {metric = "cost", before = 6.1, after = 5.55, unit = "USD", lower_is_better = true},
            {metric = "seats", after = 12},
        ]
        """,
        "cost: 6.10 → 5.55 USD (-9%) · seats: 12",
    ),
    Told(
        'feedback "Too many slides" --from priya --verbatim "I stopped at four" '
        '--situation "the review" --behaviour "22 slides" --impact "lost them" --intent redirect',
        "entries/bcdf-too-many-slides.toml",
        """
        on = 2026-10-14
        kind = "feedback"
        text = "Too many slides"
        given_by = "priya-nair"
        situation = "the review"
        behaviour = "22 slides"
        impact = "lost them"
        verbatim = "I stopped at four"
        intent = "redirect"
        created = 2026-10-14
        """,
        "from Priya Nair",
    ),
    Told(
        'vouched "Sent my page on" --by priya --act introduction --via network --risk "her name"',
        "entries/bcdf-sent-my-page-on.toml",
        """
        on = 2026-10-14
        kind = "vouched"
        text = "Sent my page on"
        relationship = "priya-mentor"
        by = "priya-nair"
        act = "introduction"
        via = "network"
        risk_taken = "her name"
        created = 2026-10-14
        """,
        "with Priya Nair · by Priya Nair",
    ),
    Told(
        'gave "Reran the model" --to priya --what "an afternoon"',
        "entries/bcdf-reran-the-model.toml",
        """
        on = 2026-10-14
        kind = "gave"
        text = "Reran the model"
        who = "priya-nair"
        what = "an afternoon"
        created = 2026-10-14
        """,
        "to Priya Nair",
    ),
    Told(
        'resource "Budgets, simply" --title "The plain ledger" --author "I. Marsh" '
        "--source library --link https://books.example/1 --read-on -2d",
        "entries/bcdf-budgets-simply.toml",
        """
        on = 2026-10-14
        kind = "resource"
        text = "Budgets, simply"
        title = "The plain ledger"
        author = "I. Marsh"
        source = "library"
        link = "https://books.example/1"
        read_on = 2026-10-12
        created = 2026-10-14
        """,
        "✓ resource bcdf · Budgets, simply",
    ),
    Told(
        'assess "Half a year" --accomplishment "Ran the desk" --accomplishment Hired '
        '--impact "Shorter waits" --improve "Say no" --on yesterday',
        "entries/bcdf-half-a-year.toml",
        """
        on = 2026-10-13
        kind = "assessment"
        text = "Half a year"
        accomplishments = ["Ran the desk", "Hired"]
        impact = ["Shorter waits"]
        improve = ["Say no"]
        created = 2026-10-14
        """,
        "accomplishments Ran the desk; Hired · impact Shorter waits · improve Say no",
    ),
    Told(
        'setback add "Froze on slide 4" --opportunity spring --until 1w --on 2026-10-12 '
        "--relationship priya --tag storm",
        "entries/bcdf-froze-on-slide-4.toml",
        """
        on = 2026-10-12
        kind = "setback"
        text = "Froze on slide 4"
        relationship = "priya-mentor"
        opportunity = "spring-review"
        processing_until = 2026-10-21
        created = 2026-10-14
        tags = ["storm"]
        """,
        "nothing nags until Wed 21 Oct 2026",
    ),
    Told(
        'ask draft "Ines Ferrar" --as mentor --skill story --level 2 --evidence "Your rosters." '
        '--time-frame "before spring" --meetings 2 --focus "storm days" --outcome "I plan one" '
        "--purpose p --title Head --organisation Quay",
        "relationships/ines-mentor.toml",
        """
        person = "ines-ferrar"
        kind = "mentor"
        my_role = "receiving"
        purpose = "p"
        origin = "i_asked"
        created = 2026-10-14
        [ask]
        skill = "story-telling"
        self_level = 2
        evidence = "Your rosters."
        time_frame = "before spring"
        meetings = 2
        focus = "storm days"
        outcomes = ["I plan one"]
        """,
        "once it is sent: devjournal ask sent ines-mentor",
    ),
)


@pytest.mark.parametrize("told", TOLD, ids=[" ".join(one.command.split()[:2]) for one in TOLD])
def test_all_that_is_said_is_kept(told: Told, runner: Runner) -> None:
    """Each field has its flag; ids are found, days and numbers read; the echo says it again."""
    for words in PREPARED.strip().splitlines():
        runner.ok(*shlex.split(words))
    ran = runner.ok(*shlex.split(told.command))
    assert tomllib.loads(told.facts) == runner.file(told.path)
    assert told.echo in ran.said


@pytest.mark.parametrize(
    "command", ["win", "feedback", "lesson", "vouched", "gave", "resource", "note", "setback add"]
)
def test_every_entry_takes_the_day_and_the_links(command: str, runner: Runner) -> None:
    """Text alone is enough; one set of flags says when it was, and what it belongs to."""
    for words in PREPARED.strip().splitlines():
        runner.ok(*shlex.split(words))
    kind = command.split(maxsplit=1)[0]
    ran = runner.ok(*command.split(), "Said it in one number")
    facts = {"kind": kind, "text": "Said it in one number", "created": "2026-10-14"}
    first = runner.file("entries/bcdf-said-it-in-one-number.toml")
    assert {**facts, "on": "2026-10-14"} == {name: str(value) for name, value in first.items()}
    assert f"✓ {kind} bcdf · Said it in one number · Wed 14 Oct 2026" in ran.err
    ran = runner.ok(
        *command.split(),
        *("x", "--on", "fri", "--goal", "speak", "--skill", "story", "--relationship", "priya"),
        *("--objective", "cut", "--opportunity", "spring", "--meeting", "priya-mentor-001"),
        *("--about", "bc", "--tag", "a", "--tag", "b", "--visibility", "exec"),
    )
    assert {
        "goal": "speak-plainly",
        "skill": "story-telling",
        "relationship": "priya-mentor",
        "objective": "cut-cost",
        "opportunity": "spring-review",
        "meeting": "priya-mentor-001",
        "about": "bcdf-said-it-in-one-number",
        "tags": ["a", "b"],
        "visibility": ["exec"],
    }.items() <= runner.newest("entries").items()
    assert "Fri 9 Oct 2026 · objective Cut cost · goal Speak plainly" in ran.said


@pytest.mark.parametrize(
    ("command", "question", "answers", "kept"),
    [
        ("note", "What happened, in a sentence:", "It went well\n", 'text = "It went well"'),
        ("goal add", "What you want to reach:", "Lead\n", 'title = "Lead"'),
        ("goal add Lead --target 12", "The value it started from:", "3\n", "baseline = 3"),
        (
            "goal add Speak --relationship zoe",
            "What is counted:",
            "talks\n1m\n",
            'measure = "talks"\ndue = 2026-11-14',
        ),
        (
            "goal checkin speak",
            "How it is going: on_track, at_risk or off_track:",
            "at_risk\n",
            'checkins = [{on = 2026-10-14, health = "at_risk"}]',
        ),
        (
            "skill add forecasting --target 4",
            "Where do you stand now, 1 to 5:",
            "2\n",
            "ratings = [{on = 2026-10-14, level = 2}]",
        ),
        ("objective close cut", "What became of it", "won\nmissed\n", 'state = "missed"'),
        ("opportunity deliver storm", "How it went", "mixed\n", 'outcome = "mixed"'),
        ("setback rebuild bc", "What you will do differently:", "One number\n", ""),
        (
            "relationship start Ines",
            "What are they to you",
            "friend\nmentee\nher first talk\n",
            'my_role = "giving"\npurpose = "her first talk"',
        ),
        ("relationship close zoe", "How did it end", "completed\n", 'closed_as = "completed"'),
        (
            "meet",
            "Their name:",
            "Bo Li\npartner\nThe pilot\nRefund desk\n",
            'kind = "partner"\npurpose = "The pilot"\nproject = "Refund desk"',
        ),
        ("share bc", "Who may see it", "zoe\n", 'visibility = ["zoe-coach"]'),
        (
            "assess",
            "What you have done, more (Enter to skip):",
            "Ran the desk\nHired\n\n\nSay no\n\n",
            'text = "Where I stand, Wed 14 Oct 2026"\naccomplishments = ["Ran the desk", "Hired"]\n'
            'improve = ["Say no"]',
        ),
    ],
)
def test_what_is_missing_is_asked_for_on_a_terminal(
    command: str, question: str, answers: str, kept: str, runner: Runner
) -> None:
    """Only what is missing, and again where the answer can't be used."""
    for words in (
        'objective add "Cut cost"',
        'relationship start "Zoe Lind" --as coach --purpose "speak plainly"',
        "goal add Speak --relationship zoe --measure talks --due 1m",
        'opportunity add "Storm drill" --objective cut --expected-result x',
        "opportunity accept storm",
        'setback add "Froze"',
    ):
        runner.ok(*shlex.split(words))
    before = runner.files()
    ran = runner.ok(*shlex.split(command), answers=answers)
    assert question in ran.said
    changed = [path for path, data in runner.files().items() if before.get(path) != data]
    facts = [item for path in changed for item in runner.file(path).items()]
    assert all(item in facts for item in tomllib.loads(kept).items())
