"""Help pages in every language, wrapped by our own rules (the parser's formatter counts a Chinese character as one cell)."""

import re
from typing import TYPE_CHECKING, Any

from opscareer.cli.output import Output
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line


def page(command: Any, context: Any, texts: Texts) -> list["Line"]:
    """The help of a command, as wide as standard output."""
    wrap = Output().page().wrap
    pieces = [placeholders(texts, re.sub("[{}]", "", piece)) for piece in command.collect_usage_pieces(context)]
    usage = " ".join([context.command_path, *pieces])
    lines = [*wrap(texts("help.usage") + usage, 0, 4), *wrap(""), *wrap(command.help or "")]
    arguments = [param for param in command.get_params(context) if param.param_type_name == "argument"]
    options = [param for param in command.get_params(context) if param.param_type_name == "option" and not param.hidden]
    rows = {
        "help.arguments": [(_placeholder(param, texts), _text(param, texts)) for param in arguments],
        "help.options": [(_names(param, texts), _text(param, texts)) for param in options],
        "help.commands": [(name, item.help or "") for name, item in getattr(command, "commands", {}).items()],
    }
    for key, pairs in rows.items():
        if pairs:
            lines += [*wrap(""), *wrap(texts(key) + texts("colon").rstrip())]
            for name, text in pairs:
                lines += [*wrap(name, 2), *wrap(text, 6)]
    return lines


def placeholders(texts: Texts, text: str) -> str:
    """What is to be filled in, such as FILE, in the language of `texts`."""

    def said(name: re.Match[str]) -> str:
        key = f"placeholder.{name[0].lower()}"
        return texts(key) if texts.knows(key) else name[0]

    return re.sub(r"\b[A-Z]{2,}\b", said, text)


def _names(param: Any, texts: Texts) -> str:
    names = ", ".join(sorted(param.opts, key=len))  # the parser has them in any order
    return names if param.is_flag else f"{names} {_placeholder(param, texts)}"


def _placeholder(param: Any, texts: Texts) -> str:
    return placeholders(texts, str(param.metavar or param.name.upper()))


def _text(param: Any, texts: Texts) -> str:
    """The help text, with the default where that is a number, or where one is used that only the command knows (`show_default`)."""
    number = isinstance(param.default, int | float) and not isinstance(param.default, bool)
    default = f"{param.default:g}" if number else param.show_default if isinstance(param.show_default, str) else ""
    return (param.help or "") + (texts("help.default", value=default) if default else "")
