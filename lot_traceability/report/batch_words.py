"""A batch record in words: titles, columns and texts, one place for screen, PDF and workbook. No arithmetic."""

from .words import Words

INSTANTS = {"start", "end", "used", "taken", "since", "lifted_at", "bom_changed", "at", "printed", "released_at"}
NUMBERS = {"planned", "ordered", "qty", "sample", "issued", "applied", "spoiled", "destroyed", "left"}
CODES = {"state", "outcome", "status_at_use", "blocked", "kind"}
MADE, RECEIVED = "made", "received"
# Sections that say nothing about a lot of a kind, while they are empty.
NOT_OF = {MADE: {"receipts"}, RECEIVED: {"orders", "plan", "components", "work_orders", "deviations"}}


class BatchWords:
    """Writes the content of a batch record in the language and time zone of the reader."""

    def __init__(self, env, content):
        self.env, self.content = env, content
        self.words, self.codes = Words(env), _codes(env)

    def title(self):
        """What the paper is, in one line."""
        head = self.content["head"]
        return self.env._("Batch record %(lot)s, version %(number)s", lot=head["lot"], number=head["version"])

    def head(self, is_form=False):
        """``[(title, text)]`` of what the record is about; without what the form has as fields, if it is for that."""
        head, instant = self.content["head"], self.words.instant
        facts = [
            (row["label"], self.words.day(row["value"]) if row.get("is_day") else row["value"])
            for row in head["identifiers"]
        ]
        about = [
            (self.env._("Product"), head["product"]),
            (self.env._("Company"), head["company"]),
            (self.env._("Profile"), self.codes[head["profile"]]),
        ]
        # The lot's own number comes first.
        facts = facts[1:] if is_form else [*facts, *about]
        facts += [
            (self._made(), f"{instant(head['made_from'])} – {instant(head['made_until'])}"),
            (self.env._("Completed by"), f"{head['completed_by']} {instant(head['completed_at'])}".strip()),
            (self.env._("Opened again because"), head["reopen_reason"]),
        ]
        return [fact for fact in facts if fact[1].strip(" –")]

    def _kind(self):
        return self.content["head"].get("kind", MADE)

    def _made(self):
        return self.env._("Made") if self._kind() == MADE else self.env._("Received")

    def quantities(self):
        """``[(title, text)]`` of the quantities."""
        return [(title, f"{self.words.number(value)} {unit}".strip()) for title, value, unit in self.figures()]

    def figures(self):
        """``[(title, number, unit)]`` of the quantities."""
        quantities = self.content["quantities"]
        titles = {
            "planned": self.env._("Planned"),
            "made": self._made(),
            "scrapped": self.env._("Scrapped"),
            "left": self.env._("Put up for release"),
        }
        if self._kind() == RECEIVED:
            del titles["planned"]
        figures = {key: float(quantities[key]) for key in titles}
        if "planned" in figures:  # in proportion to what was made: its last decimals mean nothing
            figures["planned"] = self.words.rounded(figures["planned"])
        facts = [(title, figures[key], quantities["unit"]) for key, title in titles.items()]
        facts.append((self.env._("Samples checked"), float(quantities["sampled"]), ""))
        share = quantities["yield_percent"]
        return [*facts, (self.env._("Yield"), float(share), "%")] if share else facts

    def sections(self, has_values=False):
        """Tables: ``[(key of the content, title, [(key of a row, title of the column, width)], rows)]``.

        Rows are lists of texts; with ``has_values`` quantities are numbers, and instants local datetimes.
        """
        rows = {**self.content, "plan": self._plan(), "checks": self._results(), "deviations": self._deviations()}
        write = self._value if has_values else self._text
        return [
            (
                key,
                title,
                columns,
                [[write(column[0], row.get(column[0], "")) for column in columns] for row in rows.get(key, ())],
            )
            for key, title, columns in _sections(self.env)
            if (rows.get(key) or key not in NOT_OF[self._kind()]) and (key != "distribution" or key in rows)
        ]

    def _value(self, key, value):
        if key in INSTANTS:
            return self.words.local(value) or ""
        is_number = isinstance(value, float) or (key in NUMBERS and value != "")
        return float(value) if is_number else self._text(key, value)

    def _text(self, key, value):
        if key in INSTANTS:
            return self.words.instant(value)
        if isinstance(value, float) or (key in NUMBERS and value != ""):
            return self.words.number(float(value))
        if isinstance(value, list):
            return ", ".join(value)
        if key in CODES:
            return ", ".join(self.codes.get(word, word) for word in value.split(", "))
        return str(value)

    def _deviations(self):
        """Quantities as numbers; lots that were proposed stand for themselves."""
        return [
            # The order's plan in proportion to what was made: its last decimals mean nothing.
            row
            if row["kind"] == "other_lot"
            else {**row, "expected": self.words.rounded(float(row["expected"])), "found": float(row["found"])}
            for row in self.content.get("deviations", ())
        ]

    def _plan(self):
        """What the orders were planned by when they were confirmed: components and operations, one row each."""
        kinds = {"plan": self.env._("Component"), "operations": self.env._("Operation")}
        return [
            {"order": order["name"], "part": title, "text": text}
            for order in self.content["orders"]
            for key, title in kinds.items()
            for text in order.get(key, ())
        ]

    def _results(self):
        """One row per result; a check without any is a row of blanks, marked so."""
        rows = []
        for check in self.content["checks"]:
            name = " – ".join(filter(None, (check["name"], check.get("operation"))))
            words = {"name": name, "limits": check["limits"]}
            rows += [
                {**words, **result, "instrument": self._instrument(result), "marks": self._marks(result, check)}
                for result in check["results"]
            ]
            if not check["results"]:
                mark = check["skip_reason"] or (self.env._("BLANK") if check["state"] == "todo" else "")
                rows.append({**words, "outcome": check["state"], "marks": mark})
        return rows

    def _instrument(self, result):
        name, due = result["instrument"], result.get("calibration_due")
        return self.env._("%(name)s, calibrated until %(day)s", name=name, day=due) if name and due else name

    def _marks(self, result, check):
        """What a reviewer should see of a result: late, corrected, instrument, remark, files."""
        env, is_failed = self.env, result["outcome"] == "failed"
        texts = [
            (result["timing"] == "late", env._("LATE ENTRY")),
            (result["timing"] == "dated_back", env._("entered afterwards")),
            (result["replaced"], env._("REPLACED")),
            (
                result["calibration_issue"],
                env._("CALIBRATION DID NOT HOLD: %(why)s", why=result["calibration_reason"]),
            ),
            (result["reason"], env._("correction: %(why)s", why=result["reason"])),
            (result["note"], result["note"]),
            (is_failed and check["skip_reason"], env._("CONCEDED: %(why)s", why=check["skip_reason"])),
            (is_failed and not check["skip_reason"] and check["conceded"], env._("CONCEDED: its hold was lifted")),
            (result["files"], ", ".join(f"{file['name']} {file['sha256'][:16]}" for file in result["files"])),
        ]
        return "; ".join(text for is_so, text in texts if is_so)


