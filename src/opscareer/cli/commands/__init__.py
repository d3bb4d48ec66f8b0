"""One file a command. Each says what it takes and what it prints; the work is done elsewhere."""

import typer
from typer.core import TyperCommand, TyperGroup

from opscareer.cli.commands import assess, guide, history, pack, plan, questions, report, roles, whatif, why
from opscareer.texts import Texts

COMMANDS = ("assess", "report", "why", "whatif", "plan", "history", "roles", "questions", "guide", "pack")


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand], group: type[TyperGroup]) -> None:
    """Add every command, in the order in which help lists them."""
    for part in (assess, report, why, whatif):
        part.register(app, texts, command)
    plan.register_group(app, texts, command, group)
    history.register_group(app, texts, command, group)
    for part in (roles, questions, guide):
        part.register(app, texts, command)
    pack.register_group(app, texts, command, group)
