"""Child of a fuzzing proof: reads the fuzzer's inputs, runs each without instrumentation and takes its CPU time.

Prints one JSON object: inputs, total and slowest in ms, and the inputs that took longer than the limit even at best of
five (once is not enough: an interrupt of the machine counts as ours).
"""

import importlib
import json
import sys
import time

AGAIN = 5


def cpu_ms(read, scan):
    started = time.thread_time_ns()
    read(*scan)
    return (time.thread_time_ns() - started) / 1e6


def inputs(stream):
    while head := stream.read(4):
        yield stream.read(int.from_bytes(head, "big"))


def main(name, limit):
    subject = importlib.import_module(f"tests.prove._{name}_property")
    count, total, slowest, longest, once_over, slow = 0, 0.0, 0.0, 0, 0, []
    for data in inputs(sys.stdin.buffer):
        scan = subject.scan_of(data)
        try:
            ms = cpu_ms(subject.read, scan)
        except Exception:  # the fuzzer has stopped on it and tells; the inputs before it are still to be counted
            ms = 0.0
        if ms > limit:
            once_over += 1
            ms = min(ms, *(cpu_ms(subject.read, scan) for _ in range(AGAIN)))
            if ms > limit:
                slow.append([ms, data.hex()])
        count, total, slowest, longest = count + 1, total + ms, max(slowest, ms), max(longest, len(data))
    figures = {"count": count, "total": total, "slowest": slowest, "longest": longest}
    print(json.dumps({**figures, "once_over": once_over, "slow": slow[:20]}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
