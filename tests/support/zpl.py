"""Renders ZPL with an independent program (zpl-renderer-js, from npm), offline."""

import base64
import io
import json
import math
import subprocess
import sys
from pathlib import Path

from PIL import Image

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.node import prepare_node  # noqa: E402 (needs the path above)


def rendered(labels):
    """Pictures of labels, black is 0.

    Args:
        labels: (ZPL, width, height) of each, in dots.
    """
    node, modules = prepare_node()
    jobs = [
        # the program knows 6, 8, 12 and 24 dots a mm; only the size of its sheet depends on it
        [text, math.ceil(width / 8), math.ceil(height / 8), 8]
        for text, width, height in labels
    ]
    done = subprocess.run(
        [node, str(Path(__file__).with_name("zpl.mjs")), str(modules)],
        input=json.dumps(jobs), capture_output=True, text=True, check=True,
    )  # fmt: skip
    for line, (_text, width, height) in zip(done.stdout.splitlines(), labels, strict=True):
        picture = Image.open(io.BytesIO(base64.b64decode(line))).convert("L")
        left = (picture.width - width) // 2  # it puts the print width in the middle of the sheet
        yield picture.crop((left, 0, left + width, height))
