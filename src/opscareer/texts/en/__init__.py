"""English."""

from opscareer.texts.en import commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit

NAME, LATIN_NAME, SEPARATOR = "English", "English", ", "
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
    """One thing, as the count is shown: 1, but neither 1.5 nor 0."""
    return 0 if str(count) == "1" else 1
