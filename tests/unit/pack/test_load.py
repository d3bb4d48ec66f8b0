"""A directory becomes a pack, or everything that is wrong with it is said."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from unicodedata import category

import hostile
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from people import highest

from opscareer.cli.app import main
from opscareer.errors import PackError, Problem
from opscareer.pack.load import load_pack, shipped
from opscareer.pack.model import Pack, Value
from opscareer.pack.source import MAX_BYTES
from opscareer.pack.yaml_tree import MAX_DEPTH, MAX_NODES
from opscareer.report.problems import error_text, problem_text
from opscareer.texts import Texts, catalogue

ROOT = Path(__file__).parents[3]
PACKS = ROOT / "tests" / "packs"
TINY = PACKS / "good" / "tiny"
GOOD = sorted((PACKS / "good").iterdir())
BAD = sorted((PACKS / "bad").glob("*.yaml"))
DOUBTS = {"question-weak", "roles-alike", "level-unreachable", "competency-without-list", "facet-not-asked", "facet-without-list"}
DOUBTS |= {"key-at-one-place", "key-longest", "key-much-longer", "unused"}  # of a sound pack: tests/cli/test_authoring.py
FORMAT_GUIDE = ROOT / "docs" / "data-format.md"

TinyWith = Callable[..., Path]


def refusal(directory: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack(directory)
    return caught.value


# --- bad packs: tests/packs/README.md -----------------------------------------------------------------------------------------------


def bad_pack(case: Path, tiny_with: TinyWith) -> tuple[Path, str]:
    """The directory of a bad pack, and what is to be said about it."""
    changes = yaml.safe_load(case.read_text(encoding="utf-8"))
    expected = changes.pop("expected")
    return tiny_with(changes), expected


def in_our_words(problem: Problem) -> Problem:
    """Without the YAML parser's own reason, which differs from version to version."""
    return replace(problem, facts={**problem.facts, "reason": "…"}) if problem.slug == "yaml-syntax" else problem


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_a_bad_pack_is_refused_with_all_its_problems_and_no_others(case: Path, tiny_with: TinyWith) -> None:
    directory, expected = bad_pack(case, tiny_with)

    lines = [problem_text(Texts("en"), in_our_words(problem)) for problem in refusal(directory).problems]

    assert "".join(f"{line}\n" for line in lines).replace(f"{directory}/", "") == expected


