import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const MOST_PIXELS = 1600; // longer side of a photo that is sent

/** What `lot.check.enter` takes of a file; photos are made smaller first, where the browser can. */
async function read(file) {
    const name = file.name;
    let blob = file;
    if (/^image\/(jpeg|png|webp)$/.test(file.type) && window.createImageBitmap) {
        const picture = await createImageBitmap(file);
        const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
        if (scale < 1) {
            const canvas = document.createElement("canvas");
            canvas.width = Math.round(picture.width * scale);
            canvas.height = Math.round(picture.height * scale);
            canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
            blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
        }
    }
    const address = await new Promise((done, fail) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = () => fail(reader.error);
        reader.readAsDataURL(blob);
    });
    return { name, data: address.slice(address.indexOf(",") + 1) };
}

/** One check: its words, then one tap or one value. */
export class CheckCard extends Component {
    static template = "lot_traceability.CheckCard";
    static props = { checkId: Number, session: Object, onEntered: Function };

    setup() {
        this.input = useRef("input");
        this.state = useState(this.props.session.state);
        this.view = useState({ isOpen: false, fileError: "" });
        useEffect(
            (isSending) => {
                if (!isSending && this.props.session.nextId === this.check.id) {
                    this.props.session.nextId = 0;
                    this.input.el?.focus(); // the next sample of the same check
                }
            },
            () => [this.draft.isSending],
        );
    }

    get check() {
        return this.state.checks.find((check) => check.id === this.props.checkId);
    }

    get draft() {
        return this.state.drafts[this.props.checkId];
    }

    get isTyped() {
        return ["measure", "text"].includes(this.check.kind);
    }

    get hasFile() {
        return ["photo", "file"].includes(this.check.kind);
    }

    /** Whether it still asks for something, as far as this screen knows. */
    get isAsking() {
        const { state, done_count: done, sample_count: samples } = this.check;
        const isOpen = state === "todo" || (state === "failed" && done < samples);
        return Boolean(isOpen || this.draft.supersedes || this.draft.message);
    }

    get instrument() {
        const { instruments, instrumentId } = this.state;
        return instruments.find((one) => one.id === instrumentId);
    }

    get sample() {
        const { done_count: done, sample_count: samples } = this.check;
        return samples > 1
            ? _t("Sample %(number)s of %(count)s", {
                  number: Math.min(done + 1, samples),
                  count: samples,
              })
            : "";
    }

    get stateIcon() {
        const icons = {
            passed: "fa-check-circle text-success",
            failed: "fa-times-circle text-danger",
        };
        return icons[this.check.state] || "fa-minus-circle text-muted";
    }

    // ---- Handlers ----

    onInput(ev, name) {
        this.draft[name] = ev.target.value;
        this.props.session.keep(this.check.id);
    }

    onInstrument(ev) {
        this.state.instrumentId = Number(ev.target.value);
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.enter(this.draft.text);
        }
    }

    enter(text, isMeant = false) {
        if (this.isTyped && !text.trim()) {
            this.input.el?.focus();
            return;
        }
        this.props.session.enter(this.check, text, isMeant);
        this.view.isOpen = false;
        this.props.onEntered(this.check);
    }

    onChange() {
        Object.assign(this.draft, { message: "", status: "", uuid: undefined });
        this.input.el?.focus();
    }

    onCorrect(result) {
        Object.assign(this.draft, { supersedes: result.id, text: "", message: "" });
        this.props.session.keep(this.check.id);
    }

    onLeaveCorrection() {
        this.props.session.forget(this.check.id);
        this.view.isOpen = false;
    }

    async onFiles(ev) {
        this.view.fileError = "";
        try {
            this.draft.files = await Promise.all([...ev.target.files].map(read));
        } catch {
            this.view.fileError = _t("This file could not be read. Take it again.");
        }
        ev.target.value = "";
    }
}
