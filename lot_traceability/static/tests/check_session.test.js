import { describe, expect, test } from "@odoo/hoot";
import { tick } from "@odoo/hoot-dom";
import { CheckSession } from "@lot_traceability/checks/check_session";

describe.current.tags("headless");

const FILE = { name: "seal.jpg", data: "AAAA" };

/** A server that keeps entries; the answer to the first one is lost. */
class FakeServer {
    written = [];
    isArriving = true;

    get silent() {
        return this;
    }

    async call(_model, method, [entries]) {
        const row = { id: 7, entered: this.written.map((entry) => entry.uuid) };
        if (method === "open") {
            return { title: "P1", checks: [row], instruments: [] };
        }
        if (this.isArriving && !row.entered.includes(entries[0].uuid)) {
            this.written.push(entries[0]);
        }
        if (!this.isAnswering) {
            throw new Error("no network");
        }
        return [{ uuid: entries[0].uuid, status: "ok", message: "", check: row }];
    }
}

async function openSession(server) {
    const place = { model: "stock.lot", id: 1 };
    const session = new CheckSession({ orm: server, signal: () => {}, place });
    await session.read();
    return session;
}

/** A verdict with a photo whose answer never comes; then the page is loaded anew. */
async function reloadAfterLoss(server) {
    const session = await openSession(server);
    session.draft(7).files = [FILE];
    session.enter(session.state.checks[0], "passed");
    await tick();
    session.close();
    server.isAnswering = true;
    return openSession(server);
}

test("what has arrived with its file is not asked for again", async () => {
    const server = new FakeServer();
    const session = await reloadAfterLoss(server);
    expect(session.draft(7).status).toBe("");
    expect(server.written).toHaveLength(1);
});

test("what had not arrived yet is the same entry when it is entered again", async () => {
    const server = new FakeServer();
    server.isArriving = false;
    const session = await reloadAfterLoss(server);
    const { uuid, status } = session.draft(7);
    expect(status).toBe("stop"); // asks for the file
    session.keep(7); // something else is typed
    server.isArriving = true;
    session.draft(7).files = [FILE];
    session.enter(session.state.checks[0], "passed");
    await tick();
    expect(server.written.map((entry) => entry.uuid)).toEqual([uuid]);
    session.close();
});

test("another value than the one that had not arrived yet is another entry", async () => {
    const server = new FakeServer();
    server.isArriving = false;
    const session = await reloadAfterLoss(server);
    const { uuid } = session.draft(7);
    server.isArriving = true;
    Object.assign(session.draft(7), { text: "failed", files: [FILE] }); // as a field does while somebody types
    session.enter(session.state.checks[0], "failed");
    await tick();
    expect(server.written).toHaveLength(1);
    expect(server.written[0].uuid).not.toBe(uuid);
    session.close();
});
