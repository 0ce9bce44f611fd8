import {
    Component,
    onMounted,
    onWillUnmount,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useBus, useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

const SUGGESTIONS = 8;

/** The screen before a lot is known: one input that always has the focus, for keys, scanner and paste. */
export class TraceStart extends Component {
    static template = "lot_traceability.TraceStart";
    static props = { onLot: Function };

    setup() {
        this.orm = useService("orm");
        this.barcode = useService("barcode");
        this.input = useRef("input");
        this.state = useState({ message: "", lots: [], suggestions: [], busy: false });
        this.suggest = useDebounced(() => this.loadSuggestions(), 250);
        // A scanner's keys reach the page even when something else was clicked.
        useBus(this.barcode.bus, "barcode_scanned", (ev) => this.resolve(ev.detail.barcode));
        useExternalListener(document, "click", () => this.focusWhenIdle());
        onMounted(() => this.input.el.focus());
        onWillUnmount(() => (this.isGone = true));
    }

    focusWhenIdle() {
        const focused = document.activeElement;
        if (this.input.el && (!focused || focused === document.body)) {
            this.input.el.focus();
        }
    }

    async loadSuggestions() {
        const text = this.input.el?.value.trim();
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
        if (!this.isGone && text === this.input.el.value.trim()) {
            this.state.suggestions = lots.map(({ id, name, product_id: product }) => ({
                id,
                name,
                product: product ? product[1] : "",
            }));
        }
    }

    /** Ask the server what was scanned; the text goes there as it came, nothing is trimmed or changed. */
    async resolve(raw) {
        if (!raw.trim() || this.state.busy) {
            return;
        }
        Object.assign(this.state, { busy: true, message: "", lots: [] });
        try {
            const { lots, reason, message } = await this.orm.call("stock.lot", "resolve_scan", [
                raw,
            ]);
            if (lots.length === 1 && !reason) {
                return this.props.onLot(lots[0].id);
            }
            this.state.lots = lots.map(({ id, display_name: name, product }) => ({
                id,
                name,
                product,
            }));
            this.state.message = message || _t("Nothing is known under this text.");
        } finally {
            this.state.busy = false;
            this.input.el?.select();
        }
    }

    onInput() {
        this.state.message = "";
        this.state.lots = [];
        this.suggest();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.resolve(ev.target.value);
        }
    }
}
