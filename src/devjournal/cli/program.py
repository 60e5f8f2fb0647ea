"""The commands as Typer sees them: loaded when they are run, listed in panels.

Every command has the common options, understood before and after its name, and asks on a
terminal for the arguments that are missing.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import re
from collections.abc import Callable, Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from devjournal.cli.run import Run, of
from devjournal.cli.table import PANELS, ROWS, Row
from devjournal.errors import DevjournalError, UsageError
from devjournal.shell import FILL_IN, NAME, command

_WIDE = 72
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def common_options() -> list[Any]:
    """Return new options for one command: --journal, --json and the others."""
    return [
        _option("--journal", "The journal's folder.", _keep, metavar="DIR"),
        _option("--json", "Print one JSON document.", _keep),
        # Told before --help, which is in colour too.
        _option("--color", "auto, always or never.", _keep, metavar="WHEN", is_eager=True),
        _option("--linear", "Print plain sentences, one a line, and draw nothing.", _keep),
        _option("--no-input", "Never ask; fail instead.", _keep),
        _option("--debug", "Show the traceback of an error in the program.", _keep, hidden=True),
    ]


def _option(flag: str, help_: str, callback: Any, **more: Any) -> Any:
    """Return an option whose value goes to a callback and not to the command."""
    is_flag = "metavar" not in more
    return TyperOption(
        param_decls=[flag],
        type=None if is_flag else str,
        is_flag=is_flag,
        default=False if is_flag else None,
        expose_value=False,
        callback=callback,
        help=help_,
        **more,
    )


def _keep(ctx: typer.Context, option: Any, value: Any) -> None:
    if option.name == "color" and value not in (None, "auto", "always", "never"):
        raise typer.BadParameter(f"{value!r} is none of auto, always, never")
    if value not in (None, False):
        setattr(of(ctx).flags, option.name, value)


def _in_color(text: str, ctx: Any) -> str:
    run = of(ctx)
    stdout = run.system.stdout
    if not (run.may_color(stdout) and run.console(stdout).color_system):
        return text
    ctx.color = True
    return "\n".join(map(_line_in_color, text.split("\n")))


_NAMED = r"( {2})((?:-|\[?[A-Z-]|[a-z]+(?= {2})).*?)( {2,}\S.*)"
_COMMAND = r"( {2,4})(-.*|devjournal .*)()|( {6})([-\"].*)()"


def _line_in_color(line: str) -> str:
    if heading := re.fullmatch(r"(Usage:)(.*)|(\S.*:|  Example:)", line):
        usage, rest, title = heading.groups()
        return typer.style(usage or title, bold=True) + (rest or "")
    if found := re.fullmatch(_NAMED, line) or re.fullmatch(_COMMAND, line):
        indent, name, rest = (one for one in found.groups() if one is not None)
        return indent + typer.style(name, fg="magenta") + rest
    return line


_EXAMPLE = "\b\nExample:\n  "


def _broken(epilog: str | None) -> str | None:
    """Return an example on lines that no terminal has to break, and that paste as one command."""
    if not epilog:
        return None
    import textwrap  # for help alone

    # A flag stays with its value.
    words = re.findall(r'(?:--\S+ (?!--))?(?:"[^"]*"|\S+)', epilog.removeprefix(_EXAMPLE))
    held = " ".join(one.replace(" ", "\0") for one in words)
    lines = textwrap.wrap(held, _WIDE, break_long_words=False, break_on_hyphens=False)
    return _EXAMPLE + " \\\n    ".join(lines).replace("\0", " ")


def _refuse_two_files(args: list[str]) -> None:
    """Raise UsageError for --output twice: of other options the last one counts, as usual."""
    told = [one.partition("=")[0] for one in itertools.takewhile(lambda one: one != "--", args)]
    if told.count("--output") > 1:
        raise UsageError("--output is given twice", hint="one run writes one file")


class JournalCommand(TyperCommand):
    """A command with the common options, which asks for the arguments that are missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if parameter.param_type_name == "argument":
                parameter.metavar = parameter.metavar or str(parameter.name).rstrip("_").upper()
        self.params.extend(common_options())
        self.context_settings = dict(_SETTINGS)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _in_color(super().get_help(ctx), ctx)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the example."""
        self.epilog = _broken(self.epilog)
        super().format_epilog(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the command's own options, and those that every command has."""
        common = {option.name for option in common_options()} | {"help"}
        sections: dict[str, list[Any]] = {"Arguments": [], "Options": [], "Common options": []}
        for parameter in self.get_params(ctx):
            section = "Common options" if parameter.name in common else "Options"
            if parameter.param_type_name == "argument":
                section = "Arguments"
            if record := parameter.get_help_record(ctx):
                sections[section].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the usage with required arguments bare, as all tools write them."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; ask for a missing argument on a terminal and parse again."""
        given = list(args)
        _refuse_two_files(given)
        while True:
            try:
                rest = super().parse_args(ctx, list(given))
                of(ctx).has_parsed = True
                return rest
            except typer.TyperException as error:
                run = of(ctx)
                # The parameter that is missing, if that is what the error is about.
                missing = getattr(error, "param", None) if hasattr(error, "param_type") else None
                if missing is None or not run.is_interactive:
                    if getattr(error, "ctx", None) is None:  # the parser found it early
                        error.ctx = ctx  # type: ignore[attr-defined]  # every usage error has one
                    raise
                from devjournal.cli.asking import ask_for  # only where somebody is asked

                answer = ask_for(ctx, missing)
                if missing.param_type_name == "option":
                    given = [missing.opts[0], answer, *given]
                else:
                    given += [answer] if "--" in given else ["--", answer]