def test_every_problem_that_a_pack_can_have_is_shown_by_a_bad_pack(tiny_with: TinyWith, tmp_path: Path) -> None:
    shown = set()
    for case in BAD:
        directory, _ = bad_pack(case, tiny_with)
        shown |= {problem.slug for problem in refusal(directory).problems}
        directory.rename(tmp_path / case.stem)
    shown |= {case.slug for case in hostile.bad()}

    told = {key.removeprefix("problem.") for key in catalogue("en").texts if key.startswith("problem.")}
    of_answers = {slug for slug in told if slug.startswith(("answer", "responses"))}
    assert shown == told - of_answers - DOUBTS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bad_pack_ends_the_program_with_1_and_shows_the_place(
    language: str, tiny_with: TinyWith, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = tiny_with({"roles.yaml": [{"replace": "weight: 0.8", "with": "weight: most"}]})

    code = main(["roles", "--pack", str(directory), "--lang", language])

    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    place = next(number for number, line in enumerate(lines) if "roles.yaml:68:17: weight" in line)
    assert (code, printed.out) == (1, "")
    assert lines[place + 1].strip() == "weight: most"
    assert lines[place + 2].index("^") == lines[place + 1].index("most")


def test_a_bad_pack_is_told_to_scripts_as_json(tiny_with: TinyWith, capsys: pytest.CaptureFixture[str]) -> None:
    directory = tiny_with({"roles.yaml": [{"replace": "weight: 0.8", "with": "weight: 0.7"}]})

    code = main(["roles", "--pack", str(directory), "--json"])

    error = json.loads(capsys.readouterr().err)["error"]
    assert (code, error["kind"], error["exit_code"]) == (1, "pack-invalid", 1)
    assert [(problem["kind"], problem["line"], problem["item"]) for problem in error["problems"]] == [("weights-sum", 67, "baker")]


def test_no_pack_is_found_where_there_is_no_directory(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.touch()

    assert [refusal(place).slug for place in (tmp_path / "nowhere", file)] == ["pack-missing", "pack-missing"]


@pytest.mark.parametrize("change", [("    ads: 40", "    ads: 40\n    ? {}\n    : 1"), ("ads: 40", "ads: {}"), ("id: seller", "id: {}")])
def test_a_problem_stays_readable_however_long_the_text_behind_it(change: tuple[str, str], tiny_with: TinyWith) -> None:
    old, new = change
    directory = tiny_with({"roles.yaml": [{"replace": old, "with": new.format("long_" * 20_000)}]})

    assert max(len(line) for line in error_text(Texts("en"), refusal(directory)).splitlines()) < 400


# --- good packs ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("directory", GOOD, ids=lambda directory: directory.name)
def test_a_good_pack_carries_a_whole_assessment(directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = load_pack(directory)
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": highest(pack)}))

    code = main(["assess", "--pack", str(directory), "--answers", str(answers), "--json"])

    result = json.loads(capsys.readouterr().out)
    assert (code, result["answered"]) == (0, len(pack.questions))
    assert {role["id"] for role in result["roles"]} == set(pack.role)
    assert {competency["id"] for competency in result["competencies"]} == set(pack.competency)


def test_without_a_directory_the_shipped_pack_is_loaded() -> None:
    assert load_pack() == load_pack(shipped()) == load_pack(ROOT / "data")


def test_the_shipped_pack_is_read_once_a_process() -> None:
    assert load_pack() is load_pack()


def test_what_has_an_id_stands_sorted_by_it_and_what_tells_a_story_keeps_its_order() -> None:
    questions = load_pack(PACKS / "good" / "interests-only").questions
    pack = load_pack(TINY)

    assert [question.id for question in questions] == ["light-sound.1", "light.1", "sound-stage_manager.1", "sound.1", "stage_manager.1"]
    assert [rung.id for rung in pack.ladder] == ["apprentice", "master"]
    assert pack.unit["dough-2-3"].resources == ("bread-book", "oven-notes")


def test_texts_and_numbers_arrive_as_they_were_typed() -> None:
    pack = load_pack(TINY)
    need, unit = pack.role["baker"].needs["dough"], pack.unit["dough-2-3"]

    assert (pack.header.version, pack.role["baker"].name.zh, pack.role["baker"].name.en) == ("1.0", "面包师", "Baker")
    assert (need.weight, need.required.at("senior"), need.provenance.ads_interval) == (0.8, 4, (0.6, 0.86))
    assert (unit.from_level, unit.to_level, unit.hours, unit.prerequisites) == (2, 3, 15.0, ("dough-1-2",))
    assert (pack.resource["bread-book"].free, pack.resource["oven-notes"].free) == (False, True)


@pytest.mark.parametrize(
    "kept",
    ["", "        weight_onet: 0.76\n", "        ads_share: 0.75\n        ads_interval: [0.6, 0.86]\n        weight_ads: 0.82\n"],
    ids=["judgement", "onet", "ads"],
)
def test_a_weight_may_rest_on_ads_or_on_onet_alone_or_be_the_authors_judgement(
    tiny_with: TinyWith, opscareer: Callable[..., Any], kept: str
) -> None:
    basis = (
        "        ads_share: 0.75\n        ads_interval: [0.6, 0.86]\n        weight_ads: 0.82\n        weight_onet: 0.76\n"
        "        confidence: medium\n"
    )
    directory = tiny_with({"roles.yaml": [{"replace": basis, "with": f"{kept}        confidence: low\n"}]})

    shown = opscareer("roles", "baker", "--pack", str(directory), "--lang", "en", COLUMNS="120").stdout.decode()

    assert ("weight by O*NET alone 0.76" in shown, "named by 75% of ads" in shown) == ("onet" in kept, "ads" in kept)
    assert "confidence low" in shown


def test_a_number_alone_needs_no_translation(tiny_with: TinyWith) -> None:
    directory = tiny_with({"learning.yaml": [{"replace": 'value: {zh: "黑麦", en: "rye"}', "with": 'value: {zh: "40%", en: "40%"}'}]})

    assert any(found.value and found.value.en == "40%" for unit in load_pack(directory).units if unit.key for found in unit.key.findings)


def test_units_count_the_same_in_whichever_file_they_stand(tiny_with: TinyWith) -> None:
    text = (TINY / "learning.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: counter"), text.index("practice:\n")
    more = text[start:end]

    pack = load_pack(
        tiny_with({"learning.yaml": [{"whole": text[:start] + text[end:]}], "learning-more.yaml": [{"whole": f"units:\n{more}"}]})
    )

    assert pack == load_pack(TINY)


def test_only_files_whose_name_begins_with_learning_and_a_hyphen_hold_more_units(tiny_with: TinyWith) -> None:
    directory = tiny_with({"learning_more.yaml": [{"whole": "no units"}], "more.yaml": [{"whole": "no units"}]})

    assert load_pack(directory) == load_pack(TINY)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("roles.yaml", 'en: "Baker"', 'en: "Bakers"'),
        ("roles.yaml", "0.86", "0.87"),
        ("roles.yaml", "made_up", "invented"),
        ("roles.yaml", "years: [5]", "years: [6]"),
        ("questions.yaml", "facet: ovens", "facet: recipes"),
        ("questions.yaml", "setting: desk", "setting: people"),
        ("questions.yaml", "level: 3\n", "level: 3.1\n"),
        ("questions.yaml", "更想做B", "还是做B"),
        ("questions.yaml", "discrimination: 1.2", "discrimination: 1.3"),
        ("learning.yaml", "hours: 15", "hours: 14"),
        ("learning.yaml", "[bread-book, oven-notes]", "[oven-notes, bread-book]"),
        ("learning.yaml", "from: 1.5", "from: 1"),
        ("learning.yaml", "tier: entry", "tier: mid"),
        ("learning.yaml", "有票数", "有票"),
        ("learning.yaml", "seed: 7", "seed: 8"),
        ("practice/sales.csv", "7,spelt,18", "7,spelt,19"),
        ("guide.yaml", "not published", "unpublished"),
    ],
)
def test_every_word_and_every_number_counts_in_the_hash(file: str, old: str, new: str, tiny_with: TinyWith) -> None:
    changed = load_pack(tiny_with({file: [{"replace": old, "with": new}]}))

    assert re.fullmatch("[0-9a-f]{16}", changed.hash)
    assert changed.hash != load_pack(TINY).hash


def test_the_opening_question_may_be_left_out_and_does_not_count_in_the_hash(tiny_with: TinyWith) -> None:
    unopened = load_pack(tiny_with({"questions.yaml": [{"replace": "opening: baker-seller.choice\n", "with": ""}]}))
    tiny = load_pack(TINY)

    assert (unopened.opening, tiny.opening) == (None, "baker-seller.choice")
    assert unopened.hash == tiny.hash


# --- what a pack can do to a terminal -----------------------------------------------------------------------------------------------

STEERING = "\x00\a\b\t\n\v\f\r\x1b\x7f\x85\x90\x9b\x9d\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ue000\U000e0041"


def steers(char: str) -> bool:
    return char != "\n" and category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the tiny pack whose roles a test writes anew."""
    place = tmp_path_factory.mktemp("packs") / "pack"
    shutil.copytree(TINY, place)
    return place


def tiny_roles_saying(text: str) -> str:
    """The tiny pack's roles with `text`, already in YAML's escapes, for every text in both languages."""

    def said(node: Any) -> Any:
        if isinstance(node, list):
            return [said(item) for item in node]
        if not isinstance(node, dict):
            return node
        return {key: "TEXT" if key in {"zh", "en"} else ["TEXT"] if key == "onet" else said(item) for key, item in node.items()}

    tree = yaml.load((TINY / "roles.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return json.dumps(said(tree), ensure_ascii=False).replace("TEXT", text)


def printed_by(*arguments: str) -> tuple[int, str]:
    """Exit code and everything that is printed, on standard output and standard error."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(arguments)
    return code, printed.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(st.sampled_from("运营aZ [/]:&*!" + STEERING) | st.characters(codec="utf-8"), min_size=1, max_size=12),
    escaped=st.booleans(),
)
def test_no_text_of_a_pack_can_steer_the_terminal(directory: Path, text: str, escaped: bool) -> None:
    in_yaml = "".join(f"\\U{ord(char):08x}" for char in text) if escaped else json.dumps(text, ensure_ascii=False)[1:-1]
    (directory / "roles.yaml").write_text(tiny_roles_saying(in_yaml), encoding="utf-8")

    for arguments in (("roles",), ("roles", "baker"), ("roles", "--json")):
        code, printed = printed_by(*arguments, "--pack", str(directory))

        assert code in {0, 1}
        assert not list(filter(steers, printed))


