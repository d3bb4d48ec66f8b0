"""Uses an installed opscareer as a stranger would: commands, JSON, a whole assessment in a pseudo-terminal. Standard library only."""

import json
import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENVIRONMENT = {**os.environ, "OPSCAREER_LANG": "en", "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
PROGRAM = str(Path(sys.executable).parent / "opscareer")


def run(*arguments: str, given: str = "", code: int = 0) -> str:
    done = subprocess.run(
        [PROGRAM, *arguments], input=given, capture_output=True, text=True, encoding="utf-8", env=ENVIRONMENT, timeout=120, check=False
    )
    assert done.returncode == code, (arguments, done.returncode, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def check(what: str, good: bool) -> None:
    assert good, what
    print(f"ok  {what}")


def commands() -> None:
    check("--version", run("--version").startswith("opscareer "))
    check("roles, in both languages", "Data operations" in run("roles") and "数据运营" in run("roles", "--lang", "zh"))
    check("guide", "operations" in run("guide", "what").lower())
    questions = json.loads(run("questions", "--json"))["questions"]
    check("questions --json", len(questions) >= 60)
    answers = json.dumps({"answers": {question["id"]: len(question["options"]) for question in questions}})
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory, "answers.json")
        file.write_text(answers, encoding="utf-8")
        from_file = run("assess", "--answers", str(file), "--json")
    check("assess --answers FILE --json", json.loads(from_file)["schema"] == "opscareer.assessment/1")
    check("the same from standard input, byte for byte", run("assess", "--answers", "-", "--json", given=answers) == from_file)
    check("no terminal: exit 2, no waiting", run("assess", code=2) == "")
    where = subprocess.run(
        [sys.executable, "-c", "from opscareer.pack.load import shipped; print(shipped())"], capture_output=True, text=True, check=True
    ).stdout
    check(f"the data come from the installed package: {where.strip()}", "site-packages" in where)


def questionnaire() -> None:
    """Answers 3 until the result is there."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, "assess"], {**ENVIRONMENT, "OPSCAREER_HOME": tempfile.mkdtemp()})
    seen = ""
    ended = time.monotonic() + 120
    while time.monotonic() < ended:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data.decode("utf-8", "replace")
        else:
            os.write(terminal, b"n" if "Press y" in seen[-2000:] else b"3")
    _, status = os.waitpid(child, 0)
    check("a whole assessment in a pseudo-terminal", os.waitstatus_to_exitcode(status) == 0 and "Your result" in seen)


if __name__ == "__main__":
    commands()
    if "--no-terminal" not in sys.argv:
        questionnaire()
