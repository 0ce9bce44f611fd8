"""How the setup scripts talk: one plain line per step, one clear sentence per failure."""

import os
import subprocess
import sys
import time
from pathlib import Path


class SetupError(Exception):
    """A failure that the person at the keyboard can act on; the message is the whole advice."""


def step(text):
    """Print what happens next, at once, so that a slow step is never a silent one."""
    print(f"==> {text}", flush=True)


def note(text):
    print(f"    {text}", flush=True)


def run(args, *, env=None, cwd=None, log=None, quiet=False):
    """Run a command; on failure show its last lines and stop with its name."""
    args = [str(arg) for arg in args]
    if log:
        with open(log, "a", encoding="utf-8") as out:
            code = subprocess.call(args, env=env, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
        if code:
            tail = Path(log).read_text(encoding="utf-8", errors="replace").splitlines()[-25:]
            raise SetupError("\n".join([*tail, f"{args[0]} failed (exit {code}); whole log: {log}"]))
        return ""
    if quiet:
        done = subprocess.run(args, env=env, cwd=cwd, capture_output=True, text=True)
        if done.returncode:
            tail = (done.stdout + done.stderr).splitlines()[-25:]
            raise SetupError("\n".join([*tail, f"{args[0]} failed (exit {done.returncode})"]))
        return done.stdout
    code = subprocess.call(args, env=env, cwd=cwd)
    if code:
        raise SetupError(f"{args[0]} failed (exit {code})")
    return ""


def last_words(text):
    """What a failed Python process said, without its traceback, on one line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if "Traceback (most recent call last):" in lines:
        after = text.split("Traceback (most recent call last):", 1)[1].splitlines()[1:]
        lines = [line.strip() for line in after if line.strip() and not line.startswith(" ")][:1] or lines[-1:]
    return " ".join(lines)


def main(function):
    """Run a script's main function with house manners: exit code, no traceback for known failures."""
    started = time.monotonic()
    try:
        code = function(sys.argv[1:])
    except SetupError as error:
        print(f"setup/{os.path.basename(sys.argv[0])}: {error}", file=sys.stderr, flush=True)
        code = 1
    except KeyboardInterrupt:
        print("interrupted; start it again to go on where it stopped", file=sys.stderr, flush=True)
        code = 130
    if os.environ.get("LOT_SUITE_TIMES"):
        note(f"took {time.monotonic() - started:.0f} s")
    sys.exit(code or 0)
