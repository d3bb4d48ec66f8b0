"""The table of commands, in the order in which help lists them. A module here is loaded when one of its commands runs."""

from collections.abc import Sequence
from contextlib import suppress

import typer

from opscareer.cli.command import Entry, Group
from opscareer.cli.output import tell
from opscareer.cli.usage import NoCommand, check_parser
from opscareer.errors import EXIT_DONE, EXIT_USAGE
from opscareer.texts import PROGRAM, Texts

JSON, PACK = ("json",), ("pack",)
BOTH = (*JSON, *PACK)

PLAN = (
    Entry("next", "help.plan-next", "plan:following", BOTH),
    Entry("progress", "help.plan-progress", "plan:progress", BOTH),
    Entry("show", "help.plan-show", "unit:show", BOTH),
    Entry("data", "help.plan-data", "unit:data", PACK),
    Entry("start", "help.plan-start", "unit:start", PACK),
    Entry("done", "help.plan-done", "unit:done", PACK),
    Entry("key", "help.plan-key", "unit:key", BOTH),
    Entry("skip", "help.plan-skip", "unit:skip", PACK),
    Entry("undo", "help.plan-undo", "unit:undo", PACK),
)
HISTORY = (
    Entry("show", "help.history-show", "result:show", BOTH),
    Entry("diff", "help.history-diff", "result:diff", BOTH),
    Entry("export", "help.history-export", "history:export", ("export-json",)),
    Entry("delete", "help.history-delete", "history:delete"),
)
CONFIG = (
    Entry("set", "help.config-set", "config:set_", PACK),
    Entry("reset", "help.config-reset", "config:reset"),
)
PACKS = (
    Entry("check", "help.pack-check", "packs:check", JSON),
    Entry("new", "help.pack-new", "packs:new"),
    Entry("schema", "help.pack-schema", "packs:schema"),
    Entry("simulate", "help.simulate", "packs:simulate", BOTH),
    Entry("replay", "help.replay", "packs:replay", BOTH),
)
COMMANDS = (
    Entry("assess", "help.assess", "assess:assess", BOTH),
    Entry("report", "help.report", "result:report", BOTH),
    Entry("open", "help.open", "result:open_", BOTH),
    Entry("why", "help.why", "explanation:why", BOTH),
    Entry("compare", "help.compare", "explanation:compare", BOTH),
    Entry("whatif", "help.whatif", "explanation:whatif", BOTH),
    Entry("roles", "help.roles", "contents:roles", BOTH),
    Entry("questions", "help.questions", "contents:questions", BOTH),
    Entry("guide", "help.guide", "contents:guide", BOTH),
    Entry("plan", "help.plan", "plan:plan", BOTH, PLAN),
    Entry("history", "help.history", "history:history", BOTH, HISTORY),
    Entry("config", "help.config", "config:config", BOTH, CONFIG),
    Entry("pack", "help.pack-group", commands=PACKS),
    Entry("help", "help.help-command", "overview:help_"),
)
ROOT = Entry("opscareer", "help.app", "overview:standing", ("version", *BOTH, "pager"), COMMANDS, plain=True)


def build(texts: Texts) -> Group:
    """The application, speaking one language."""
    root = Group(ROOT, texts)
    root.load(completion=True)
    return root


def run(texts: Texts, arguments: Sequence[str], *, completing: bool) -> int:
    """Run the command that the arguments name. Returns the exit code. `completing`: a shell asks what could follow."""
    check_parser()
    root = build(texts)
    if completing:
        root.main(list(arguments), PROGRAM, standalone_mode=False)
    try:
        with root.make_context(PROGRAM, list(arguments)) as context:
            root.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except NoCommand as error:
        with suppress(OSError):  # nobody can read it any more
            tell(str(error))
        return EXIT_USAGE
    return EXIT_DONE
