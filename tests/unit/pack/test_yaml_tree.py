"""The small, dull part of YAML that is read, and the place of everything in it. What a pack may not hold: tests/packs/bad."""

import sys
from pathlib import Path
from unicodedata import category

import pytest

from opscareer.errors import Problem
from opscareer.pack.source import MAX_BYTES, Unreadable, visible
from opscareer.pack.yaml_tree import MAX_DEPTH, MAX_NODES, read_bytes, read_file, read_text

STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
HIDDEN = [chr(code) for code in range(1, sys.maxunicode + 1) if chr(code) not in "\t\n" and category(chr(code)) in STEERING - {"Cs", "Co"}]
PRIVATE = ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"]


def problem_of(text: str | bytes) -> Problem:
    with pytest.raises(Unreadable) as caught:
        read_text(text, "a.yaml") if isinstance(text, str) else read_bytes(text, "a.yaml")
    return caught.value.problem


# --- what is read -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "~", "null", "1.10", "1:59", "0x1F", "010", "1_000", "2024-01-01", ".nan", "-0", "3", "=", "面包"]
)
def test_a_plain_scalar_stays_what_was_typed(scalar: str) -> None:
    assert read_text(f"a: {scalar}\n", "a.yaml").tree == {"a": scalar}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('a: "x\\ty\\u4e2d"', {"a": "x\ty中"}),
        ("a: 'it''s'", {"a": "it's"}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a:\n", {"a": ""}),
        ("a: []\nb: {}", {"a": [], "b": {}}),
        ("- 1\n- [2, {c: 3}]", ["1", ["2", {"c": "3"}]]),
        ("---\na: 1\n...\n", {"a": "1"}),
        ('"<<": 1', {"<<": "1"}),
        ("? a\n: 1", {"a": "1"}),
        ("a: 1 # b: 2", {"a": "1"}),
        ('""', ""),
    ],
)
def test_mappings_lists_and_strings_are_read(text: str, tree: object) -> None:
    assert read_text(text, "a.yaml").tree == tree


def test_json_is_read_too_even_indented_with_tabs() -> None:
    assert read_text('{\n\t"a": [1, true, "\\u4e2d"],\n\t"b": null\n}\n', "a.json").tree == {"a": ["1", "true", "中"], "b": "null"}


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"a: 1\nb: 2"])
def test_a_byte_order_mark_and_the_line_ends_of_other_systems_change_nothing(data: bytes) -> None:
    source = read_bytes(data, "a.yaml")

    assert source.tree == {"a": "1", "b": "2"}
    assert [(mark.line, mark.column) for mark in source.keys.values()] == [(1, 1), (2, 1)]


def test_a_second_byte_order_mark_is_a_hidden_character() -> None:
    assert problem_of(b"\xef\xbb\xbf\xef\xbb\xbfa: 1").slug == "hidden-character"


# --- where it stands ----------------------------------------------------------------------------------------------------------------


def test_every_node_and_every_key_has_its_place() -> None:
    source = read_text("面包:\n  - {名: 圆, b: [x, 'y']}\n", "a.yaml")

    assert {path: (mark.line, mark.column) for path, mark in source.marks.items()} == {
        (): (1, 1),
        ("面包",): (2, 3),
        ("面包", 0): (2, 5),
        ("面包", 0, "名"): (2, 9),
        ("面包", 0, "b"): (2, 15),
        ("面包", 0, "b", 0): (2, 16),
        ("面包", 0, "b", 1): (2, 19),
    }
    assert {path: (mark.line, mark.column) for path, mark in source.keys.items()} == {
        ("面包",): (1, 1),
        ("面包", 0, "名"): (2, 6),
        ("面包", 0, "b"): (2, 12),
    }


@pytest.mark.parametrize(
    ("scalar", "quoted"), [("3", False), ("'3'", True), ('"3"', True), ("|\n  3", True), (">\n  3", True), ("", False)]
)
def test_a_quoted_number_is_told_from_a_plain_one(scalar: str, quoted: bool) -> None:
    assert read_text(f"a: {scalar}\n", "a.yaml").marks["a",].quoted is quoted


