"""Answers files: what is read, what counts as unanswered, and what is refused at which place."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from people import everyone, some_at_random
from shipped import shipped_pack

from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_answers, read_responses
from opscareer.errors import AnswersError
from opscareer.pack.model import Language, Pack
from opscareer.report.documents import template_document
from opscareer.report.problems import problem_text
from opscareer.results.units import Answer
from opscareer.texts import Texts

PACK = shipped_pack()
LIST = "data_analysis.deeds.cleaning"  # of eight deeds


@pytest.fixture
def pack() -> Pack:
    return PACK


def parsed(text: str) -> dict[str, Answer]:
    return dict(parse_answers(text.encode(), "answers.yaml", PACK).values)


def refused(text: str | bytes) -> AnswersError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(AnswersError) as caught:
        parse_answers(data, "answers.yaml", PACK)
    return caught.value


# --- what is read -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "answers:\n  user.interest.chats: 4\n  data.interest.drop: 1\n",
        "answers: {user.interest.chats: 4, data.interest.drop: 1}",
        "# mine\nanswers:\n  data.interest.drop:   1   # never\n  user.interest.chats: 4",
        "\ufeffanswers:\r\n  user.interest.chats: 4\r\n  data.interest.drop: 1\r\n",
        '{"answers": {"user.interest.chats": 4, "data.interest.drop": 1}}',
        '{\n\t"answers": {\n\t\t"user.interest.chats": 4,\n\t\t"data.interest.drop":\t1\n\t}\n}\n',
        '\n\t {"answers":{"data.interest.drop":1,"user.interest.chats":4}}',
    ],
    ids=["block", "flow", "comments", "byte order mark and CRLF", "json", "json with tabs", "json in one line"],
)
def test_the_same_answers_are_read_from_yaml_and_from_json(text: str) -> None:
    assert parsed(text) == {"data.interest.drop": 1, "user.interest.chats": 4}


def test_the_order_of_the_file_does_not_matter() -> None:
    forwards = parse_answers(b"answers: {user.interest.chats: 4, data.interest.drop: 1}", "a", PACK)
    backwards = parse_answers(b"answers: {data.interest.drop: 1, user.interest.chats: 4}", "b", PACK)

    assert forwards == backwards
    assert list(forwards.values) == list(backwards.values) == ["data.interest.drop", "user.interest.chats"]


@pytest.mark.parametrize("empty", ["", "null", "~"])
def test_a_question_left_empty_is_unanswered(empty: str) -> None:
    assert parsed(f"answers:\n  user.interest.chats: {empty}\n  data.interest.drop: 1\n") == {"data.interest.drop": 1}
    if empty == "null":
        assert parsed('{"answers": {"user.interest.chats": null, "data.interest.drop": 1}}') == {"data.interest.drop": 1}


def test_a_line_may_begin_with_one_space_of_a_chinese_keyboard_where_others_begin_with_two() -> None:
    text = "answers:\n  user.interest.chats: 4\n\u3000data.interest.drop: 1\n"

    assert parsed(text) == {"data.interest.drop": 1, "user.interest.chats": 4}


def test_every_option_of_every_question_is_accepted(pack: Pack) -> None:
    for number in range(1, 10):
        values = everyone(pack, number)
        assert parsed(json.dumps({"answers": values})) == values


@pytest.mark.parametrize(
    ("written", "ticks"), [("[]", ()), ("[3]", (3,)), ("[5, 1, 3]", (1, 3, 5)), ("\n    - 1\n    - 8", (1, 8)), ("[ 1,2 ]  # two", (1, 2))]
)
def test_a_list_of_deeds_is_answered_with_their_numbers_in_any_order_or_with_none(written: str, ticks: tuple[int, ...]) -> None:
    assert parsed(f"answers:\n  {LIST}: {written}\n") == {LIST: ticks}


def test_no_deed_done_is_an_answer_and_a_list_left_empty_is_none() -> None:
    assert parsed(f"answers: {{{LIST}: []}}") == {LIST: ()}
    assert parsed(f"answers:\n  {LIST}:\n  user.interest.chats: 1\n") == {"user.interest.chats": 1}


def test_the_template_is_read_once_it_is_filled_in(pack: Pack) -> None:
    document = template_document(pack)
    document["answers"]["user.interest.chats"] = 3

    assert parsed(json.dumps(document)) == {"user.interest.chats": 3}
    assert parsed(yaml.safe_dump(document)) == {"user.interest.chats": 3}


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "答案.yaml"
    path.write_text("answers: {user.interest.chats: 4}", encoding="utf-8")

    assert read_answers(path, PACK) == Answers({"user.interest.chats": 4})


@given(st.integers(0, 2**32))
def test_whatever_answers_are_written_are_read_back(seed: int) -> None:
    values = some_at_random(PACK, random.Random(seed))

    for text in (
        json.dumps({"answers": values}),
        json.dumps({"answers": values}, indent="\t"),
        yaml.safe_dump(json.loads(json.dumps({"answers": values}))),
    ):
        assert parsed(text) == values


# --- what is refused ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug", "line", "column"),
    [
        ("answers:\n  user.interest.chats: 6\n", "answer-range", 2, 24),
        ("answers:\n  user.interest.chats: 0\n", "answer-range", 2, 24),
        ("answers:\n  user.interest.chats: -1\n", "answer-range", 2, 24),
        ("answers:\n  user.interest.chats: 4.0\n", "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: +4\n", "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: 0x4\n", "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: yes\n", "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: ９\n", "answer-range", 2, 24),
        ("answers:\n  user.interest.chats: ④\n", "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: 4\n  USER.interest.chats: 4\n", "duplicate-key", 3, 3),
        ('answers:\n  user.interest.chats: "4"\n', "answer-type", 2, 24),
        ('answers:\n  user.interest.chats: ""\n', "answer-type", 2, 24),
        ("answers:\n  user.interest.chats: [4]\n", "answer-no-list", 2, 24),
        ("answers:\n  user.interest.chats: []\n", "answer-no-list", 2, 24),
        ("answers:\n  user.interest.chats: {a: 4}\n", "answer-type", 2, 24),
        (f"answers:\n  {LIST}: 2\n", "answer-bare", 2, 33),
        (f"answers:\n  {LIST}: 0\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: 1 3\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: some\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: {{1: 3}}\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: [one]\n", "answer-deeds", 2, 33),
        (f'answers:\n  {LIST}: ["1"]\n', "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: [[1]]\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: [1, null]\n", "answer-deeds", 2, 33),
        (f"answers:\n  {LIST}: [1, 9]\n", "answer-off-list", 2, 33),
        (f"answers:\n  {LIST}: [0]\n", "answer-off-list", 2, 33),
        (f"answers:\n  {LIST}: [1, -2]\n", "answer-off-list", 2, 33),
        (f"answers:\n  {LIST}: [{'9' * 5000}]\n", "answer-off-list", 2, 33),
        (f"answers:\n  {LIST}: [2, 1, 2]\n", "answer-twice", 2, 33),
        ("answers:\n  user.interest.none: 4\n", "unknown-question", 2, 3),
        ("answers:\n  user.interest.chats: 4\n  user.interest.chats: 4\n", "duplicate-key", 3, 3),
        ("answers:\n  <<: {user.interest.chats: 4}\n", "merge-key", 2, 3),
        ("answers:\n  user.interest.chats: &a 4\n", "anchor", 2, 24),
        ("answers:\n  user.interest.chats: !!int 4\n", "tag", 2, 24),
        ("answers: {user.interest.chats: 4}\n---\nanswers: {}\n", "second-document", 2, 1),
        ("answers:\n\tuser.interest.chats: 4\n", "yaml-syntax", 2, 1),
        ("answers: {user.interest.chats: 4\n", "yaml-syntax", 2, 1),
        ("answers: 4\n", "answers-not-mapping", 1, 10),
        ("answers: [4]\n", "answers-not-mapping", 1, 10),
        ("user.interest.chats: 4\nuser.interest.none: 4\n", "answers-bare", 1, 1),
        ("{User.Interest.Chats: 4, user.interest.quarrel: 4}\n", "answers-bare", 1, 2),
        ("chats: 4\n", "key-unknown", 1, 1),
        ("- 4\n", "answers-shape", 1, 1),
        ("4\n", "answers-shape", 1, 1),
        ("answers: {user.interest.chats: 4}\nanswer: 4\n", "key-unknown", 2, 1),
        ("pack: {version: 99}\nanswers: {user.interest.chats: 4}\n", "answers-pack-version", 1, 17),
        ("pack: {id: gardening}\nanswers: {user.interest.chats: 4}\n", "answers-pack-id", 1, 12),
        ("pack: {hash: 0123}\nanswers: {user.interest.chats: 4}\n", "answers-pack-hash", 1, 14),
        ("pack: {name: x}\nanswers: {user.interest.chats: 4}\n", "key-unknown", 1, 8),
        ("pack: operations\nanswers: {user.interest.chats: 4}\n", "not-mapping", 1, 7),
        ("answers:\n  user.interest.chats: 4\x07\n", "hidden-character", 2, 25),
        ("answers:\n  user.interest.chats: \u202e4\n", "hidden-character", 2, 24),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(text: str, slug: str, line: int, column: int) -> None:
    error = refused(text)

    found = [(problem.slug, problem.file, problem.line, problem.column) for problem in error.problems]
    assert (slug, "answers.yaml", line, column) in found
    assert error.exit_code == 1


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "file-empty"),
        (b"\n# nothing\n", "file-empty"),
        (b"a\x00\xff\xfe", "file-binary"),
        (b"\xff\xfea\x00", "not-utf8"),
        (b"answers: \xe9\n", "not-utf8"),
        (b"answers: {" + b" " * 262_144 + b"}", "file-too-large"),
        (b"answers: " + b"[" * 13 + b"]" * 13, "too-deep"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_of_this_kind_is_refused(data: bytes, slug: str) -> None:
    assert [problem.slug for problem in refused(data).problems] == [slug]


def test_a_number_of_five_thousand_digits_is_out_of_range() -> None:
    error = refused(f"answers:\n  user.interest.chats: {'1' * 5000}\n")

    assert [(problem.slug, problem.line, problem.column) for problem in error.problems] == [("answer-range", 2, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "answers: {}",
        "answers:\n",
        "answers:\n  user.interest.chats:\n  data.interest.chance: null\n",
        '{"answers": {"user.interest.chats": null}}',
        json.dumps(template_document(PACK)),
    ],
    ids=["empty mapping", "nothing", "all empty", "all null", "the template as it comes"],
)
def test_a_file_without_a_single_answer_gives_no_answers(text: str) -> None:
    error = refused(text)

    assert (error.slug, error.facts["file"], error.problems) == ("answers-none", "answers.yaml", ())


def test_all_that_is_wrong_is_told_at_once_from_top_to_bottom() -> None:
    error = refused(
        "wrong: 1\nanswers:\n  user.interst.chats: 4\n  data.interest.chance: 9\n  event.interest.rules: soon\npack: {id: x, version: 9}\n"
    )

    assert [(problem.slug, problem.line) for problem in error.problems] == [
        ("key-unknown", 1),
        ("unknown-question", 3),
        ("answer-range", 4),
        ("answer-type", 5),
        ("answers-pack-id", 6),
        ("answers-pack-version", 6),
    ]


def test_a_misspelt_question_is_told_the_nearest_one() -> None:
    (problem,) = refused("answers: {user.interst.chats: 4}").problems

    assert problem.facts["near"] == "user.interest.chats"


def test_a_value_out_of_range_is_told_the_question_the_value_and_the_range() -> None:
    (problem,) = refused("answers: {user.interest.chats: 7}").problems

    assert problem.facts == {"question": "user.interest.chats", "value": "7", "top": 5}
    assert problem.source == "answers: {user.interest.chats: 7}"


def test_answers_for_this_very_pack_are_accepted(pack: Pack) -> None:
    header = f"pack: {{id: {pack.header.id}, version: {pack.header.version}, hash: '{pack.hash}'}}\n"

    assert parsed(header + "answers: {user.interest.chats: 4}") == {"user.interest.chats": 4}


@pytest.mark.parametrize(("name", "slug"), [("missing.yaml", "file-missing"), (".", "file-is-directory")])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, slug: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(tmp_path / name, PACK)

    assert [problem.slug for problem in caught.value.problems] == [slug]


WORDS = [
    "answers",
    "pack",
    "id",
    "user.interest.chats",
    LIST,
    "choice.1",
    "4",
    "9",
    "null",
    "~",
    "-",
    "---",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "#",
    "&",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "\\",
    "?",
    "%",
    "@",
    "`",
    "<<",
    "é",
    "４",
    "😀",
    '"',
    "'",
]
PIECES = st.sampled_from([*WORDS, ": ", " ", "\n", "\t", "\x00", "\x1b", "\ufeff"])


@given(st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=25).map("".join).map(str.encode)))
def test_any_bytes_are_answers_or_a_refusal(data: bytes) -> None:
    try:
        found = parse_answers(data, "answers.yaml", PACK)
    except AnswersError as error:
        assert error.problems or error.slug == "answers-none"
    else:
        assert found.values
        assert all(PACK.accepts(name, value) for name, value in found.values.items())


# --- many people --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    return tmp_path / "responses.csv"


def cell(value: Answer | None) -> str:
    """As a table has it: `1 3`, and `0` where no deed was done."""
    return (" ".join(map(str, value)) or "0") if isinstance(value, tuple) else "" if value is None else str(value)


def csv_of(values: list[dict[str, Answer]]) -> str:
    names = [question.id for question in PACK.questions]
    return "\n".join([",".join(names), *(",".join(cell(person.get(name)) for name in names) for person in values)]) + "\n"


def test_many_people_are_read_a_line_each(responses: Path) -> None:
    people = [everyone(PACK, 1), everyone(PACK, 3)]
    responses.write_text(csv_of(people), encoding="utf-8-sig")

    assert [dict(person.values) for person in read_responses(responses, PACK)] == people


def test_empty_cells_are_unanswered_and_who_answers_nothing_is_left_out(responses: Path) -> None:
    people = [{LIST: (1, 3), "user.interest.chats": 2}, {}, {LIST: ()}]
    responses.write_text(csv_of(people))

    assert [dict(person.values) for person in read_responses(responses, PACK)] == [people[0], people[2]]


def test_questions_may_be_missing_from_a_table_and_deeds_parted_by_semicolons(responses: Path) -> None:
    responses.write_text(f"{LIST},user.interest.chats\n3;1,2\n 4 , 5 \n")

    assert [dict(person.values) for person in read_responses(responses, PACK)] == [
        {LIST: (1, 3), "user.interest.chats": 2},
        {LIST: (4,), "user.interest.chats": 5},
    ]


@pytest.mark.parametrize(
    ("change", "slug", "line"),
    [
        (lambda text: "", "responses-none", 0),
        (lambda text: text.split("\n")[0], "responses-none", 0),
        (lambda text: text.replace("user.interest.chats,", "user.interst.chats,", 1), "unknown-question", 1),
        (lambda text: text.replace("\n3,", "\n", 1), "responses-width", 2),
        (lambda text: text.replace("\n3,", "\n8,", 1), "answer-range", 2),
        (lambda text: text.replace("\n3,", "\nx,", 1), "answer-type", 2),
        (lambda text: text.replace("\n3,", "\n3 1,", 1), "answer-type", 2),
        (lambda text: text.replace("\n3,", f"\n{'1' * 5000},", 1), "answer-range", 2),
        (lambda text: text.replace(",1 2,", ",1 9,", 1), "answer-off-list", 2),
        (lambda text: text.replace(",1 2,", ",1 1,", 1), "answer-twice", 2),
        (lambda text: text.replace(",1 2,", ",some,", 1), "answer-cell", 2),
        (lambda text: "\n".join(f"{line},{line.split(',')[0]}" for line in text.strip().split("\n")), "duplicate-key", 1),
    ],
    ids=[
        "empty",
        "nobody",
        "unknown question",
        "short line",
        "range",
        "type",
        "two options",
        "enormous",
        "deed that is not there",
        "deed twice",
        "no numbers",
        "question twice",
    ],
)
def test_a_table_that_cannot_be_read_is_refused_at_its_line(responses: Path, change, slug: str, line: int) -> None:
    responses.write_text(change(csv_of([everyone(PACK, 3)])), encoding="utf-8")

    with pytest.raises(AnswersError) as caught:
        read_responses(responses, PACK)

    assert (slug, line) in [(problem.slug, problem.line) for problem in caught.value.problems]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_of_another_length_than_the_first_is_told_both_lengths(responses: Path, language: Language) -> None:
    responses.write_text(csv_of([everyone(PACK, 3)]) + "1,2\n", encoding="utf-8")

    with pytest.raises(AnswersError) as caught:
        read_responses(responses, PACK)

    (problem,) = caught.value.problems
    assert re.findall("[0-9]+", problem_text(Texts(language), problem).removeprefix(str(responses))) == [
        "3",
        "1",
        "2",
        str(len(PACK.questions)),
    ]


def test_a_table_with_a_cell_without_end_is_called_just_that_and_not_a_wrong_encoding(responses: Path) -> None:
    responses.write_text(csv_of([everyone(PACK, 3)]).replace("\n3,", f"\n{'9' * 200_000},", 1), encoding="utf-8")

    with pytest.raises(AnswersError) as caught:
        read_responses(responses, PACK)

    assert [(problem.slug, problem.line) for problem in caught.value.problems] == [("responses-syntax", 2)]


# --- the value ----------------------------------------------------------------------------------------------------------------------


def test_answers_can_be_added_changed_and_taken_away_without_touching_the_old_ones() -> None:
    before = Answers({"b": 2})

    after = before.with_answer("a", 1).with_answer("b", 3)

    assert dict(before.values) == {"b": 2}
    assert dict(after.values) == {"a": 1, "b": 3}
    assert (len(after), "a" in after, "c" in after) == (2, True, False)
    assert after.without("a").without("c") == Answers({"b": 3})


def test_answers_made_in_code_are_held_to_the_pack() -> None:
    assert dict(Answers.checked({"user.interest.chats": 5, LIST: [3, 1]}, PACK).values) == {LIST: (1, 3), "user.interest.chats": 5}
    assert dict(Answers.checked({LIST: []}, PACK).values) == {LIST: ()}


@pytest.mark.parametrize(
    ("values", "slug"),
    [
        ({"user.interest.chats": 0}, "answer-range"),
        ({"user.interest.chats": 6}, "answer-range"),
        ({"user.interest.chats": -1}, "answer-range"),
        ({"user.interest.chats": 2.0}, "answer-range"),
        ({"user.interest.chats": [2]}, "answer-no-list"),
        ({LIST: 2}, "answer-bare"),
        ({LIST: None}, "answer-deeds"),
        ({LIST: [9]}, "answer-off-list"),
        ({LIST: [1, "2"]}, "answer-off-list"),
        ({LIST: [1, 1]}, "answer-twice"),
        ({"user.interest.none": 1}, "unknown-question"),
    ],
)
def test_answers_that_the_pack_does_not_have_cannot_be_made(values: dict[str, Any], slug: str) -> None:
    with pytest.raises(AnswersError) as caught:
        Answers.checked(values, PACK)

    assert [(problem.slug, problem.item) for problem in caught.value.problems] == [(slug, *values)]
