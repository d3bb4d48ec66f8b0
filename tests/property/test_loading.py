"""Whatever bytes a pack's files hold, they become a pack or a report; however they are laid out, they become the same pack."""

import json
import random
import shutil
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import fields
from itertools import zip_longest
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from opscareer.errors import PackError
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.pack.source import Unreadable
from opscareer.pack.yaml_tree import read_text
from opscareer.report.documents import dump, guide_document, questions_document, roles_document
from opscareer.report.problems import error_document, error_text, problem_text
from opscareer.texts import Texts

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "packs" / "good" / "tiny"
FILES = ("roles.yaml", "questions.yaml", "learning.yaml", "learning-more.yaml", "guide.yaml")
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def trees(directory: Path) -> dict[str, Any]:
    """The files of a pack as plain trees, every scalar the string that was typed."""
    return {path.name: yaml.load(path.read_text(encoding="utf-8"), LOADER) for path in sorted(directory.glob("*.yaml"))}


def with_its_last_unit_in_another_file(files: dict[str, Any]) -> dict[str, Any]:
    """The tiny pack as one of several files of units."""
    *units, last = files["learning.yaml"]["units"]
    return {**files, "learning.yaml": {**files["learning.yaml"], "units": units}, "learning-more.yaml": {"units": [last]}}


