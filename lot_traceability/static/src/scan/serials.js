/** Consecutive serial numbers: one code is scanned, the server enters the others as a run, all of them or none. */

export const MOST_IN_A_ROW = 200; // as the server takes them

/**
 * The run of the numbers after the one that was scanned.
 *
 * @param {string} raw the scan whose number is counted up; everything else in it stays
 * @param {{value: string, start: number, end: number}} element where the number stands in it
 * @param {number} count how many more
 * @returns {{raw: string, last: string}|null} what to scan and the last number; null when the number does not end in
 *     digits, or these run over
 */
export function runAfter(raw, { value, start, end }, count) {
    const digits = /[0-9]+$/.exec(value)?.[0];
    if (!digits || raw.slice(start, end) !== value || !(count >= 1 && count <= MOST_IN_A_ROW)) {
        return null;
    }
    const stem = value.slice(0, -digits.length);
    const [first, last] = [1, Math.trunc(count)].map((step) =>
        String(BigInt(digits) + BigInt(step)).padStart(digits.length, "0"),
    );
    if (last.length > digits.length) {
        return null; // another number of digits is another kind of number
    }
    return { raw: raw.slice(0, start) + stem + first + raw.slice(end), last: stem + last };
}
