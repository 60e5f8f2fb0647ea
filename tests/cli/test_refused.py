"""What the program refuses: by its exit code, in words that help, and without writing anything."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

CAPTURES = ("win", "feedback", "lesson", "vouched", "gave", "resource", "reflect", "note")

# A journal with something of each kind; letters of ids go on as they are drawn.
PREPARED = """
meet "Priya Nair" --as mentor --purpose acumen --next "15-oct 15:00"
person add "Ana Novak"
person add "Ana Novak" --another
relationship start "Tom Hale" --as sponsor --purpose "a seat"
objective add "Cut cost"
goal add "Lead the readout" --milestone "Draft read due:2w" --milestone "Dry run"
goal add "Old one"
drop old
skill add forecasting
opportunity add "Storm drill" --objective cut --expected-result "a pilot"
opportunity accept storm
opportunity add "Spring talk" --objective cut
ask draft "Ines Ferrar" --as mentor --skill planning --level 2 --evidence "Your rosters." \
--time-frame "before spring" --meetings 2 --focus "storm days"
action "Send the draft" --for priya --goal lead
action "Ask Dana"
done gh
lesson "Say the number first"
setback add "Froze on slide 4"
"""

# The exit code, the command, and what is said (on one line, after the hash).
REFUSED = """
3 ask sent ana-novak                           # nothing was asked of Ana Novak yet
3 ask answer ana-novak no                      # ask draft ana-novak --as mentor --skill "..."
2 goal add                                     # --template
2 goal add ' '                                 # TITLE is empty
2 goal add ...                                 # TITLE: ... stands for what only you know
2 meet NAME --as mentor --purpose x            # NAME: NAME stands for what only you know
2 set lead-the-readout due=DAY                 # due: DAY stands for what only you know
2 set ana-novak "domains=law, ..."             # domains: ... stands for what only you know
2 person add Bo --seen 'law: ...'              # --seen: ... stands for what only you know
2 ask draft ines-mentor --evidence ...         # --evidence: ... stands for what only you know
2 goal add X --due someday                     # --due 'someday' is not a day
2 goal add X --baseline nan                    # --baseline nan: is no number
2 goal add X --baseline much                   # --baseline much: is no number
2 goal add X --commitment 11                   # --commitment 11: is not from 1 to 10
2 goal add X --commitment 2.5                  # is not a whole number
2 goal add X --builds muscle                   # one of skill, visibility
2 goal add X --milestone due:1m                #
2 goal add X --milestone 'Draft goal:x'        # only due:
2 goal add X --milestone 'Draft due:someday'   # someday
2 goal add X --target 12                       # --baseline
2 goal add X --template good-mente             # did you mean good-mentee?
2 goal add --template good-mentee --measure x  # --measure
3 goal add X --skill nope                      # nope
3 goal add X --relationship nobody             # nobody
2 goal checkin lead                            # --health
2 goal checkin lead --health on_trak           # did you mean on_track?
2 goal checkin lead --value lots               # --value lots
2 goal checkin lead --confidence 6             # --confidence 6: is not from 1 to 5
2 goal checkin lead --value 1 --on tomorrow    # --on tomorrow: is in the future
3 goal checkin leed --value 1                  # leed
7 goal checkin old --value 1                   # reopen
7 goal pause old                               # reopen
7 goal resume old                              # reopen
7 goal resume lead                             # devjournal goal pause lead-the-readout
7 goal achieve old                             # reopen
7 goal drop old                                # already dropped on Wed 14 Oct 2026
3 goal pause nope                              # nope
3 goal milestone lead nope --done              # 1 Draft read 2 Dry run
3 goal milestone lead 3 --done                 # there is no milestone
3 goal milestone lead 0 --done                 # there is no milestone
3 goal milestone lead dr --done                # several milestones begin with 'dr'
2 goal milestone lead draft --done --due 3d    # --due
2 goal milestone lead draft --done --on tomorrow  # --on tomorrow
2 goal milestone lead Send --on today          # --done
2 goal milestone lead Send --due someday       # someday
2 goal milestone lead 'Send due:1w' --due 1w   # --due
2 goal milestone lead 'Send goal:x'            # only due:
2 goal milestone lead ' '                      # TEXT is empty
7 goal milestone lead 'Dry run'                # already
7 goal milestone old More                      # reopen
2 skill add                                    # --starter
2 skill add ' '                                # NAME is empty
2 skill add x --importance 6                   # --importance 6: is not from 1 to 5
2 skill add x --level 0                        # --level 0: is not from 1 to 5
2 skill add x --evidence y                     # --level
2 skill add x --target 4                       # --level
2 skill add x --starter                        # --starter takes no name
7 skill add Forecasting                        #
2 skill rate fore 6                            # --level 6: is not from 1 to 5
2 skill rate fore high                         # --level high
2 skill rate fore 3 --on tomorrow              # --on tomorrow: is in the future
2 skill rate fore                              # LEVEL
3 skill rate rowing 3                          # rowing
2 objective add ' '                            # TITLE is empty
2 objective add X --period someday             # someday
2 objective add X --period 2026-13             # 2026-13
2 objective add X --period cycle               # cycle
2 objective add X --period 2026-13             # '2026-13' is not a period
2 objective close cut                          # --as
2 objective close cut --as won                 # one of met, missed, dropped
2 opportunity add ' '                          # TITLE is empty
2 opportunity add X --type party               # one of presentation
2 opportunity add X --scale world              # one of team, org, company
2 opportunity add X --purpose fun              # one of growth
2 opportunity deliver storm                    # --outcome
2 opportunity deliver storm --outcome swum     # did you mean swam?
2 opportunity deliver storm --outcome swam --on tomorrow  # --on tomorrow
7 opportunity deliver spring                   # devjournal opportunity propose spring-talk
7 opportunity deliver spring --outcome swam    # devjournal opportunity propose spring-talk
7 opportunity propose storm                    # devjournal opportunity decline storm-drill
7 opportunity accept storm                     # devjournal opportunity decline storm-drill
7 set storm state=delivered                    # devjournal opportunity deliver
2 setback rebuild qrst                         # --approach
7 setback retry qrst                           # devjournal setback debrief qrst
3 setback close lmnp                           # there is no setback 'lmnp'
7 reopen lmnp                                  # lmnp
3 win X --credit 'Pryia Nair'                    # near: Priya Nair
3 set priya introduced_by='Anna Novak'           # somebody else: devjournal person add
7 ask draft priya --meetings 2                   # priya-mentor is active already
3 ask draft Zed --as mentor --skill forcasting   # near: forecasting
7 ask draft Zed --as sponsor                     # the result that speaks for you
3 remind priya                                   # is due
2 thank priya 'x' --sent                         # writes nothing
2 person add ' '                               # NAME is empty
2 person add X --seniority boss                # one of junior, peer, senior, exec
2 person add X --potential friend              # one of mentor
2 person add X --seen ': there'                # names no skill
7 person add "ana  novák"     # of that name is added with --another
2 relationship start X                         # --as
2 relationship start X --as mentor             # --purpose
2 relationship start X --purpose y --as guru   # one of mentor
2 relationship start X --purpose y --as mentor --cadence daily  # one of weekly
2 relationship start X --purpose y --as mentor --minutes -5     # --minutes -5
2 relationship start X --purpose y --as mentor --time 12pm      # 12pm
2 relationship start X --purpose y --as mentor --end someday    # someday
3 relationship start X --purpose y --as mentor --objective nope # nope
7 relationship start X --purpose y --as partner                 # --project
7 relationship start priya                     # close
7 relationship pause ines                      # devjournal ask sent ines-mentor
7 relationship resume ines                     # devjournal ask sent ines-mentor
7 relationship renew ines --meetings 3         # devjournal ask sent ines-mentor
7 relationship become ines sponsor             # relationship start ines-mentor
2 relationship become priya mentor             # mentor
2 relationship become priya guru               # guru
3 relationship become zed sponsor              # zed
7 relationship become priya partner            # --project
2 relationship close priya                     # --as
2 relationship close priya --as happily        # one of completed, faded, ended
3 relationship close zed --as ended            # zed
2 relationship check priya                     # --trust
2 relationship check priya --trust 6           # --trust 6: is not from 1 to 5
2 relationship check priya --fit x             # --fit x
2 relationship check priya --fit 3 --on 2026-12-01  # --on
7 relationship grew priya calls 2              # devjournal skill gaps
2 relationship grew priya calls 6              # --level 6
2 agree priya                                  # --my-part
7 agree ines --how video                       # relationship start ines-mentor
7 ask draft X --as mentor --skill y  # --level, --evidence, --time-frame, --meetings, --focus
2 ask draft X --as mentee                      # one of mentor, coach
2 ask draft X --skill y                        # --as
2 ask draft ' ' --as mentor                    # NAME is empty
2 ask draft X --as mentor --level 6            # --level 6: is not from 1 to 5
2 ask draft X --as mentor --meetings many      # --meetings many
3 ask sent X                                   # X
2 ask sent ines --on 2026-12-01                # --on
3 ask answer X yes                             # X
2 ask answer ines maybe                        # one of yes, no, later
2 ask answer ines no --on 2w                   # --on goes with later
2 ask answer ines yes --refer Bo               # --refer goes with no
2 ask answer ines later --next 2w              # --next goes with yes
7 ask answer ines no                           # devjournal ask sent ines-mentor
7 ask answer ines later --on 2w                # devjournal ask sent ines-mentor
2 meet ' ' --as mentor --purpose x             # NAME is empty
2 meet X --as friend                           # one of mentor, coach, sponsor, partner
2 meet X --as mentor                           # --purpose
2 meet 'Priya Nair' --as coach                 # --purpose
2 meet X --as mentor --purpose y --cadence daily   # one of weekly, fortnightly
2 meet X --as mentor --purpose y --minutes x       # --minutes x
2 meet X --as mentor --purpose y --meetings many   # --meetings many
2 meet X --as mentor --purpose y --next '2026-10-01 15:00'  # has passed
2 meet X --as mentor --purpose y --next 16-oct     # has no time
7 meet X --as partner --purpose y                  # --project
3 meet 'Ana Novak' --as mentor --purpose x         # people/ana-novak-2
2 meeting add priya                            # --at
2 meeting add priya --at someday               # someday
2 meeting add priya --at '22-oct 15:00' --kind party    # one of session
2 meeting add priya --at '22-oct 15:00' --minutes 2000  # --minutes 2000
3 meeting add zed --at '22-oct 15:00'          # zed
2 topic priya ' '                              # TEXT is empty
2 topic priya x --kind concrn                  # did you mean concern?
2 topic priya x --minutes 2000                 # --minutes 2000: is not from
7 action Pack --for priya --theirs --kind resource  # --due
2 action x --due next                          # next
2 action "x due:fri" --due mon                 # TEXT has due:fri, and --due says one
7 done priya-nair                              # devjournal show priya-nair
2 done ../../x                                 #
2 done /etc/x                                  #
2 done C:x                                     #
2 done bc --on tomorrow                        # --on tomorrow: is in the future
2 done bc --on 12/01                           # use 12-jan or 1-dec
2 done bc --on 2026-02-30                      # 2026-02-30
7 done gh                                      # already done on Wed 14 Oct 2026
7 drop gh                                      # devjournal reopen gh
7 postpone gh --to fri                         # devjournal reopen gh
2 postpone bc --to yesterday                   # has passed
2 postpone priya --to '2026-10-01 15:00'       # has passed
3 postpone zed --to fri                        # zed
3 cancel tom                                   # devjournal meet "Tom Hale" --next
3 missed tom                                   # devjournal meet "Tom Hale" --next
7 missed priya                                 # still to come
2 assess                                       # --accomplishment
2 assess ' '                                   # TEXT is empty
2 assess --improve x --on tomorrow             # --on tomorrow
2 prep priya --color blue                      # none of auto, always, never
2 prep priya --format docx                     # one of terminal, markdown, html, pdf, json
2 prep priya --for nobody                      # there is no reader 'nobody'
2 prep priya --share --for manager             # --share and --for
2 review --period someday                      # someday
2 review --period 2026 --since 1m              # --period and --since
2 progress --months 0                          # --months 0: is not from 1 to 120
2 list gaols                                   # did you mean goals?
3 show lead-the-readuot                        # lead-the-readout
3 show l                                       # goals/lead-the-readout
7 set bc state=done                            # devjournal done
7 set lead title=                              # title
7 set lead target=5                            # baseline
7 set lmnp kind=note                           # kind
7 set bc closed_why=x                          # open
2 set lead titel=x                             # did you mean title?
2 set lead '[/x]=x'                            # [/x]
2 set lead due=someday                         # due:
2 set lead commitment=11                       # from 1 to 10
2 set lead stretch=maybe                       # true, yes, false, no
2 set lead baseline=nan                        # no number
2 set lead builds=visibilty                    # did you mean visibility?
2 set lead visibility=nobody                   # reader
2 set lead why                                 # FIELD=VALUE
2 set lead why=a why=b                         # twice
2 set lead checkins=x                          # goal checkin
2 set priya-mentor agreement=x                 # agreement.how
2 set priya-mentor agreement.hwo=x             # did you mean how?
2 set priya-mentor purpose.x=y                 # purpose
2 set lmnp on=tomorrow                         # future
2 set me timezone=Mars/Base                    # no time zone is called 'Mars/Base'
2 set me review_starts=02-30                   # review_starts: '02-30' is not a day of the year
2 set me review_months=5                       # 5 months do not divide a year evenly
2 set me settings.week_starts=noon             # 'noon' is not a weekday
2 set priya-mentor end=2026-10-13              # end: 2026-10-13 comes before start
2 set priya-mentor minutes=0                   # minutes: 0: is not from 1 to 1440
2 meet "Priya Nair" --next "9999-12-31 23:30"  # outside the calendar
2 set priya-mentor-001 at=0001-01-01T00:00:00Z # outside the calendar
2 action x --due 1899-12-31                    # outside the calendar
2 action x --due 2026-13-07                    # the month comes before the day: use 2026-07-13
2 objective add X --period Q1                  # --period 'Q1' does not say of which year
2 setback add X --until -3d                    # processing_until: 2026-10-11 comes before on
2 opportunity add X --on "fri 16 nov"          # that day is Mon 16 Nov 2026
2 review --since 10-oct --until 1-oct          # give the earlier day first
2 set me review_starts=13-01                   # MM-DD
2 set me settings=x                            # settings
2 set priya-mentor-001 at=later                # later
2 set lead                                     # FIELD=VALUE
3 set nobody why=x                             # nobody
3 set lead skill=nope                          # nope
3 set me manager=zed                           # zed
2 share lmnp                                   # --with
2 share lmnp --with nobody                     # reader
3 share nope --with exec                       # nope
7 share me --with exec                         #
3 unshare nope                                 # nope
7 unshare me                                   #
3 delete nothing-such                          # nothing-such
7 delete me                                    #
7 delete cut-cost                              # opportunities/storm-drill: objective
2 win x --number 'much better'                 # backlog: 40 -> 12
2 win x --served teams                         # team, customer, stakeholder
2 win x --scale world                          # team, org, company
2 feedback x --intent praise                   # reinforce, redirect
2 vouched x --act introductoin                 # did you mean introduction?
2 vouched x --via money                        # network, status
2 resource x --read-on tomorrow                # the day on which it happened
3 win x --credit ana                           # people/ana-novak-2
"""

# Refused by every command that captures something.
CAPTURED = """
2 {} ''                      # TEXT is empty
2 {} ' '                     # TEXT is empty
2 {}                         # TEXT
2 {} x --on tomorrow         # --on tomorrow: is in the future
2 {} x --on 12/01            # use 12-jan or 1-dec
2 {} x --visibility nobody   # there is no reader 'nobody'
2 {} x --visibility ,        # names nobody
2 {} x --no-such-flag        # no such option
3 {} x --goal learn          # learn
3 {} x --relationship zed    # zed
3 {} x --about zz            # zz
"""


@pytest.fixture
def prepared(runner: Runner) -> Runner:
    """Return a journal with something of each kind."""
    for words in PREPARED.strip().splitlines():
        runner.ok(*shlex.split(words))
    return runner


def not_refused(runner: Runner, table: str) -> list[str]:
    """Return the rows of a table that were not refused as they say, with what came of them."""
    before = runner.files()
    wrong = []
    for row in table.strip().splitlines():
        command, _, said = row.partition("#")
        code, *words = shlex.split(command)
        ran = runner(*words)
        told = (ran.code, ran.out, said.strip() in ran.said, bool(ran.err), runner.files())
        if told != (int(code), "", True, True, before):
            wrong.append(f"{row.strip()} -> {ran.code} {ran.said} {ran.out}")
    return wrong


def test_what_can_not_be_is_refused_and_nothing_is_written(prepared: Runner) -> None:
    """A bad value is 2, nothing of that name 3, a move that is not allowed 7, and each says why."""
    assert [] == not_refused(prepared, REFUSED)


@pytest.mark.parametrize("command", CAPTURES)
def test_what_can_not_be_captured_is_refused(command: str, prepared: Runner) -> None:
    """A bad day, reader or flag is 2, a link to nothing is 3, and no file changes."""
    assert [] == not_refused(prepared, CAPTURED.replace("{}", command))
