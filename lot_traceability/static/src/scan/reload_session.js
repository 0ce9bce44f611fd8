import { browser } from "@web/core/browser/browser";
import { ScanSession } from "./scan_session";

const SOON = 30; // milliseconds: the answers of one call come together
const LONGEST = 3_000; // milliseconds that a view may stay behind a pause

/**
 * Scans beside lines that Odoo's own view shows: it is read again once nothing waits for its answer, and people have
 * paused for as long as the reading took before. So a view of hundreds of lines does not slow down scan after scan.
 */
export class ReloadSession extends ScanSession {
    /** @param {Object} parts as of `ScanSession`, and `reload`: reads the view again */
    constructor({ reload, ...parts }) {
        super(parts);
        this.reload = reload;
        this.isStale = false;
        this.took = 0; // milliseconds of the last reading
    }

    close() {
        super.close();
        this.isClosed = true;
        browser.clearTimeout(this.timer);
    }

    show() {
        this.isStale = true;
    }

    take(told) {
        super.take(told);
        this.readSoon();
    }

    refresh() {
        this.isStale = true;
        return this.catchUpView();
    }

    readSoon() {
        browser.clearTimeout(this.timer);
        if (this.isStale && !this.isClosed) {
            const pause = Math.max(SOON, Math.min(this.took, LONGEST));
            this.timer = browser.setTimeout(() => this.catchUpView(), pause);
        }
    }

    /** One reading at a time; what was entered meanwhile is read once more. */
    async catchUpView() {
        if (this.isReading || this.scans.state.waiting) {
            return; // asked again after that
        }
        this.isReading = true;
        this.isStale = false;
        const started = Date.now();
        try {
            await this.reload();
        } finally {
            this.isReading = false;
            this.took = Date.now() - started;
        }
        this.readSoon();
    }
}
