// Runs in the page that is measured: takes the time from the last key of a scan to the changed line on the screen.
window.bench = {
    calls: 0, // to the server, under way

    /** Promise of {ms, call}: from the next Enter until `isShown()` holds and was painted; of it the server's call. */
    arm(isShown) {
        this.call_ms = 0;
        this.painted = new Promise((resolve) => {
            const onKey = (ev) => {
                if (ev.key !== "Enter") {
                    return;
                }
                window.removeEventListener("keydown", onKey, true);
                const pressed = ev.timeStamp;
                const done = () => resolve({ ms: performance.now() - pressed, call: this.call_ms });
                const look = () => {
                    if (isShown()) {
                        observer.disconnect();
                        this.isInFrame ? task(done) : requestAnimationFrame(() => task(done));
                    }
                };
                const observer = new MutationObserver(look);
                observer.observe(document.body, {
                    subtree: true,
                    childList: true,
                    characterData: true,
                    attributes: true,
                });
            };
            window.addEventListener("keydown", onKey, true);
        });
    },

    /** {ms, result} of a plain call that saves a line of a transfer. */
    async save(args, kwargs) {
        const params = { model: "stock.move.line", method: "web_save", args, kwargs };
        const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
        const headers = { "Content-Type": "application/json" };
        const started = performance.now();
        const answer = await fetch("/web/dataset/call_kw/stock.move.line/web_save", {
            method: "POST",
            headers,
            body,
        });
        const { result, error } = await answer.json();
        const ms = performance.now() - started;
        if (error) {
            throw new Error(error.data?.message || error.message);
        }
        return { ms, result };
    },

    /** Wait until nothing is asked of the server. */
    async idle() {
        while (this.calls) {
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
    },
};

/** The first task after a frame finds it on the screen. */
function task(work) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
}

// Whether what changes now is painted in this very frame. Owl takes the function when it is loaded, so this runs before.
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (work) =>
    frame((now) => {
        window.bench.isInFrame = true;
        task(() => (window.bench.isInFrame = false));
        work(now);
    });

const original = { ...Object.getOwnPropertyDescriptors(XMLHttpRequest.prototype) };
XMLHttpRequest.prototype.open = function (method, url) {
    this.isScan = url.endsWith("/lot.scan/submit");
    return original.open.value.apply(this, arguments);
};
XMLHttpRequest.prototype.send = function () {
    const started = performance.now();
    window.bench.calls++;
    this.addEventListener("loadend", () => {
        window.bench.calls--;
        if (this.isScan) {
            window.bench.call_ms = performance.now() - started;
        }
    });
    return original.send.value.apply(this, arguments);
};
