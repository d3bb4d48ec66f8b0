"""The table of commands, in the order in which help lists them. Each is one module here, which is loaded when its command runs."""

from opscareer.cli.command import Entry

JSON, PACK = ("json",), ("pack",)
BOTH = (*JSON, *PACK)

PLAN = (
    Entry("show", "help.plan-show", "plan.unit:show", BOTH),
    Entry("data", "help.plan-data", "plan.unit:data", PACK),
    Entry("start", "help.plan-start", "plan.marks:start", PACK),
    Entry("done", "help.plan-done", "plan.marks:done", PACK),
    Entry("skip", "help.plan-skip", "plan.marks:skip", PACK),
    Entry("undo", "help.plan-undo", "plan.marks:undo", PACK),
)
HISTORY = (
    Entry("show", "help.history-show", "history.show:show", BOTH),
    Entry("diff", "help.history-diff", "history.diff:diff", BOTH),
    Entry("export", "help.history-export", "history.export:export", ("export-json",)),
    Entry("delete", "help.history-delete", "history.delete:delete"),
)
PACKS = (
    Entry("simulate", "help.simulate", "pack.simulate:simulate", BOTH),
    Entry("replay", "help.replay", "pack.replay:replay", BOTH),
)
COMMANDS = (
    Entry("assess", "help.assess", "assess:assess", BOTH),
    Entry("report", "help.report", "report:report", BOTH),
    Entry("why", "help.why", "why:why", BOTH),
    Entry("whatif", "help.whatif", "whatif:whatif", BOTH),
    Entry("roles", "help.roles", "roles:roles", BOTH),
    Entry("questions", "help.questions", "questions:questions", BOTH),
    Entry("guide", "help.guide", "guide:guide", BOTH),
    Entry("plan", "help.plan", "plan.path:plan", BOTH, PLAN),
    Entry("history", "help.history", "history.listing:history", BOTH, HISTORY),
    Entry("pack", "help.pack-group", commands=PACKS),
)
ROOT = Entry("opscareer", "help.app", takes=("version",), commands=COMMANDS)
