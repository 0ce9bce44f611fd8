"""House rules over one Python file's syntax tree."""

import ast
import re

FUNCTION_LINES = 50
SUDO_NEAR = 3  # lines above a sudo() in which its reason or its name may stand
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
ASKS = {"search", "search_count", "search_fetch", "search_read", "read_group", "_read_group", "execute_query"}


def is_python(path, text):
    """Whether this is Python (the verbs in setup/ have no suffix)."""
    return path.endswith(".py") or ("." not in path.rsplit("/", 1)[-1] and text.startswith("#!/usr/bin/env python"))


def check(path, text):
    """Every rule over one file; yields (line, rule, message)."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        yield error.lineno or 1, "syntax", str(error.msg)
        return
    yield from _functions(tree)
    parts = path.split("/")
    if "kernel" in parts[:-1] and parts[0].startswith("lot_"):
        yield from _kernel_imports(tree, len(parts) - 1 - parts.index("kernel"))
        yield from _kernel_parameters(tree)
    if "report" in parts[:-1] and parts[0].startswith("lot_"):
        yield from _papers(tree, parts[-1])
    if "tests" in parts[:-1]:
        yield from _skips(tree)
    elif parts[0].startswith("lot_"):
        yield from _sudo(tree, text.splitlines())
    yield from _stubs(tree)
    yield from _todo(text)


def _functions(tree):
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield node.lineno, "function-length", f"{node.name} has {lines} lines, at most {FUNCTION_LINES}"


def _kernel_imports(tree, depth):
    """A kernel imports Python and other kernels; ``depth``: of the file's folder, 1 for the kernel's own."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            if node.level > depth:
                yield node.lineno, "kernel", "a kernel imports nothing from the rooms above it"
        for name in names:
            if name.split(".")[0] == "odoo" and not re.match(r"odoo\.addons\.lot_\w+\.kernel\b", name):
                yield node.lineno, "kernel", f"a kernel imports nothing of Odoo ({name})"


def _kernel_parameters(tree):
    """Public kernel functions and methods tell the type of what they take."""
    public = [node for node in tree.body if isinstance(node, FUNCTIONS)]
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            public += [item for item in node.body if isinstance(item, FUNCTIONS)]
    for function in public:
        if function.name.startswith("_"):
            continue
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        bare = [item.arg for item in arguments if not item.annotation and item.arg not in ("self", "cls")]
        if bare:
            yield function.lineno, "kernel", f"{function.name}: no type for {', '.join(bare)}"


def _papers(tree, name):
    """A paper repeats what it is given; what all workbooks obey stands in one file. Odoo's reports are models."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    if name != "book.py" and any(alias.name == "xlsxwriter" for node in imports for alias in node.names):
        yield 1, "report", "a workbook is made by report/book.py of lot_traceability"
    if any(node.module == "odoo" for node in imports if isinstance(node, ast.ImportFrom)):
        return
    for node in ast.walk(tree):
        called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
        owner = ast.unparse(node.func.value) if called in ASKS else ""
        if called == "execute_query" or "env" in owner:
            yield node.lineno, "report", f"a paper asks the database nothing ({called})"


def _skips(tree):
    """A skipped test is a hidden hole."""
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if name in ("skip", "skipIf", "skipif", "skipUnless", "skipTest", "xfail", "expectedFailure", "importorskip"):
            yield node.lineno, "skip", f"{name}: tests are not skipped"


def _sudo(tree, lines):
    """``sudo()`` is visible: in a name ending in _sudo, or in a comment that gives the reason."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sudo":
            near = lines[max(0, node.lineno - 1 - SUDO_NEAR) : node.end_lineno]
            if not any("_sudo" in line or "#" in line for line in near):
                yield node.lineno, "sudo", "sudo() without a *_sudo name or a comment with the reason"


def _stubs(tree):
    """No stub, no test that asserts nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and "NotImplemented" in ast.unparse(node):
            yield node.lineno, "stub", "a stub: write it, or leave it out"
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant) and node.test.value:
            yield node.lineno, "stub", "this assertion never fails"


def _todo(text):
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"#\s*(?:TODO|FIXME|XXX)\b(?!\(\w+\): \w)", line):
            yield number, "todo", "names neither owner nor condition; write TODO(owner): when …"
