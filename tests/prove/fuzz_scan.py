"""No scan makes the reader fail, hang, lose data or take long: coverage-guided fuzzing (arguments: inputs, first seed).

Each core runs a fuzzer (atheris) that looks for inputs which reach new code, and beside it a replay of the same inputs
without instrumentation, which takes their CPU time. What was found stays in the cache folder and is where the next
run starts; a failing input is kept there, too.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.paths import cache_dir  # noqa: E402 (needs the path above)

REQUIREMENTS = "requirements-fuzz.lock"  # setup/prove makes an environment with it, without Odoo
COUNT, SEED = 5_000_000, 1
LIMIT_MS = 5.0
LONGEST = 8192  # bytes of an input
HANG_SECONDS = 5  # of one input, with instrumentation
VECTORS = REPO / "tests" / "kernel" / "vectors" / "gs1_own.jsonl"
WORDS = (
    *(
        "]d2",
        "]C1",
        "]E0",
        "]E4",
        "]I1",
        "]Q1",
        "]Q3",
        "]J1",
        "]e0",
        "]d1",
        "|]e0",
        "^]",
        "{GS}",
        "<GS>",
        "\\x1d",
        "\x1d",
    ),
    *(
        "(01)",
        "(10)",
        "(21)",
        "0109506000134352",
        "17270630",
        "3103001250",
        "8010",
        "8013",
        "8110",
        "8007",
        "7258",
        "4300",
    ),
    *("https://", "http://", "/01/", "/10/", "/gtin/", "?17=", "&10=", "%2F", "09506000134352", "9506000134352"),
    *("urn:epc:id:sgtin:", "urn:epc:tag:sscc-96:", "3074257BF7194E40", "36", "31"),
)


def seeds(folder):
    """First inputs: our conformance vectors, and long ones of each form."""
    texts = [json.loads(line)["input"] for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    texts = [text for text in texts if isinstance(text, str)]
    for scrap in (
        "10A\x1d",
        "(10)A",
        "https://a/01/09506000134352?10=A&",
        "https://a/10/A/",
        "10A^]",
        "%41",
        "0" * 8,
        "(",
    ):
        texts.append((scrap * LONGEST)[: LONGEST - 1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        folder.joinpath(f"seed-{number}").write_bytes(b"\0" + text.encode())
    dictionary = folder.parent / "words"
    lines = ("".join(f"\\x{byte:02X}" for byte in word.encode()) for word in WORDS)
    dictionary.write_text("".join(f'"{line}"\n' for line in lines))
    return dictionary


def start(folder, dictionary, count, seed):
    """One fuzzer and its replay."""
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    options = {
        "runs": count, "seed": seed, "max_len": LONGEST, "timeout": HANG_SECONDS, "dict": dictionary, "verbosity": 0,
        "artifact_prefix": f"{folder}/failed-", "len_control": 20,
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "tests.prove._scan_fuzzer",
        *(f"-{name}={value}" for name, value in options.items()),
    ]
    fuzzer = subprocess.Popen(
        [*command, str(corpus), str(folder / "seeds")], cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    replay = subprocess.Popen(
        [sys.executable, "-m", "tests.prove._scan_replay", str(LIMIT_MS)],
        cwd=REPO, stdin=fuzzer.stdout, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    fuzzer.stdout.close()  # so that the replay alone holds the pipe
    return fuzzer, replay


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


def main(args):
    count = int(args[0]) if args else COUNT
    first = int(args[1]) if len(args) > 1 else SEED
    folder = cache_dir() / "fuzz-scan"
    dictionary = seeds(folder / "seeds")
    workers, started = os.cpu_count(), time.monotonic()
    pairs = [start(folder, dictionary, -(-count // workers), first + number) for number in range(workers)]
    results, failed = [], False
    for fuzzer, replay in pairs:
        said = fuzzer.stderr.read().decode(errors="replace")
        results.append(json.loads(replay.communicate()[0]))
        if fuzzer.wait():
            failed = True
            print(said[-4000:])
    sound = report(results, time.monotonic() - started) and not failed
    done = sum(result["count"] for result in results)
    print("the proof holds" if sound and done >= count else f"the proof does not hold; failing inputs are in {folder}")
    return 0 if sound and done >= count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
