"""The progress of goals and skills: where each began, stands and goes, as facts and as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import late
from devjournal.journal.stored import Ref
from devjournal.models.base import decimals, replace
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import ARROW, DOT, count, figure, flat, plain_day, title_of, with_unit
from devjournal.practice.counts import as_counted, percent
from devjournal.render.document import Course, Gauge, Line, Span, Step, Style, cells, join, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal, Rating, Skill
    from devjournal.models.people import Growth, Relationship
    from devjournal.models.profile import Role

_MOST_POINTS = 8
_MOST_SHOWN = 4
_SUREST = 5
_BUILDS: Mapping[str, str] = {
    **{word: word for word in ("visibility", "credibility", "confidence")},
    "skill": "a skill",
    "relationship": "a relationship",
}
_HEALTH: Mapping[str, tuple[str, Style]] = {
    "on_track": ("on track", "good"),
    "at_risk": ("at risk", "warn"),
    "off_track": ("off track", "bad"),
}


class Direction(NamedTuple):
    """Where I want to go: the aspiration, and from the present role to the next.

    (P004, P078, P107)
    """

    aspiration: str | None
    direction: str | None
    role: str | None
    target_role: str | None
    refs: tuple[Ref, ...]


class Point(NamedTuple):
    """Where a goal's measure stood on a day; `on` is None for the baseline, which has no day."""

    on: dt.date | None
    value: Decimal


class Shown(NamedTuple):
    """What I did on a day that others could see. (P097)"""

    on: dt.date
    behaviour: str


class GoalProgress(NamedTuple):
    """A goal: where its measure stands, the part of the way done (0 to 1), its values by day.

    `confidence` is how sure I was at each check-in, 1 to 5; it and what I have `shown` are for
    me alone.
    """

    goal: Stored[Goal]
    value: Decimal | None
    progress: float | None
    points: tuple[Point, ...]
    confidence: tuple[int, ...] = ()
    shown: tuple[Shown, ...] = ()


class Level(NamedTuple):
    """A level, 1 to 5, on a day; `by` is a name, None where I rated myself or nobody is named."""

    on: dt.date
    level: int
    by: str | None
    evidence: str | None


class SkillProgress(NamedTuple):
    """A skill, its level, how far off the target is, levels by day, and its owners' names."""

    skill: Stored[Skill]
    level: int | None
    gap: int | None
    levels: tuple[Level, ...]
    owners: tuple[str, ...]


class TheirGrowth(NamedTuple):
    """A skill of somebody I help: the level before, or the first, and the latest."""

    ref: Ref
    who: str
    skill: str
    baseline: int
    level: int
    levels: tuple[Level, ...]


def build_direction(journal: Journal, today: dt.date) -> Direction | None:
    """Return where I want to go; None if nothing is told of it."""
    profile = journal.profile.record if journal.profile else None
    names = ("aspiration", "direction", "target_role")
    told = [name for name in names if getattr(profile, name, None)]
    if not profile or not told:
        return None
    present = profile.present_roles(today)
    role = _role(present[-1]) if present else ""
    refs = tuple(Ref("profile", "journal", name) for name in told)
    where = profile.aspiration, profile.direction
    return Direction(*where, role or None, profile.target_role, refs)


def _role(role: Role) -> str:
    """Return "Senior Specialist (S3, since Feb 2024), Copperleaf"."""
    since = f"since {role.since:%b %Y}" if role.since else ""
    around = ", ".join(filter(None, (role.level, since)))
    title = f"{role.title} ({around})" if around else role.title
    return ", ".join(filter(None, (title, role.organisation)))


def direction_facts(direction: Direction | None) -> Iterator[tuple[str, Line]]:
    """Yield what heads a page: "Senior Specialist, Copperleaf → Team Lead · up"."""
    if direction is None:
        return
    yield "Aspiration", line(flat(direction.aspiration or ""))
    way = line(Span(direction.direction or "", "dim"))
    if direction.target_role:
        role = f"{flat(direction.role)}{ARROW}" if direction.role else "to "
        yield (
            "Transition",
            join(DOT, (line(role, Span(flat(direction.target_role), "strong")), way)),
        )
    else:
        yield "Direction", line(direction.direction or "")


