"""A headless Chromium, driven over its own pipe by the DevTools protocol: no library, no port, no network."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60.0
SETTLED = "document.readyState === 'complete' && document.fonts.status === 'loaded'"
OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # needed as root and in containers; the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


def find() -> str | None:
    """The browser's path; None where there is none. OPSCAREER_BROWSER names another one."""
    named = os.environ.get("OPSCAREER_BROWSER", "")
    return shutil.which(named) if named else next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser. Every command waits for its reply; events that come meanwhile are kept."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="opscareer-browser-")
        theirs_in, self._out = _pipe()
        self._in, theirs_out = _pipe()

        def give() -> None:  # the browser reads commands from 3 and writes replies to 4
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        self._process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={self._profile}", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=give,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number = 0
        self._waiting = b""
        self.events: list[dict[str, Any]] = []

    def page(self) -> "Page":
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        return Page(self, target, session)

    def send(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        """One command and its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            reply = self.receive()
            if reply.get("id") == self._number:
                if "error" in reply:
                    raise RuntimeError(f"{method}: {reply['error']}")
                return dict(reply["result"])
            self.events.append(reply)

    def receive(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._waiting:
            if not select.select([self._in], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise RuntimeError(f"the browser ended with exit code {self._process.wait()}")
            self._waiting += data
        message, _, self._waiting = self._waiting.partition(b"\0")
        return dict(json.loads(message))

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._profile, ignore_errors=True)


class Page:
    """One tab. `requests` and `complaints` are what it asked the network for and what it put on the console."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.send(method, parameters, self._session)

    def set_screen(self, width: int, height: int = 900, *, scale: float = 1, dark: bool = False, media: str = "") -> None:
        """The size of the window in CSS pixels, the colour scheme that the person prefers, and perhaps `print`."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=width < 500)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", media=media, features=scheme)

    def open(self, file: Path) -> None:
        self.send("Page.navigate", url=file.as_uri())
        self._until(lambda: self.value(SETTLED) and self.value("location.href") == file.as_uri())

    def value(self, script: str) -> Any:
        """What a JavaScript expression evaluates to in the page."""
        reply = self.send("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in reply:
            raise RuntimeError(str(reply["exceptionDetails"]))
        return reply["result"].get("value")

    def pdf(self) -> bytes:
        """The page as it would be printed, on the paper that it asks for."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def picture(self, *, whole: bool = True, height: float = 0) -> bytes:
        """A PNG of the window, of the whole page, or of its first `height` pixels."""
        if not whole and not height:
            return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"], "scale": 1}
        return base64.b64decode(self.send("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"])

    @property
    def requests(self) -> list[str]:
        """Every address that was asked for, but the page's own file and data that stand in it."""
        asked = [event["params"]["request"]["url"] for event in self._events("Network.requestWillBeSent")]
        return [address for address in asked if not address.startswith(("file:", "data:", "about:"))]

    @property
    def complaints(self) -> list[str]:
        """Errors and warnings, of scripts, of the content security policy and of anything else."""
        said = [event["params"]["entry"]["text"] for event in self._events("Log.entryAdded")]
        thrown = [str(event["params"]["exceptionDetails"]) for event in self._events("Runtime.exceptionThrown")]
        called = [str(event["params"]["args"]) for event in self._events("Runtime.consoleAPICalled")]
        return said + thrown + called

    def close(self) -> None:
        self._browser.send("Target.closeTarget", {"targetId": self._target})

    def _events(self, method: str) -> list[dict[str, Any]]:
        return [event for event in self._browser.events if event.get("method") == method and event.get("sessionId") == self._session]

    def _until(self, happened: Callable[[], Any]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > deadline:
                raise TimeoutError("the page does not settle")
            time.sleep(0.02)


def _pipe() -> tuple[int, int]:
    """A pipe's two ends, with numbers that the browser's 3 and 4 cannot overwrite."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """One browser for all tests. Where there is none they are skipped, but not where CI promises one."""
    program = find()
    if program is None:
        missing = f"no Chromium on the PATH (looked for {', '.join(NAMES)}); OPSCAREER_BROWSER names another"
        if os.environ.get("CI", "").lower() in {"true", "1"}:
            pytest.fail(missing)
        pytest.skip(missing)
    chromium = Chromium(program)
    yield chromium
    chromium.close()


@pytest.fixture
def tab(browser: Chromium) -> Iterator[Page]:
    page = browser.page()
    yield page
    page.close()
