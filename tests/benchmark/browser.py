"""A headless Chromium that is driven over its DevTools protocol: opens pages, types as a scanner, runs JavaScript."""

import contextlib
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

PROGRAMS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-dev-shm-usage",
    "--mute-audio",
    "--no-first-run",
    "--remote-allow-origins=*",
    "--remote-debugging-port=0",
)
# Keys of a wedge scanner that are no characters.
KEYS = {"\r": ("Enter", 13), "\x1d": ("F8", 119)}


class PageError(Exception):
    """The page did not do what was asked of it."""


class Page:
    """One page of a browser."""

    def __init__(self, socket):
        self.socket, self.number = socket, 0

    def send(self, method, **params):
        """Send a command without waiting for its answer; returns its number."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        return self.number

    def call(self, method, **params):
        number = self.send(method, **params)
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                if "error" in answer:
                    raise PageError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def run(self, code):
        """What an asynchronous JavaScript function body returns."""
        done = self.call(
            "Runtime.evaluate", expression=f"(async () => {{{code}}})()", awaitPromise=True, returnByValue=True
        )
        if failed := done.get("exceptionDetails"):
            raise PageError(failed.get("exception", {}).get("description") or failed["text"])
        return done["result"].get("value")

    def open(self, address, until, seconds=90):
        """Open an address and wait until a JavaScript condition holds there."""
        self.call("Page.navigate", url=address)
        self.wait(until, seconds)

    def wait(self, condition, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(PageError):  # the page is being replaced
                if self.run(f"return document.readyState === 'complete' && Boolean({condition})"):
                    return
            time.sleep(0.1)
        shown = self.run("return document.body.innerText")
        raise PageError(f"after {seconds} s it still is not so that {condition}\n{shown}")

    def type(self, text):
        """Press the keys of a text, as fast as the browser takes them."""
        for sign in text:
            name, code = KEYS.get(sign, (sign, 0))
            typed = {} if sign == "\x1d" else {"text": sign}
            for kind in ("keyDown", "keyUp"):
                last = self.send(
                    "Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code,
                    **(typed if kind == "keyDown" else {}),
                )  # fmt: skip
        while json.loads(self.socket.recv()).get("id") != last:
            pass


@contextlib.contextmanager
def browser(width=1400, height=900):
    """Yield a ``Page``."""
    import websocket

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        raise PageError("no Chromium found; install the package chromium")
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        command = [program, *SWITCHES, f"--user-data-dir={folder}", f"--window-size={width},{height}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port = _port(Path(folder) / "DevToolsActivePort")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tabs = json.load(answer)
            address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            socket = websocket.create_connection(address, timeout=120, suppress_origin=True)
            try:
                yield Page(socket)
            finally:
                socket.close()
        finally:
            process.terminate()
            process.wait()


def _port(file):
    for _attempt in range(300):
        with contextlib.suppress(FileNotFoundError, IndexError):
            return int(file.read_text().splitlines()[0])
        time.sleep(0.1)
    raise PageError("Chromium does not start")
