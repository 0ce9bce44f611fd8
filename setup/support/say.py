"""How the setup scripts talk: one plain line per step, one clear sentence per failure."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

# What the machine may refuse at any moment; every other OSError is a mistake of ours and keeps its traceback.
REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


class SetupError(Exception):
    """A failure that the person at the keyboard can act on; the message is the whole advice.

    ``details``: what a tool said before it gave up; shown above the sentence.
    """

    def __init__(self, sentence, details=()):
        super().__init__(sentence)
        self.details = list(details)


def step(text):
    """Print what happens next, at once, so that a slow step is never a silent one."""
    print(f"==> {text}", flush=True)


def note(text):
    print(f"    {text}", flush=True)


def run(args, *, env=None, cwd=None, log=None, quiet=False, given=None):
    """Run a command; on failure show its last lines and stop with its name. ``given``: what it reads as its input."""
    args = [str(arg) for arg in args]
    if log:
        with open(log, "a", encoding="utf-8") as out:
            code, _out, _err = _ended(args, given, env=env, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
        if code:
            tail = Path(log).read_text(encoding="utf-8", errors="replace").splitlines()[-25:]
            raise SetupError(f"{_tool(args)} failed (exit {code}); whole log: {log}", tail)
        return ""
    pipe = subprocess.PIPE if quiet else None
    code, out, err = _ended(args, given, env=env, cwd=cwd, stdout=pipe, stderr=pipe)
    if code:
        tail = (out + err).splitlines()[-25:] if quiet else ()
        raise SetupError(f"{_tool(args)} failed (exit {code})", tail)
    return out or ""


_children = set()


def _ended(args, given, **how):
    """(exit code, output, errors) of a command that has ended; it ends with us."""
    source = None if given is None else subprocess.PIPE
    with subprocess.Popen(args, stdin=source, text=True, **how) as child:
        _children.add(child)
        try:
            out, err = child.communicate(given)
            return child.returncode, out, err
        except BaseException:
            child.kill()
            raise
        finally:
            _children.discard(child)


def stop_children():
    """End the commands that other threads wait for."""
    for child in list(_children):
        child.terminate()


def _tool(args):
    """The command as a person would call it: ``python -m pip`` rather than a path in the cache."""
    words = [os.path.basename(args[0]), *args[1:3]] if args[1:2] == ["-m"] else [os.path.basename(args[0])]
    return " ".join(words)


def last_words(text):
    """What a failed Python process said, without its traceback, on one line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if "Traceback (most recent call last):" in lines:
        after = text.split("Traceback (most recent call last):", 1)[1].splitlines()[1:]
        lines = [line.strip() for line in after if line.strip() and not line.startswith(" ")][:1] or lines[-1:]
    return " ".join(lines)


def main(function, *, help_is_ours=True):
    """Run a script's main function with house manners: exit code, no traceback for known failures.

    ``help_is_ours``: --help prints the head of the script; else the arguments belong to another program.
    """
    started = time.monotonic()
    # a stop from outside ends as Ctrl+C does: what was started is stopped, throw-away databases are dropped
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    args = sys.argv[1:]
    try:
        if help_is_ours and {"-h", "--help"} & set(args):
            print(sys.modules["__main__"].__doc__)
            code = 0
        else:
            code = function(args)
    except SetupError as error:
        code = _refuse(error, error.details)
    except KeyboardInterrupt:
        print("interrupted; start it again to go on where it stopped", file=sys.stderr, flush=True)
        code = 130
    except BrokenPipeError:  # our output goes to a program that has seen enough (head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        code = _refuse(f"{error.strerror}: {error.filename or 'a file of ours'}")
    if os.environ.get("LOT_SUITE_TIMES"):
        note(f"took {time.monotonic() - started:.0f} s")
    sys.exit(code or 0)


def _refuse(sentence, details=()):
    for line in details:
        print(f"    {line}", file=sys.stderr)
    if any("No space left on device" in line for line in details):
        sentence = f"{sentence}; the disk is full"
    print(f"setup/{os.path.basename(sys.argv[0])}: {sentence}", file=sys.stderr, flush=True)
    return 1