def _sections(env):
    return [*_plan_sections(env), *_event_sections(env)]


def _plan_sections(env):
    return [
        ("orders", env._("Manufacturing orders"), [
            ("name", env._("Order"), 30), ("bom", env._("Bill of materials"), 40),
            ("bom_changed", env._("as changed on"), 28), ("planned", env._("Planned"), 16), ("unit", env._("Unit"), 14),
            ("start", env._("Start"), 28), ("end", env._("End"), 28), ("responsible", env._("Responsible"), 30),
        ]),
        ("plan", env._("Plan at confirmation"), [
            ("order", env._("Order"), 30), ("part", env._("What"), 30), ("text", env._("Planned"), 160),
        ]),
        ("receipts", env._("Receipts"), [
            ("name", env._("Receipt"), 30), ("origin", env._("Order"), 30), ("supplier", env._("Supplier"), 50),
            ("supplier_lot", env._("Supplier's lot"), 34), ("ordered", env._("Ordered"), 18),
            ("qty", env._("Received"), 18), ("unit", env._("Unit"), 14), ("at", env._("On"), 28),
            ("by", env._("By"), 30),
        ]),
        ("components", env._("Components"), [
            ("product", env._("Component"), 52), ("lot", env._("Lot"), 34),
            ("supplier_lot", env._("Supplier's lot"), 30),
            ("qty", env._("Quantity"), 18), ("unit", env._("Unit"), 14), ("used", env._("Used"), 28),
            ("status_at_use", env._("Status at use"), 26), ("blocked", env._("Blocked"), 24),
            ("record", env._("Batch record"), 28),
        ]),
        ("work_orders", env._("Work orders"), [
            ("name", env._("Operation"), 50), ("place", env._("Work centre"), 40), ("operators", env._("By"), 50),
            ("start", env._("Start"), 28), ("end", env._("End"), 28), ("state", env._("State"), 20),
        ]),
        ("checks", env._("Checks and results"), [
            ("name", env._("Check"), 44), ("limits", env._("Passes"), 30), ("sample", env._("Sample"), 15),
            ("shown", env._("Result"), 34), ("outcome", env._("Outcome"), 18), ("by", env._("By"), 28),
            ("taken", env._("Taken"), 28), ("instrument", env._("Instrument"), 30), ("marks", env._("Marks"), 40),
        ]),
    ]  # fmt: skip


