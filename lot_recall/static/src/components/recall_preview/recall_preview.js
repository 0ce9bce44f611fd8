import { Component, onWillStart, useState, useSubEnv } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import {
    instant,
    percent,
    quantityWithUnit,
} from "@lot_traceability/components/trace/trace_format";
import { TraceTable } from "@lot_traceability/components/trace/trace_table/trace_table";
import { LotTiles } from "@lot_traceability/components/tiles/lot_tiles";
import { RecallImpact } from "../recall_impact/recall_impact";
import { ScopeReport } from "../scope_report/scope_report";
import { TABS, makeTable } from "./preview_tables";

/** What a recall would reach, read live; lots are left out here, with a reason. */
export class RecallPreview extends Component {
    static template = "lot_recall.RecallPreview";
    static components = { LotTiles, RecallImpact, ScopeReport, TraceTable };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ preview: null, tab: "lots", asked: null, reason: "", version: 0 });
        this.memory = {};
        this.loadImpact = () => this.call("get_impact");
        useSubEnv({ lotTrace: { open: this.onTableAction.bind(this), refocus: () => {} } });
        onWillStart(() => this.load());
    }

    async load() {
        const preview = await this.call("get_preview");
        this.tables = {};
        // The lists remember their rows; a new version makes new ones.
        this.state.version++;
        this.state.preview = preview;
    }

    call(method, ...args) {
        return this.orm.call("lot.recall.wizard", method, [[this.props.record.resId], ...args]);
    }

    // ---- Getters ----

    get tabs() {
        const { row_counts: counts } = this.state.preview;
        return TABS.map(([name, label]) => ({ name, label, count: counts[name] }));
    }

    get table() {
        const { tab, preview } = this.state;
        this.tables[tab] ||= makeTable(tab, preview.tables[tab]);
        return this.tables[tab];
    }

    get cut() {
        const { tab, preview } = this.state;
        const shown = preview.tables[tab].length;
        const total = preview.row_counts[tab];
        return shown < total
            ? _t(
                  "The first %(shown)s of %(total)s rows. The case and its workbook hold all of them.",
                  { shown, total },
              )
            : "";
    }

    get tiles() {
        const { counts, units } = this.state.preview;
        const sums = (field) =>
            units.filter((row) => row[field]).map((row) => quantityWithUnit(row[field], row.uom));
        return [
            {
                name: "lots",
                tab: "lots",
                label: _t("Lots affected"),
                figure: counts.lots,
                lines: this.lotLines(counts),
            },
            {
                name: "on_hand",
                tab: "stock",
                label: _t("Places with stock"),
                figure: counts.places,
                lines: sums("on_hand_qty"),
            },
            {
                name: "deliveries",
                tab: "deliveries",
                label: _t("Deliveries"),
                figure: counts.deliveries,
                lines: sums("shipped_qty"),
            },
            {
                name: "customers",
                tab: "customers",
                label: _t("Customers"),
                figure: counts.customers,
                lines: this.netLines(sums("net_qty")),
            },
            {
                name: "open",
                tab: "open",
                label: _t("Open reservations"),
                figure: counts.open_lines,
                lines: sums("open_qty"),
            },
        ];
    }

    lotLines(counts) {
        const lines = [];
        if (counts.excluded_lots) {
            lines.push(_t("%s left out", counts.excluded_lots));
        }
        if (counts.lots_not_by_date) {
            lines.push(_t("%s excluded by date, still counted", counts.lots_not_by_date));
        }
        return lines;
    }

    netLines(sums) {
        return sums.length ? [_t("still there, at worst"), ...sums] : [];
    }

    get completeness() {
        const { completeness, counts, truncated, as_of: asOf } = this.state.preview;
        const parts = [_t("Read on %s.", instant(asOf))];
        if (completeness >= 1 && !counts.gaps && !counts.hidden && !truncated) {
            parts.push(_t("The records are complete: every row is known for certain."));
            return parts.join(" ");
        }
        parts.push(_t("%s of the rows are known for certain.", percent(completeness)));
        if (counts.gaps) {
            parts.push(_t("Gaps in the records: %s.", counts.gaps));
        }
        if (counts.hidden) {
            parts.push(_t("Places that you may not see: %s.", counts.hidden));
        }
        return parts.join(" ");
    }

    get isComplete() {
        const { completeness, counts, truncated } = this.state.preview;
        return completeness >= 1 && !counts.hidden && !truncated;
    }

    /** Lots that dates speak against and that nobody has left out yet. */
    get notByDate() {
        return this.state.preview.tables.lots.filter(
            (row) => row.is_affected && !row.by_date && !row.excluded,
        );
    }

    // ---- Handlers ----

    async onTableAction({ recallLot: row }) {
        if (row.excluded) {
            await this.call("take_back", [row.lot_id]);
            return this.load();
        }
        this.ask([row]);
    }

    ask(rows) {
        this.state.asked = rows.map((row) => ({ id: row.lot_id, name: row.lot }));
        this.state.reason = "";
    }

    async onLeaveOut() {
        if (!this.state.reason.trim()) {
            return;
        }
        await this.call(
            "leave_out",
            this.state.asked.map((lot) => lot.id),
            this.state.reason,
        );
        this.state.asked = null;
        await this.load();
    }

    async onChoose(name, lotIds) {
        await this.call("choose", name, lotIds);
        await this.load();
    }
}

registry.category("view_widgets").add("lot_recall_preview", { component: RecallPreview });