def test_a_problem_at_something_missing_points_to_what_it_is_missing_in() -> None:
    source = read_text("a:\n  b: {c: 1}\n", "a.yaml")

    problem = source.problem(("a", "b", "d", "e"), "key-missing", key="e")

    assert (problem.line, problem.column, problem.source) == (2, 6, "  b: {c: 1}")


def test_bytes_that_are_no_utf8_are_found_by_line_and_column() -> None:
    problem = problem_of("面包: 1\n好吃: ".encode() + b"\xff")

    assert (problem.slug, problem.line, problem.column) == ("not-utf8", 2, 5)


def test_a_tab_before_a_key_is_called_a_tab() -> None:
    problem = problem_of("a:\n\tb: 1\n")

    assert (problem.slug, problem.line, problem.facts["reason"].code) == ("yaml-syntax", 2, "YAML_TAB")


def test_a_file_is_called_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")

    assert read_file(path).name == str(path)


# --- limits -------------------------------------------------------------------------------------------------------------------------


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1".ljust(MAX_BYTES))
    assert read_file(path).tree == {"a": "1"}

    path.write_bytes(b"a: 1".ljust(MAX_BYTES + 1))
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    assert caught.value.problem.slug == problem_of(path.read_bytes()).slug == "file-too-large"


def test_brackets_may_stand_in_brackets_up_to_the_limit() -> None:
    read_text("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, "a.yaml")

    assert problem_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).slug == "too-deep"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? ", "[{"])
def test_a_hundred_thousand_openings_are_refused_long_before_the_last(opening: str) -> None:
    problem = problem_of(opening * (MAX_BYTES // len(opening) - 1))

    assert problem.slug in {"too-deep", "key-not-text", "yaml-syntax"}  # some versions of the YAML parser have a limit of their own
    assert problem.line == 1
    assert problem.column <= 2000 * len(opening)


def test_a_file_may_hold_as_many_nodes_as_the_limit_and_no_more() -> None:
    items = "- x\n" * (MAX_NODES - 1)  # the list itself is a node too

    assert len(read_text(items, "a.yaml").tree) == MAX_NODES - 1
    assert problem_of(items + "- x\n").slug == "too-many-nodes"


# --- characters that nobody can see -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["a: x{}y", "a: 'x{}y'", "{}a: 1", "a: 1 # {}!", "a: |\n  x{}y"])
def test_no_character_that_hides_or_steers_gets_in(written: str) -> None:
    assert {problem_of(written.format(char)).slug for char in HIDDEN + PRIVATE} == {"hidden-character"}


def test_no_character_that_hides_or_steers_gets_in_as_an_escape() -> None:
    escapes = [f"\\U{ord(char):08x}" for char in ["\x00", *HIDDEN, *PRIVATE]] + [
        r"\e",
        r"\a",
        r"\b",
        r"\v",
        r"\f",
        r"\r",
        r"\0",
        r"\N",
        r"\L",
        r"\P",
        r"\x9b",
    ]

    assert {problem_of(f'a: "x{escape}y"').slug for escape in escapes} == {"hidden-character"}
    assert {problem_of(f'"x{escape}y": a').slug for escape in escapes} == {"hidden-character"}


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud83d\ude00", r"\U00110000"])
def test_half_a_character_is_no_character(escape: str) -> None:
    assert problem_of(f'a: "{escape}"').slug == "yaml-syntax"


@pytest.mark.parametrize("text", ["中文，标点。", "café naïve", "ﬁ½²", "🍞", "e\u0301", "é\u00a0!"])
def test_ordinary_text_of_any_language_gets_in(text: str) -> None:
    assert read_text(f"a: '{text}'", "a.yaml").tree == {"a": text}


def test_a_hidden_character_is_shown_by_its_code_and_all_else_as_it_is() -> None:
    assert visible("a\x1b[2J\u202e中\x00\t\n🍞") == "a<U+001B>[2J<U+202E>中<U+0000>\t\n🍞"