def _event_sections(env):
    return [
        ("deviations", env._("Deviations"), [
            ("order", env._("Order"), 28), ("kind", env._("What"), 34), ("product", env._("Component"), 44),
            ("expected", env._("Planned or proposed"), 34), ("found", env._("Used"), 34), ("unit", env._("Unit"), 14),
            ("by", env._("By"), 28), ("at", env._("On"), 34), ("reason", env._("Because"), 40),
        ]),
        ("rework", env._("Rework and repair"), [
            ("kind", env._("What"), 30), ("name", env._("Document"), 50), ("qty", env._("Quantity"), 18),
            ("unit", env._("Unit"), 14), ("at", env._("On"), 28), ("by", env._("By"), 40),
        ]),
        ("labels", env._("Labels"), [
            ("name", env._("Design"), 34), ("says", env._("The labels say"), 70), ("printed", env._("Printed"), 26),
            ("by", env._("By"), 24), ("issued", env._("Came out"), 16), ("applied", env._("Applied"), 16),
            ("spoiled", env._("Spoiled"), 16), ("destroyed", env._("Destroyed"), 18), ("left", env._("Open"), 14),
            ("state", env._("State"), 20), ("released_by", env._("Released by"), 26),
            ("released_at", env._("Released"), 26),
        ]),
        ("holds", env._("Holds"), [
            ("name", env._("Number"), 22), ("reason", env._("Why"), 70), ("by", env._("Set by"), 28),
            ("since", env._("Since"), 28), ("lifted_by", env._("Lifted by"), 28), ("lifted_at", env._("Lifted at"), 28),
            ("lifted_reason", env._("Because"), 60),
        ]),
        # Happens after the freeze: not signed, and only where it is asked for.
        ("distribution", env._("Distribution list, not signed"), [
            ("at", env._("On"), 28), ("document", env._("Document"), 34), ("customer", env._("Customer"), 60),
            ("shipped", env._("What"), 50), ("lot", env._("Lot"), 34), ("qty", env._("Quantity"), 18),
            ("unit", env._("Unit"), 14),
        ]),
    ]  # fmt: skip


def _codes(env):
    return {
        "passed": env._("Passed"),
        "failed": env._("Failed"),
        "todo": env._("To do"),
        "blocked": env._("Waits for another step"),
        "ready": env._("To do"),
        "progress": env._("In progress"),
        "not_applicable": env._("Does not apply"),
        "done": env._("Done"),
        "cancel": env._("Cancelled"),
        "released": env._("Released"),
        "printed": env._("To be checked"),
        "checked": env._("Checked"),
        "more": env._("More than planned"),
        "less": env._("Less than planned"),
        "extra": env._("Not planned"),
        "missing": env._("Not used"),
        "other_lot": env._("Other lot than proposed"),
        "unbuild": env._("Taken apart"),
        "repair": env._("Repaired"),
        "rework": env._("Made again"),
        "quarantine": env._("Quarantine"),
        "rejected": env._("Rejected"),
        "recalled": env._("Recalled"),
        "device": env._("Device"),
        "food": env._("Food or supplement"),
        "general": env._("General"),
    }
