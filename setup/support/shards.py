"""The addons' test files in the order in which the lanes of setup/test take them."""

import ast
from functools import cache

from .paths import REPO

ALONE = 12  # so few tests are not worth a second start of Odoo
BROWSER = 12  # how many plain tests one test with a browser takes
# Few tests that walk a whole table or tell the whole story, in plain tests.
LONG = {
    "lot_traceability/tests/test_gate_matrix.py": 100,
    "tests/addons/test_lot_house/tests/test_told_story.py": 40,
    "lot_traceability/tests/test_story.py": 20,
}


def are_many(paths):
    """Whether these pytest arguments are worth two copies of the database."""
    weights = [_weight(file) for file in heaviest_first(paths)]
    return sum(weights) >= ALONE and len(weights) > 1


def heaviest_first(paths):
    """Their test files, so that no lane begins with a big one when the other has nothing left."""
    files = [file for path in paths for file in _files(path)]
    return sorted(files, key=lambda file: -_weight(file))


def _files(path):
    """A folder's test files; what names a file or a test stays as it is."""
    folder = REPO / path
    if not folder.is_dir():
        return [path]
    return sorted(file.relative_to(REPO).as_posix() for file in folder.rglob("test_*.py"))


@cache
def _weight(path):
    """Number of tests, those with a browser counted as many. Reading all files takes seconds; each lane asks."""
    name, *inner = path.split("::")
    tree = ast.parse((REPO / name).read_text(encoding="utf-8"))
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and (not inner or inner[-1] == node.name)
    ]
    return LONG.get(path, 0) + sum(BROWSER if _drives_browser(test) else 1 for test in tests)


def _drives_browser(test):
    return any(isinstance(node, ast.Attribute) and node.attr in ("start_tour", "browser_js") for node in ast.walk(test))
