"""The keys of the shipped units: computed from the practice data, told to nobody before the work, and shown by one command alone.

For some units only: pytest -n 0 tests/unit/pack/test_keys.py -k "daily-report-week or weekly-report".
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from figures import alike, figures
from people import Person
from shipped import shipped_pack

from opscareer.pack.learning import Unit
from opscareer.pack.model import Language, Pack, Text
from opscareer.report.documents import unit_document
from opscareer.report.documents.writing import dump
from opscareer.report.practice import practice_files
from opscareer.report.terminal.plain import page_of_width, text_of
from opscareer.report.terminal.unit import unit_details
from opscareer.texts import Texts

ROOT = Path(__file__).parents[3]
PRACTICE = ROOT / "data" / "practice"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SHORTEST = 12  # characters: a shorter part of a key may stand anywhere by chance

each_unit = pytest.mark.parametrize("unit", shipped_pack().units, ids=lambda unit: unit.id)


@pytest.fixture(scope="module")
def solutions() -> Iterator[ModuleType]:
    """tools/practice/keys."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools" / "practice"))
        import keys  # noqa: PLC0415

        yield keys
        for name in [name for name in sys.modules if name == "keys" or name.startswith("keys.")]:
            del sys.modules[name]


def values(unit: Unit) -> list[tuple[str, str]]:
    return [(found.value.zh, found.value.en) for found in unit.key.findings if found.value] if unit.key else []


def shown_before(pack: Pack, unit: Unit) -> Iterator[tuple[str, Text]]:
    """Everything that is read before the work, with the name of its place."""
    task = {f"task.{name}": getattr(unit.task, name) for name in ("brief", "input", "deliverable")}
    own = {name: getattr(unit, name) for name in ("title", "goal", "used_for", "reading", "evidence", "check", "skip_if", "alone")}
    yield from ((name, text) for name, text in {**own, **task}.items() if text)
    for criterion in unit.rubric:
        yield "rubric", criterion.criterion
        yield from (("rubric", level) for level in criterion.levels)
    for data in (pack.practice_data[name] for name in unit.practice):
        yield f"practice {data.id}: title", data.title
        yield f"practice {data.id}: about", data.about
        yield from ((f"practice {data.id}: {column.name}", column.meaning) for column in data.columns)


# --- what a key says


@each_unit
def test_every_unit_has_a_key(unit: Unit) -> None:
    assert unit.key is not None
    assert 3 <= len(unit.key.findings) <= 8
    assert 2 <= len(unit.key.mistakes) <= 5


@each_unit
def test_every_value_of_a_key_is_computed_from_the_practice_data(unit: Unit, solutions: ModuleType) -> None:
    computed: Callable[[Path], list[tuple[str, str]]] = solutions.keys().get(unit.id, lambda _: [])

    assert values(unit) == computed(PRACTICE)


def test_only_units_of_the_pack_have_values_to_compute(pack: Pack, solutions: ModuleType) -> None:
    assert set(solutions.keys()) <= set(pack.unit)
    assert set(solutions.also_shown()) <= set(solutions.keys())


# --- what is not said before the work


@each_unit
def test_no_figure_of_a_key_stands_in_what_is_shown_before(pack: Pack, unit: Unit, solutions: ModuleType) -> None:
    meant_otherwise = set(solutions.also_shown().get(unit.id, {}))
    secret = {other: figure for value in values(unit) for text in value for figure in figures(text) for other in alike(figure)}

    told = {
        (place, language, secret[figure])
        for place, text in shown_before(pack, unit)
        for language in LANGUAGES
        for figure in figures(text.to(language)) & secret.keys()
    }

    assert {where for where in told if where[2] not in meant_otherwise} == set()
    assert meant_otherwise <= {figure for _, _, figure in told}, "no longer shown"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("少了21,400元", {"21400"}),
        ("２１４００元，占４６．０％", {"21400", "46%"}),
        ("少了2.14万元", {"21400"}),
        ("2.14 thousand; 21 400 yuan; 3k", {"2140", "21400", "3000"}),
        ("百分之46，差3个百分点", {"46%", "3%"}),
        ("46 per cent of rows, by 1.50 percentage points", {"46%", "1.5%"}),
        ("2026年2月14日20:05，用户u1046", {"2/14", "20:05", "u1046"}),
        ("on 14 February 2026, Feb 7 or 2026-03-09", {"2/14", "2/7", "3/9"}),
        ("四十六行，一百二十个，十分好", {"46", "120"}),
        ("forty-six rows, twelve people", {"46", "12"}),
        ("3人做5件事，第2周；one of two", set()),
    ],
)
def test_a_figure_is_found_however_it_is_written(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_a_share_is_given_away_by_its_decimal_and_by_its_whole_per_cent() -> None:
    assert alike("51.6%") == {"51.6%", "0.516", "52%"}
    assert alike("0.46") == {"0.46", "46%"}
    assert alike("1.3%") == {"1.3%", "0.013"}


# --- where keys are shown


def parts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every part of every key by its unit, long enough not to stand elsewhere by chance."""
    for unit in pack.units:
        if unit.key:
            texts = (*(found.text for found in unit.key.findings), *unit.key.mistakes, unit.key.sample)
            yield from ((unit.id, text.to(language)) for text in texts for language in LANGUAGES if len(text.to(language)) >= SHORTEST)


def test_a_unit_is_shown_without_its_key_as_text_as_json_and_with_its_data(pack: Pack) -> None:
    wide = page_of_width(100, "utf-8")
    shown = {unit.id: dump(unit_document(pack, unit)) for unit in pack.units}
    for unit in pack.units:
        for language in LANGUAGES:
            texts = Texts(language)
            shown[unit.id] += "".join(text_of(unit_details(pack, unit, texts, wide)).split())
            shown[unit.id] += practice_files(pack, unit, texts)["README.txt"].decode() if unit.practice else ""

    assert [(unit, text) for unit, text in parts(pack) if text in shown[unit] or "".join(text.split()) in shown[unit]] == []


def test_plan_and_report_show_no_key(pack: Pack, opscareer: Callable[..., object], home: Path, tmp_path: Path) -> None:
    answers, html, markdown = (tmp_path / name for name in ("answers.json", "report.html", "report.md"))
    answers.write_text(json.dumps({"answers": Person(pack, 1.0).form()}), encoding="utf-8")
    given = ("--answers", str(answers), "--hours-per-week", "40", "--role")
    shown = ""
    for role in pack.role:
        for more in (("--json",), ("--lang", "zh"), ("--lang", "en"), ("--md", "-")):
            done = opscareer("plan", *given, role, *more, COLUMNS="100")
            assert done.returncode == 0
            shown += done.stdout.decode()
        done = opscareer("report", "--answers", str(answers), "--html", str(html), "--md", str(markdown), "--force")
        assert done.returncode == 0, done.stderr
        shown += html.read_text(encoding="utf-8") + markdown.read_text(encoding="utf-8")
    squeezed = "".join(shown.split())

    assert [(unit, text) for unit, text in parts(pack) if "".join(text.split()) in squeezed] == []
