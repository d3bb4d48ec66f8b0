"""The readers of a pack's files and of answers, under libFuzzer: it keeps the inputs that reach code which none before reached.

    .venv/bin/pip install atheris    # 35 MB, for Linux and macOS alone: no dependency of ours
    .venv/bin/python tools/fuzz_guided.py CORPUS -max_total_time=600 -max_len=30000

CORPUS is a directory, filled with the files of the smallest good pack where it is empty. The first byte of an input says which reader reads
the rest. Anything but our own errors stops the run and leaves the input in a file; give that file instead of CORPUS to see it again.
"""

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["opscareer"]):
    from opscareer.answers.reading import parse_answers
    from opscareer.errors import OpscareerError
    from opscareer.pack.learning import LearningFile, UnitsFile
    from opscareer.pack.load import load_pack
    from opscareer.pack.model import GuideFile, QuestionsFile, RolesFile
    from opscareer.pack.reading import Reading
    from opscareer.pack.source import Unreadable
    from opscareer.pack.yaml_tree import read_bytes

TINY = Path(__file__).parents[1] / "tests" / "packs" / "good" / "tiny"
MODELS = {"roles.yaml": RolesFile, "questions.yaml": QuestionsFile, "learning.yaml": LearningFile, "guide.yaml": GuideFile, "": UnitsFile}
PACK = load_pack(TINY)


def read(data: bytes) -> None:
    which, rest = data[0] % (len(MODELS) + 1) if data else 0, data[1:]
    try:
        if which == len(MODELS):
            parse_answers(rest, "answers", PACK)
        else:
            Reading(read_bytes(rest, "file")).file(list(MODELS.values())[which])
    except (Unreadable, OpscareerError):
        pass


def main() -> None:
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if corpus is not None and corpus.is_dir() and not any(corpus.iterdir()):
        for number, name in enumerate(name for name in MODELS if name):
            (corpus / name).write_bytes(bytes([number]) + (TINY / name).read_bytes())
        (corpus / "answers").write_bytes(bytes([len(MODELS)]) + b'{"answers": {"baker.interest": 1, "dough.deeds": [1, 2]}}')
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
