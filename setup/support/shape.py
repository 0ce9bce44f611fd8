"""The shape of addons: what decides an installed database while only the insides of functions are worked on."""

import ast
import os
from pathlib import Path

from .paths import REPO, fingerprint

SKIP = {"tests", "static", "i18n", "kernel", "__pycache__"}
# These run while an addon is installed, so their insides count.
AT_INSTALL = {"init", "_auto_init", "hooks.py", "__manifest__.py", "migrations", "data", "demo"}


def is_wanted():
    """Whether the person at work asked for quick rounds; ``setup/test`` takes that back for a whole run."""
    return os.environ.get("LOT_TEMPLATE") == "shape"


class _Outside(ast.NodeTransformer):
    """Drops what is inside functions: fields, constraints, names, arguments and decorators stay."""

    def visit_FunctionDef(self, node):
        if node.name not in AT_INSTALL:
            node.body = [ast.Pass()]
        return node


def shape(path):
    """What of a file decides the database, as text."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".py" or AT_INSTALL & set(path.relative_to(REPO).parts):
        return text
    if path.name.startswith("messages"):
        return ""
    return ast.dump(_Outside().visit(ast.parse(text)))


def shape_fingerprint(*folders: Path):
    """Hash of the shape of all files in the folders; not of tests, assets, translations and kernels."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    return fingerprint(
        *(
            item
            for path in files
            if not SKIP & set(path.relative_to(REPO).parts)
            for item in (str(path.relative_to(REPO)), shape(path))
        )
    )