def build(name: str, function: Callable[..., None]) -> Any:
    """Return one command made of a function, whose docstring is the help and the example."""
    from devjournal.cli.flags import for_typer  # with the models, which `--help` does without

    words, _, example = (function.__doc__ or "").partition("Example:")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(
        name,
        cls=JournalCommand,
        help=words.strip(),
        epilog=f"{_EXAMPLE}{' '.join(example.split())}" if example else None,
    )(for_typer(function))
    return typer.main.get_command(app)


def function_of(row: Row, verb: str | None = None) -> Callable[..., None]:
    """Return what runs a command, or `goal add`: `goal_add`; `list_`, as Python has a `list`."""
    module = importlib.import_module(f"devjournal.cli.commands.{row.module}")
    name = f"{row.name}_{verb}" if verb else row.name
    found: Callable[..., None] = getattr(module, f"{name}_", None) or getattr(module, name)
    return found


class _Group(TyperGroup):
    """A group of commands, whose help page is in colour on a terminal."""

    def __init__(self, names: Iterable[str], **more: Any) -> None:
        super().__init__(
            commands=dict.fromkeys(names),  # type: ignore[arg-type]  # as said
            context_settings=dict(_SETTINGS),
            rich_markup_mode=None,
            **more,
        )

    def get_help(self, ctx: Any) -> str:
        return _in_color(super().get_help(ctx), ctx)


class Noun(_Group):
    """A noun with its verbs, such as `goal add`, in the order of a record's life."""

    def __init__(self, row: Row) -> None:
        super().__init__(
            name=row.name,
            help=row.summary + ".",
            params=common_options(),
            names=row.verbs,
            no_args_is_help=False,
        )
        self.row = row

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; a noun alone shows its help, and one that can be shown, itself."""
        if "show" in self.row.verbs and not {*args} & {*self.row.verbs}:
            args = [*args, "show"]
        return super().parse_args(ctx, args or ["--help"])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the example of the first verb."""
        self.epilog = _broken(self.get_command(ctx, self.row.verbs[0]).epilog)
        super().format_epilog(ctx, formatter)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build a verb."""
        is_there = cmd_name in self.row.verbs
        return build(cmd_name, function_of(self.row, cmd_name)) if is_there else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the verb that was named; who looks for `goal list` is told where that is."""
        is_kind = self.name not in ("ask", "role", "export", "import", "config")
        if args and args[0] in ("list", "ls", "show") and is_kind:
            words = ["show", args[1]] if args[0] == "show" and args[1:] else ["list", self.name]
            raise UsageError(f"{self.name} has no {args[0]}", hint=command(*map(str, words)))
        return super().resolve_command(ctx, args)


