/** Numbers, instants and shares as the user writes them. */

import { formatDate, formatDateTime } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { formatFloat } from "@web/core/utils/numbers";

const { DateTime } = luxon;
const DIGITS = 6; // what the contract's quantities carry; trailing zeros are left out

function parse(instant) {
    return DateTime.fromISO(String(instant).replace(" ", "T"), { zone: "utc" });
}

/** Day and time in the user's zone. @param {string|false} instant ISO 8601, UTC */
export function instant(instant) {
    const format = localization.dateTimeFormat.replace(/[:.]ss/, ""); // nobody asks for the second
    return instant ? formatDateTime(parse(instant), { format }) : "";
}

/** The day in the user's own zone. */
export function day(instant) {
    return instant ? formatDate(parse(instant).setZone("default")) : "";
}

export function isPast(instant) {
    return Boolean(instant) && parse(instant) < DateTime.utc();
}

export function quantity(value) {
    return formatFloat(value, { digits: [16, DIGITS], trailingZeros: false });
}

/** What was worked out by shares: finer than quantities are counted, its decimals mean nothing. */
export function mean(value) {
    const tiny = value > 0 && value < 0.005;
    const figure = formatFloat(tiny ? 0.01 : value, { digits: [16, 2], trailingZeros: false });
    return tiny ? `< ${figure}` : figure;
}

export function quantityWithUnit(value, unit) {
    // A no-break space keeps number and unit on one line.
    return unit ? `${quantity(value)}\u00a0${unit}` : quantity(value);
}

/**
 * A fraction in percent, never rounded up to 100 nor down to 0: "almost all" is not "all".
 *
 * @param {number} fraction 0..1
 */
export function percent(fraction) {
    let rounded = Math.round(fraction * 1000) / 10;
    if (fraction < 1 && rounded >= 100) {
        rounded = 99.9;
    }
    const tiny = fraction > 0 && rounded <= 0;
    const figure = formatFloat(tiny ? 0.1 : rounded, { digits: [16, 1], trailingZeros: false });
    return `${tiny ? "< " : ""}${figure}\u00a0%`;
}
