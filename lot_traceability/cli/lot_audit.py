"""``odoo lot_audit``: verify the audit ledger from the command line.

Odoo loads this file as ``odoo.cli.lot_audit``; the addon itself is imported only when it is needed.
"""

import argparse
import sys
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class LotAudit(Command):
    """Verify the audit ledger of lot_traceability; the exit code is 0 when it is whole, 1 when it is not"""

    name = "lot_audit"

    def __init__(self):
        super().__init__()
        self.parser.add_argument("-c", "--config", help="configuration file of Odoo")
        self.parser.add_argument("-d", "--database", dest="db_name", help="database whose ledger is verified")
        self.parser.add_argument("--company", type=int, help="id of one company; all by default")
        self.parser.add_argument("--after", type=int, default=0, help="begin after this number")
        self.parser.add_argument("--export", type=Path, help="write the ledger to this file (.csv or .xlsx) as well")
        self.parser.add_argument("--anchors", type=Path, help="file with AUDIT-ANCHOR lines, such as saved mails")

    def run(self, cmdargs):
        options = self.parser.parse_args(args=cmdargs)
        arguments = ["--no-http", "--log-level=error"]
        arguments += ["-c", options.config] if options.config else []
        arguments += ["-d", options.db_name] if options.db_name else []
        config.parse_config(arguments, setup_logging=True)
        if len(config["db_name"]) != 1:
            self.parser.error("name one database with -d")
        with Registry(config["db_name"][0]).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            if "lot.audit.verifier" not in env:
                self.parser.error("lot_traceability is not installed in this database")
            sound = self._verify(env, options)
            if options.export:
                self._export(env, options)
        sys.exit(0 if sound else 1)

    def _verify(self, env, options: argparse.Namespace):
        """Print the result, and return whether everything is sound."""
        from odoo.addons.lot_traceability import messages_audit_verify as words
        from odoo.addons.lot_traceability.kernel import audit_anchor

        text = options.anchors.read_text(encoding="utf-8", errors="replace") if options.anchors else ""
        anchors = audit_anchor.read(text, str(options.anchors))
        if options.anchors and not anchors:
            self.parser.error(f"{options.anchors} holds no AUDIT-ANCHOR line")
        verifier = env["lot.audit.verifier"]
        broken = verifier._find_broken_guards()
        lines = [words.broken_guard(env, *guard) for guard in broken] or [words.guards_stand(env)]
        sound = not broken
        for company in [options.company] if options.company else verifier._get_companies():
            report = verifier._verify(company, [anchor for owner, anchor in anchors if owner == company], options.after)
            sound = sound and report.is_sound
            lines += words.tell(env, report)
        sys.stdout.write("\n".join(lines) + "\n")
        return sound

    def _export(self, env, options: argparse.Namespace):
        """Write all entries, of one company or of all; that they were exported is an entry itself."""
        from odoo.addons.lot_traceability.models.audit_rows import AuditRows
        from odoo.addons.lot_traceability.report import audit_table

        write = {".csv": audit_table.write_csv, ".xlsx": audit_table.write_xlsx}.get(options.export.suffix.lower())
        if not write:
            self.parser.error("--export takes a file name that ends in .csv or .xlsx")
        domain = [("company_id", "=", options.company)] if options.company else []
        entries = env["lot.audit.entry"].search(domain, order="id")
        with options.export.open("wb") as file:
            write(AuditRows(env, entries), file)
        extra = {"file": options.export.name, "count": len(entries)}
        env["lot.audit.entry"]._ledger_write("exported", [{"extra": extra}])
        env.cr.commit()  # pylint: disable=invalid-commit  # the command's own cursor
        sys.stdout.write(f"{options.export}: {len(entries)} entries\n")
