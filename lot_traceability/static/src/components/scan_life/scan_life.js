import { Component, markRaw, onWillStart, useState, useSubEnv } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { TraceIndex } from "@lot_traceability/kernel/trace_index";
import { sentence } from "@lot_traceability/scan/calls";
import { TraceBody } from "../trace/trace_body/trace_body";
import { TraceHeader } from "../trace/trace_header/trace_header";
import { ScanAbout } from "../scan_about/scan_about";
import { openTrace } from "../trace/trace_open";
import { TraceTiles } from "../trace/trace_tiles/trace_tiles";

/** The life of one lot on one page: what it is, where it came from, where it is, who got it. */
export class ScanLife extends Component {
    static template = "lot_traceability.ScanLife";
    static components = { ScanAbout, TraceBody, TraceHeader, TraceTiles };
    static props = { lotId: Number };

    setup() {
        this.orm = useService("orm");
        const action = useService("action");
        this.keepLast = new KeepLast();
        this.memory = {};
        this.direction = "both";
        this.state = useState({ index: null, tab: "where", error: "", isBusy: false });
        useSubEnv({
            lotTrace: {
                open: (target) => action.doAction(target),
                refocus: (lotId) => action.doAction(openTrace([lotId], this.direction)),
            },
        });
        onWillStart(() => {
            this.load(); // not awaited: the next scan must not wait for it
        });
    }

    async load() {
        Object.assign(this.state, { isBusy: true, error: "" });
        try {
            const answer = await this.keepLast.add(
                this.orm.call("stock.lot", "trace", [[this.props.lotId], this.direction]),
            );
            this.state.index = markRaw(new TraceIndex(answer));
        } catch (error) {
            this.state.error = sentence(error);
        }
        this.state.isBusy = false;
    }

    onDirection(direction) {
        this.direction = direction;
        this.load();
    }

    onOpenTab(tab) {
        this.state.tab = tab;
    }
}
