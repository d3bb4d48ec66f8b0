"""`opscareer pack`: for authors of packs."""

import sys
from collections.abc import Callable

from opscareer.texts import Texts


def progress_on_stderr(texts: Texts) -> Callable[[float], None]:
    """Tells on standard error, where that is a terminal, what share of the work is done."""
    stream = sys.stderr
    if stream is None or stream.closed or not stream.isatty():
        return lambda share: None

    def tell(share: float) -> None:
        stream.write("\r" + texts("simulate.progress", share=texts.percent(share)) + ("\n" if share >= 1 else ""))
        stream.flush()

    return tell