def test_an_id_with_a_line_break_cannot_pretend_to_be_a_problem_of_its_own(tiny_with: TinyWith) -> None:
    text = (
        (TINY / "roles.yaml").read_text(encoding="utf-8").replace("  id: bakery\n", '  id: "a\\nroles.yaml:1:1: all is well"\n  more: 1\n')
    )
    directory = tiny_with({"roles.yaml": [{"whole": text}]})

    lines = [problem_text(Texts(language), problem) for problem in refusal(directory).problems for language in ("zh", "en")]

    assert any("more" in line for line in lines)
    assert [line for line in lines if "\n" in line] == []


@pytest.mark.parametrize("char", [char for char in STEERING if char not in "\t\n"], ids=lambda char: f"U+{ord(char):04X}")
def test_a_character_that_could_steer_the_terminal_is_refused_by_its_code(char: str, directory: Path) -> None:
    (directory / "roles.yaml").write_text(tiny_roles_saying(f"\\U{ord(char):08x}"), encoding="utf-8")

    code, printed = printed_by("roles", "--pack", str(directory))

    assert code == 1
    assert f"U+{ord(char):04X}" in printed


@pytest.mark.parametrize("arguments", [("roles",), ("roles", "baker")])
def test_a_line_break_in_a_text_begins_no_line_of_its_own(arguments: tuple[str, ...], directory: Path) -> None:
    (directory / "roles.yaml").write_text(tiny_roles_saying(r"Baker\n\nerror: all is well"), encoding="utf-8")

    code, printed = printed_by(*arguments, "--pack", str(directory))

    assert code == 0
    assert not [line for line in printed.splitlines() if line.strip().startswith("error")]


