"""Help pages in both languages, wrapped by our own rules (the parser's formatter counts a Chinese character as one cell)."""

import re
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

from opscareer.texts import Texts


def helpful_command(texts: Texts) -> type[TyperCommand]:
    """A command class whose help speaks the language of `texts`."""

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, texts)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = texts("help.help")
            return option

    return Command


def helpful_group(texts: Texts) -> type[TyperGroup]:
    """The same for the application itself."""

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, texts)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = texts("help.help")
            return option

    return Group


def _page(command: Any, context: Any, texts: Texts) -> str:
    from opscareer.cli.output import console_on, page_of

    page = page_of(console_on(sys.stdout))
    pieces = [placeholders(texts, re.sub("[{}]", "", piece)) for piece in command.collect_usage_pieces(context)]
    usage = " ".join([context.command_path, *pieces])
    lines = [*page.wrap(texts("help.usage") + usage, 0, 4), *page.wrap(""), *page.wrap(command.help or "")]
    arguments = [param for param in command.get_params(context) if param.param_type_name == "argument"]
    options = [param for param in command.get_params(context) if param.param_type_name == "option" and not param.hidden]
    rows = {
        "help.arguments": [(_placeholder(param, texts), _text(param, texts)) for param in arguments],
        "help.options": [(_names(param, texts), _text(param, texts)) for param in options],
        "help.commands": [(name, item.help or "") for name, item in getattr(command, "commands", {}).items()],
    }
    for key, pairs in rows.items():
        if pairs:
            lines += [*page.wrap(""), *page.wrap(texts(key) + texts("colon").rstrip())]
            for name, text in pairs:
                lines += [*page.wrap(name, 2), *page.wrap(text, 6)]
    return "\n".join(line.plain for line in lines)


def placeholders(texts: Texts, text: str) -> str:
    """What stands for something to fill in, such as FILE, in the language of `texts`."""

    def said(name: re.Match[str]) -> str:
        key = f"placeholder.{name[0].lower()}"
        return texts(key) if texts.knows(key) else name[0]

    return re.sub(r"\b[A-Z]{2,}\b", said, text)


def _names(param: Any, texts: Texts) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {_placeholder(param, texts)}"


def _placeholder(param: Any, texts: Texts) -> str:
    return placeholders(texts, str(param.metavar or param.name.upper()))


def _text(param: Any, texts: Texts) -> str:
    """The help text, with the default where that is a number. The two completion options come from Typer, in English."""
    if param.name in {"install_completion", "show_completion"}:
        return texts(f"help.completion-{'install' if param.name == 'install_completion' else 'show'}")
    number = isinstance(param.default, int | float) and not isinstance(param.default, bool)
    return (param.help or "") + (texts("help.default", value=f"{param.default:g}") if number else "")
