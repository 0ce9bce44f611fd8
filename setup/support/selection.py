"""What setup/test is asked to run, judged from the files alone: a mistyped name is told before anything is prepared."""

import ast
import difflib
import os
import re
from pathlib import Path
from typing import NamedTuple

from .paths import ADDONS, BRIDGES, REPO, TEST_ADDONS
from .say import SetupError

GROUPS = ("kernel", "browser", "upgrade", "vectors")
KERNEL = "tests/kernel"


class Selection(NamedTuple):
    """``kernel``, ``addons``: pytest arguments; ``word``: of -k, or ""; ``whole``: nothing was left out."""

    kernel: list
    addons: list
    upgrade: bool
    vectors: list
    word: str
    whole: bool


def with_browser(paths):
    """Whether a test of these pytest arguments drives a browser."""
    files = [file for path in paths for file in _files(path.partition("::")[0])]
    return any(re.search(r"\b(start_tour|browser_js)\b", file.read_text(encoding="utf-8")) for file in files)


def parse(args):
    """The ``Selection`` that command line arguments mean.

    Raises:
        SetupError: an option, a file, a test or a word that does not exist; one sentence.
    """
    args, word = _word(list(args))
    if args[:1] == ["vectors"]:
        return Selection([], [], False, _vector_files(args[1:]), "", False)
    everything = not args
    kernel = ["tests/kernel"] if everything or "kernel" in args else []
    addons = _all_addons() if everything else []
    for arg in args:
        if arg not in GROUPS:
            path = _located(arg)
            (kernel if _is_kernel(path) else addons).append(path)
    if "browser" in args:
        if len(args) > 1 or word:
            raise SetupError("browser stands alone; for some of the browser tests name their file")
        addons, word = _all_addons(), "Browser"
    if word and addons:
        addons = _holding(word, addons, optional=bool(kernel))
    whole = everything and not word
    return Selection(kernel, addons, whole or "upgrade" in args, [], word, whole)


def _word(args):
    """The other arguments and the word behind -k."""
    word = ""
    if "-k" in args:
        at = args.index("-k")
        word = " ".join(args[at + 1 : at + 2]).strip()
        if not word:
            raise SetupError("-k needs a word that the names of the wanted tests hold")
        del args[at : at + 2]
    options = [arg for arg in args if arg.startswith("-")]
    if options:
        raise SetupError(f"there is no option {options[0]}; there is -k WORD")
    return args, word


def _all_addons():
    folders = [REPO / addon for addon in ADDONS + BRIDGES] + sorted(TEST_ADDONS.glob("test_*"))
    return [folder.relative_to(REPO).as_posix() for folder in folders if list((folder / "tests").glob("test_*.py"))]


def _vector_files(args):
    files = [Path(arg).resolve() for arg in args]
    missing = [arg for arg, file in zip(args, files) if not file.is_file()]
    if missing or not files:
        raise SetupError(f"there is no file {missing[0]}" if missing else "vectors needs the files to check")
    return files


def _is_kernel(path):
    return path.partition("::")[0].split("/")[:2] == KERNEL.split("/")


def _located(arg):
    """``arg`` (PATH or PATH::TEST) relative to the checkout, if it names tests."""
    name, *inner = arg.split("::")
    paths = [path for path in (Path.cwd() / name, REPO / name) if path.exists()] if name else []
    if not paths:
        known = [*GROUPS, *_all_addons(), *(_relative(file) for file in REPO.rglob("test_*.py"))]
        near = difflib.get_close_matches(name, known, 1) or ["setup/test --help"]
        raise SetupError(f"there is no test, addon or group {name}; see {near[0]}")
    path = _relative(paths[0])
    if not _is_kernel(path) and path.split("/")[0] not in ADDONS + BRIDGES and not path.startswith("tests/addons/"):
        raise SetupError(f"{name} is neither one of the addons nor {KERNEL}, nor a file in them")
    if not _files(path):
        raise SetupError(f"there are no tests in {name}")
    _check_inner(path, inner)
    return "::".join([path, *inner])


def _relative(path):
    return os.path.relpath(path.resolve(), REPO)


def _files(path):
    """Test files that a path relative to the checkout stands for."""
    path = REPO / path
    if path.is_file():
        return [path] if path.name.startswith("test_") and path.suffix == ".py" else []
    return sorted(path.rglob("test_*.py"))


def _tests(file):
    """``{class: [its tests]}`` of a file; "" holds the tests outside of classes."""
    found = {"": []}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = [part.name for part in node.body if _is_test(part)]
        elif _is_test(node):
            found[""].append(node.name)
    return found


def _is_test(node):
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")


def _check_inner(path, inner):
    """PATH::CLASS, PATH::CLASS::TEST and PATH::TEST exist; what pytest adds in brackets is its own matter."""
    if not inner:
        return
    tests = _tests(REPO / path) if (REPO / path).is_file() else {}
    names = [name.partition("[")[0] for name in inner]
    if names[0] in tests:
        names, known = names[1:], tests[names[0]]
    else:
        known = tests.get("", [])
    if names and (len(names) > 1 or names[0] not in known):
        raise SetupError(f"there is no test {'::'.join(inner)} in {path}")


def _holding(word, paths, optional):
    """The paths if a name in them holds each word of a -k expression; kernel tests may be meant instead."""
    names = set()
    for path in paths:
        for file in _files(path.partition("::")[0]):
            names.add(_relative(file).lower())
            for group, tests in _tests(file).items():
                names.update(name.lower() for name in (group, *tests))
    for part in set(re.findall(r"[^\s()]+", word)) - {"and", "or", "not"}:
        if not any(part.lower() in name for name in names):
            if optional:
                return []
            raise SetupError(f"no file, class or test in {', '.join(map(str, paths))} has {part} in its name")
    return paths
