/**
 * The lineage drawn as a tree: lots and orders alternate, every node is drawn once.
 *
 * The graph is not a tree (two orders may share a lot, rework makes loops), so a node's subtree hangs where
 * the node is reached over the fewest orders; every other place where it belongs is a *repeat* that only
 * points there. Hence as many rows as edges, never as many as paths.
 */

export const FAN = 10; // children shown before the rest is folded into "490 more"
const collator = new Intl.Collator(undefined, { numeric: true });
export const DEFAULT_LEVELS = 2; // one order and what came out of it

/** @returns {Object} one drawn place of a node; `id` is stable for the same answer */
function makePlace(id, node, edge, parent) {
    const level = parent ? parent.level + 1 : 0;
    return { id, node, edge, parent, level, children: [], repeats: null, isLoop: false, order: 0 };
}

function compareEdges(nodeOf) {
    const label = (edge) => nodeOf(edge).lot || nodeOf(edge).document || "";
    return (a, b) =>
        collator.compare(a.date || "", b.date || "") || collator.compare(label(a), label(b));
}

function isAncestor(place, of) {
    for (let parent = of.parent; parent; parent = parent.parent) {
        if (parent === place) {
            return true;
        }
    }
    return false;
}

/** Number the places from top to bottom as drawn, to say "shown above" or "shown further below". */
function numberPlaces(roots) {
    const stack = [...roots].reverse();
    let order = 0;
    while (stack.length) {
        const place = stack.pop();
        place.order = order++;
        for (let i = place.children.length - 1; i >= 0; i--) {
            stack.push(place.children[i]);
        }
    }
}

/**
 * @param {import("./trace_index").TraceIndex} index
 * @param {"downstream"|"upstream"} direction
 * @returns {{ roots: Object[], primary: Map<string, Object>, size: number }} size counts the places
 */
export function buildTree(index, direction) {
    const down = direction === "downstream";
    const edgesOf = down ? index.outgoing : index.incoming;
    const farNode = (edge) => index.nodes.get(down ? edge.to_key : edge.from_key);
    const primary = new Map();
    const roots = index.origins.map((node) => {
        const place = makePlace(`root:${node.key}`, node, null, null);
        primary.set(node.key, place);
        return place;
    });
    const queue = [...roots];
    let size = roots.length;
    for (let i = 0; i < queue.length; i++) {
        const place = queue[i];
        const edges = (edgesOf.get(place.node.key) || [])
            .filter(farNode)
            .sort(compareEdges(farNode));
        for (const [position, edge] of edges.entries()) {
            const node = farNode(edge);
            const child = makePlace(`${place.node.key}>${node.key}#${position}`, node, edge, place);
            place.children.push(child);
            size++;
            if (primary.has(node.key)) {
                child.repeats = primary.get(node.key);
                child.isLoop = isAncestor(child.repeats, child);
            } else {
                primary.set(node.key, child);
                queue.push(child);
            }
        }
    }
    numberPlaces(roots);
    return { roots, primary, size };
}

/**
 * Places to keep when only some nodes are wanted: those that match, and the way to them.
 *
 * @param {Object} tree
 * @param {(node: Object) => boolean} matches
 * @returns {{ keep: Set<Object>, hits: number }}
 */
export function markMatches(tree, matches) {
    const keep = new Set();
    let hits = 0;
    for (const place of tree.primary.values()) {
        if (!matches(place.node)) {
            continue;
        }
        hits++;
        for (let step = place; step && !keep.has(step); step = step.parent) {
            keep.add(step);
        }
    }
    return { keep, hits };
}

/** Places that the user opened or closed, apart from what is open by default. */
export function isOpen(place, folds) {
    return folds.has(place.id) ? folds.get(place.id) : place.level < DEFAULT_LEVELS;
}

/**
 * Rows to draw, from top to bottom.
 *
 * @param {Object} tree
 * @param {Object} options
 * @param {Map<string, boolean>} options.folds place id → opened (true) or closed (false) by the user
 * @param {Map<string, number>} options.fans place id ("" = the roots) → children to show
 * @param {Set<Object>|null} options.keep from `markMatches`; everything kept is open unless closed by hand
 * @param {number} options.limit rows to make at most
 * @returns {{ rows: Object[], more: boolean }} rows are `{ place, open, count }`, or
 *   `{ rest, of, shown, level }` where `rest` children of a fan are folded
 */
export function visibleRows(tree, { folds, fans, keep = null, limit = Infinity }) {
    const rows = [];
    const wanted = (places) => (keep ? places.filter((place) => keep.has(place)) : places);
    const opened = (place) => (keep ? folds.get(place.id) !== false : isOpen(place, folds));
    const stack = [];
    const pushFan = (owner, places, level) => {
        const shown = Math.max(fans.get(owner) || 0, FAN);
        // A fan one or two longer than the limit is shown whole: folding two rows behind one saves nothing.
        const cut = places.length > shown + 2 ? shown : places.length;
        if (cut < places.length) {
            stack.push({ rest: places.length - cut, of: owner, shown: cut, level });
        }
        for (let i = cut - 1; i >= 0; i--) {
            stack.push(places[i]);
        }
    };
    pushFan("", wanted(tree.roots), 0);
    while (stack.length && rows.length < limit) {
        const next = stack.pop();
        if ("rest" in next) {
            rows.push(next);
            continue;
        }
        const children = wanted(next.children);
        const open = Boolean(children.length) && opened(next);
        rows.push({ place: next, open, count: children.length });
        if (open) {
            pushFan(next.id, children, next.level + 1);
        }
    }
    return { rows, more: Boolean(stack.length) };
}

/** Folds that open (or close) every place that has children. */
export function foldAll(tree, open) {
    const folds = new Map();
    for (const place of tree.primary.values()) {
        if (place.children.length) {
            folds.set(place.id, open);
        }
    }
    return folds;
}

/** Open the way to a place and widen the fans on it, so that it is drawn. */
export function reveal(tree, place, folds, fans) {
    for (let step = place; step; step = step.parent) {
        const siblings = step.parent ? step.parent.children : tree.roots;
        const owner = step.parent ? step.parent.id : "";
        const position = siblings.indexOf(step) + 1;
        if (position > Math.max(fans.get(owner) || 0, FAN)) {
            fans.set(owner, position);
        }
        if (step.parent) {
            folds.set(step.parent.id, true);
        }
    }
}
