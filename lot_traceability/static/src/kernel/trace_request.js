/**
 * What to trace, as it travels in an action's parameters and in the page address.
 *
 * Address: `?lots=5,7&direction=both&of=1200`; `of` is the number of lots that the document really has when
 * the list is shorter than that, so that a reload never hides the cut.
 */

export const DIRECTIONS = ["downstream", "upstream", "both"];

function parseIds(value) {
    const parts = Array.isArray(value) ? value : String(value ?? "").split(",");
    const ids = parts.map(Number).filter((id) => Number.isInteger(id) && id > 0);
    return [...new Set(ids)];
}

/**
 * @param {Object} action client action; `params` come from the server, from us or from the address
 * @returns {{ lotIds: number[], direction: string, total: number }} total 0 = nothing was left out
 */
export function parseRequest(action) {
    const params = action.params || {};
    const context = action.context || {};
    let lotIds = parseIds(params.lot_ids ?? params.lots);
    if (!lotIds.length && context.active_model === "stock.lot") {
        lotIds = parseIds(context.active_ids ?? context.active_id);
    }
    const direction = DIRECTIONS.includes(params.direction) ? params.direction : "downstream";
    const total = Number(params.of) || 0;
    return { lotIds, direction, total: total > lotIds.length ? total : 0 };
}

/** @returns {Object} the keys that the action service writes into the page address */
export function requestToAddress({ lotIds, direction, total }) {
    return {
        lots: lotIds.length ? lotIds.join(",") : undefined,
        direction: lotIds.length ? direction : undefined,
        of: total || undefined,
    };
}