TINY_TREES = with_its_last_unit_in_another_file(trees(TINY))
TINY_BYTES = {name: yaml.dump(tree, Dumper=DUMPER, allow_unicode=True, sort_keys=False).encode() for name, tree in TINY_TREES.items()}
SHIPPED = load_pack(ROOT / "data")
SHIPPED_TREES = trees(ROOT / "data")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack whose files a test writes anew; the practice data of both packs are there."""
    place = tmp_path_factory.mktemp("pack")
    for pack in (TINY, ROOT / "data"):
        shutil.copytree(pack / "practice", place / "practice", dirs_exist_ok=True)
    return place


def write(directory: Path, files: Mapping[str, bytes]) -> None:
    """These YAML files and no others."""
    for path in directory.glob("*.yaml"):
        path.unlink()
    for name, data in files.items():
        (directory / name).write_bytes(data)


# --- any bytes ----------------------------------------------------------------------------------------------------------------------

SCRAPS = [
    b"",
    b"\n",
    b" ",
    b"\t",
    b"- ",
    b": ",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"'",
    b"|\n",
    b"? ",
    b"# ",
    b"&a ",
    b"*a",
    b"!t ",
    b"<<: ",
    b"---\n",
]
SCRAPS += [
    b"%YAML 1.2\n",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\\e",
    b"\\ud800",
    b"nan",
    b"-1",
    b"1e999",
    b"9" * 400,
    b"id",
    b"kind",
    b"null",
]
SCRAPS += ["\u202e".encode(), "面".encode(), "\uffff".encode(), b"\r"]


@st.composite
def damaged(draw: st.DrawFn, original: bytes) -> bytes:
    """The bytes with a few stretches replaced by something that means something in YAML."""
    data = original
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 12))
        data = data[:start] + draw(st.sampled_from(SCRAPS) | st.binary(max_size=4)) + data[end:]
    return data


@st.composite
def deranged(draw: st.DrawFn, original: Any) -> bytes:
    """The tree with a few nodes missing, exchanged, doubled or of another kind, as JSON."""
    tree = deepcopy(original)
    for _ in range(draw(st.integers(1, 4))):
        parents = [node for node in nodes(tree) if node and isinstance(node, dict | list)]
        if not parents:
            break
        parent = draw(st.sampled_from(parents))
        place = draw(st.sampled_from(list(parent) if isinstance(parent, dict) else range(len(parent))))
        match draw(st.sampled_from(["lose", "replace", "exchange", "rename"])):
            case "lose":
                del parent[place]
            case "replace":
                parent[place] = draw(ANYTHING)
            case "exchange":
                parent[place] = deepcopy(draw(st.sampled_from(list(nodes(original)))))
            case "rename" if isinstance(parent, dict):
                parent[draw(st.sampled_from(["id", "kind", "deeds", "options", "0", "x\n"]) | st.text(max_size=5))] = parent.pop(place)
    return json.dumps(tree).encode()


ANYTHING = st.recursive(
    st.sampled_from(
        ["", "nan", "-1", "inf", "1e400", "3", "0.5", "true", "²", "9" * 5000, "baker", "dough", "{0}", "%s", "x" * 3000, "a\nb"]
    )
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["zh", "en", "id", "level", "text"]), inner, max_size=3),
    max_leaves=5,
)


def nodes(tree: Any) -> list[Any]:
    found = [tree]
    for node in found:
        found += list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return found


def anything_for(name: str) -> st.SearchStrategy[tuple[str, bytes]]:
    texts = st.text(max_size=200).map(str.encode)
    data = st.binary(max_size=200) | texts | damaged(TINY_BYTES[name]) | damaged(TINY_BYTES[name]) | deranged(TINY_TREES[name])
    return st.tuples(st.just(name), data)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES).flatmap(anything_for))
def test_any_bytes_make_a_pack_or_a_report_that_can_be_read_in_both_languages(directory: Path, file: tuple[str, bytes]) -> None:
    write(directory, {**TINY_BYTES, file[0]: file[1]})

    try:
        pack = load_pack(directory)
    except PackError as error:
        assert error.problems
        for language in ("zh", "en"):
            assert_readable(Texts(language), error)
    else:
        assert isinstance(pack, Pack)
        for document in (
            roles_document(pack, pack.roles),
            questions_document(pack),
            guide_document(pack, [topic.id for topic in pack.topics]),
        ):
            assert json.loads(dump(document))["pack"]["hash"] == pack.hash


def assert_readable(texts: Texts, error: PackError) -> None:
    """Every problem on one line that names its file, nothing that steers a terminal, and a place that exists."""
    report = error_text(texts, error)
    assert not [char for char in report if char not in "\n\t" and category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]
    assert json.loads(dump(error_document(texts, error)))["error"]["problems"]
    for problem in error.problems:
        line = problem_text(texts, problem)
        assert line.startswith(f"{problem.file}:")
        assert "\n" not in line
        lines = Path(problem.file).read_bytes().count(b"\n") + 2 if problem.line else 0
        assert 0 <= problem.line <= lines


# --- any layout ---------------------------------------------------------------------------------------------------------------------

SEEDS = st.integers(0, 2**32)
HAVE_IDS = {"competencies", "roles", "questions", "resources", "practice", "units"}
TOO_LARGE_ESCAPED = {name for name, tree in SHIPPED_TREES.items() if len(yaml.dump(tree, Dumper=DUMPER)) > 240 * 1024}  # of 256 KiB
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'"]),
        "default_flow_style": st.sampled_from([None, False, True]),
        "indent": st.integers(2, 6),
        "allow_unicode": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n"]),
        "explicit_start": st.booleans(),
    }
)


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_order_of_items_and_keys_changes_nothing(directory: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = deepcopy(SHIPPED_TREES)
    for tree in files.values():
        for items in sorted(HAVE_IDS & set(tree)):
            chance.shuffle(tree[items])
    write(
        directory,
        {name: json.dumps(with_keys_shuffled(tree, chance), ensure_ascii=False, indent=1).encode() for name, tree in files.items()},
    )

    assert_same_as_shipped(load_pack(directory))


@settings(max_examples=8, deadline=None)
@given(SEEDS, STYLES)
def test_layout_and_comments_change_nothing(directory: Path, seed: int, style: dict[str, Any]) -> None:
    chance = random.Random(seed)
    files = {}
    for name, tree in SHIPPED_TREES.items():
        own = style if name not in TOO_LARGE_ESCAPED else {**style, "allow_unicode": True}
        lines = yaml.dump(tree, Dumper=DUMPER, width=10**6, sort_keys=False, **own).split("\n")  # so wide that no text has a second line
        for _ in range(20):
            lines.insert(chance.randint(0, len(lines)), chance.choice(["", "# 注", "      # - id: x", "   "]))
        files[name] = "\n".join(lines).encode()
    write(directory, files)

    assert_same_as_shipped(load_pack(directory))


def with_keys_shuffled(node: Any, chance: random.Random) -> Any:
    if isinstance(node, list):
        return [with_keys_shuffled(item, chance) for item in node]
    if isinstance(node, dict):
        return {key: with_keys_shuffled(node[key], chance) for key in chance.sample(list(node), len(node))}
    return node


def assert_same_as_shipped(pack: Pack) -> None:
    """The same content, the same hash, and the same for scripts to the last byte."""
    assert [part.name for part in fields(Pack) if getattr(pack, part.name) != getattr(SHIPPED, part.name)] == []
    assert first_difference(dump(roles_document(pack, pack.roles)), dump(roles_document(SHIPPED, SHIPPED.roles))) is None
    assert first_difference(dump(questions_document(pack)), dump(questions_document(SHIPPED))) is None


def first_difference(one: str, other: str) -> tuple[str, str] | None:
    return next((pair for pair in zip_longest(one.splitlines(), other.splitlines(), fillvalue="") if pair[0] != pair[1]), None)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20),
    st.booleans(),
)
def test_what_is_read_is_what_another_reader_of_yaml_reads(tree: Any, flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)

    try:
        read = read_text(text, "a.yaml").tree
    except Unreadable as error:
        assert error.problem.slug in {"hidden-character", "marks-heaped", "too-deep", "file-binary"}  # refused on purpose
    else:
        assert read == yaml.load(text, yaml.BaseLoader)