_ADD = ("add", "new", "create")
_TASKS = ("todo", "todos", "task", "tasks")
_DELETE = ("rm", "remove", "del")
_MEANT = {
    **dict.fromkeys(
        _ADD,
        "\n".join(
            (
                command("action", FILL_IN),
                command("goal", "add", FILL_IN),
                command("win", FILL_IN),
                command("person", "add", NAME),
                "or another: devjournal --help",
            )
        ),
    ),
    **dict.fromkeys(
        _TASKS, f"{command('list', 'actions')}\nto add one: {command('action', FILL_IN)}"
    ),
    **dict.fromkeys(_DELETE, "devjournal delete --help"),
}
"""Words that other programs have for what is called otherwise here, and the commands for it."""


def _alias(run: Run, word: str) -> list[str] | None:
    """Return the words that a name of the user's own stands for; None for what is none."""
    profile = None
    with contextlib.suppress(DevjournalError):  # a command that is not there is told first
        profile = run.journal.profile
    own = (run.own_setting("alias") or {}).get(word)
    text = profile.record.alias.get(word, own) if profile else own
    if text is None:
        return None
    import shlex  # only for such names

    try:
        return shlex.split(text) or None
    except ValueError as error:
        place = "journal.toml" if text != own else run.own_file
        reason = f"alias {word} of {place}: {text!r} can't be read: {error}"
        raise UsageError(reason, hint=f"see all of them: {command('config')}") from None


class Root(_Group):
    """The program: its commands by panel, each imported only when it is run."""

    def __init__(self) -> None:
        version = _option("--version", "Print the version and exit.", _print_version, is_eager=True)
        super().__init__(
            name="devjournal",
            help=(
                "A development journal: prep the agenda before a meeting, log notes and action "
                "items after it, print a summary before a review."
            ),
            epilog=_EXAMPLE + command("demo"),
            params=[*common_options(), version],
            names=ROWS,
            invoke_without_command=True,
        )
        self.callback = typer.main.get_callback(
            callback=_today_unless_told, context_param_name="ctx", pretty_exceptions_short=True
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command; `help COMMAND` is its help, and common words say what is meant."""
        if args[0] == "help" and args[1:] and args[1] in ROWS:
            args = [*args[1:], "--help"]
        if args[0] not in ROWS and (words := _alias(of(ctx), args[0])):
            args = [*words, *args[1:]]
        if args[0] in _MEANT:
            hint = _MEANT[args[0]]
            if args[0] in _DELETE and args[1:]:
                hint = command("delete", *args[1:])
            raise UsageError(f"there is no command {args[0]}", hint=hint)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command's module and build it."""
        row = ROWS.get(cmd_name)
        if row is None:
            return None
        return Noun(row) if row.verbs else build(row.name, function_of(row))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the panels, from the table alone."""
        for panel, rows in PANELS.items():
            with formatter.section(panel):
                formatter.write_dl([(row.name, row.summary) for row in rows])


def _print_version(ctx: typer.Context, _option: Any, value: bool) -> None:
    if value and not ctx.resilient_parsing:  # as completion parses
        from devjournal import __version__

        of(ctx).system.stdout.write(f"devjournal {__version__}\n")
        raise typer.Exit


def _today_unless_told(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        from devjournal.cli.commands.loop import today

        today(of(ctx), why=False, later=None)
