"""What the trace must reach, with the measured figure beside each. Printed, never asserted."""


def _ms(result, name, key="ms"):
    row = result.get("measures", {}).get(name)
    return row.get(key) if row else None


def _ratio(over, under):
    return over / under if over and under else None


def _odoo(result, name):
    """Odoo as shipped (without our index) where that was measured, else beside our index; extrapolated when cut."""
    for wanted in (name, f"{name}, index"):
        row = result.get("measures", {}).get(wanted)
        if row and row.get("stopped_at") != 0:
            return row.get("estimate_ms") or row["ms"]
    return None


def _largest(result):
    lots = result.get("lots", {})
    return max(lots, key=lambda label: lots[label]["deliveries"], default=None)


def _of_lot(result, label, lot):
    floor, exposure = _ms(result, f"{label} limit"), _ms(result, f"{label} ours aggregated")
    whole, reach = _ms(result, f"{label} ours trace()"), lot["deliveries"]
    if reach >= 500:
        # 3 for the walk alone, 6 with shares: what is measured follows unbuilds and pools and computes no shares
        text = f"{label}: aggregated ÷ limit (unbuilds and untracked pools followed, no shares)"
        yield text, _ratio(exposure, floor), 4, "×", True
    if 5 <= reach < 100:
        yield f"{label}: whole trace()", whole, 30, "ms", True
    if 10_000 <= reach < 50_000:
        yield f"{label}: whole trace(), every row", whole, 2000, "ms", True
    if reach >= 50_000:
        yield f"{label}: aggregated", exposure, 2000, "ms", True
    levels = lot.get("levels") or 6
    for word, name in (("aggregated trace", "ours aggregated"), ("whole trace()", "ours trace()")):
        statements = _ms(result, f"{label} {name}", "sql")
        yield f"{label}: statements of the {word} ({levels} levels)", statements, 4 * levels + 5, "", True


def _beside_odoo(result, label):
    """Our figures for the biggest lot beside Odoo's."""
    form, walked = _odoo(result, f"{label} Odoo lot form"), _odoo(result, f"{label} Odoo report walked")
    ours, our_form = _ms(result, f"{label} ours aggregated"), _ms(result, f"{label} ours lot form")
    yield f"{label}: Odoo's lot form ÷ aggregated", _ratio(form, ours), 10, "×", False
    yield f"{label}: Odoo's lot form ÷ lot form with our walk", _ratio(form, our_form), 10, "×", False
    yield f"{label}: Odoo's report walked ÷ aggregated", _ratio(walked, ours), 1000, "×", False
    yield f"{label}: extra memory of the whole trace()", _ms(result, f"{label} ours trace()", "mb"), 300, "MB", True


def of_one(result):
    """Rows (text, measured, limit, unit, at_most) for one database."""
    rows, big = [], _largest(result)
    for label, lot in result.get("lots", {}).items():
        rows += _of_lot(result, label, lot)
    # what is promised against Odoo is promised for a big database
    if result["index"]["lines"] >= BIG_LINES:
        if big:
            rows += _beside_odoo(result, big)
        for name in result.get("measures", {}):
            label, mine, more = name.partition(" ours backward")
            if mine and not more:
                ratio = _ratio(_odoo(result, f"{label} Odoo report unfolded"), _ms(result, name))
                rows.append((f"{label}: Odoo's full unfold ÷ ours backward", ratio, 200, "×", False))
    if "200 serials ours aggregated" in result.get("measures", {}):
        rows.append(("order of 200 × 200 serials", _ms(result, "200 serials ours aggregated"), 10, "ms", True))
    write = result.get("write")
    if write:
        slower = (write["ratio"] - 1) * 100
        rows.append(("marking lines done, slower by", slower, 10, "%", True))
    rows.append(("lot index per million done lines", result.get("index", {}).get("mb_per_million"), 15, "MB", True))
    return rows


BIG_LINES = 500_000
ELSEWHERE = (
    ("preview of the recall of 1,000 deliveries, painted (see the tour of lot_recall)", None, 2, "s", True),
    ("setup/test from an empty cache on 2 cores (printed by it with LOT_SUITE_TIMES=1)", None, 20, "min", True),
    ("setup/test from a warm cache on 2 cores (printed by it with LOT_SUITE_TIMES=1)", None, 8, "min", True),
)


def of_growth(results):
    """The same answer in a small and in the biggest database."""
    sizes = [size for size in ("S", "M", "L", "X") if size in results]
    if len(sizes) < 2:
        return []
    small, large = results[sizes[0]], results[sizes[-1]]
    rows = []
    for label in small.get("lots", {}):
        name = f"{label} ours aggregated"
        rows.append(
            (
                f"{label}: aggregated at {sizes[-1]} ÷ at {sizes[0]}",
                _ratio(_ms(large, name), _ms(small, name)),
                2,
                "×",
                True,
            )
        )
    return rows


def verdict(measured, wanted, at_most):
    if measured is None:
        return "not measured here"
    return "met" if (measured <= wanted if at_most else measured >= wanted) else "not met"
