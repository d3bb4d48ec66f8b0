"""Throws damaged packs, answers and tables at the readers, and what they accept at all that follows. Only our own errors may come out.

    .venv/bin/python tools/fuzz.py --seconds 60 [--inputs 1e6] [--seed 1] [--jobs 2]

Each input is made from the seed and its number, so that a failure can be made again: `--seed S --only N`. No input is read twice in a
run. A pack that is accepted, and says something that none before it said, goes once through assess, why, whatif, plan and every document
and report, in one of its languages at one width from 20 to 120 cells. A failure is told once for each place in the program, with the input;
the run goes on and ends with 1. `--jobs`: so many processes, with the seeds from S on. Each tells its counts every `--every` seconds.
Chance alone guides it; `tools/fuzz_guided.py` has libFuzzer look for inputs that reach new code of the readers.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import yaml

from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_responses
from opscareer.casework import Case, assess, plan
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.advice import doubts
from opscareer.engine.explaining import explain, what_if
from opscareer.errors import OpscareerError
from opscareer.pack.learning import LearningFile
from opscareer.pack.load import load_pack
from opscareer.pack.model import GuideFile, Pack, QuestionsFile, RolesFile
from opscareer.pack.reading import Reading
from opscareer.pack.source import Unreadable
from opscareer.pack.yaml_tree import read_bytes
from opscareer.report.calendar import plan_calendar
from opscareer.report.documents import assessment_document, dump, guide_document, plan_document, questions_document, roles_document
from opscareer.report.page.render import card, html, markdown, plan_markdown
from opscareer.report.problems import error_document, error_text, problem_text
from opscareer.report.terminal import details, explanation, pack, summary
from opscareer.report.terminal import plan as plan_screen
from opscareer.report.terminal.plain import page_of_width, text_of
from opscareer.report.view.result import Origin, view
from opscareer.texts import Texts

TINY = Path(__file__).parents[1] / "tests" / "packs" / "good" / "tiny"
MODELS = {"roles.yaml": RolesFile, "questions.yaml": QuestionsFile, "learning.yaml": LearningFile, "guide.yaml": GuideFile}
FILES = tuple(MODELS)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NEEDED = {"id", "kind", "measures", "competency", "zh", "en", "format"}
OPTIONAL = {"ads", "ads_share", "ads_interval", "weight_ads", "weight_onet", "confidence", "min_years", "onet", "riasec", "ladder", "notes", "tools", "failures", "skip_deeds", "used_for", "weeks_min", "alone", "key", "mistakes", "sample", "prerequisites", "opening", "discrimination", "tier", "seed", "hint"}  # fmt: skip  # noqa: E501
NUMBERS = ["0", "0.1", "0.5", "0.8", "1", "1.5", "2", "2.5", "3", "3.5", "4", "5", "6", "12", "40", "300"]
WIDTHS = (20, 28, 40, 56, 64, 80, 100, 120)
SCRAPS = [b"", b"\n", b" ", b"\t", b"- ", b": ", b"{", b"}", b"[", b"]", b'"', b"'", b"|\n", b"? ", b"# ", b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"%YAML 1.2\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\\e", b"\\ud800", b"nan", b"-1", b"1e999", b"9" * 400, b"id", b"kind", b"null", b"\r", b"\xed\xa0\x80", "\u202e".encode(), "面".encode(), "\uffff".encode(), "\u0301".encode() * 6, "\u3164".encode(), b"=1+1", b","]  # fmt: skip  # noqa: E501
TEXTS = ["x", "面", "", " ", "nan", "inf", "-1", "0", "1", "2.5", "5", "6", "1e3", "0.2", "4", "true", "no", "baker", "seller", "dough", "service", "till", "recipes", "{0}", "{name}", "%s", "%(x)s", "[b]", "<b>", "**", "a\nb", "é" * 40, "面" * 80, "W" * 80, "word " * 16, "面 a" * 20, "！" * 30, "(" * 20, "「" * 20, "\U0001f600" * 20, "❤\ufe0f" * 10, "e\u0301" * 30, "ก็" * 20, "x" * 2000, "https://a.example", "a/b", "=1", "-", "1.", "#", "|", "`", "\\", "$", "&amp;", "]]>", "—" * 30, "\u00a0x", "\u3000面"]  # fmt: skip  # noqa: E501


TREES = {name: json.dumps(yaml.load((TINY / name).read_text(encoding="utf-8"), LOADER)) for name in FILES}
BYTES = {name: (TINY / name).read_bytes() for name in FILES}
PACK = load_pack(TINY)


def nodes(tree: Any) -> list[Any]:
    found = [tree]
    for node in found:
        found += list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return found


def damaged(data: bytes, chance: random.Random) -> bytes:
    """With a few stretches replaced by something that means something to a reader."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        piece = chance.choice(SCRAPS) if chance.random() < 0.8 else chance.randbytes(chance.randint(1, 4))
        data = data[:start] + piece + data[start + chance.randint(0, 12) :]
    return data


