import { Component, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { ScanInput } from "../../scan_input/scan_input";

const SUGGESTIONS = 8;

/** The screen before a lot is known: one input that always has the focus, for keys, scanner and paste. */
export class TraceStart extends Component {
    static template = "lot_traceability.TraceStart";
    static components = { ScanInput };
    static props = { onLot: Function };

    setup() {
        this.orm = useService("orm");
        this.lastScan = new KeepLast();
        this.text = "";
        this.state = useState({ message: "", lots: [], suggestions: [] });
        this.suggest = useDebounced(() => this.loadSuggestions(), 250);
        onWillUnmount(() => (this.isGone = true));
    }

    async loadSuggestions() {
        const text = this.text.trim();
        if (!text) {
            this.state.suggestions = [];
            return;
        }
        const lots = await this.orm.silent.searchRead(
            "stock.lot",
            ["|", ["name", "ilike", text], ["ref", "ilike", text]],
            ["name", "product_id"],
            { limit: SUGGESTIONS, order: "id desc" },
        );
        // Only the answer to what is still typed counts.
        if (!this.isGone && text === this.text.trim()) {
            this.state.suggestions = lots.map(({ id, name, product_id: product }) => ({
                id,
                name,
                product: product ? product[1] : "",
            }));
        }
    }

    /** Ask the server what was scanned; the text goes there as it came, nothing is trimmed or changed. */
    async resolve(raw) {
        Object.assign(this.state, { message: "", lots: [], suggestions: [] });
        const { lots, reason, message } = await this.lastScan.add(
            this.orm.call("stock.lot", "resolve_scan", [raw]),
        );
        if (lots.length === 1 && !reason) {
            this.props.onLot(lots[0].id);
            return;
        }
        this.state.lots = lots.map(({ id, display_name: name, product }) => ({
            id,
            name,
            product,
        }));
        this.state.message = message || _t("Nothing is known under this text.");
    }

    onType(text) {
        this.text = text;
        if (text) {
            Object.assign(this.state, { message: "", lots: [] });
        }
        this.suggest();
    }
}
