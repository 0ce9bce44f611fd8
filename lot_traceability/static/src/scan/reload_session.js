import { browser } from "@web/core/browser/browser";
import { ScanSession } from "./scan_session";

const SOON = 30; // milliseconds: the answers of one call come together
const LONGEST = 3_000; // milliseconds that a view may stay behind a pause
const FRAME = 1_000; // milliseconds: a tab that nobody sees paints nothing

/** What was read is on the screen: Odoo paints the rows of a big transfer for longer than it reads them. */
function painted() {
    return new Promise((resolve) => {
        browser.setTimeout(resolve, FRAME);
        browser.requestAnimationFrame(() => browser.setTimeout(resolve));
    });
}

/**
 * Scans beside lines that Odoo's own view shows: it is read again once nothing waits for its answer, and people have
 * paused for twice as long as reading and painting took before. A page that paints cannot take the next scan, so a view
 * of hundreds of lines follows when somebody rests, not between two scans.
 */
export class ReloadSession extends ScanSession {
    /** @param {Object} parts as of `ScanSession`, and `reload`: reads the view again */
    constructor({ reload, ...parts }) {
        super(parts);
        this.reload = reload;
        this.isStale = false;
        this.took = 0; // milliseconds of the last reading and painting
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
            const pause = Math.max(SOON, Math.min(2 * this.took, LONGEST));
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
            await painted();
        } finally {
            this.isReading = false;
            this.took = Date.now() - started;
        }
        this.readSoon();
    }
}
