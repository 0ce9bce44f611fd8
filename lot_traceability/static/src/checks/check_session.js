import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { newUuid } from "@lot_traceability/scan/scan_service";
import { sentence } from "@lot_traceability/scan/calls";

const PAUSE = 5_000; // milliseconds after which what nobody answered is sent again

/** Now as the server writes instants: UTC, no fractions. */
const instant = () => new Date().toISOString().slice(0, 19).replace("T", " ");

const nothingTyped = () => ({
    text: "",
    note: "",
    reason: "",
    supersedes: 0,
    files: [],
    message: "",
    status: "",
    isSending: false,
});

/**
 * The checks of one lot or document, and what was typed for them.
 *
 * What is typed is kept in the browser until the server has answered, and sent again with the same identifier: it is
 * entered once. Decides nothing: the server judges, asks and refuses.
 * `state`: {title, checks, instruments, instrumentId, isReading, error, isLost}; `drafts`: by id of the check
 * {text, note, reason, supersedes, files, message, status, isSending}.
 */
export class CheckSession {
    constructor({ orm, signal, place }) {
        Object.assign(this, { orm, signal, place });
        this.prefix = `lot_check/${session.db}/${user.userId}/`;
        this.state = reactive({ ...this.nothing, drafts: {} });
        this.waiting = new Map(); // entries that nobody answered, by uuid
    }

    get nothing() {
        return {
            title: "",
            checks: [],
            instruments: [],
            instrumentId: 0,
            isReading: true,
            error: "",
            isLost: false,
        };
    }

    async read() {
        try {
            const { model, id } = this.place;
            const found = await this.orm.call("lot.check", "open", [model, id]);
            const typed = found.checks.map((check) => [check.id, nothingTyped()]);
            this.state.drafts = Object.fromEntries(typed);
            Object.assign(this.state, { ...this.nothing, ...found, isReading: false });
            this.restore();
        } catch (error) {
            Object.assign(this.state, {
                ...this.nothing,
                isReading: false,
                error: sentence(error),
            });
        }
    }

    close() {
        browser.clearTimeout(this.timer);
    }

    // ---- What was typed ----

    draft(checkId) {
        return this.state.drafts[checkId];
    }

    /** Keep what is typed over a reload; files are too large for that. */
    keep(checkId) {
        const draft = this.draft(checkId);
        const isUnsure = Boolean(draft.files.length || draft.isUnsure);
        const later = { files: [], message: "", status: "", isSending: false };
        const kept = JSON.stringify({ ...draft, ...later, isUnsure });
        try {
            browser.sessionStorage.setItem(this.prefix + checkId, kept);
        } catch {
            // a full or closed storage: it stays on the screen
        }
    }

    forget(checkId) {
        browser.sessionStorage.removeItem(this.prefix + checkId);
        this.state.drafts[checkId] = nothingTyped();
    }

    /** After a reload: what was typed is there again, and what was under way is sent again. */
    restore() {
        for (const check of this.state.checks) {
            const kept = browser.sessionStorage.getItem(this.prefix + check.id);
            if (kept) {
                const draft = Object.assign(this.draft(check.id), JSON.parse(kept));
                if (check.entered.includes(draft.uuid)) {
                    this.forget(check.id); // only the answer was lost
                } else if (draft.isUnsure) {
                    // Never entered without what belongs to it; it may still arrive, then it is the same one.
                    draft.message = _t(
                        "Add the file again, then enter it: the page was loaded anew.",
                    );
                    draft.status = "stop";
                } else if (draft.uuid) {
                    this.send(check);
                }
            }
        }
    }

    // ---- Entering ----

    /** Enter what is typed, or a verdict; `isMeant` confirms a failure. */
    enter(check, text, isMeant = false) {
        const draft = this.draft(check.id);
        if (draft.isSending) {
            return; // a second tap
        }
        // `draft.text` follows the keys; a value other than the one that was sent is another result.
        const isSame = draft.uuid && draft.sent === text && (isMeant || draft.isUnsure);
        const fresh = { uuid: newUuid(), doneAt: instant() };
        const asked = { text, sent: text, isMeant, message: "", status: "", isUnsure: false };
        Object.assign(draft, asked, isSame ? {} : fresh);
        this.keep(check.id);
        this.send(check);
    }

    async send(check) {
        const draft = this.draft(check.id);
        const { uuid } = draft;
        const entry = {
            uuid,
            check: check.id,
            text: draft.text,
            note: draft.note,
            done_at: draft.doneAt,
            files: draft.files,
            confirmed: Boolean(draft.isMeant),
        };
        if (check.needs_instrument) {
            entry.instrument = this.state.instrumentId;
            entry.calibration_reason = draft.reason;
        }
        if (draft.supersedes) {
            Object.assign(entry, { supersedes: draft.supersedes, reason: draft.reason });
        }
        draft.isSending = true;
        this.waiting.set(uuid, check);
        try {
            const [answer] = await this.orm.silent.call("lot.check", "enter", [[entry]]);
            this.take(check, answer);
        } catch (error) {
            this.fail(check, uuid, error);
        }
    }

    take(check, { uuid, status, message, check: row }) {
        this.waiting.delete(uuid);
        this.state.isLost = this.waiting.size > 0 && this.state.isLost;
        if (row) {
            Object.assign(this.state.checks.find((one) => one.id === check.id) || {}, row);
        }
        if (status === "ok") {
            this.forget(check.id);
            this.signal(row.state === "failed" ? "warn" : "ok");
            return;
        }
        const draft = this.draft(check.id);
        Object.assign(draft, { isSending: false, message, status });
        if (status === "stop") {
            draft.uuid = undefined; // what is typed next is another result
            this.keep(check.id);
        }
        this.signal(status);
    }

    fail(check, uuid, error) {
        if (error.data) {
            this.take(check, { uuid, status: "stop", message: sentence(error), check: false });
            return;
        }
        this.state.isLost = true;
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.retry(), PAUSE);
    }

    retry() {
        for (const check of this.waiting.values()) {
            this.send(check);
        }
    }
}
