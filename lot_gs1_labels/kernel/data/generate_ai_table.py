#!/usr/bin/env python3
"""Write ai_table.json from the GS1 Barcode Syntax Dictionary.

    python lot_gs1_labels/kernel/data/generate_ai_table.py gs1-syntax-dictionary-YYYY-MM-DD.txt

The dictionary is published by GS1 AISBL under the Apache License 2.0 and is not part of this repository; its
head comment defines the syntax that is read here. Lines and order stay as in the source, so that a new
release shows as a small difference.
"""

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("ai_table.json")
FLAGS = "*?"
PART = re.compile(r"(\[)?([NXYZ])(\.\.)?(\d+)\]?((?:,[a-z0-9]+)*)$")


def parse_part(text: str) -> dict:
    """One component: character set, shortest and longest length, content rules."""
    match = PART.match(text)
    if not match:
        raise SystemExit(f"unknown component {text!r}")
    optional, charset, variable, length, rules = match.groups()
    part = {"set": charset, "min": 1 if variable else int(length), "max": int(length)}
    if rules:
        part["rules"] = rules.strip(",").split(",")
    if optional:
        part["optional"] = True
    return part


def parse_attribute(entry: dict, text: str) -> None:
    """req=01+21,02 · ex=255 · dlpkey · dlpkey=22,10,21|235."""
    name, _, value = text.partition("=")
    if name == "req":
        entry.setdefault("req", []).append([group.split("+") for group in value.split(",")])
    elif name == "ex":
        entry.setdefault("ex", []).extend(value.split(","))
    elif name == "dlpkey":
        entry["key"] = [path.split(",") for path in value.split("|")] if value else [[]]
    else:
        raise SystemExit(f"unknown attribute {text!r}")


def parse_line(line: str) -> dict:
    """One dictionary line: AI or range, flags, components, attributes, title."""
    data, _, title = line.partition("#")
    words = data.split()
    entry = {"ai": words.pop(0), "title": title.strip()}
    if words[0].strip(FLAGS) == "":
        flags = words.pop(0)
        entry.update({name: True for flag, name in (("*", "predefined"), ("?", "attribute")) if flag in flags})
    entry["parts"] = []
    for word in words:
        if PART.match(word):
            entry["parts"].append(parse_part(word))
        else:
            parse_attribute(entry, word)
    return entry


def generate(source: Path) -> dict:
    """The whole table as it is written to the file."""
    lines = source.read_text(encoding="utf-8").splitlines()
    release = next(line.split(":")[1].strip() for line in lines if line.startswith("# Release:"))
    return {
        "generator": "lot_gs1_labels/kernel/data/generate_ai_table.py",
        "source": "GS1 Barcode Syntax Dictionary, GS1 AISBL and others, Apache License 2.0",
        "release": release,
        "entries": [parse_line(line) for line in lines if line.strip() and not line.startswith("#")],
    }


def main() -> None:
    """Write the table beside this file, one entry per line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    table = generate(Path(sys.argv[1]))
    entries = table.pop("entries")
    head = json.dumps(table, indent=1, ensure_ascii=False)[:-2]
    body = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    TARGET.write_text(f'{head},\n "entries": [\n{body}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