def deranged(original: str, chance: random.Random, times: int) -> Any:
    """The tree with a few nodes missing, doubled, exchanged or said otherwise."""
    tree = json.loads(original)
    for _ in range(times):
        parents = [node for node in nodes(tree) if node and isinstance(node, dict | list)]
        if not parents:
            break
        parent = chance.choice(parents)
        place = chance.choice(list(parent)) if isinstance(parent, dict) else chance.randrange(len(parent))
        match chance.randrange(6):
            case 0:
                del parent[place]
            case 1 if isinstance(parent, list):
                parent.insert(chance.randint(0, len(parent)), json.loads(json.dumps(parent[place])))
            case 2:
                parent[place] = chance.choice(nodes(json.loads(original)))
            case 3 if isinstance(parent, list):
                chance.shuffle(parent)
            case _:
                leaf(parent, place, chance)
    return tree


def reworded(original: str, chance: random.Random) -> Any:
    """The tree with other texts and numbers and without some of what may be missing: likely to be accepted."""
    tree = json.loads(original)
    parents = [node for node in nodes(tree) if node and isinstance(node, dict | list)]
    for parent in chance.sample(parents, min(len(parents), chance.randint(1, 6))):
        place = chance.choice(list(parent)) if isinstance(parent, dict) else chance.randrange(len(parent))
        if isinstance(parent, dict) and place in NEEDED:
            continue
        if isinstance(parent, dict) and place in OPTIONAL:
            del parent[place]
        else:
            leaf(parent, place, chance)
    return tree


def leaf(parent: Any, place: Any, chance: random.Random) -> None:
    """Say a text or number otherwise; a number mostly by another number, and both languages of a text alike."""
    node = parent[place]
    if isinstance(node, dict) and set(node) <= {"zh", "en"}:
        parent[place] = {language: f"{chance.choice(TEXTS)}{language}"[:2000] for language in node}
    elif isinstance(node, str):
        parent[place] = chance.choice(NUMBERS if node[:1].isdigit() and chance.random() < 0.8 else TEXTS)


def inputs(seed: int, number: int) -> tuple[str, dict[str, bytes]]:
    """What is read, and the files that are not as they were."""
    chance = random.Random(f"{seed}:{number}")
    kind = chance.choices(("answers", "table", "file", "pack", "texts"), (44, 17, 25, 3, 11))[0]
    if kind == "answers":
        given = json.dumps({"answers": {question.id: answer(question, PACK, chance) for question in PACK.questions}})
        if chance.random() < 0.4:
            return kind, {kind: json.dumps(deranged(given, chance, chance.randint(1, 3))).encode()}
        return kind, {kind: damaged(given.encode(), chance) if chance.random() < 0.9 else chance.randbytes(chance.randint(0, 200))}
    if kind == "table":
        rows = [list(PACK.question), *([chance.choice(["1", "2", "0", "", "1 2", "=1"]) for _ in PACK.question] for _ in range(3))]
        return kind, {kind: damaged("\n".join(map(",".join, rows)).encode(), chance)}
    name = chance.choice(FILES)
    if kind == "texts":
        tree = reworded(TREES[name], chance)
    elif chance.random() < 0.5:
        return kind, {name: damaged(BYTES[name], chance)}
    else:
        tree = deranged(TREES[name], chance, 1 if kind == "pack" else chance.randint(1, 4))
    return kind, {name: json.dumps(tree, ensure_ascii=False).encode(errors="surrogatepass")}


def read(kind: str, files: dict[str, bytes], place: Path) -> Any:
    """What the reader of this kind makes of the files: a pack, or answers, or what one file says, None where that is nothing."""
    if kind == "answers":
        return parse_answers(files[kind], "answers", PACK)
    if kind == "table":
        (place / "answers.csv").write_bytes(files[kind])
        return read_responses(place / "answers.csv", PACK)
    if kind == "file":
        ((name, data),) = files.items()
        return Reading(read_bytes(data, name)).file(MODELS[name])
    for name, data in files.items():
        (place / name).write_bytes(data)
    try:
        return load_pack(place)
    finally:
        for name in files:
            (place / name).write_bytes(BYTES[name])


def tried(kind: str, files: dict[str, bytes], place: Path, known: set[str]) -> str:
    """What became of an input: refused, or accepted, or carried through. Any other error comes out. `known`: packs carried before."""
    try:
        made = read(kind, files, place)
    except Unreadable as error:
        problem_text(Texts("en"), error.problem)
        return "refused"
    except OpscareerError as error:
        for language in ("zh", "en"):
            error_text(Texts(language), error)
            dump(error_document(Texts(language), error))
        return "refused"
    if not isinstance(made, Pack):
        return "refused" if made is None else "accepted"
    if made.hash in known:
        return "accepted"
    known.add(made.hash)
    carried(made, random.Random(made.hash))
    return "carried"


