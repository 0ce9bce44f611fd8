import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CheckSession } from "@lot_traceability/checks/check_session";
import { signal } from "@lot_traceability/scan/feedback";
import { sentence } from "@lot_traceability/scan/calls";
import { CheckCard } from "../check_card/check_card";
import { ScanInput } from "../scan_input/scan_input";

const NEXT = "[data-state=todo]";
const FIELD = ".o_lot_check_value";

/** Enters checks, phone first: scan the lot, then one tap or one value for each check. */
export class LotChecks extends Component {
    static template = "lot_traceability.LotChecks";
    static components = { CheckCard, ScanInput };
    static props = { ...standardActionServiceProps };
    static path = "lot-checks";
    static displayName = _t("Checks");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.body = useRef("body");
        const { check_model: model = "", check_id: id = 0 } = this.props.action.params || {};
        this.session = new CheckSession({
            orm: this.orm,
            signal,
            place: { model, id: Number(id) },
        });
        this.state = useState(this.session.state);
        this.view = useState({ waiting: [], choices: [], message: "" });
        const retry = () => this.session.retry();
        browser.addEventListener("online", retry);
        onWillStart(() => this.load());
        onWillUnmount(() => {
            browser.removeEventListener("online", retry);
            this.session.close();
        });
        useEffect(
            () => this.focus(this.body.el.querySelector(NEXT)),
            () => [this.session.place.id, this.state.isReading],
        );
    }

    get isPlaced() {
        return Boolean(this.session.place.id);
    }

    get openCount() {
        return this.state.checks.filter((check) => check.state === "todo").length;
    }

    /** Checks under the heading of their lot. */
    get lots() {
        const lots = new Map();
        for (const check of this.state.checks) {
            const group = lots.get(check.lot.id) || { ...check.lot, checks: [] };
            group.checks.push(check);
            lots.set(check.lot.id, group);
        }
        return [...lots.values()];
    }

    async load() {
        if (this.isPlaced) {
            await this.session.read();
            return;
        }
        try {
            this.view.waiting = await this.orm.call("lot.check", "waiting", []);
        } catch (error) {
            this.view.message = sentence(error);
        }
        this.state.isReading = false;
    }

    async place(model, id) {
        this.session.place = { model, id };
        Object.assign(this.view, { choices: [], message: "" });
        // in the page address: a reload opens it again
        this.props.updateActionState?.({
            check_model: model || undefined,
            check_id: id || undefined,
        });
        this.state.isReading = true;
        await this.load();
    }

    focus(card) {
        card?.scrollIntoView({ block: "center", behavior: "smooth" });
        (card?.querySelector(FIELD) || card?.querySelector(".o_lot_check_pass"))?.focus({
            preventScroll: true,
        });
    }

    // ---- Handlers ----

    onBack() {
        this.place("", 0);
    }

    async onScan(raw) {
        Object.assign(this.view, { choices: [], message: "" });
        try {
            const { lots, reason, message } = await this.orm.call("stock.lot", "resolve_scan", [
                raw,
            ]);
            if (lots.length === 1 && reason !== "other_company") {
                await this.place("stock.lot", lots[0].id);
                return;
            }
            Object.assign(this.view, { choices: lots, message });
        } catch (error) {
            this.view.message = sentence(error);
        }
        signal("stop");
    }

    /** The next one is in front of the person before the server has answered. */
    onEntered(check) {
        const cards = [...this.body.el.querySelectorAll(".o_lot_check_card")];
        const at = cards.findIndex((card) => Number(card.dataset.check) === check.id);
        if (check.done_count + 1 < check.sample_count) {
            this.session.nextId = check.id; // its card takes the focus once the server has answered
            return;
        }
        const after = [...cards.slice(at + 1), ...cards.slice(0, at)];
        this.focus(after.find((card) => card.matches(NEXT)));
    }

    openLot(id) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "stock.lot",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("lot_checks", LotChecks);
