"""Reads the tables in ``data/``."""

import json
import os


def load(name: str) -> dict:
    """Content of one JSON file."""
    # Not pathlib, which alone takes as long to import as this whole kernel (a server starts often).
    with open(os.path.join(os.path.dirname(__file__), "data", name), encoding="utf-8") as file:
        return json.load(file)
