"""Checks an installed opscareer the way a person and a script use it. Standard library only.

    /an/empty/venv/bin/python installed_wheel.py SOURCE_TREE

Run it from a directory outside the source tree, in a virtual environment that holds the wheel and nothing else.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
from running import PseudoTerminal, environment

PROGRAM = Path(sysconfig.get_path("scripts")) / "opscareer"
TEST_TOOLS = ("pytest", "hypothesis", "jsonschema", "pyte")
ENVIRONMENT = environment("", PATH=f"{PROGRAM.parent}{os.pathsep}{os.environ.get('PATH', '')}")


def main() -> None:
    source = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        ENVIRONMENT["OPSCAREER_HOME"] = str(Path(place) / "home")
        check_installation(source)
        check_reading()
        answers = check_answers_file()
        check_terminal(answers)
        for readme in ("README.md", "README.zh.md"):
            check_readme(source / readme)


def check_installation(source: Path) -> None:
    found = importlib.util.find_spec("opscareer")
    package = Path(found.origin).parent if found and found.origin else Path()
    check("the package is the installed one", package.is_relative_to(sysconfig.get_path("purelib")) and not package.is_relative_to(source))
    check("no test tool is installed", not any(importlib.util.find_spec(tool) for tool in TEST_TOOLS))
    files = ["roles.yaml", "questions.yaml", "learning.yaml", "guide.yaml"]
    check("the data lie inside the package", all((package / "data" / name).is_file() for name in files))
    check("what makes the practice data, and so the answers of exercises, does not", not list((package / "data").rglob("*.py")))
    check("type checkers may read the package", (package / "py.typed").is_file())
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (package / "schemas").glob("*.json")]
    check("the JSON Schemas lie inside the package", len(schemas) > 0 and all("$schema" in schema for schema in schemas))
    check("--version says the version of the wheel", output("--version") == f"opscareer {version('opscareer')}\n")
    check("python -m opscareer does the same", run(sys.executable, "-m", "opscareer", "--version") == output("--version"))


def check_reading() -> None:
    """What can be read without answering, in both languages."""
    roles = json.loads(output("roles", "--json"))
    check("roles lists five roles", roles["schema"] == "opscareer.roles/1" and len(roles["roles"]) == 5)
    for lang in ("zh", "en"):
        names = [role["name"][lang] for role in roles["roles"]]
        check(f"roles speaks {lang}", all(name in output("roles", "--lang", lang) for name in names))
        name = roles["roles"][0]["name"][lang]
        check(f"roles ROLE speaks {lang}", name in output("roles", roles["roles"][0]["id"], "--lang", lang))
    questions = json.loads(output("questions", "--json"))
    check("questions lists the bank", questions["schema"] == "opscareer.questions/2" and len(questions["questions"]) >= 90)
    template = output("questions", "--template")
    check("the template names every question", all(f"{item['id']}:" in template for item in questions["questions"]))
    guide = json.loads(output("guide", "--json"))
    check("guide has topics", guide["schema"] == "opscareer.guide/1" and len(guide["topics"]) > 0)
    topic = guide["topics"][0]
    check("guide TOPIC shows one", topic["title"]["en"] in output("guide", topic["id"], "--lang", "en"))


def check_answers_file() -> dict[str, int | list[int]]:
    """A whole assessment from a file. Returns its answers."""
    questions = json.loads(output("questions", "--json"))["questions"]
    numbers = {item["id"]: 1 + place % len(item["options"]) for place, item in enumerate(questions)}
    answers = {item["id"]: [numbers[item["id"]]] if item["answer"] == "list" else numbers[item["id"]] for item in questions}
    Path("all.json").write_text(json.dumps({"answers": answers}), encoding="utf-8")
    text = output("assess", "--answers", "all.json", "--json")
    found = json.loads(text)
    check("assess --answers --json gives an assessment", found["schema"] == "opscareer.assessment/2" and found["answers"] == answers)
    check("its probabilities add up to 1", abs(sum(role["p_best"] for role in found["roles"]) - 1) < 0.001)
    check("it holds a plan", bool(found["plan"]["units"]))
    check("the same answers give the same bytes", output("assess", "--answers", "all.json", "--json") == text)
    check("standard input does too", run(str(PROGRAM), "assess", "--answers", "-", "--json", given=Path("all.json").read_bytes()) == text)
    check_report()
    return answers


def check_report() -> None:
    """The report's templates lie in the wheel."""
    for lang in ("zh", "en"):
        page = output("report", "--answers", "all.json", "--html", "-", "--lang", lang)
        check(f"report --html writes a page in {lang}", page.startswith("<!DOCTYPE html>") and f'lang="{lang}' in page)
    check("report --md writes Markdown", output("report", "--answers", "all.json", "--md", "-").startswith("# "))
    check("report --card writes a picture", "</svg>" in output("report", "--answers", "all.json", "--card", "-"))


def check_terminal(answers: dict[str, int | list[int]]) -> None:
    """A whole assessment by keys."""
    printed, asked, code = session(str(PROGRAM), "assess", "--lang", "en")
    check("a session in a terminal ends well", code == 0)
    check(f"it asked between 10 and {len(answers)} questions ({asked})", 10 <= asked <= len(answers))
    check("the result follows", "How the directions fit" in printed and "Traceback" not in printed)
    check("the answers were kept", (Path(ENVIRONMENT["OPSCAREER_HOME"]) / "history.sqlite3").is_file())


def check_readme(readme: Path) -> None:
    """The example for scripts runs, and what the README shows of it is what comes out."""
    text = readme.read_text(encoding="utf-8")
    printed = run("bash", "-euo", "pipefail", "-c", block(text, "example"))
    check(f"the example of {readme.name} prints what it says", printed == block(text, "example-output"))
    ENVIRONMENT["OPSCAREER_LANG"] = "zh" if ".zh." in readme.name else "en"  # of the reader: no command need name it
    result = output("assess", "--answers", "answers.json").splitlines()
    strange = [line for line in block(text, "result").splitlines() if line not in (*result, "[…]")]
    check(f"the result in {readme.name} is a real one", not strange, f"no longer printed: {strange}")


def block(text: str, marker: str) -> str:
    """The fenced block after `<!-- marker -->`."""
    found = re.search(rf"<!-- {marker} -->\n```\w*\n(.*?)```", text, re.DOTALL)
    if found is None:
        sys.exit(f"no block {marker}")
    return found[1]


def session(*command: str) -> tuple[str, int, int]:
    """Answer every question with 3. Returns what was printed afterwards, how many questions there were, and the exit code."""
    asked = 0
    with closing(PseudoTerminal(command, ENVIRONMENT)) as terminal:
        terminal.begin()
        while not terminal.is_over():
            asked = max(asked, terminal.number)
            if terminal.asks_whether_meant:
                terminal.send(b"n\r")
                break
            terminal.press(b"n") if terminal.offers_more else terminal.answer(b"3")
        return terminal.printed, asked, terminal.ended()


def output(*arguments: str) -> str:
    return run(str(PROGRAM), *arguments)


def run(*command: str, given: bytes = b"") -> str:
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, env=ENVIRONMENT).stdout.decode()


def check(what: str, holds: bool, details: str = "") -> None:
    if not holds:
        sys.exit(f"FAILED: {what}. {details}".rstrip())
    print(f"ok  {what}", flush=True)


if __name__ == "__main__":
    main()
