"""The program's texts: each in both languages with the same gaps, each said somewhere, and everything that is said is there."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest
from jinja2 import Environment
from jinja2.nodes import Call, Const, Name
from shipped import shipped_pack

import opscareer
from opscareer.errors import UsageError
from opscareer.pack.model import TIERS, Confidence, Question, Text
from opscareer.report.problems import error_text
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import RELIABILITY
from opscareer.results.assessment import Sign
from opscareer.texts import LANGUAGES, SETTINGS, Texts, catalogue

PACKAGE = Path(opscareer.__file__).parent
TREES = {
    path.relative_to(PACKAGE): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] != "texts" or path.parent.name == "texts"
}
CATALOGUES = {language: catalogue(language).texts for language in LANGUAGES}
KEYS = set(CATALOGUES["en"])
SECTIONS = {key.split(".")[0] for key in KEYS if "." in key}
ERRORS = ("error.", "hint.", "problem.")


def forms(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language, each plural form by itself, with its key."""
    for key, text in CATALOGUES[language].items():
        yield from ((key, form) for form in ((text,) if isinstance(text, str) else text))


def gaps_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def gaps(key: str) -> set[str]:
    """What a text needs to be told, in any language and form."""
    texts = [CATALOGUES[language].get(key, "") for language in LANGUAGES]
    return {gap for text in texts for form in ((text,) if isinstance(text, str) else text) for gap in gaps_of(form)}


def nodes(kind: type) -> Iterator[ast.AST]:
    for tree in TREES.values():
        yield from (node for node in ast.walk(tree) if isinstance(node, kind))