def carried(made: Pack, chance: random.Random) -> None:
    """A pack through everything that can be made of it."""
    given = {question.id: answer(question, made, chance) for question in made.questions if chance.random() < 0.9}
    engine, answers = Engine.of(made), Answers(given or {made.questions[0].id: answer(made.questions[0], made, chance)})
    case = Case(made, answers)
    assessment = assess(case, engine)
    path = plan(case, assessment, today=date(2030, 1, 1), start=date(2030, 1, 7))
    role = chance.choice(made.roles).id
    why = explain(made, engine, answers, role)
    trait = chance.choice(made.traits)
    changed = what_if(engine, answers, {trait: chance.uniform(1, 5) if trait.kind == "competency" else chance.uniform(-3, 3)})
    doubts(made)
    for document in (
        assessment_document(made, assessment, path.plan, answers),
        plan_document(made, path.plan, path.statuses),
        roles_document(made, made.roles),
        questions_document(made),
        guide_document(made, [topic.id for topic in made.topics]),
    ):
        json.loads(dump(document))
    screens(made, assessment, path, answers, why, changed, role, Texts(chance.choice(made.languages)), chance.choice(WIDTHS))


def answer(question: Any, made: Pack, chance: random.Random) -> Any:
    numbers = range(1, len(made.options(question)) + 1)
    return tuple(number for number in numbers if chance.random() < 0.5) if question.several else chance.choice(numbers)


def screens(made: Pack, assessment: Any, path: Any, answers: Answers, why: Any, changed: Any, role: str, texts: Texts, width: int) -> None:
    page = page_of_width(width, "utf-8")
    shown = (made, path.plan, path.statuses, texts)
    lines = [
        *summary.first_screen(made, assessment, path.plan, texts, page),
        *details.result(made, assessment, path.plan, texts, page, answers=answers),
        *explanation.why(made, why, assessment, texts, page),
        *explanation.whatif(made, changed, texts, page),
        *explanation.names(made, changed, assessment, texts, page),
        *plan_screen.plan_lines(*shown, page),
        *plan_screen.next_lines(*shown, page),
        *plan_screen.progress_lines(*shown, page),
        *pack.roles_list(made, texts, page),
        *pack.role_details(made, made.role[role], texts, page),
        *pack.questions_list(made, texts, page),
    ]
    text_of(lines)
    whole = view(made, assessment, path.plan, texts, Origin("2030-01-01", "1.0"), answers)
    for text in (html(whole), markdown(whole), card(whole), plan_markdown(*shown), plan_calendar(*shown, datetime(2030, 1, 1, tzinfo=UTC))):
        text.encode()


@dataclass
class Run:
    """What came of the inputs of one seed."""

    seed: int
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)

    def told(self) -> str:
        carried = sum(count for (_, fate), count in self.counts.items() if fate == "carried")
        failed, (seconds, number) = sum(self.failures.values()), self.slowest
        return (
            f"seed {self.seed}: {sum(self.counts.values()):,} inputs, {carried:,} packs carried through, "
            f"{failed} failures in {len(self.failures)} places, slowest {seconds:.2f} s (--only {number})"
        )

    def tell_failure(self, error: Exception, number: int, kind: str, files: dict[str, bytes]) -> None:
        *_, last = traceback.extract_tb(error.__traceback__)
        where = f"{type(error).__name__} at {last.filename}:{last.lineno}"
        if where not in self.failures:
            shown = {name: data[:300] for name, data in files.items()}
            sys.stderr.write(f"--seed {self.seed} --only {number}: {kind} {shown}\n{''.join(traceback.format_exception(error))}\n")
            sys.stderr.flush()
        self.failures[where] += 1


def numbers(only: int | None, most: float, until: float) -> Iterator[int]:
    number = 0
    while only is None and number < most and time.monotonic() < until:
        yield number
        number += 1
    if only is not None:
        yield only


def run(seed: int, given: argparse.Namespace) -> Run:
    found, until, next_told = Run(seed), time.monotonic() + given.seconds, time.monotonic() + given.every
    seen: set[int] = set()
    known: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "pack"
        shutil.copytree(TINY, place)
        for number in numbers(given.only, given.inputs / given.jobs, until):
            kind, files = inputs(seed, number)
            if (mark := hash((kind, *files.items()))) in seen:
                continue
            seen.add(mark)
            start = time.process_time()
            try:
                fate = tried(kind, files, place, known)
            except Exception as error:
                fate = "failed"
                found.tell_failure(error, number, kind, files)
            found.counts[kind, fate] += 1
            found.slowest = max(found.slowest, (time.process_time() - start, number))
            if time.monotonic() > next_told:
                sys.stdout.write(f"{datetime.now():%H:%M} {found.told()}\n")
                sys.stdout.flush()
                next_told += given.every
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--inputs", type=float, default=inf)
    options.add_argument("--every", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--only", type=int)
    given = options.parse_args()
    with ProcessPoolExecutor(given.jobs) as pool:
        runs = list(pool.map(partial(run, given=given), range(given.seed, given.seed + given.jobs)))
    total = sum((found.counts for found in runs), Counter())
    for (kind, fate), count in sorted(total.items()):
        sys.stdout.write(f"{kind:8} {fate:9} {count:>9,}\n")
    sys.stdout.write("".join(f"{found.told()}\n" for found in runs))
    return int(any(found.failures for found in runs))


if __name__ == "__main__":
    sys.exit(main())
