"""The program's way in: `python -m opscareer`, and the console script.

Until everything is imported an interrupt simply ends the program, as it ends any other: nothing is open yet, and there is nobody to tell
it in words. From then on `opscareer.cli.app` tells it.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)


def run() -> None:
    from opscareer.cli import app

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app.run()


if __name__ == "__main__":
    run()
