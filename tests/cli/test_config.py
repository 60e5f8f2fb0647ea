from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.runner import JOURNALS, Runner

ALIAS = 'alias.w="win --tag desk"'


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the example journal; no terminal says that it is dumb."""
    runner = Runner(tmp_path, journal=JOURNALS["maya"])
    runner.environ["TERM"] = "xterm"
    return runner


def own_file() -> Path:
    """Return the file of the user's own settings."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "devjournal" / "settings.toml"


def write_own(text: str) -> None:
    """Write the user's own settings by hand."""
    own_file().parent.mkdir(parents=True, exist_ok=True)
    own_file().write_text(text, encoding="utf-8")


def setting(runner: Runner, name: str, *flags: str) -> tuple[object, str]:
    """Return the value of a setting, and where it comes from."""
    told = runner.ok("config", "--json", *flags).json["settings"]
    found = next(one for one in told if one["name"] == name)
    return found["value"], found["comes_from"].replace(str(own_file()), "mine")


COME_FROM = {
    "color": (
        ("auto", "default"),
        (["config", "set", "color=never"], ("never", "mine:2")),
        ({"FORCE_COLOR": "1"}, ("always", "FORCE_COLOR")),
        ({"NO_COLOR": "1"}, ("never", "NO_COLOR")),
        ("--color=always", ("always", "--color")),
    ),
    "week_starts": (
        ("mon", "default"),
        (["config", "set", "week_starts=sunday"], ("sun", "mine:2")),
        (["config", "set", "--here", "week_starts=sat"], ("sat", "journal.toml")),
    ),
    "never_ask": (
        (False, "default"),
        (["config", "set", "never_ask=yes"], (True, "mine:2")),
        ("--no-input", (True, "--no-input")),
    ),
    "editor": (
        (None, "default"),
        (["config", "set", "editor=helix"], ("helix", "mine:2")),
        ({"EDITOR": "ed"}, ("ed", "EDITOR")),
        ({"VISUAL": "vi"}, ("vi", "VISUAL")),
    ),
}
"""A setting unset, and then set in one place after another, each of which goes before the last."""


@pytest.mark.parametrize("name", COME_FROM)
def test_a_flag_goes_before_the_environment_the_journal_and_the_user(
    maya: Runner, name: str
) -> None:
    """Each place beats those before it, and is named as the one that the value comes from."""
    usual, *places = COME_FROM[name]
    assert usual == setting(maya, name)
    for told, expected in places:
        if isinstance(told, list):
            maya.ok(*told)
        elif isinstance(told, dict):
            maya.environ |= told
        assert expected == setting(maya, name, *([told] if isinstance(told, str) else []))


def test_what_is_set_is_shown_in_the_output(maya: Runner) -> None:
    """Days and times on a page are as the settings say; what is read by programs stays as it is."""
    words, data = maya.ok("prep", "priya"), maya.ok("prep", "priya", "--json").json
    assert "Thu 15 Oct 2026 15:00" in words.shown
    maya.ok("config", "set", "dates=iso", "clock=12h")
    assert "2026-10-15 3:00 pm" in maya.ok("prep", "priya").shown
    assert data == maya.ok("prep", "priya", "--json").json
    maya.ok("config", "set", "--here", "dates=words")
    assert "Thu 15 Oct 2026 3:00 pm" in maya.ok("prep", "priya").shown
    maya.ok("config", "unset", "clock")
    assert words.out == maya.ok("prep", "priya").out


def test_a_week_of_mine_holds_where_the_journal_has_none(maya: Runner) -> None:
    """The end of a week is another day then."""
    maya.ok("config", "set", "week_starts=thu")
    assert "Wed 14 Oct" in maya.ok("action", "Ask", "--due", "eow").said
    maya.ok("config", "set", "--here", "week_starts=mon")
    assert "Sun 18 Oct" in maya.ok("action", "Ask", "--due", "eow").said


def test_nudges_that_i_never_want_do_not_come(maya: Runner) -> None:
    """In no journal."""
    kinds = {one["kind"] for one in maya.ok("today", "--json").json["nudges"]}
    maya.ok("config", "set", f"nudges_off={','.join(kinds)}")
    left = {one["kind"] for one in maya.ok("today", "--json").json["nudges"]}
    assert kinds
    assert not kinds & left


def test_nothing_is_asked_of_who_never_wants_it(maya: Runner) -> None:
    """What is missing is named instead, also on a terminal."""
    maya.ok("config", "set", "never_ask=yes")
    ran = maya("done", answers="kw\n")
    assert 2 == ran.code
    assert "kw" not in ran.err


def test_the_editor_of_the_settings_is_used(maya: Runner, tmp_path: Path) -> None:
    """Where neither VISUAL nor EDITOR names one."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[-1])\n"
        "p.write_text(p.read_text().replace('Lead the readout', 'Hold the readout'))\n",
        encoding="utf-8",
    )
    maya.ok("config", "set", f"editor={sys.executable} {script}")
    maya.ok("edit", "lead-the-readout", answers="")
    assert "Hold the readout" == maya.file("goals/lead-the-readout.toml")["title"]


def test_a_name_of_mine_works_in_every_journal(maya: Runner) -> None:
    """The journal's own of that name goes before it."""
    maya.ok("config", "set", ALIAS.replace('"', ""))
    maya.ok("w", "Won")
    assert ["desk"] == maya.newest("entries")["tags"]
    profile = maya.root / "journal.toml"
    profile.write_text(f'{profile.read_text()}\n[alias]\nw = "note"\n', encoding="utf-8")
    maya.ok("w", "Seen")
    assert "note" == maya.newest("entries")["kind"]
    assert ("note", "journal.toml") == setting(maya, "alias.w")
    maya.ok("config", "unset", "alias.w")
    assert "alias" not in own_file().read_text()


