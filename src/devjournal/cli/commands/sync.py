"""`sync`: the same journal on several machines, by git."""

from __future__ import annotations

from devjournal.cli.flags import Text, option
from devjournal.cli.run import Run
from devjournal.errors import DevjournalError, NotFound, UsageError
from devjournal.journal.stored import Ref
from devjournal.models.registry import ALL_KINDS
from devjournal.render import document as doc
from devjournal.shell import command, set_command
from devjournal.sync.course import Result, Sync
from devjournal.sync.git import Git, GitFailed, Who, address, masked
from devjournal.sync.held import in_words
from devjournal.sync.trees import Told


def sync(
    run: Run,
    init: Text = option("--init REMOTE", "Begin: the address of a git repository of yours."),
    status: bool = option("--status", "Show what waits to be sent; asks nobody."),
    force: bool = option("--force", "Go on although a whole kind of record would be deleted."),
) -> None:
    """Sync the journal with your other machines, through a git repository of yours.

    What you changed here is sent, what came from there is merged record by record and field by
    field. Where both changed one field, yours stays in it and the other is kept beside it until
    you settle it. Without a network it waits for the next time.

    With --init where there is no journal yet, the one that the repository holds comes here.

    Example: devjournal sync --status
    """
    if status and (init or force):
        raise UsageError("--status only looks", hint="leave --init and --force out")
    try:
        if init:
            _begin(run, init, force=force)
        elif status:
            _status(run)
        else:
            _tell(run, _course(run, force=force).run())
    except GitFailed as error:
        words = masked(error.words.rpartition("\n")[2])
        raise DevjournalError(f"git failed: {words}", hint="the journal is whole") from error


def _course(run: Run, *, force: bool = False) -> Sync:
    root = run.to_write()
    profile = run.journal.profile
    run.let_go()
    git = Git(root, run.environ, may_ask=run.is_interactive)
    who = Who(profile.record.name if profile else "devjournal", run.now)
    return Sync(root, git, who, run.system.draw, force=force)


def _begin(run: Run, init: str, *, force: bool) -> None:
    if run.system.cwd is None:
        raise NotFound("the current folder is gone", hint="go to one that is there")
    url = address(init, run.system.cwd)
    try:
        course = _course(run, force=force)
    except NotFound:
        _tell(run, _receive(run, url))
        return
    _tell(run, course.begin(url))


def _receive(run: Run, url: str) -> Result:
    from devjournal.store.root import VARIABLE, folder_given

    told = run.flags.journal or run.environ.get(VARIABLE)
    root = folder_given(run.system.cwd, told) if told else run.folder("data")
    if root is None:
        raise UsageError("no home folder is known", hint="say where: --journal FOLDER")
    git = Git(root, run.environ, may_ask=run.is_interactive)
    result = Sync(root, git, Who("devjournal", run.clock), run.system.draw).receive(url)
    run.tell(f"the journal is in {root}")
    return result


def _tell(run: Run, result: Result) -> None:
    run.happened = "saved" if result.received else run.happened
    if run.flags.json:
        run.show_json("synced", result)
        return
    if result.away:
        kept = "what you changed is kept for the next sync"
        run.say(doc.Note(doc.line(f"{result.remote} can't be reached now; {kept}")))
        run.tell(result.away)
        return
    parts = []
    for word, changes in (("received", result.received), ("sent", result.sent)):
        parts.append(f"{word} {in_words(changes)}" if changes else f"{word} nothing")
    beneath = tuple(line for one in result.told for line in _told(one))
    head = doc.line(f"synced with {result.remote}: {'; '.join(parts)}")
    run.say(doc.Note(head, "done", beneath))


_WORDS = {
    "kept": "was deleted on one machine and changed on another: it is kept",
    "restored": "was deleted on one machine, and another links to it since: it is kept",
}


def _told(told: Told) -> list[doc.Line]:
    """Return the lines that say what a merge did with a record."""
    id_ = "me" if told.ref.kind == "profile" else told.ref.id
    name = doc.Span(id_, "id")
    if told.what == "renamed":
        return [doc.line(name, f" is new: another machine had made {told.old_id}, too")]
    if told.what != "both":
        return [doc.line(name, f" {_WORDS[told.what]}")]
    lines = []
    for one in told.clashes:
        other = "cleared it" if one.other is None else f"said {one.other}"
        lines.append(doc.line(name, f": both changed {one.name}; the other machine {other}"))
    return [*lines, doc.line("to look: ", doc.Span(command("show", id_), "command"))]


def _status(run: Run) -> None:
    found = _course(run).status()
    unsettled = [
        stored.ref
        for kind in ALL_KINDS
        for stored in run.journal.all(kind).values()
        if stored.mentions("unsettled") and stored.record.unsettled
    ]
    if run.flags.json:
        run.show_json("sync", {"status": found, "unsettled": unsettled})
        return
    if found is None:
        begin = command("sync", "--init", "REMOTE")
        run.tell(f"this journal is not synced with any other place yet; to begin: {begin}")
        return
    waits = in_words(found.waiting) if found.waiting else "nothing"
    rows = {
        "remote": found.remote,
        "waiting to be sent": waits,
        "newest there, as last seen": found.last or "nothing yet",
    }
    table = doc.Table(
        (doc.Column(), doc.Column(wrap=True)),
        tuple((doc.line(doc.Span(name, "label")), doc.line(at)) for name, at in rows.items()),
        head=False,
    )
    run.show(doc.Document(blocks=(table,)))
    for ref in unsettled:
        _tell_unsettled(run, ref)


def _tell_unsettled(run: Run, ref: Ref) -> None:
    id_ = "me" if ref.kind == "profile" else ref.id
    run.tell(f"not settled yet: {id_}; look at it, then: {set_command(id_, 'unsettled', '')}")
