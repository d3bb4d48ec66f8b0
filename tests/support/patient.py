"""The program for somebody who takes the time to read: by the clock of the questionnaire, every question takes them twenty seconds."""

import sys
from itertools import count
from types import SimpleNamespace

from opscareer.cli.app import run
from opscareer.cli.questionnaire import asking

SECONDS = 20

asking.time = SimpleNamespace(monotonic=count(step=SECONDS).__next__)

if __name__ == "__main__":
    sys.exit(run())