def test_a_file_edited_by_hand_keeps_its_comments(maya: Runner) -> None:
    """A change is made in place, and an empty value clears one; the file is the owner's alone."""
    write_own('# Mine.\nclock = "12h" # as at home\n')
    maya.ok("config", "set", "dates=iso", "clock=24h")
    assert '# Mine.\nclock = "24h" # as at home\ndates = "iso"\n' == own_file().read_text()
    maya.ok("config", "set", "dates=")
    assert '# Mine.\nclock = "24h" # as at home\n' == own_file().read_text()
    assert 0o600 == own_file().stat().st_mode & 0o777


def test_a_link_to_a_file_elsewhere_stays_one(maya: Runner, tmp_path: Path) -> None:
    """As those who keep such files in a repository have it."""
    write_own("")
    real = own_file().rename(tmp_path / "real.toml")
    own_file().symlink_to(real)
    maya.ok("config", "set", "dates=iso")
    assert own_file().is_symlink()
    assert 'dates = "iso"' in real.read_text()


WRONG = {
    "clock = 13": "settings.toml:1:9: clock: 13 is none of its choices",
    'week_starts = "noon"': "settings.toml:1:15: week_starts: 'noon' is not a weekday",
    "never_ask = 1": "settings.toml:1:13: never_ask: must be true or false",
    'nudges_off = "goal"': "settings.toml:1:14: nudges_off: must be a list",
    'nudges_off = ["gaol"]': "settings.toml:1:14: nudges_off: 'gaol' is none of its choices",
    "alias = 1": "settings.toml:1:9: alias: must be a table of texts",
    "[alias]\nw = 1": "alias: must be a table of texts",
    'colour = "never"': "settings.toml:1:10: colour: unknown key",
    "clock = ": "settings.toml:1:9: ",
    "clock\x00": "settings.toml",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_and_stops_nothing(maya: Runner, text: str) -> None:
    """With the file, the line and what would do; the rest of the file holds."""
    write_own(f"{text}\n")
    before = maya.ok("list", "goals")
    assert WRONG[text] in before.said
    assert before.out
    is_toml = text not in ("clock = ", "clock\x00")
    if is_toml:
        write_own(f'dates = "iso"\n{text}\n')
        assert "iso" == setting(maya, "dates")[0]


REFUSED = {
    ("set", "week_start=sun"): (2, "there is no setting week_start; did you mean week_starts?"),
    ("set", "week_starts"): (2, "is no KEY=VALUE"),
    ("set", "week_starts=noon"): (2, "'noon' is not a weekday"),
    ("set", "clock=13"): (2, "there is no such choice"),
    ("set", "never_ask=perhaps"): (2, "there is no such choice"),
    ("set", "nudges_off=goal,gaol"): (2, "there is no such choice"),
    ("set", "alias.done=drop"): (2, "done is a command"),
    ("set", "alias=x"): (2, "there is no setting alias"),
    ("set", "--here", "editor=vi"): (2, "editor is never a journal's to set"),
    ("set", "--here", "alias.w=win"): (2, "can't be set here"),
    ("unset", "week"): (2, "there is no setting week"),
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_is_no_setting_is_refused(maya: Runner, arguments: tuple[str, ...]) -> None:
    """Before anything is written; of several, none is set then."""
    ran = maya("config", *arguments, *(["dates=iso"] if arguments[0] == "set" else []))
    code, words = REFUSED[arguments]
    assert code == ran.code
    assert words in ran.said
    assert not own_file().exists()


def test_a_broken_file_of_settings_is_not_written_over(maya: Runner) -> None:
    """Its line is named, and its bytes stay."""
    write_own("clock = \n")
    ran = maya("config", "set", "dates=iso")
    assert 4 == ran.code
    assert "settings.toml:1" in ran.said
    assert "clock = \n" == own_file().read_text()


def test_what_is_set_and_does_not_hold_is_told(maya: Runner) -> None:
    """The journal's own value goes before it."""
    maya.ok("config", "set", "--here", "dates=words")
    ran = maya.ok("config", "set", "dates=iso")
    assert "dates is words all the same: journal.toml says so" in ran.said


def test_settings_are_shown_without_a_journal(maya: Runner) -> None:
    """Those of the user, and what the program does unless told."""
    maya.environ["DEVJOURNAL_DIR"] = str(maya.root / "none")
    maya.ok("config", "set", "dates=iso")
    assert "dates\tiso\t" in maya.ok("config").out


def test_a_page_for_others_is_shown_my_way_and_no_setting_stays_behind(maya: Runner) -> None:
    """What one run shows its way, the next does not."""
    maya.ok("config", "set", "dates=iso")
    assert "2026-10-15" in maya.ok("prep", "priya", "--share").out
    own_file().unlink()
    assert "Thu 15 Oct 2026" in maya.ok("prep", "priya", "--share").out
