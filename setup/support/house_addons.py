"""House rules that look at an addon as a whole: manifests, test modules, READMEs."""

import ast
import re
from pathlib import PurePosixPath

DATA_FOLDERS = ("data", "views", "security", "wizard", "wizards", "report", "reports", "templates")
TEST_ROOTS = ("lot_", "tests/addons/")


def check(files):
    """All findings over ``files`` (path: text); yields (path, line, rule, message)."""
    for manifest in sorted(path for path in files if path.endswith("/__manifest__.py")):
        addon = manifest.rsplit("/", 1)[0]
        inside = {path[len(addon) + 1 :]: text for path, text in files.items() if path.startswith(f"{addon}/")}
        yield from _manifest(manifest, files[manifest], inside)
        yield from _test_imports(addon, inside)
        if not addon.startswith("tests/") and "README.md" not in inside:
            yield manifest, 1, "readme", "the addon has no README.md"
    yield from _test_classes(files)


def _manifest(path, text, inside):
    """What the manifest lists exists, and what should be listed is."""
    values = ast.literal_eval(text)
    listed = values.get("data", []) + values.get("demo", [])
    for name in listed:
        if name not in inside:
            yield path, 1, "manifest", f"lists {name}, which does not exist"
    for name in sorted(inside):
        pure = PurePosixPath(name)
        if pure.parts[0] in DATA_FOLDERS and pure.suffix in (".xml", ".csv") and name not in listed:
            yield path, 1, "manifest", f"does not list {name}"
    addon = PurePosixPath(path).parent.name
    for item in [item for bundle in values.get("assets", {}).values() for item in bundle]:
        asset = item if isinstance(item, str) else item[-1]
        if asset.startswith(f"{addon}/") and not any(_matches(f"{addon}/{name}", asset) for name in inside):
            yield path, 1, "manifest", f"the asset {asset} matches no file (Odoo warns at every start)"


def _matches(path, pattern):
    """Whether Odoo's asset pattern matches: * within a folder, **/ over any depth."""
    parts = re.split(r"(\*\*/|\*)", pattern)
    words = {"**/": "(?:.*/)?", "*": "[^/]*"}
    return bool(re.fullmatch("".join(words.get(part, re.escape(part)) for part in parts), path))


def _test_imports(addon, inside):
    """Odoo's loader sees only what tests/__init__.py imports."""
    modules = sorted(name for name in inside if name.startswith("tests/test_") and name.endswith(".py"))
    imported = set()
    for node in ast.walk(ast.parse(inside.get("tests/__init__.py", ""))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            imported |= {alias.name for alias in node.names} | {node.module}
    for name in modules:
        if PurePosixPath(name).stem not in imported:
            yield f"{addon}/{name}", 1, "test-import", "not imported in tests/__init__.py: its tests never run"


def _test_classes(files):
    """Odoo 19's loader does not collect inherited test methods, and at-install tests run too early."""
    classes = {}
    for path, text in files.items():
        if path.startswith(TEST_ROOTS) and "/tests/" in path and path.endswith(".py"):
            for node in _parsed(text).body:
                if isinstance(node, ast.ClassDef):
                    classes.setdefault(node.name, []).append((path, node))
    for path, node in [item for items in classes.values() for item in items]:
        for base in _bases(node):
            if any(_tests_of(other) for _path, other in classes.get(base, ())):
                message = f"{node.name} inherits test methods of {base}; Odoo does not run them again"
                yield path, node.lineno, "test-inherited", message
        if _tests_of(node) and not _tagged(node, classes, set()):
            yield path, node.lineno, "test-tag", f'{node.name} lacks @tagged("post_install", "-at_install")'


def _parsed(text):
    try:
        return ast.parse(text)
    except SyntaxError:  # reported by house_python
        return ast.Module(body=[], type_ignores=[])


def _bases(node):
    return [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]


def _tests_of(node):
    return [item.name for item in node.body if isinstance(item, ast.FunctionDef) and item.name.startswith("test_")]


def _tagged(node, classes, seen):
    """Whether the class or a base of it carries @tagged("post_install", …): the decorator's tags are inherited."""
    if any("post_install" in ast.unparse(decorator) for decorator in node.decorator_list):
        return True
    seen.add(node.name)
    bases = [base for base in _bases(node) if base not in seen]
    return any(_tagged(other, classes, seen) for base in bases for _path, other in classes.get(base, ()))
