import { Component, markRaw, onWillStart, useState, useSubEnv } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { TraceIndex } from "@lot_traceability/kernel/trace_index";
import { parseRequest, requestToAddress } from "@lot_traceability/kernel/trace_request";
import { TraceBody } from "../trace_body/trace_body";
import { TraceHeader } from "../trace_header/trace_header";
import { TraceStart } from "../trace_start/trace_start";
import { TraceTiles } from "../trace_tiles/trace_tiles";
import { openTrace } from "../trace_open";

const NAMES_IN_TITLE = 2;

/**
 * Where lots came from and went: asks `stock.lot.trace()` once and shows the answer in tabs.
 *
 * Nothing is computed here that the server decides (who may see what, quantities, certainty); the page address
 * carries the lots and the direction, so that a reload or a sent link asks the same question again.
 */
export class TraceAction extends Component {
    static template = "lot_traceability.TraceAction";
    static components = { Layout, TraceBody, TraceHeader, TraceStart, TraceTiles };
    static props = { ...standardActionServiceProps };
    static path = "lot-trace";
    static displayName = _t("Trace a lot");

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        const kept = this.props.state;
        this.request = kept?.request || parseRequest(this.props.action);
        // Plain object: folds, searches and pages of the tabs, kept while the user is away in a document.
        this.memory = kept?.memory || {};
        this.state = useState({
            index: kept?.answer ? markRaw(new TraceIndex(kept.answer)) : null,
            tab: kept?.tab || "lineage",
            busy: false,
            error: "",
        });
        useSetupAction({
            getLocalState: () => ({
                request: this.request,
                answer: this.state.index?.answer,
                memory: this.memory,
                tab: this.state.tab,
            }),
        });
        useSubEnv({
            lotTrace: {
                open: (action) => this.action.doAction(action),
                refocus: (lotId) =>
                    this.action.doAction(openTrace([lotId], this.request.direction)),
            },
        });
        onWillStart(() => {
            this.writeAddress();
            if (this.isAsked && !this.state.index) {
                this.load(); // not awaited: the frame is painted while the server walks
            }
        });
        if (this.state.index) {
            this.nameScreen();
        }
    }

    get isAsked() {
        return Boolean(this.request.lotIds.length);
    }

    get display() {
        return { controlPanel: {} };
    }

    async load() {
        Object.assign(this.state, { busy: true, error: "" });
        const { lotIds, direction } = this.request;
        try {
            const answer = await this.keepLast.add(
                this.orm.call("stock.lot", "trace", [lotIds, direction]),
            );
            this.state.index = markRaw(new TraceIndex(answer));
            this.nameScreen();
        } catch (error) {
            this.state.index = null;
            this.state.error =
                error.data?.message || _t("The server did not answer. Is the connection there?");
        }
        this.state.busy = false;
    }

    /** Lots and direction go into the page address, the lots' names into the breadcrumb. */
    writeAddress() {
        this.props.updateActionState?.(requestToAddress(this.request));
    }

    nameScreen() {
        const names = this.state.index.origins.map((node) => node.lot);
        const shown = names.slice(0, NAMES_IN_TITLE).join(", ");
        const rest = names.length - NAMES_IN_TITLE;
        this.env.config.setDisplayName?.(
            rest > 0
                ? _t("Trace of %(lots)s and %(count)s more", { lots: shown, count: rest })
                : _t("Trace of %(lots)s", { lots: shown }),
        );
    }

    // ---- Handlers ----

    onDirection(direction) {
        if (direction !== this.request.direction) {
            this.request = { ...this.request, direction };
            this.writeAddress();
            this.load();
        }
    }

    onLot(lotId) {
        this.action.doAction(openTrace([lotId], this.request.direction));
    }

    onOpenTab(tab) {
        this.state.tab = tab;
    }
}

registry.category("actions").add("lot_traceability.trace", TraceAction);
