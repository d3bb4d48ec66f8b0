"""The plans of fifteen people at three paces, as files to read: does each start where the person is, build in order, end in the role's own work?

After a change of content or planner, write them anew and read the difference:

    OPSCAREER_WRITE_PLANS=1 python -m pytest tests/golden/test_plans.py && git diff tests/golden/plans
"""

import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from people import keen_on
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.plan.planner import make_plan, target_tier
from opscareer.report.page.render import plan_markdown
from opscareer.results.plan import Plan
from opscareer.texts import Texts

PLANS = Path(__file__).parent / "plans"
PACK, ENGINE = shipped_pack(), shipped_engine()
BACKGROUNDS = {"none": 1, "one-year": 2, "three-years": 3}
PACES = (3, 6, 12)


@cache
def plan(role: str, background: str, hours: int) -> Plan:
    """For somebody with a background who wants to do the work of a role, to the tier that `opscareer plan` chooses."""
    found = ENGINE.assess(Answers(keen_on(PACK, role, BACKGROUNDS[background]).form()))
    assert found.best.role == role
    return make_plan(PACK, found, role, target_tier(found, role), hours, start=date(2026, 3, 2))


@pytest.mark.parametrize("hours", PACES)
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("role", PACK.role)
def test_the_plan_is_the_one_that_somebody_has_read(role: str, background: str, hours: int) -> None:
    file = PLANS / f"{role}-{background}-{hours}h.md"

    text = plan_markdown(PACK, plan(role, background, hours), (), Texts("zh"))

    if os.environ.get("OPSCAREER_WRITE_PLANS"):
        PLANS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("hours", PACES)
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("role", PACK.role)
def test_the_plan_starts_where_the_person_is_and_ends_in_the_role_s_own_work(role: str, background: str, hours: int) -> None:
    made = plan(role, background, hours)

    assert made.tier == ("mid" if background == "three-years" else "entry")
    core = [PACK.unit[step.unit] for step in made.steps if not step.own_work]
    assert core
    level = {gap.id: gap.level for gap in made.gaps}
    assert all(BACKGROUNDS[background] - 1 < level[name] <= BACKGROUNDS[background] for name in level)
    assert all(unit.to_level > level[unit.competency] for unit in core)
    assert made.besides == (("digital_tools",) if background == "none" else ())
    assert made.steps[-1].own_work
    assert len(made.weeks) <= 12


def test_there_is_no_plan_that_nobody_asks_for() -> None:
    wanted = {f"{role}-{background}-{hours}h.md" for role in PACK.role for background in BACKGROUNDS for hours in PACES}

    assert {file.name for file in PLANS.iterdir()} == wanted
