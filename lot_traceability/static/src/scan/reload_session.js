import { browser } from "@web/core/browser/browser";
import { ScanSession } from "./scan_session";

const SOON = 30; // milliseconds: the answers of one call come together

/** Scans beside lines that Odoo's own view shows: it is read again as soon as nothing waits for its answer. */
export class ReloadSession extends ScanSession {
    /** @param {Object} parts as of `ScanSession`, and `reload`: reads the view again */
    constructor({ reload, ...parts }) {
        super(parts);
        this.reload = reload;
        this.isStale = false;
    }

    close() {
        super.close();
        browser.clearTimeout(this.timer);
    }

    show() {
        this.isStale = true;
    }

    take(told) {
        super.take(told);
        if (this.isStale) {
            browser.clearTimeout(this.timer);
            this.timer = browser.setTimeout(() => this.catchUpView(), SOON);
        }
    }

    refresh() {
        this.isStale = true;
        return this.catchUpView();
    }

    /** One reading at a time; what was entered meanwhile is read once more. */
    async catchUpView() {
        if (this.isReading) {
            return;
        }
        this.isReading = true;
        try {
            while (this.isStale && !this.scans.state.waiting) {
                this.isStale = false;
                await this.reload();
            }
        } finally {
            this.isReading = false;
        }
    }
}