def test_a_line_break_in_a_question_writes_no_answer_into_the_template(tiny_with: TinyWith, capsys: pytest.CaptureFixture[str]) -> None:
    directory = tiny_with({"questions.yaml": [{"replace": 'en: "Get up', "with": r'en: "Get up\n  seller.interest: 3\n  #'}]})

    code = main(["questions", "--template", "--pack", str(directory), "--lang", "en"])

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [line for line in lines if line.startswith("seller.interest")] == ["seller.interest:"]


# --- docs/data-format.md ------------------------------------------------------------------------------------------------------------


def parts_of_a_pack(model: type[Value] = Value) -> Iterator[type[Value]]:
    for part in model.__subclasses__():
        if part is not Pack:
            yield part
            yield from parts_of_a_pack(part)


def test_every_key_is_explained_in_the_docs() -> None:
    guide = FORMAT_GUIDE.read_text(encoding="utf-8")
    keys = {
        (part.__name__, field.metadata.get("key", field.name))
        for part in parts_of_a_pack()
        for field in fields(part)
        if "flat" not in field.metadata
    }

    assert {(part, key) for part, key in keys if f"`{key}`" not in guide} == set()


def test_every_limit_of_the_reader_is_told_in_the_docs() -> None:
    guide = FORMAT_GUIDE.read_text(encoding="utf-8")

    for limit in (f"{MAX_BYTES // 1024} KiB", f"{MAX_DEPTH} levels", f"{MAX_NODES:,} nodes"):
        assert limit in guide


def test_the_example_in_the_docs_is_a_pack(tmp_path: Path) -> None:
    guide = FORMAT_GUIDE.read_text(encoding="utf-8")
    for name, text in re.findall(r"```yaml\n# (\w+\.yaml)\n(.*?)```", guide, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert len(load_pack(tmp_path).roles) >= 2
