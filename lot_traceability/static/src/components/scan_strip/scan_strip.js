import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { signal } from "@lot_traceability/scan/feedback";
import { ReloadSession } from "@lot_traceability/scan/reload_session";
import { ScanAnswer } from "../scan_answer/scan_answer";
import { ScanInput } from "../scan_input/scan_input";

/** Scans on the document of a form: the form shows the lines, and is read again after the answers. */
class FormSession extends ReloadSession {
    take(told) {
        const { model, id } = this.state.document || {};
        const places = [told.scan, told.answer.document];
        if (places.some((place) => place?.model === model && place.id === id)) {
            super.take(told);
        }
    }

    open(document) {
        this.onDocument(document);
    }
}

/** `<widget name="lot_scan"/>` above the lines of a document: scan without leaving the form. */
export class ScanStrip extends Component {
    static template = "lot_traceability.ScanStrip";
    static components = { ScanAnswer, ScanInput };
    static props = { ...standardWidgetProps };

    setup() {
        const action = useService("action");
        const scans = useService("lot_scan");
        this.orm = useService("orm");
        this.queue = useState(scans.state);
        this.session = new FormSession({
            scans,
            orm: this.orm,
            signal,
            reload: () => this.reload(),
            onDocument: ({ model, id }) =>
                action.doAction({
                    type: "ir.actions.act_window",
                    res_model: model,
                    res_id: id,
                    views: [[false, "form"]],
                }),
        });
        this.state = useState(this.session.state);
        this.held = useState([]); // scans of a document that is not saved yet
        onWillUnmount(() => this.session.close());
        // another record in the same form, or scans of this one that waited through a reload
        useEffect(
            (model, id) => this.setDocument(model, id),
            () => [this.props.record.resModel, this.props.record.resId],
        );
    }

    get answer() {
        return this.state.alarms[0] || this.state.shown;
    }

    setDocument(model, id) {
        const { document } = this.state;
        if (id && (document?.model !== model || document.id !== id)) {
            this.session.enter("");
            this.state.alarms = [];
            this.state.document = { model, id };
            this.session.catchUp();
        }
    }

    /** The server enters into what is saved; what was typed before the scan is saved first, in order. */
    async onScan(raw) {
        this.held.push(raw);
        if (this.isSaving) {
            return;
        }
        this.isSaving = true;
        const { record } = this.props;
        try {
            await this.nameGoods(raw);
            if (record.resId && !(await this.isTyped())) {
                this.release();
            } else if (await record.save()) {
                this.release();
            }
        } finally {
            this.isSaving = false;
        }
    }

    /** Whether something is not saved. Odoo's `isDirty` waits until the form is read again; a scan does not. */
    async isTyped() {
        const { record } = this.props;
        const proms = [];
        record.model.bus.trigger("NEED_LOCAL_CHANGES", { proms });
        await Promise.all(proms);
        return record.dirty;
    }

    /** A new scrap cannot be saved before it has product and lot: the first scan names them, and then enters them. */
    async nameGoods(raw) {
        const { record } = this.props;
        if (record.resId || !("product_id" in record.activeFields) || record.data.product_id) {
            return;
        }
        const { product, lot } = await this.orm.call("lot.scan", "resolve", [raw]);
        for (const [name, found] of Object.entries({ product_id: product, lot_id: lot })) {
            if (found && name in record.activeFields) {
                await record.update({ [name]: { id: found.id, display_name: found.name } });
            }
        }
    }

    release() {
        const { resModel: model, resId: id } = this.props.record;
        this.setDocument(model, id);
        for (const raw of this.held.splice(0)) {
            this.session.scan(raw);
        }
    }

    /** The lines as the server has them now; what somebody is typing is not taken away. */
    async reload() {
        const { record } = this.props;
        if (!(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("view_widgets").add("lot_scan", { component: ScanStrip });
