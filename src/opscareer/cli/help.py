"""Help pages in both languages, wrapped by our own rules (the parser's formatter counts a Chinese character as one cell)."""

import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

from opscareer.report.words import Words


def helpful_command(words: Words) -> type[TyperCommand]:
    """A command class whose help speaks the language of `words`."""

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, words)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = words("help.help")
            return option

    return Command


def helpful_group(words: Words) -> type[TyperGroup]:
    """The same for the application itself."""

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, words)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = words("help.help")
            return option

    return Group


def _page(command: Any, context: Any, words: Words) -> str:
    from opscareer.cli.output import console_on, page_of

    page = page_of(console_on(sys.stdout))
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [*page.wrap(words("help.usage") + usage, 0, 4), *page.wrap(""), *page.wrap(command.help or "")]
    arguments = [param for param in command.get_params(context) if param.param_type_name == "argument"]
    options = [param for param in command.get_params(context) if param.param_type_name == "option" and not param.hidden]
    rows = {
        "help.arguments": [(_placeholder(param), _text(param, words)) for param in arguments],
        "help.options": [(_names(param), _text(param, words)) for param in options],
        "help.commands": [(name, item.help or "") for name, item in getattr(command, "commands", {}).items()],
    }
    for key, pairs in rows.items():
        if pairs:
            lines += [*page.wrap(""), *page.wrap(words(key) + words("colon").rstrip())]
            for name, text in pairs:
                lines += [*page.wrap(name, 2), *page.wrap(text, 6)]
    return "\n".join(line.plain for line in lines)


def _names(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {_placeholder(param)}"


def _placeholder(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _text(param: Any, words: Words) -> str:
    """The help text; the two completion options come from Typer, in English."""
    key = f"help.completion-{'install' if param.name == 'install_completion' else 'show'}"
    return words(key) if param.name in {"install_completion", "show_completion"} else param.help or ""
