from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner import Runner


def test_the_life_of_a_skill(runner: Runner) -> None:
    """From the first rating to the target: the gap is shown, narrows, and is gone."""
    runner.ok("skill", "add", "forecasting", "--importance", "4", "--level", "2", "--target", "4")
    assert "level 2 of 4 · importance 4 × 2 = 8" in runner.ok("skill", "gaps").out
    runner.ok("skill", "rate", "fore", "3", "--evidence", "the spring plan")
    assert "level 3 of 4 · importance 4 × 1 = 4" in runner.ok("skill", "gaps").out
    before = runner.files()
    runner.ok("skill", "rate", "fore", "4")
    assert "1 skill at its target" in runner.ok("skill", "gaps").out
    runner.ok("undo")
    assert before == runner.files()


def test_p086_skills_are_ranked_by_importance_times_gap(runner: Runner) -> None:
    """The heaviest first, on the page and in JSON."""
    for name, importance, level, target in (("a", 3, 1, 2), ("b", 2, 1, 5), ("c", 5, 2, 3)):
        runner.ok(
            *("skill", "add", name, "--importance", str(importance)),
            *("--level", str(level), "--target", str(target)),
        )
    told = runner.ok("skill", "gaps", "--json").json
    assert [("b", 8), ("c", 5), ("a", 3)] == [
        (one["skill"]["name"], one["weight"]) for one in told["gaps"]
    ]
    out = runner.ok("skill", "gaps").out
    assert out.index("b · level") < out.index("c · level") < out.index("a · level")


def test_p087_who_could_help_stands_beside_the_skill_with_what_i_saw(runner: Runner) -> None:
    """By what they know, where I saw it, and who answers for it."""
    runner.ok("skill", "add", "forecasting", "--importance", "4", "--level", "2", "--target", "4")
    runner.ok("person", "add", "Ines Ferrar", "--seen", "forecasting: the all-hands")
    runner.ok("person", "add", "Ada Obi", "--domain", "Forecasting")
    runner.ok("skill", "gaps")
    out = runner.ok("skill", "gaps").out
    assert "Ines Ferrar · seen: the all-hands" in " ".join(out.split())
    assert "Ada Obi · knows Forecasting" in out
    assert 'devjournal ask draft "Ines Ferrar"' in out


def test_without_skills_the_next_step_is_told(runner: Runner) -> None:
    """An empty page says the one command to begin with."""
    assert "devjournal skill add --starter" in runner.ok("skill", "gaps").out
    runner.ok("skill", "add", "--starter")
    out = runner.ok("skill", "gaps").out
    assert "Not ranked yet" in out
    assert "devjournal skill rate communication" in out
