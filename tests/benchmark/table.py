"""The result as plain text."""

from . import musts


def _number(value, unit=""):
    if value is None:
        return "-"
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"
    return f"{text} {unit}".strip()


def _grid(rows, head):
    widths = [max(len(str(row[n])) for row in [head, *rows]) for n in range(len(head))]
    lines = []
    for row in [head, ["-" * width for width in widths], *rows]:
        first, *others = (str(cell) for cell in row)
        lines.append(
            "  ".join(
                [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
            )
        )
    return "\n".join(lines)


def _row(result, name, row):
    label = name.split()[0]
    floor = result["measures"].get(f"{label} limit", {}).get("ms")
    ours = (
        result["measures"]
        .get(f"{label} ours aggregated", result["measures"].get(f"{label} ours backward", {}))
        .get("ms")
    )
    whole = row.get("estimate_ms") or row["ms"]
    over_limit = f"{row['ms'] / floor:,.1f}" if floor and " ours " in name else ""
    over_ours = f"{whole / ours:,.1f}" if ours and "Odoo" in name and row.get("stopped_at") != 0 else ""
    remark = ""
    if row.get("stopped_at"):
        remark = f"stopped at {row['stopped_at']:.1%}, about {row['estimate_ms'] / 1000:,.0f} s"
    elif "stopped_at" in row:
        remark = "stopped at the time cap"
    memory = f"{row['mb']:,.0f}" if row["mb"] >= 0 else ""
    processor = f"{row['cpu_ms']:,.1f}" if row["cpu_ms"] >= 0 else ""
    return [name, f"{row['ms']:,.1f}", processor, f"{row['sql']:,}", memory, over_limit, over_ours, remark]


def of_one(title, result):
    """Everything measured on one database."""
    text = [f"== {title}: {result['index']['lines']:,} done lines"]
    for label, lot in result["lots"].items():
        known = {key: lot.get(key) for key in ("reached", "deliveries", "lines", "pickings", "quants")}
        text.append(
            f"   {label}: " + ", ".join(f"{value:,} {key}" for key, value in known.items() if value is not None)
        )
        if lot.get("form") and lot.get("odoo_form"):
            text.append(
                "   {}: lot form shows {:,} deliveries and {:,} customers; Odoo's own {:,} and {:,}".format(
                    label, *lot["form"], *lot["odoo_form"]
                )
            )
    rows = [_row(result, name, row) for name, row in result["measures"].items()]
    text.append(_grid(rows, ["", "ms", "CPU ms", "statements", "MB", "÷ limit", "÷ ours", ""]))
    if result.get("write"):
        write = result["write"]
        text.append(
            f"marking {write['lines']:,} lines done: {write['with_ms']:,.0f} ms with the lot index,"
            f" {write['without_ms']:,.0f} ms without"
        )
    index = result["index"]
    if index["names"]:
        text.append(
            f"lot index {', '.join(index['names'])}: "
            f"{index['mb']:.1f} MB, {index['mb_per_million']:.1f} MB per million lines"
        )
    missing = {"trace", "_trace_exposure"} - set(result["ours"])
    if missing:
        text.append(
            f"not in this database: {', '.join(sorted(missing))} (our addons are not installed, or not this far)"
        )
    return "\n".join(text)


def of_growth(results):
    """Milliseconds of our answers side by side, sizes in columns."""
    names = [name for name in next(iter(results.values()))["measures"] if " ours " in name or name.endswith(" limit")]
    rows = []
    for name in names:
        values = [result["measures"].get(name, {}).get("ms") for result in results.values()]
        ratio = f"{values[-1] / values[0]:.2f}" if values[0] and values[-1] else "-"
        rows.append([name, *(_number(value) for value in values), ratio])
    sizes = list(results)
    return "== Growth, ms\n" + _grid(rows, ["", *sizes, f"{sizes[-1]} ÷ {sizes[0]}"])


def of_musts(results):
    """The list of what must be reached, with the figure and the word."""
    rows = []
    for title, result in results.items():
        rows += [[f"{title}  {text}", *_cells(*must)] for text, *must in musts.of_one(result)]
    rows += [[text, *_cells(*must)] for text, *must in (*musts.of_growth(results), *musts.ELSEWHERE)]
    return "== Must reach\n" + _grid(rows, ["", "measured", "wanted", ""])


def _cells(measured, wanted, unit, at_most):
    bound = f"{'≤' if at_most else '≥'} {wanted:,} {unit}".strip()
    return [_number(measured, unit), bound, musts.verdict(measured, wanted, at_most)]
