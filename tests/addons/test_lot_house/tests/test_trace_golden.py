"""The golden examples of the trace contract: answers about the demo story, kept as files in ``tests/golden``.

A change of any figure, key or order shows as a difference. When it is meant, write the files anew:

    LOT_UPDATE_GOLDEN=1 setup/test tests/addons/test_lot_house/tests/test_trace_golden.py
"""

import json
import os
from pathlib import Path

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.trace_case import TraceCase, schema_validator

from .golden import Normal, as_text

FOLDER = Path(__file__).resolve().parents[3] / "golden"


@tagged("post_install", "-at_install")
class TestTraceGolden(TraceCase):
    tells_story = True
    maxDiff = 3000

    def ask(self, lot, *args, **options):
        return self.trace(self.story.lots[lot], *args, **options)

    def examples(self):
        """File name → answer."""
        maker, sister = (self.user_of(self.story.companies[name]) for name in ("maker", "sister"))
        return {
            "component_downstream": self.ask("CAN-2407-B"),
            "kit_upstream": self.ask("KIT-1", "upstream"),
            "hub_both": self.ask("HUB-402", "both"),
            "resin_through_untracked_glue": self.ask("RES-11"),
            "harmless_downstream": self.ask("TUB-2405-H"),
            "one_company": self.ask("IS-2403", user=maker),
            "hidden_orders": self.ask("IS-2403", "upstream", user=sister),
            "cut_at_one_order": self.ask("CAN-2407-B", max_depth=1),
            "without_names": self.ask("TUB-2405-H", with_names=False),
        }

    def test_golden_examples(self):
        update = os.environ.get("LOT_UPDATE_GOLDEN")
        examples = self.examples()
        for name, answer in examples.items():
            text = as_text(Normal(self.story.today).answer(answer))
            path = FOLDER / f"{name}.json"
            if update:
                path.write_text(text, encoding="utf-8")
            with self.subTest(name):
                self.assertEqual(text.splitlines(), path.read_text(encoding="utf-8").splitlines())
        self.assertEqual({path.stem for path in FOLDER.glob("*.json")}, set(examples))

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
