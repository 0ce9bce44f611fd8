"""The files of the trace contract's golden examples keep its schema; that they are true: ``test_told_story``."""

import json

from odoo.tests import BaseCase, tagged

from odoo.addons.lot_traceability.tests.trace_case import schema_validator

from .golden import FOLDER


@tagged("post_install", "-at_install")
class TestTraceGolden(BaseCase):
    def test_files_keep_the_schema(self):
        files = sorted(FOLDER.glob("*.json"))
        self.assertGreater(len(files), 5)
        for path in files:
            with self.subTest(path.name):
                answer = json.loads(path.read_text(encoding="utf-8"))
                self.assertEqual([error.message for error in schema_validator().iter_errors(answer)], [])

    def test_schema_refuses_what_the_contract_does_not_know(self):
        answer = json.loads((FOLDER / "hub_both.json").read_text(encoding="utf-8"))
        wrong = [
            {**answer, "extra": 1},
            {**answer, "as_of": None},
            {**answer, "contract": 2},
            {**answer, "gaps": [{"code": "other", "model": False, "res_id": False, "lot_id": False, "message": "x"}]},
            {**answer, "nodes": [{**answer["nodes"][0], "lot_id": None}]},
            {**answer, "edges": [{**answer["edges"][0], "qty": "5"}]},
            {key: value for key, value in answer.items() if key != "gaps"},
        ]
        for one in wrong:
            self.assertFalse(schema_validator().is_valid(one))
