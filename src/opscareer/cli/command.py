"""Commands known by name and help alone until one of them runs: its module is loaded, with all that it needs, only then."""

from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from opscareer.cli import help as pages
from opscareer.cli import usage
from opscareer.cli.context import COMMON, context_of
from opscareer.cli.display import waiting
from opscareer.cli.output import Output
from opscareer.frozen import frozen
from opscareer.pack.source import plain
from opscareer.texts import Texts

HELP = {"help_option_names": ["-h", "--help"]}
NAMED = {"ROLE", "TOPIC", "UNIT"}  # arguments whose name may be of several words
UNPAGED = "opscareer.unpaged"  # among what the parser's contexts share: no help is shown by a pager
COMPLETION = {"install_completion": "help.completion-install", "show_completion": "help.completion-show"}


@frozen
class Entry:
    """A command as the table of commands has it.

    help: the key of its help text.
    function: "module:function" below `opscareer.cli.commands`; "" for a group that does nothing by itself.
    takes: the names of the common options it takes, beside --lang and --no-pager.
    commands: of a group.
    plain: its function takes the context alone, so that it is loaded only when it runs.
    """

    name: str
    help: str
    function: str = ""
    takes: tuple[str, ...] = ()
    commands: tuple["Entry", ...] = ()
    plain: bool = False

    def load(self) -> Callable[..., None]:
        module, _, name = self.function.partition(":")
        function: Callable[..., None] = getattr(import_module(f"opscareer.cli.commands.{module}"), name)
        return function


class _Lazy:
    """What commands and groups have in common; mixed into Typer's classes."""

    params: Any
    callback: Any
    _loaded = False

    def __init__(self, entry: Entry, texts: Texts, **more: Any) -> None:
        super().__init__(name=entry.name, help=texts(entry.help), rich_markup_mode=None, context_settings=HELP, **more)  # type: ignore[call-arg]
        self.entry, self.texts = entry, texts

    def load(self, *, completion: bool = False) -> None:
        """Read the options off the function and put their help into words."""
        app = typer.Typer(add_completion=completion, rich_markup_mode=None)
        run = _for_typer(self.entry, self.texts)
        app.command()(run)
        built: Any = get_command(app)
        self.params, self.callback, self._loaded = built.params, built.callback, True
        parameters = signature(run).parameters
        for param in self.params:
            param.help = self.texts(COMPLETION.get(param.name, param.help))
            kind = _number(parameters[param.name]) if param.name in parameters else None
            param.process_value = usage.reader(self.texts, param, kind)

    def get_params(self, ctx: Any) -> Any:
        if not self._loaded:
            self.load()
        return super().get_params(ctx)  # type: ignore[misc]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        params = self.get_params(ctx)
        ctx.meta.update({UNPAGED: True} if {"--no-pager", "--plain"} & {*args} else {})
        given = usage.with_usual_values(args, params)
        with usage.in_our_words(self.texts, ctx):
            rest: list[str] = super().parse_args(ctx, [*given])  # type: ignore[misc]
        if not ctx.resilient_parsing:
            usage.refuse_two_values(self.texts, ctx, given[: len(given) - len(rest)], params)
        return rest

    def get_help(self, ctx: Any) -> str:
        return "\n".join(line.plain for line in pages.page(self, ctx, self.texts))

    def show_help(self, ctx: Any, _: Any, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            keys = "" if ctx.meta.get(UNPAGED) else self.texts("pager.keys")
            Output(keys=keys, end=self.texts("pager.end")).lines(pages.page(self, ctx, self.texts))
            ctx.exit()

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.callback = self.texts("help.help"), self.show_help
            option.process_value = usage.reader(self.texts, option, None)
        return option


class Command(_Lazy, TyperCommand):
    allow_extra_args = True  # refused here, with what they are

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """A command that takes one name takes it without quotation marks too."""
        rest = super().parse_args(ctx, args)
        if not rest or ctx.resilient_parsing:
            return rest
        match [param for param in self.params if param.param_type_name == "argument"]:
            case [named] if named.metavar in NAMED and named.nargs == 1:
                ctx.params[named.name] = " ".join((ctx.params[named.name], *rest))
                return []
        raise usage.refused(ctx, self.texts("usage.extra-argument", name=" ".join(rest)))


class Group(_Lazy, TyperGroup):
    def __init__(self, entry: Entry, texts: Texts) -> None:
        commands: dict[str, Any] = {one.name: (Group if one.commands else Command)(one, texts) for one in entry.commands}
        super().__init__(entry, texts, commands=commands, invoke_without_command=True)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not self.entry.function and not ctx.resilient_parsing:
            raise usage.NoCommand(self.get_help(ctx))
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        args = [plain(args[0]).casefold() if args[0] not in self.commands else args[0], *args[1:]]
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise usage.no_such_command(self.texts, ctx, args[0], self.commands)
        return super().resolve_command(ctx, args)


def _number(parameter: Parameter) -> type[int] | type[float] | None:
    """Which kind of number a parameter takes, if it takes one."""
    annotated = get_args(parameter.annotation)[0]
    kinds = {annotated, *get_args(annotated)}
    return int if int in kinds else float if float in kinds else None


def _for_typer(entry: Entry, texts: Texts) -> Callable[..., None]:
    """The command's function as Typer reads it: with the common options behind its own, and without our context, which comes from them."""
    common = [COMMON[name] for name in (*entry.takes, *(() if "pager" in entry.takes else ("no-pager",)), "lang")]
    own: list[Parameter] = []
    if entry.function and not entry.plain:
        function = entry.load()
        own = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in signature(function, eval_str=True).parameters.values()][1:]

    def run(ctx: typer.Context, **given: Any) -> None:
        if ctx.invoked_subcommand is not None:
            return
        if not entry.function:
            raise usage.refused(ctx, texts("usage.missing-command"))
        context = context_of(ctx, texts)
        if context.as_json and not {"json", "export-json"} & {*entry.takes}:
            raise usage.refused(ctx, texts("usage.no-json"))
        waiting.begin(texts("waiting"))
        entry.load()(context, **{parameter.name: given[parameter.name] for parameter in own})

    parameters = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context), *own, *common]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return run
