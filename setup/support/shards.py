"""Parts of the addons' tests that run beside each other, each on a database of its own."""

import ast

from .paths import REPO

MOST = 2  # a part costs a start of Odoo, a copy of the database and the memory of a browser
ALONE = 12  # so few tests are not worth a second start
BROWSER = 12  # how many plain tests one test with a browser takes


def split(paths, most):
    """Share the test files of these pytest arguments out to at most ``most`` parts of about the same weight.

    A file is never divided: its classes share what their first one sets up. The order inside a part is that of the
    arguments; the same arguments give the same parts.
    """
    files = [file for path in paths for file in _files(path)]
    weights = {file: _weight(file) for file in files}
    if most < 2 or sum(weights.values()) < ALONE or len(files) < 2:
        return [list(paths)]
    loads, owner = [0] * most, {}
    for file in sorted(weights, key=lambda file: (-weights[file], file)):
        lightest = loads.index(min(loads))
        owner[file] = lightest
        loads[lightest] += weights[file]
    parts = [[file for file in weights if owner[file] == at] for at in range(most)]
    return [part for part in parts if part]


def _files(path):
    """A folder's test files; what names a file or a test stays as it is."""
    folder = REPO / path
    if not folder.is_dir():
        return [path]
    return sorted(file.relative_to(REPO).as_posix() for file in folder.rglob("test_*.py"))


def _weight(path):
    """Number of tests, those with a browser counted as many."""
    name, *inner = path.split("::")
    tree = ast.parse((REPO / name).read_text(encoding="utf-8"))
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and (not inner or inner[-1] == node.name)
    ]
    return sum(BROWSER if _drives_browser(test) else 1 for test in tests)


def _drives_browser(test):
    return any(isinstance(node, ast.Attribute) and node.attr in ("start_tour", "browser_js") for node in ast.walk(test))