def build_goal_progress(
    journal: Journal, stored: Stored[Goal], on: dt.date, since: dt.date | None = None
) -> GoalProgress:
    """Return a goal's progress on a day; with `since`, from where it stood on the day before."""
    stored = as_counted(journal, stored, on)
    goal = stored.record
    points = [] if goal.baseline is None else [Point(None, goal.baseline)]
    checkins = sorted(goal.checkins, key=lambda one: one.on)
    points += [Point(one.on, one.value) for one in checkins if one.value is not None]
    before = [one for one in points if since and (one.on is None or one.on < since)]
    during = [one for one in checkins if since is None or one.on >= since]
    return GoalProgress(
        stored,
        goal.value,
        goal.progress,
        points=tuple(points[max(len(before) - 1, 0) :]),
        confidence=tuple(one.confidence for one in during if one.confidence),
        shown=tuple(Shown(one.on, one.behaviour) for one in during if one.behaviour),
    )


def build_skill_progress(
    journal: Journal, stored: Stored[Skill], since: dt.date | None = None
) -> SkillProgress:
    """Return a skill's progress; with `since`, from the level it had on the day before."""
    skill = stored.record
    levels = [_level(journal, one) for one in sorted(skill.ratings, key=lambda one: one.on)]
    before = [one for one in levels if since and one.on < since]
    return SkillProgress(
        stored,
        skill.level,
        gap_of(skill),
        levels=tuple(levels[max(len(before) - 1, 0) :]),
        owners=tuple(journal.name_of(one) for one in skill.owners),
    )


def gap_of(skill: Skill) -> int | None:
    """Return how many levels a skill is below its target, 0 where it is reached. (P086)"""
    if skill.level is None or skill.target is None:
        return None
    return max(skill.target - skill.level, 0)


def build_their_growth(
    journal: Journal, relationships: Iterable[Stored[Relationship]], period: Period | None = None
) -> tuple[TheirGrowth, ...]:
    """Return each skill of those I give to that was looked at in a period, or ever."""
    found: list[TheirGrowth] = []
    for relationship in relationships:
        record = relationship.record
        steps = record.growth if record.my_role == "giving" else ()
        for id_ in dict.fromkeys(step.skill for step in steps):
            if grown := grown_in(journal, (one for one in steps if one.skill == id_), period):
                ref = Ref("relationship", relationship.id, "growth")
                name = title_of(journal, "skill", id_) or ""
                found.append(TheirGrowth(ref, journal.name_of(record.person), name, *grown))
    return tuple(found)


def grown_in(
    journal: Journal, steps: Iterable[Rating | Growth], period: Period | None
) -> tuple[int, int, tuple[Level, ...]] | None:
    """Return the level before a period, else its first, the latest, and each; None if none."""
    by_day = sorted(steps, key=lambda one: one.on)
    during = [one for one in by_day if period is None or one.on in period]
    if not during:
        return None
    before = [one for one in by_day if one.on < during[0].on]
    levels = tuple(_level(journal, one) for one in during)
    return (before[-1] if before else during[0]).level, during[-1].level, levels


def _level(journal: Journal, step: Rating | Growth) -> Level:
    by = journal.name_of(step.by) if step.by and step.by != "me" else None
    return Level(step.on, step.level, by, step.evidence)


def goal_gauge(
    progress: GoalProgress, today: dt.date, *, cited: Line = (), titled: bool = True
) -> Gauge:
    """Return a goal's bar and its trail; its title too, unless a heading has that (`titled`).

    Beneath stands how sure I was, and what I have shown of it lately. (P002, P047, P097)
    """
    goal, points = progress.goal.record, progress.points
    title = line(Span(flat(goal.title), "strong")) if titled else ()
    builds = f"builds {_BUILDS[goal.builds]}" if goal.builds else ""
    facts = (flat(goal.measure or ""), builds, "a stretch" if goal.stretch else "")
    label = join(DOT, [title, *(line(Span(fact, "dim")) for fact in facts)])
    gauge = Gauge(
        line(*label, *(cited if label else cited[1:])),
        progress.progress,
        _standing(progress, today),
        health=health_style(goal),
        sub=tuple(_seen(progress, today, 1 if titled else _MOST_SHOWN)),
    )
    if len(points) < 2:
        return gauge
    # Such as "0 → 5 → 9 · 17 Sep to 9 Oct"; of a long way its latest part.
    shown = points[-_MOST_POINTS:]
    more = f"…{ARROW}" if len(shown) < len(points) else ""
    like = (goal.target, *(point.value for point in shown))
    values = ARROW.join(figure(point.value, *like, unit=goal.unit) for point in shown)
    days = [plain_day(point.on, today) for point in shown if point.on]
    span = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    words = line(f"{more}{values}{DOT}", Span(span, "date"))
    course = _course(progress, today)
    return gauge._replace(
        trail=tuple(step.value for step in course.steps), trail_words=words, course=course
    )


