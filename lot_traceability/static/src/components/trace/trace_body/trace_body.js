import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { LineageTab } from "../lineage_tab/lineage_tab";
import { TraceTable } from "../trace_table/trace_table";
import { balanceTables, gapTables, hasResidual } from "../tables/check_tables";
import { customerTables, supplierTables } from "../tables/partner_tables";
import { whereTables } from "../tables/where_tables";

/** The tabs; each one's tables are described when it is first opened. */
export class TraceBody extends Component {
    static template = "lot_traceability.TraceBody";
    static components = { LineageTab, TraceTable };
    static props = { index: Object, tab: String, memory: Object, onOpenTab: Function };

    setup() {
        this.names = {};
        this.state = useState({ named: 0 }); // tables are made anew when names arrive
        this.nameService = useService("name");
        this.made = {};
        const { answer } = this.props.index;
        this.tabs = [
            { name: "lineage", label: _t("Lineage"), count: "" },
            {
                name: "where",
                label: _t("Where is it"),
                count: answer.on_hand.length + answer.open.length,
            },
            { name: "customers", label: _t("Customers"), count: answer.customers.length },
            { name: "suppliers", label: _t("Suppliers"), count: answer.suppliers.length },
            {
                name: "balance",
                label: _t("Balance"),
                count: answer.balance.filter(hasResidual).length,
                isAlarm: true,
            },
            { name: "gaps", label: _t("Gaps"), count: answer.gaps.length, isAlarm: true },
        ];
        this.tabRow = useRef("tabs");
        useEffect(
            () => {
                // On a phone the row of tabs is wider than the screen; only that row may scroll.
                const row = this.tabRow.el;
                const active = row.querySelector(".active");
                row.scrollLeft +=
                    active.getBoundingClientRect().left - row.getBoundingClientRect().left - 24;
            },
            () => [this.props.tab],
        );
        onWillStart(() => {
            this.loadNames(); // not awaited: names of packages and owners may come a moment later
        });
    }

    /** The answer gives packages and owners by id; their names are read as the user, unreadable ones say so. */
    async loadNames() {
        const wanted = { "stock.package": "package_id", "res.partner": "owner_id" };
        for (const [model, field] of Object.entries(wanted)) {
            const ids = this.props.index.answer.on_hand.map((row) => row[field]).filter(Boolean);
            if (ids.length) {
                const names = await this.nameService.loadDisplayNames(model, ids);
                for (const [id, name] of Object.entries(names)) {
                    this.names[`${model}:${id}`] = typeof name === "string" ? name : _t("Hidden");
                }
                delete this.made.where;
                this.state.named++;
            }
        }
    }

    get tables() {
        const { tab, index } = this.props;
        const makers = {
            where: () =>
                whereTables(index, (model, id) => (id && this.names[`${model}:${id}`]) || ""),
            customers: () => customerTables(index),
            suppliers: () => supplierTables(index),
            balance: () => balanceTables(index),
            gaps: () => gapTables(index),
        };
        this.made[tab] ||= makers[tab]();
        return this.made[tab];
    }

    /** What the tab does not cover in this direction: an empty list must not be read as "nobody". */
    get limits() {
        const { direction } = this.props.index.answer;
        if (
            direction === "upstream" &&
            ["where", "customers", "balance"].includes(this.props.tab)
        ) {
            return _t(
                "Shown for the traced lots only. Choose Downstream to include what was made from them.",
            );
        }
        if (direction === "downstream" && this.props.tab === "suppliers") {
            return _t(
                "Shown for the traced lots only. Choose Upstream to include what went into them.",
            );
        }
        return "";
    }
}
