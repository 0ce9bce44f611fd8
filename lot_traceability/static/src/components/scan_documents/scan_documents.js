import { Component, onWillStart, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { sentence } from "@lot_traceability/scan/calls";

/** The open documents of a mode, to choose one by hand; scanning its number is the other way. */
export class ScanDocuments extends Component {
    static template = "lot_traceability.ScanDocuments";
    static props = { mode: String, onOpen: Function };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ documents: [], search: "", error: "", isLoaded: false });
        this.searchSoon = useDebounced(() => this.load(), 250);
        onWillStart(() => {
            this.load(); // not awaited: the input is there at once
        });
    }

    async load() {
        try {
            this.state.documents = await this.keepLast.add(
                this.orm.call("lot.scan", "documents", [this.props.mode, this.state.search]),
            );
            this.state.error = "";
        } catch (error) {
            this.state.error = sentence(error);
        }
        this.state.isLoaded = true;
    }

    onSearch(ev) {
        this.state.search = ev.target.value;
        this.searchSoon();
    }
}
