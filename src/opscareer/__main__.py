"""The program's way in: `python -m opscareer`, and the console script.

Until everything is imported an interrupt simply ends the program, as it ends any other: nothing is open yet, and there is nobody to tell
it in words. From then on `opscareer.cli.app` tells it.
"""

import gc
import signal

NEW_OBJECTS = 500_000
"""Before garbage is looked for: nearly all that a command makes stays to its end, and looking takes a tenth of the time."""

signal.signal(signal.SIGINT, signal.SIG_DFL)


def run() -> None:
    gc.set_threshold(NEW_OBJECTS)
    from opscareer.cli import app

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app.run()


if __name__ == "__main__":
    run()