def _course(progress: GoalProgress, today: dt.date) -> Course:
    """Return a goal's way on the calendar, from its baseline to its aim and the day of that."""
    goal, unit = progress.goal.record, progress.goal.record.unit
    values = [point.value for point in progress.points]
    longest = max([*values, *([goal.target] if goal.target is not None else [])], key=decimals)

    def step(value: Decimal, on: dt.date | None) -> Step:
        words = with_unit(figure(value, longest, unit=unit), unit if unit == "%" else None)
        return Step(float(value), words, on, plain_day(on, today) if on else "")

    aim = None if goal.target is None else step(goal.target, goal.due)
    steps = tuple(step(point.value, point.on) for point in progress.points)
    return Course(steps, aim, None if goal.closed_on else today)


def by_what_they_build(goals: Iterable[GoalProgress], today: dt.date) -> Iterator[Gauge]:
    """Yield the bars of goals, those that build the same together, in the order of the first."""
    groups: dict[str | None, list[GoalProgress]] = {None: []}
    for one in goals:
        groups.setdefault(one.goal.record.builds, []).append(one)
    for builds, group in groups.items():
        name = f"Building {_BUILDS[builds]}" if builds else ""
        for one in group:
            bare = one._replace(goal=one.goal.with_record(replace(one.goal.record, builds=None)))
            yield goal_gauge(bare, today)._replace(group=name)


def _seen(progress: GoalProgress, today: dt.date, most: int) -> Iterator[Line]:
    goal = progress.goal.record
    wanted = line(f"commitment {goal.commitment} of 10" if goal.commitment else "")
    if sure := progress.confidence:
        ends = ARROW.join(map(str, dict.fromkeys((sure[0], sure[-1]))))
        drawn = Span(f"{cells(sure[-_MOST_POINTS:], _SUREST)} ", drawn=True)
        told = line(f"confidence {ends} of {_SUREST}")
        yield line(drawn if len(sure) > 1 else "", *join(DOT, (told, wanted)))
    elif wanted:
        yield wanted
    for one in progress.shown[-most:]:
        yield line(f"shown {plain_day(one.on, today)}: {flat(one.behaviour)}")


def _standing(progress: GoalProgress, today: dt.date) -> Line:
    """Return "68% · 17 of 25, from 0 · on track on 9 Oct · due 24 Nov", as far as it is known."""
    goal, part = progress.goal.record, progress.progress
    done = sum(one.done_on is not None for one in goal.milestones)
    steps = f"{done} of {count(len(goal.milestones), 'milestone')}" if goal.milestones else ""
    due: Line = ()
    if goal.due and not goal.closed_on:
        day = line(Span(f"due {plain_day(goal.due, today)}", "date"))
        due = join(", ", [day, line(Span(late(goal.due, today), "late"))])
    facts = [
        line(Span(f"{percent(part)}%" if part is not None else "", "number")),
        line(measured(goal.baseline, progress.value, goal.target, goal.unit)),
        goal_standing(goal, today),
        due,
        line(steps),
    ]
    return join(DOT, facts) or line(goal.state)


def measured(
    baseline: Decimal | None, value: Decimal | None, target: Decimal | None, unit: str | None
) -> str:
    """Return "17 of 25 slides, from 0"; past a target, or where less is the aim, "7, target 3".

    (P006)
    """
    shown, now, aim = (
        "" if one is None else figure(one, baseline, value, target, unit=unit)
        for one in (baseline, value, target)
    )
    if value is None:
        return f"target {with_unit(aim, unit)}" if aim else ""
    # A sign is said each time, a word once.
    since = f", from {with_unit(shown, unit if unit == '%' else None)}" if shown else ""
    if target is None:
        return f"{with_unit(now, unit)}{since}"
    is_part = value <= target and (baseline is None or baseline <= target)
    between = " of " if is_part else ", target "
    return f"{now}{between}{with_unit(aim, unit)}{since}"