def pattern_of(text: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can become."""
    parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in text.values]
    return re.compile("".join(parts))


TEMPLATES = [Environment().parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.j2"))]
CALLS = [call for tree in TEMPLATES for call in tree.find_all(Call) if isinstance(call.node, Name) and call.node.name == "texts"]
IN_TEMPLATES = [(call.args[0].value, {word.key for word in call.kwargs}) for call in CALLS if isinstance(call.args[0], Const)]

STRINGS = {str(node.value) for node in nodes(ast.Constant) if isinstance(node.value, str)}
PATTERNS = {pattern_of(node) for node in nodes(ast.JoinedStr)}
KEY_PATTERNS = {pattern for pattern in PATTERNS if re.fullmatch(r"(" + "|".join(SECTIONS) + r")\\\.\S+", pattern.pattern)}


# --- the catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_files_of_a_language(language):
    def each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    files = [path for path in (PACKAGE / "texts" / language).glob("*.json") if path.name != SETTINGS]
    tables = [json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=each_key_once) for path in files]

    assert len(CATALOGUES[language]) == sum(len(table) for table in tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language_with_the_same_named_gaps(language):
    assert set(CATALOGUES[language]) == KEYS
    assert [key for key, form in forms(language) if not form.strip() or "" in gaps_of(form)] == []
    assert [key for key, form in forms(language) if gaps_of(form) | {"count"} != gaps(key) | {"count"}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_plural_forms_has_every_form_and_counts_by_the_gap_count(language):
    plural = {key: text for key, text in CATALOGUES[language].items() if not isinstance(text, str)}
    needed = {catalogue(language).form(count) for count in (*range(200), "1.5", 0.5)}

    assert [key for key in plural if "count" not in gaps(key)] == []
    assert [key for key, text in plural.items() if len(text) != max(needed) + 1] == []


def test_an_english_text_that_counts_things_has_plural_forms():
    counts = re.compile(r"\{count\} (\w+ )?\w+s\b")

    assert [key for key, text in CATALOGUES["en"].items() if isinstance(text, str) and counts.search(text)] == []


def test_the_chinese_texts_are_chinese_and_the_english_texts_english():
    """Where there are words at all, apart from gaps. In English the trade may be called by its name, 运营."""
    chinese, latin, gap = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]"), re.compile(r"\{\w+\}")

    assert [key for key, zh in forms("zh") if latin.search(gap.sub("", zh)) and not chinese.search(zh)] == []
    assert [key for key, en in forms("en") if chinese.search(en.replace("运营", ""))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_names_the_same_commands_and_options_in_every_language(language):
    named = re.compile(r"--[a-z][a-z-]*|\bopscareer [a-z]+")
    in_english = {key: sorted(named.findall(en)) for key, en in forms("en")}

    assert [key for key, form in forms(language) if sorted(named.findall(form)) != in_english[key]] == []


# --- the source


def said() -> Iterator[tuple[str, ast.Call]]:
    """Every place where a text is said by its name: `texts("key", gap=…)`, with the key."""
    for call in nodes(ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "texts" and call.args and isinstance(call.args[0], ast.Constant):
            yield call.args[0].value, call


def test_every_text_that_the_source_says_by_name_is_there():
    assert len(IN_TEMPLATES) > 20
    assert ({key for key, _ in said()} | {key for key, _ in IN_TEMPLATES}) - KEYS == set()


def test_every_string_of_the_source_that_looks_like_the_name_of_a_text_is_one():
    named = {text for text in STRINGS if re.fullmatch(r"[a-z]+(\.[a-z]+(-[a-z]+)*)+", text) and text.split(".")[0] in SECTIONS}

    assert {name for name in named if not name.endswith((".yaml", ".py", ".md", ".json"))} - KEYS == set()


def test_every_text_whose_name_the_source_puts_together_is_there():
    assert len(KEY_PATTERNS) > 5
    assert [pattern.pattern for pattern in KEY_PATTERNS if not any(pattern.fullmatch(key) for key in KEYS)] == []


def test_every_value_that_completes_such_a_name_has_its_text():
    kinds = {get_args(get_type_hints(kind)["kind"])[0] for kind in get_args(Question)}
    families = {
        "tier": TIERS,
        "confidence": get_args(Confidence),
        "session.kind": kinds,
        "quality": ({*get_args(Sign)} - {"pattern"}) | {"pattern-places", "pattern-sequence"},
        "reliability": RELIABILITY,
    }

    assert {f"{family}.{value}" for family, values in families.items() for value in values} - KEYS == set()


def test_every_text_is_said_somewhere():
    patterns = [pattern for pattern in KEY_PATTERNS if not pattern.pattern.startswith(("error", "hint", "problem"))]

    unused = [
        key
        for key in KEYS
        if not key.startswith(ERRORS)
        and key not in STRINGS | {key for key, _ in IN_TEMPLATES}
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]

    assert unused == []


def test_every_gap_is_filled_where_the_text_is_said():
    unfilled = [
        (key, gap)
        for key, call in said()
        if not any(word.arg is None for word in call.keywords)  # **facts: seen when it runs
        for gap in gaps(key) - {word.arg for word in call.keywords}
    ]

    unfilled += [(key, gap) for key, filled in IN_TEMPLATES for gap in gaps(key) - filled]

    assert unfilled == []


# --- errors and problems, which are named by slugs

RAISED_AT = {
    "Problem": 0,
    "OpscareerError": 0,
    "PackError": 0,
    "NoSuchPack": 0,
    "unwritable": 0,
    "AnswersError": 0,
    "NoSuchAnswers": 0,
    "UsageError": 0,
    "OutputError": 0,
    "StoreError": 0,
    "Interrupted": 1,
}
MADE_AT = {"problem": (1, 2), "problem_at": (2,), "_refuse": (1,)}
SLUG = re.compile(r"[a-z]+(-[a-z0-9]+)*")
PACK_FILES = ("pack", "answers")


def slugs(errors: bool) -> Iterator[tuple[str, ast.Call]]:
    """Every slug that an error, or a problem, is made with, where it is written in the call itself."""
    for call in nodes(ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        places = (RAISED_AT[name],) if name in RAISED_AT else MADE_AT.get(name, ())
        if errors != (name in RAISED_AT and name != "Problem"):
            continue
        for place in places:
            argument = call.args[place] if len(call.args) > place else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and SLUG.fullmatch(argument.value):
                yield argument.value, call


def slugs_by_the_way() -> set[str]:
    """Slugs that reach a problem through a variable or a table: what is written like one where packs and answers are read."""
    trees = [tree for path, tree in TREES.items() if path.parts[0] in PACK_FILES]
    strings = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in strings if re.fullmatch(r"(?!utf-8)[a-z]+(-[a-z0-9]+)+", text)}


def test_every_error_that_the_source_raises_has_a_text():
    found = {slug for slug, _ in slugs(errors=True)}

    assert len(found) > 10
    assert {slug for slug in found if f"error.{slug}" not in KEYS} == set()


def test_every_problem_that_the_source_makes_has_a_text():
    found = {slug for slug, _ in slugs(errors=False)}
    errors = {slug for slug, _ in slugs(errors=True)}

    assert len(found) > 20
    assert {slug for slug in found | (slugs_by_the_way() - errors) if f"problem.{slug}" not in KEYS} == set()


def test_every_text_of_an_error_or_problem_has_an_error_or_problem():
    known = {key.split(".", 1)[1] for key in KEYS if key.startswith(ERRORS)}

    def made(slug: str) -> bool:
        return slug in STRINGS or any(pattern.fullmatch(slug) for pattern in PATTERNS if re.match(r"[a-z]+\\-", pattern.pattern))

    assert {slug for slug in known if not made(slug)} == set()
    assert {key.removeprefix("hint.") for key in KEYS if key.startswith("hint.")} <= {
        key.removeprefix("error.") for key in KEYS if key.startswith("error.")
    }


def test_every_gap_in_the_text_of_an_error_is_filled_where_it_is_raised():
    unfilled = [
        (slug, gap)
        for slug, call in slugs(errors=True)
        if not any(word.arg is None for word in call.keywords)
        for key in (f"error.{slug}", f"hint.{slug}")
        for gap in gaps(key) - {word.arg for word in call.keywords} - {"near"}
    ]

    assert unfilled == []


# --- speaking


def test_percentages_say_none_and_all_only_where_it_is_true():
    assert [Texts("en").percent(share) for share in (0, 0.0001, 0.0099, 0.01, 0.5, 0.99, 0.991, 1)] == [
        "0%",
        "<1%",
        "<1%",
        "1%",
        "50%",
        "99%",
        ">99%",
        "100%",
    ]


def test_lists_are_joined_as_each_language_does_it():
    assert Texts("zh").join(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert Texts("en").join(["a", "b", "c"]) == "a, b, c"


def test_braces_in_a_fact_are_shown_as_they_are():
    assert "{0} {x} {{" in error_text(Texts("en"), UsageError("usage", reason="{0} {x} {{", command=""))


def test_only_the_language_in_use_is_loaded_until_the_other_is_asked_for():
    program = (
        "from opscareer.texts import Texts, catalogue; texts = Texts('zh'); loaded = lambda: catalogue.cache_info().currsize;"
        "before = loaded(); texts.switch(); print(before, loaded(), texts.language)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.split() == ["1", "2", "en"]


@pytest.mark.parametrize(
    ("count", "phrase"),
    [
        (0, "0 answers"),
        (1, "1 answer"),
        ("1", "1 answer"),
        ("1.5", "1.5 answers"),
        (2, "2 answers"),
        (11, "11 answers"),
        (21, "21 answers"),
    ],
)
def test_english_says_one_of_a_thing_in_the_singular_and_everything_else_in_the_plural(count, phrase):
    assert f"only {phrase}, so" in Texts("en")("result.few-answers", count=count)


def test_english_counts_the_weeks_of_a_plan_and_the_hours_a_week_each_by_its_own_number():
    texts = Texts("en")
    hour, hours, week = texts("count.hours", count="1"), texts("count.hours", count="8"), texts("count.weeks", count=1)

    said = texts("result.plan-summary", effort=hours, pace=hour, duration=week)

    assert said == "This plan takes about 8 hours (our estimate), some 1 hour a week, for 1 week."


# --- commands in texts


def test_a_command_in_a_text_names_the_language_only_where_it_would_not_be_spoken_anyway() -> None:
    texts = Texts("en", usual="en", given=" --pack 'my pack'")

    assert "opscareer --pack 'my pack' assess" in texts("history.none")
    texts.switch()
    assert "opscareer --lang zh --pack 'my pack' assess" in texts("history.none")
    texts.switch()
    assert "--lang" not in texts("history.none")


def test_a_command_in_a_text_of_the_pack_is_no_different_where_chinese_stands_around_it() -> None:
    texts = Texts("zh", usual="en")

    assert texts.of(Text(zh="还有opscareer report里那一段", en="and in opscareer report")) == "还有opscareer --lang zh report里那一段"


def test_what_a_text_is_filled_with_stays_as_it_is() -> None:
    texts = Texts("en", usual="zh")

    assert "opscareer assess {of} goes on" in texts("history.open-next", command="opscareer assess {of}")


def test_what_knows_a_pack_prints_the_same_commands() -> None:
    texts = Texts("en", usual="zh", given=" --pack bakery")

    assert PackTexts(shipped_pack(), texts).program == texts.program == "opscareer --lang en --pack bakery"
