"""Coverage-guided fuzzing: ``_<subject>_property`` says what must hold, ``_<subject>_words`` where to begin.

Each fuzzer (atheris) looks for inputs which reach new code, and beside it a replay of the same inputs without
instrumentation takes their CPU time. What was found stays in the cache folder and is where the next run starts; a
failing input is kept there, too.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.paths import cache_dir  # noqa: E402 (needs the path above)

COUNT, SEED = 5_000_000, 1
LIMIT_MS = 5.0
# Longest input in bytes → share of the inputs. Most scans are short, and short ones are tried twenty times as fast.
LENGTHS = {400: 0.9, 8192: 0.1}
HANG_SECONDS = 5  # of one input, with instrumentation


def start(subject, folder, longest, count, seed):
    """One fuzzer and its replay, and the file into which the fuzzer reports."""
    folder.joinpath("corpus").mkdir(exist_ok=True)
    options = {"runs": count, "seed": seed, "max_len": longest, "timeout": HANG_SECONDS, "verbosity": 0}
    options |= {"dict": folder / "words", "artifact_prefix": f"{folder}/failed-", "len_control": 20}
    command = [
        sys.executable,
        "-m",
        "tests.prove._fuzzer",
        subject,
        *(f"-{name}={value}" for name, value in options.items()),
    ]
    said = folder / f"said-{seed}"
    with said.open("wb") as file:
        folders = str(folder / "corpus"), str(folder / "seeds")
        fuzzer = subprocess.Popen([*command, *folders], cwd=REPO, stdout=subprocess.PIPE, stderr=file)
    replay = subprocess.Popen(
        [sys.executable, "-m", "tests.prove._replay", subject, str(LIMIT_MS)],
        cwd=REPO, stdin=fuzzer.stdout, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    fuzzer.stdout.close()  # so that the replay alone holds the pipe
    return fuzzer, replay, said


def write_beginnings(subject, folder, longest):
    """Write the folder ``seeds`` and the dictionary ``words`` for a fuzzer whose inputs have at most so many bytes."""
    found = importlib.import_module(f"tests.prove._{subject}_words")
    texts = [*found.texts(), *((scrap * longest)[: longest - 1] for scrap in found.LONG)]
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        for setting in (b"\0", b"\x80"):  # the first byte of an input: how it is read, forgiving or strict
            seeds.joinpath(f"seed-{number}-{setting.hex()}").write_bytes(setting + text.encode())
    lines = ("".join(f"\\x{byte:02X}" for byte in word.encode()) for word in found.words())
    folder.joinpath("words").write_text("".join(f'"{line}"\n' for line in lines))


def fuzz(subject, folder, longest, count, first, fuzzers):
    """Figures of so many fuzzers; what failed is printed."""
    write_beginnings(subject, folder, longest)
    share = -(-count // fuzzers)
    workers = [start(subject, folder, longest, share, first + number) for number in range(fuzzers)]
    results = []
    for fuzzer, replay, said in workers:
        failed = fuzzer.wait() != 0
        if failed:
            print(said.read_text(errors="replace")[-4000:])
        results.append({**_figures(replay, failed), "failed": failed})
    return results


def _figures(replay, failed):
    """What a replay counted; nothing when it hangs on the input that the fuzzer stopped on."""
    try:
        return json.loads(replay.communicate(timeout=10 * HANG_SECONDS if failed else None)[0])
    except subprocess.TimeoutExpired:
        replay.kill()
        return {"count": 0, "total": 0.0, "slowest": 0.0, "longest": 0, "once_over": 0, "slow": []}


def report(results, seconds):
    """Print the figures of all workers together; whether the proof holds."""
    count = sum(result["count"] for result in results)
    total = sum(result["total"] for result in results)
    slow = [case for result in results for case in result["slow"]]
    print(f"{count:,} inputs of up to {max(result['longest'] for result in results):,} bytes in {seconds:,.0f} s")
    print(
        f"CPU without instrumentation: {1000 * total / max(count, 1):.1f} µs on average,"
        f" slowest {max(result['slowest'] for result in results):.2f} ms,"
        f" {len(slow)} over {LIMIT_MS:g} ms"
        f" ({sum(result['once_over'] for result in results)} at the first of six tries)"
    )
    for ms, data in slow:
        print(f"too slow, {ms:.1f} ms: {bytes.fromhex(data)!r}")
    return not slow


def main(subject, args):
    """Exit code; arguments: how many inputs, the first seed, how many fuzzers (as many as there are cores)."""
    count = int(args[0]) if args else COUNT
    first = int(args[1]) if len(args) > 1 else SEED
    fuzzers = int(args[2]) if len(args) > 2 else os.cpu_count()
    folder, started, results = cache_dir() / f"fuzz-{subject}", time.monotonic(), []
    for longest, share in LENGTHS.items():
        results += fuzz(subject, folder / str(longest), longest, round(count * share), first, fuzzers)
    sound = report(results, time.monotonic() - started)
    done = sum(result["count"] for result in results)
    holds = sound and done >= count and not any(result["failed"] for result in results)
    print("the proof holds" if holds else f"the proof does not hold; inputs that failed are in {folder}")
    return 0 if holds else 1
