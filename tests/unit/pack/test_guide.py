"""What the guide says of units and of the practice data is true of them, and resources are there for units."""

import csv
import re
from datetime import date

import pytest
from shipped import shipped_pack

PACK = shipped_pack()
WEEKEND = 5  # Saturday


def said(language: str) -> str:
    return "\n".join(getattr(part, language) for topic in PACK.topics for part in topic.body)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_names_only_units_that_are_there_and_the_first_month_takes_one_of_each_kind(language: str) -> None:
    units = {unit.id: unit for unit in PACK.units}
    entry = next(topic for topic in PACK.topics if topic.id == "entry")
    named = re.findall(r"opscareer plan show ([a-z0-9-]+)", said(language))
    month = re.findall(r"opscareer plan show ([a-z0-9-]+)", "\n".join(getattr(part, language) for part in entry.body))

    assert [name for name in named if name not in units] == []
    assert len(month) == 4
    assert all(units[name].from_level == 1 for name in month)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_names_only_topics_that_are_there(language: str) -> None:
    topics = {topic.id for topic in PACK.topics}
    named = re.findall(r"(?:主题|the topic )([a-z]+)", said(language)) + re.findall(r"opscareer guide ([a-z]+)", said(language))

    assert len(named) > 5
    assert set(named) <= topics


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_line_for_a_resume_has_the_figures_of_the_practice_data(language: str) -> None:
    table = PACK.practice_files["orders.csv"].decode()
    days = [date.fromisoformat(order["date"]) for order in csv.DictReader(table.splitlines())]
    calendar = range(min(days).toordinal(), max(days).toordinal() + 1)

    of_days = sum(date.fromordinal(day).weekday() >= WEEKEND for day in calendar) / len(calendar)
    of_orders = sum(day.weekday() >= WEEKEND for day in days) / len(days)

    assert {f"{len(days):,}", f"{of_days:.1%}", f"{of_orders:.1%}"} <= set(re.findall(r"[\d,.]+%?", said(language)))


def test_every_resource_is_of_use_to_a_unit_and_none_is_linked_at_a_bookshop() -> None:
    used = {name for unit in PACK.units for name in unit.resources}

    assert [resource.id for resource in PACK.resources if resource.id not in used] == []
    assert [resource.id for resource in PACK.resources if re.search(r"barnesandnoble|amazon|dangdang|jd\.com", resource.url or "")] == []