def goal_standing(goal: Goal, today: dt.date) -> Line:
    """Return how a goal goes, or how it ended, and since when."""
    if goal.closed_on:
        state = Span(goal.state, "good" if goal.state == "achieved" else "plain")
        return line(state, f" {plain_day(goal.closed_on, today)}{short_of_aim(goal)}")
    paused = line(goal.state) if goal.state == "paused" else ()
    health = health_words(goal.judged.health) if goal.judged else ()
    since = f" on {plain_day(goal.judged.on, today)}" if goal.judged else ""
    return join(", ", [paused, line(*health, since)])


def short_of_aim(goal: Goal) -> str:
    """Return the words for a goal that was achieved by hand, short of its number; else nothing."""
    return ", short of its aim" if goal.state == "achieved" and goal.progress != 1 else ""


def health_words(health: str | None) -> Line:
    """Return a goal's health in its colour."""
    return line(Span(*_HEALTH[health])) if health else ()


def health_style(goal: Goal) -> Style:
    """Return the colour of a goal: of its latest known health, or of how it was closed."""
    if goal.closed_on:
        return "good" if goal.state == "achieved" else "plain"
    judged = goal.judged
    return _HEALTH[judged.health][1] if judged and judged.health else "plain"


def skill_gauge(progress: SkillProgress, today: dt.date) -> Gauge:
    """Return a skill's bar, "2 → 3 of 4, 1 to go", and beneath it by whose word."""
    skill, gap = progress.skill.record, progress.gap
    to_go = "" if gap is None else f", {gap} to go" if gap else ", reached"
    standing = level_words(skill.baseline, progress.level, skill.target)
    owners = ", ".join(map(flat, progress.owners))
    once, values, words = _rated(progress.levels, today)
    facts = (line(Span(standing, "number"), to_go), once, line(f"owner {owners}" if owners else ""))
    label = line(Span(flat(skill.name), "strong"))
    told = join(DOT, facts)
    aim = Step(float(skill.target), str(skill.target)) if skill.target else None
    course = _levels_on_their_days(progress.levels, today, aim)
    return Gauge(label, _share(progress), told, trail=values, trail_words=words, course=course)


def growth_gauge(growth: TheirGrowth, today: dt.date) -> Gauge:
    """Return how a skill of somebody I help grew: they have no target that is mine to set."""
    standing = line(Span(level_words(growth.baseline, growth.level, None), "number"))
    once, values, words = _rated(growth.levels, today)
    label = line(Span(flat(growth.who), "strong"), f": {flat(growth.skill)}")
    course = _levels_on_their_days(growth.levels, today)
    told = join(DOT, (standing, once))
    return Gauge(label, None, told, trail=values, trail_words=words, course=course)


def _levels_on_their_days(
    levels: Sequence[Level], today: dt.date, aim: Step | None = None
) -> Course | None:
    steps = (
        Step(float(one.level), str(one.level), one.on, plain_day(one.on, today)) for one in levels
    )
    return Course(tuple(steps), aim, today) if len(levels) > 1 else None


def level_words(baseline: int | None, level: int | None, target: int | None) -> str:
    """Return "2 → 3 of 4", "2 of 4", "5, target 4", or "no level yet, target 4"."""
    if level is None:
        return f"no level yet, target {target}" if target else "no level yet"
    grown = f"{baseline}{ARROW}{level}" if baseline not in (None, level) else str(level)
    if not target:
        return grown
    return f"{grown} of {target}" if level <= target else f"{grown}, target {target}"


def _share(progress: SkillProgress) -> float | None:
    skill, level = progress.skill.record, progress.level
    if level is None or skill.baseline is None or skill.target is None:
        return None
    if not progress.gap:
        return 1.0
    way = skill.target - skill.baseline
    return max(level - skill.baseline, 0) / way if way > 0 else 0.0


def _rated(levels: Sequence[Level], today: dt.date) -> tuple[Line, tuple[float, ...], Line]:
    """Return of a single level when and by whose word it was reached, of several the trail."""
    told = [
        line(Span(plain_day(one.on, today), "date"), f" by {flat(one.by)}" if one.by else "")
        for one in levels
    ]
    if len(levels) < 2:
        return line("rated ", *told[0]) if told else (), (), ()
    words = [line(f"{one.level} on ", *by) for one, by in zip(levels, told, strict=True)]
    return (), tuple(float(one.level) for one in levels), join(ARROW, words)
