/** Consecutive serial numbers: one code is scanned, the others follow by counting its last digits up. */

const MOST = 500;

/**
 * Raw scans of the numbers after the one that was scanned.
 *
 * @param {string} raw the scan whose number is counted up; everything else in it stays
 * @param {{value: string, start: number, end: number}} element where the number stands in it
 * @param {number} count how many more, at most 500
 * @returns {string[]} empty when the number does not end in digits, or these run over
 */
export function countUp(raw, { value, start, end }, count) {
    const digits = /\d+$/.exec(value)?.[0];
    if (!digits || raw.slice(start, end) !== value || count < 1 || count > MOST) {
        return [];
    }
    const stem = value.slice(0, -digits.length);
    const first = BigInt(digits) + 1n;
    if (String(first + BigInt(count) - 1n).length > digits.length) {
        return []; // another number of digits is another kind of number
    }
    return Array.from({ length: count }, (_, at) => {
        const number = String(first + BigInt(at)).padStart(digits.length, "0");
        return raw.slice(0, start) + stem + number + raw.slice(end);
    });
}
