"""Chinese."""

from opscareer.texts.zh import commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit

NAME, LATIN_NAME, SEPARATOR = "中文", "Chinese", "、"
TEXTS = (
    errors.TEXTS
    | problems.TEXTS
    | commands.TEXTS
    | history.TEXTS
    | plan.TEXTS
    | unit.TEXTS
    | report.TEXTS
    | results.TEXTS
    | session.TEXTS
    | roles.TEXTS
    | evaluation.TEXTS
)


def form(count: object) -> int:
    """Chinese has one form."""
    return 0
