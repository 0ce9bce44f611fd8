"""The house checks of setup/lint find what they are for and leave good code alone."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "setup"))
from support import house_addons, house_checks, house_xml  # noqa: E402 (needs the path above)


def rules(path, text):
    """Names of the rules that a text breaks at this path."""
    return sorted({rule for _line, rule, _message in house_checks.check_text(path, text)})


def function_of(lines):
    return "def f():\n" + "    x = 1\n" * (lines - 1)


GOOD = [
    ("lot_x/models/a.py", "lots_sudo = lots.sudo()\n"),
    ("lot_x/models/a.py", "# Sudo: the sequence is nobody's own.\nself.env['ir.sequence'].sudo().next()\n"),
    ("lot_x/kernel/a.py", "from odoo.addons.lot_y.kernel import b\nfrom .c import d\n"),
    ("lot_x/kernel/b/a.py", "from .. import c\n"),
    ("lot_x/kernel/a.py", "def f(a: int) -> int:\n    return a\n\n\ndef _g(a):\n    return a\n"),
    ("lot_x/models/a.py", "# TO" + "DO(lee): when Odoo 20 is out, drop this\n"),
    ("lot_x/tests/test_a.py", "x = 1\n" * 500),
    ("lot_x/models/a.py", function_of(50)),
    ("lot_x/kernel/data/a.json", "1\n" * 5000),
    ("lot_x/report/a.py", "found = PATTERN.search(text)\n"),
    ("lot_x/report/a.py", "from odoo import models\n\nself.env['a'].search([])\n"),
    ("lot_x/models/a.py", "self.env['a'].search([])\n"),
    ("README.md", "Run `setup/lint`, see `setup/support/say.py`.\n"),
]
BAD = [
    ("lot_x/models/a.py", "lots.sudo()\n", "sudo"),
    ("lot_x/kernel/a.py", "from odoo import models\n", "kernel"),
    ("lot_x/kernel/a.py", "import odoo.tools\n", "kernel"),
    ("lot_x/kernel/a.py", "from ..models import stock_lot\n", "kernel"),
    ("lot_x/kernel/b/a.py", "from ...models import stock_lot\n", "kernel"),
    ("lot_x/kernel/a.py", "from odoo.addons.lot_y.models import b\n", "kernel"),
    ("lot_x/kernel/a.py", "def f(a) -> int:\n    return a\n", "kernel"),
    ("lot_x/report/a.py", "env.execute_query(sql.rows())\n", "report"),
    ("lot_x/report/a.py", "self.env['a'].search([])\n", "report"),
    ("lot_x/report/a.py", "import xlsxwriter\n", "report"),
    ("lot_x/models/a.py", "# TO" + "DO later\n", "todo"),
    ("lot_x/models/a.py", "raise NotImplemented" + "Error\n", "stub"),
    ("lot_x/tests/test_a.py", "assert " + "True\n", "stub"),
    ("lot_x/tests/test_a.py", "import unittest\n\nunittest.skip('x')\n", "skip"),
    ("lot_x/models/a.py", "x = 1\n" * 301, "file-length"),
    ("lot_x/tests/test_a.py", "x = 1\n" * 501, "file-length"),
    ("lot_x/static/src/a.js", "x;\n" * 201, "file-length"),
    ("lot_x/models/a.py", function_of(51), "function-length"),
    ("lot_x/models/a.py", "def f(:\n", "syntax"),
    ("README.md", "Run setup/no_such_verb now.\n", "commands"),
    ("README.md", "See /home/" + "somebody/odoo.\n", "machine"),
    ("setup/a.lock", "pypi" + ".org\n", "machine"),
    ("lot_x/views/a.xml", "<odoo>\n", "xml"),
    ("lot_x/views/a.xml", "<odoo>\n  <record/>\n</odoo>\n", "xml"),
    ("lot_x/views/a.xml", "<odoo>\n\t<record/>\n</odoo>\n", "shape"),
    ("lot_x/models/a.py", "x = 1", "shape"),
]


@pytest.mark.parametrize(("path", "text"), GOOD)
def test_good_text_breaks_no_rule(path, text):
    assert rules(path, text) == []


@pytest.mark.parametrize(("path", "text", "rule"), BAD)
def test_bad_text_breaks_its_rule(path, text, rule):
    assert rules(path, text) == [rule]


ADDON = {
    "lot_x/__manifest__.py": '{"data": ["views/a.xml"]}\n',
    "lot_x/README.md": "x\n",
    "lot_x/views/a.xml": "<odoo/>\n",
    "lot_x/tests/__init__.py": "from . import test_a\n",
    "lot_x/tests/common.py": '@tagged("post_install", "-at_install")\nclass Base(TransactionCase):\n    pass\n',
    "lot_x/tests/test_a.py": "class TestA(Base):\n    def test_x(self):\n        pass\n",
}


ASSETS = '{"data": ["views/a.xml"], "assets": {"web.assets_backend": ["%s"]}}\n'


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"lot_x/views/b.xml": "<odoo/>\n"}, ["manifest"]),
        ({"lot_x/__manifest__.py": '{"data": ["views/a.xml", "views/gone.xml"]}\n'}, ["manifest"]),
        ({"lot_x/__manifest__.py": ASSETS % "lot_x/static/src/**/*.js", "lot_x/static/src/b/c.js": ""}, []),
        ({"lot_x/__manifest__.py": ASSETS % "lot_x/static/src/*.js", "lot_x/static/src/b/c.js": ""}, ["manifest"]),
        ({"lot_x/tests/test_b.py": "x = 1\n"}, ["test-import"]),
        ({"lot_x/tests/common.py": "class Base(TransactionCase):\n    pass\n"}, ["test-tag"]),
        ({"lot_x/tests/test_b.py": "class TestB(TestA):\n    x = 1\n"}, ["test-import", "test-inherited"]),
    ],
)  # fmt: skip
def test_addon_as_a_whole(changed, expected):
    found = house_addons.check({**ADDON, **changed})
    assert sorted(rule for _path, _line, rule, _message in found) == expected


def test_wide_xml_is_broken_between_attributes_only():
    line = '    <field name="a" ' + " ".join(f'x{n}="some words here"' for n in range(12)) + "/>"
    text = f"<odoo>\n{line}\n</odoo>\n"
    wrapped = house_xml.wrap(text)
    assert max(map(len, wrapped.split("\n"))) <= house_xml.COLUMNS
    assert wrapped.split() == text.split()
    assert house_xml.wrap(wrapped) == wrapped
    assert not house_xml.wide(wrapped)
    assert house_xml.wide(text) == [2]


def test_wide_text_comments_and_values_stay():
    long = "word " * 60
    text = f'<odoo>\n    <!-- {long} a="1" b="2" -->\n    <p title="{long}">{long}</p>\n</odoo>\n'
    assert house_xml.wrap(text) == text
