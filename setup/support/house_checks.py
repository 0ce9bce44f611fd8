"""The house's own rules (CONTRIBUTING.md), those that no off-the-shelf tool knows.

Every check takes a path relative to the repository and the file's text and yields ``(line, rule, message)``.
This file holds the rules for any text; Python's are in ``house_python``, the addons' in ``house_addons``.
"""

import re
import subprocess
from pathlib import PurePosixPath
from xml.etree import ElementTree

from . import house_addons, house_python, house_xml
from .paths import REPO

CODE = {".css", ".js", ".mjs", ".py", ".scss", ".sql", ".xml"}
TEXT = CODE | {"", ".cfg", ".csv", ".json", ".lock", ".md", ".po", ".pot", ".toml", ".txt", ".yaml", ".yml"}
DATA = ("release_baseline", "test_count")  # files in setup/ that are no verbs
FILE_LINES, TEST_LINES, COMPONENT_LINES = 300, 500, 200

# Written so that the patterns do not match themselves.
MACHINE = (
    (re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]\w*)/"), "a path of one machine"),
    (re.compile(r"(?<![\w.])/var/cache/[a-z]"), "a path of one machine (say cache_dir())"),
    (re.compile(r"\b(?:pypi\.(?:org|io)|[\w.]*pythonhosted\.org|registry\.npm[\w.]*)\b"), "a package registry's host"),
    (re.compile(r"\b(?:deb\.debian\.org|proxy\.golang\.org)\b"), "a package registry's host"),
    (re.compile(r"(?i)\bartifactory\b|--(?:extra-)?index[-]url\b"), "a package registry's address"),
    (re.compile(r'"resolved":\s*"http'), "a package registry's address (npm: omit-lockfile-registry-resolved)"),
)


def is_test(path):
    """Whether a path holds tests or their tools."""
    parts = PurePosixPath(path).parts
    return "tests" in parts[:-1]


def check_length(path, text):
    """Files stay short enough to be read in one sitting; over budget = split by reason to change."""
    pure = PurePosixPath(path)
    if (pure.suffix not in CODE and not house_python.is_python(path, text)) or "data" in pure.parts:
        return
    limit = TEST_LINES if is_test(path) else FILE_LINES
    if pure.suffix == ".js" and "src" in pure.parts:
        limit = COMPONENT_LINES
    lines = text.count("\n")
    if lines > limit:
        yield 1, "file-length", f"{lines} lines, at most {limit}: split it by reason to change"


def check_machine(path, text):
    """Nothing of the machine that the code was written on is named in it."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in MACHINE:
            if pattern.search(line):
                yield number, "machine", f"names {what}"


def check_shape(path, text):
    """Plain text hygiene that the formatters do not see to."""
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "shape", "the last line does not end"
    if PurePosixPath(path).suffix not in (".xml", ".md", ".csv", ".toml", ".yaml", ".yml"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line != line.rstrip() and not path.endswith((".md", ".csv")):
            yield number, "shape", "blanks at the end of the line"
        if "\t" in line and not path.endswith(".csv"):
            yield number, "shape", "a tab"


def check_xml(path, text):
    """XML is well-formed, indented by four and not too wide."""
    if not path.endswith(".xml"):
        return
    try:
        ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        yield error.position[0], "xml", f"not well-formed: {error}"
        return
    for number in house_xml.wide(text):
        yield number, "xml", f"wider than {house_xml.COLUMNS} columns"
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if indent % 4 and line.lstrip().startswith(("<record", "<field", "<template", "<div", "<t ", "<t>", "</")):
            yield number, "xml", f"indented by {indent}; use steps of four"


def check_commands(path, text):
    """Every setup/… that a paper names exists and can be run."""
    if not path.endswith(".md"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall(r"(?<![\w/.-])setup/([a-z]\w*)(?![\w/.*-])", line):
            script = REPO / "setup" / name
            if name in DATA:
                continue
            if not script.exists():
                yield number, "commands", f"names setup/{name}, which does not exist"
            elif script.is_file() and not script.stat().st_mode & 0o100:
                yield number, "commands", f"names setup/{name}, which is not executable"


def check_text(path, text):
    """Every per-file rule over one file; yields (line, rule, message)."""
    for check in (check_length, check_machine, check_shape, check_xml, check_commands):
        yield from check(path, text)
    if house_python.is_python(path, text):
        yield from house_python.check(path, text)


def tracked_files():
    """Paths of the checkout, relative, as git sees them (or all of them where there is no git)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPO, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        paths = [path.relative_to(REPO).as_posix() for path in REPO.rglob("*")]
        return sorted(path for path in paths if not any(part.startswith(".") for part in path.split("/")))
    return sorted(path for path in set(listed.stdout.split("\0")) if path and (REPO / path).is_file())


def fix(paths):
    """Mend what can be mended without thinking: wide XML lines."""
    for path in paths:
        if path.endswith(".xml"):
            text = (REPO / path).read_text(encoding="utf-8")
            if house_xml.wrap(text) != text:
                (REPO / path).write_text(house_xml.wrap(text), encoding="utf-8")


def run():
    """All findings over the repository, as lines ``path:line: message [rule]``."""
    files = {}
    for path in tracked_files():
        if PurePosixPath(path).suffix in TEXT:
            files[path] = (REPO / path).read_text(encoding="utf-8", errors="replace")
    findings = [(path, *finding) for path, text in files.items() for finding in check_text(path, text)]
    findings += house_addons.check(files)
    return [f"{path}:{line}: {message} [{rule}]" for path, line, rule, message in sorted(findings)]
