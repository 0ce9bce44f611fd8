import { Component, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { signal } from "@lot_traceability/scan/feedback";
import { ScanSession } from "@lot_traceability/scan/scan_session";
import { walk } from "@lot_traceability/scan/walk";
import { ScanAbout } from "../scan_about/scan_about";
import { ScanAnswer } from "../scan_answer/scan_answer";
import { ScanDocuments } from "../scan_documents/scan_documents";
import { ScanInput } from "../scan_input/scan_input";
import { ScanLast } from "../scan_last/scan_last";
import { ScanLife } from "../scan_life/scan_life";
import { ScanLines } from "../scan_lines/scan_lines";
import { MODES, findMode } from "./scan_modes";

/**
 * The screen of people with a scanner or a phone in their hand: what to do, on which document, then scan after scan.
 *
 * Decides nothing: the server reads, enters and refuses; `ScanSession` holds what it answered.
 */
export class ScanAction extends Component {
    static template = "lot_traceability.ScanAction";
    static components = {
        ScanAbout,
        ScanAnswer,
        ScanDocuments,
        ScanInput,
        ScanLast,
        ScanLife,
        ScanLines,
    };
    static props = { ...standardActionServiceProps };
    static path = "lot-scan";
    static displayName = _t("Scan");

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.scans = useService("lot_scan");
        this.queue = useState(this.scans.state);
        this.session = new ScanSession({
            scans: this.scans,
            orm: this.orm,
            signal,
            onDocument: () => this.writeAddress(),
            onAnswer: (answer) => this.onAnswer(answer),
        });
        this.state = useState(this.session.state);
        this.view = useState({ lotId: 0 }); // the lot whose life is shown
        this.modes = MODES;
        this.restore();
        this.session.catchUp();
        onWillUnmount(() => this.session.close());
        this.body = useRef("body");
        useEffect(
            () => {
                this.body.el.scrollTop = 0; // where the answer is, whatever somebody was reading
            },
            () => [this.answer?.uuid, this.state.mode, this.state.document?.id],
        );
        useEffect(
            () => this.env.config.setDisplayName?.(this.title),
            () => [this.state.mode, this.state.document?.name],
        );
    }

    /**
     * Mode and document stand in the page address: a reload or a shortcut on the home screen opens them again.
     * Without them, the company's setting says what the screen opens with.
     */
    restore() {
        const params = this.props.action.params || {};
        const { scan_mode: mode = session.lot_scan_mode, scan_document: place } = params;
        if (!findMode(mode)) {
            return;
        }
        this.session.enter(mode);
        const [, model, id] = /^([a-z.]+)-(\d+)$/.exec(place || "") || [];
        if (id) {
            this.session.open({ model, id: Number(id), name: "" });
        }
    }

    writeAddress() {
        const { mode, document } = this.state;
        this.props.updateActionState?.({
            scan_mode: mode || undefined,
            scan_document: document ? `${document.model}-${document.id}` : undefined,
        });
    }

    get mode() {
        return findMode(this.state.mode);
    }

    get title() {
        const mode = this.mode?.label;
        return [mode || _t("Scan"), this.state.document?.name].filter(Boolean).join(" · ");
    }

    get isLookup() {
        return !this.state.mode || this.state.mode === "lookup";
    }

    get placeholder() {
        return this.state.document ? _t("Scan the goods") : _t("Scan or type it");
    }

    get answer() {
        return this.state.alarms[0] || this.state.shown;
    }

    /** What stands in the way of the scans that wait. */
    get problem() {
        const words = {
            lost: _t("No connection. Go on scanning: everything is kept and sent later."),
            login: _t("You were logged out. Log in again; what you scanned is kept."),
            broken: _t("The server is busy. It is asked again in a moment; nothing is lost."),
        };
        return words[this.queue.problem];
    }

    get isDone() {
        const { done, total } = this.state.progress || {};
        return total > 0 && done >= total;
    }

    // ---- Handlers ----

    onMode(name) {
        this.view.lotId = 0;
        this.session.enter(name);
        this.writeAddress();
    }

    onBack() {
        if (this.view.lotId) {
            this.view.lotId = 0;
        } else {
            this.onMode(this.state.document ? this.state.mode : "");
        }
    }

    onScan(raw) {
        this.session.scan(raw);
    }

    /** An empty Enter deals with what asks for attention: no need to aim at its button. Escape then goes back. */
    onLeave(key) {
        const [alarm] = this.state.alarms;
        if (alarm) {
            this.session.dismiss(alarm);
        } else if (key === "Escape" && (this.state.mode || this.view.lotId)) {
            this.onBack();
        }
    }

    onKeydown(ev) {
        walk(ev, this.body.el, ".o_lot_scan_foot .o_lot_scan_field");
    }

    onAnswer(answer) {
        if (this.isLookup) {
            // beside a stop or a question, the life of the lot before would be taken for the answer
            this.view.lotId = ["ok", "warn"].includes(answer.status) ? answer.lot?.id || 0 : 0;
        }
    }

    onChoose(answer, choice) {
        if (this.isLookup && choice.lot) {
            this.session.dismiss(answer);
            this.view.lotId = choice.lot;
        } else {
            this.session.decide(answer, choice);
        }
    }

    /** Where the work is finished: the document, or the list in which counts are applied. */
    async openDocument() {
        const { model, id } = this.state.document;
        if (model === "stock.location") {
            const counts = await this.orm.call("stock.quant", "action_view_inventory", []);
            const context = { ...counts.context, search_default_my_count: false };
            this.action.doAction({ ...counts, context, domain: [["location_id", "=", id]] });
            return;
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("lot_scan", ScanAction);
