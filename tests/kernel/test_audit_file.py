"""An exported ledger is verified with nothing but Python and the kernel."""

import csv
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from odoo.addons.lot_traceability.kernel import audit_anchor, audit_chain, audit_file

ADDON = Path(__file__).resolve().parents[2] / "lot_traceability"
START = datetime(2026, 11, 21, 10)


def export(path, contents, forge=None):
    """Write a sound export of company 7; ``forge`` may change its rows."""
    rows, previous = [], audit_chain.genesis(7)
    for seq, text in enumerate(contents, 1):
        at, digest = START + timedelta(minutes=seq), audit_chain.content_hash(text)
        before, previous = previous, audit_chain.link(previous, digest, seq, audit_chain.microseconds(at))
        rows.append([7, seq, seq + 100, audit_chain.instant(at), before.hex(), digest.hex(), previous.hex(), text])
    if forge:
        forge(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*audit_file.COLUMNS, "content"])
        writer.writerows(rows)
    return previous.hex()


def content(label):
    return audit_chain.canonical({"company": 7, "code": "exported", "label": label})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.csv"


def test_an_auditor_needs_no_odoo(path, tmp_path):
    head = export(path, [content("a"), content('b,"c"\n'), content("東京")])
    anchors = tmp_path / "mail.txt"
    anchors.write_text(f"> {audit_anchor.write(7, 3, head, START)}\n")
    command = [sys.executable, "-m", "kernel.audit_file", str(path), str(anchors)]
    done = subprocess.run(command, cwd=ADDON, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "company 7: 3 rows, 1 to 3: sound" in done.stdout
    assert "anchors compared: 1" in done.stdout


def test_a_forged_row_is_named(path):
    def forge(rows):
        rows[1][-1] = content("forged")

    export(path, [content("a"), content("b"), content("c")], forge)
    (report,) = audit_file.verify(path)
    assert [(finding.kind, finding.seq) for finding in report.findings] == [("entry_changed", 2)]


def test_a_wrong_anchor_is_told(path):
    export(path, [content("a")])
    (report,) = audit_file.verify(path, audit_anchor.write(7, 1, "ab" * 32, START))
    assert report.first_bad.kind == "anchor_differs"


def test_anchors_are_found_in_any_text():
    line = audit_anchor.write(7, 12, "AB" * 32, START)
    text = f"Dear Ann,\n> {line}\n<pre>{line.replace(' ', chr(10))}</pre>\nAUDIT-ANCHOR 7 12 tooshort"
    assert [(company, anchor.seq, anchor.hash) for company, anchor in audit_anchor.read(text, "mail")] == [
        (7, 12, "ab" * 32),
        (7, 12, "ab" * 32),
    ]


def test_lines_that_are_no_rows_are_named(path):
    def forge(rows):
        rows[1][3] = "yesterday"

    export(path, [content("a"), content("b")], forge)
    with pytest.raises(audit_file.FileError, match="line 3") as caught:
        audit_file.verify(path)
    assert caught.value.line == 3
