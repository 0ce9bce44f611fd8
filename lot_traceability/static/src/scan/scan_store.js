import { browser } from "@web/core/browser/browser";

const AGE = 60_000; // milliseconds after which a scan of another tab is taken for left behind

/**
 * Keeps waiting scans in the browser's storage, one entry each, per database and user: a reload, a flat battery or a
 * crash between two scans loses none of them.
 *
 * A tab finds its own scans again after a reload, and those of tabs that are gone. Should such a tab be alive after
 * all, both send the same scans: harmless, the server writes each identifier once.
 */
export class ScanStore {
    constructor(owner) {
        this.prefix = `lot_scan/${owner}/`;
        const tab = browser.sessionStorage.getItem("lot_scan_tab");
        this.tab = tab || Math.random().toString(36).slice(2);
        browser.sessionStorage.setItem("lot_scan_tab", this.tab);
        this.keys = new Map(); // of the scans that are kept, by their uuid
        this.count = 0;
    }

    /** @returns {Object[]} what was left behind, in the order in which it was scanned */
    all() {
        const keys = Object.keys(browser.localStorage)
            .filter((key) => key.startsWith(this.prefix))
            .sort();
        const scans = [];
        for (const key of keys) {
            let kept;
            try {
                kept = JSON.parse(browser.localStorage.getItem(key));
            } catch {
                continue; // nothing of ours; no reason to keep all of Odoo from starting
            }
            const { tab, at, scan } = kept || {};
            if (!scan?.uuid) {
                continue;
            }
            if (tab === this.tab || Date.now() - at > AGE) {
                this.keys.set(scan.uuid, key);
                scans.push(scan);
            }
        }
        return scans;
    }

    /** @returns {boolean} whether it is kept; the queue goes on without */
    put(scan) {
        const at = Date.now();
        const order = `${String(at).padStart(15, "0")}.${String(this.count++).padStart(9, "0")}`;
        const key = `${this.prefix}${order}.${scan.uuid}`;
        try {
            browser.localStorage.setItem(key, JSON.stringify({ tab: this.tab, at, scan }));
        } catch {
            return false; // full, or forbidden
        }
        this.keys.set(scan.uuid, key);
        return true;
    }

    remove(uuid) {
        browser.localStorage.removeItem(this.keys.get(uuid));
        this.keys.delete(uuid);
    }
}
