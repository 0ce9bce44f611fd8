"""Facts and figures of a revision as pairs of title and value, for the first page of workbook and dossier.

A value is a dict: ``text``, or ``instant`` (ISO), ``number`` (+ ``unit``) or ``percent``; every document writes it
its own way.
"""

from ..kernel.pasted import read_lines
from ..kernel.scope import FIELDS


def case_facts(env, content, sha256):
    """What the case is, who made the revision, from what."""
    case, answer = content["case"], content["answer"]
    facts = [
        (env._("Case"), {"text": case["name"]}),
        (env._("Title"), {"text": case["title"]}),
        (env._("Kind"), {"text": case["kind_name"]}),
        (env._("Class"), {"text": case["hazard_class_name"] or env._("Not judged")}),
        (env._("Reason"), {"text": case["reason"] or env._("Not stated")}),
        (env._("Scope"), {"text": content["scope"]["words"]}),
        (env._("Company"), {"text": case["company"]}),
        (env._("Responsible"), {"text": case["responsible"]}),
        (env._("Revision"), {"number": case["revision"]}),
        (env._("Made by"), {"text": case["made_by"]}),
        (env._("As of"), {"instant": answer["as_of"]}),
        (env._("SHA-256 of the content"), {"text": sha256}),
    ]
    return facts


def signatures(env, lines):
    """Who signed the revision: name, local time with zone, meaning, reason, fingerprint; void ones say so.

    Args:
        lines: as ``lot.signature`` gives them.
    """
    rows = []
    for line in lines:
        version = env._("Version %(version)s, SHA-256 %(hash)s", version=line["version"], hash=line["hash"])
        text = "\n".join(filter(None, (line["signer"], line["at"], line["reason"], version, line["void"])))
        title = env._("VOID: %(meaning)s", meaning=line["meaning"]) if line["void"] else line["meaning"]
        rows.append((title, {"text": text}))
    return rows


def figures(env, content):
    """What was found, counted."""
    counts, answer = content["figures"]["counts"], content["answer"]
    rows = [
        (env._("Lots affected"), {"number": counts["lots"]}),
        (env._("Lots left out"), {"number": counts["excluded_lots"]}),
        (env._("Lots not reached by date, counted"), {"number": counts["lots_not_by_date"]}),
        (env._("Lots reached only probably"), {"number": counts["inferred_lots"]}),
        (env._("Places with stock"), {"number": counts["places"]}),
        (env._("Open reservations"), {"number": counts["open_lines"]}),
        (env._("Deliveries"), {"number": counts["deliveries"]}),
        (env._("Delivery lines"), {"number": counts["delivery_lines"]}),
        (env._("Return lines"), {"number": counts["return_lines"]}),
        (env._("Customers"), {"number": counts["customers"]}),
        (env._("Suppliers"), {"number": counts["suppliers"]}),
        (env._("Gaps in the records"), {"number": counts["gaps"]}),
        (env._("Hidden from the maker of the revision"), {"number": counts["hidden"]}),
        (env._("Known for certain"), {"percent": answer["completeness"]}),
    ]
    if answer["truncated"]:
        rows.append((env._("Cut off"), {"text": env._("The walk was cut off; more may be affected.")}))
    return rows


def units(env, content):
    """Sums per unit of measure; units of different goods are not added up across units."""
    titles = {
        "on_hand_qty": env._("On hand"),
        "reserved_qty": env._("Reserved"),
        "open_qty": env._("In open transfers and orders"),
        "shipped_qty": env._("Shipped"),
        "returned_qty": env._("Returned"),
        "net_qty": env._("Still with customers, at worst"),
    }
    return [
        (title, {"number": row[key], "unit": row["uom"] or ""})
        for row in content["figures"]["units"]
        for key, title in titles.items()
    ]


def parameters(env, content):
    """The scope word for word, and what was left out, so that somebody else can ask the same question."""
    scope, answer = content["scope"], content["answer"]
    lots = {node["lot_id"]: node["lot"] for node in answer["nodes"] if node["kind"] == "lot"}
    fields = env["lot.recall.wizard"]._fields
    rows = [
        (env._("Method"), {"text": dict(fields["scope_method"]._description_selection(env))[scope["method"]]}),
        (env._("In words"), {"text": scope["words"]}),
        (env._("Direction"), {"text": answer["direction"]}),
        (env._("Contract of the answer"), {"number": answer["contract"]}),
        (env._("Format of the content"), {"number": content["format"]}),
    ]
    rows += _scope_fields(env, scope, lots)
    for lot_id in scope["lot_ids"]:
        rows.append((env._("Lot of the scope"), {"text": lots.get(lot_id) or f"#{lot_id}"}))
    for lot_id, reason in content["figures"]["excluded"].items():
        rows.append((env._("Left out: %(lot)s", lot=lots.get(int(lot_id)) or "?"), {"text": reason}))
    if scope["method"] == "pasted":
        found = {lots.get(lot_id) for lot_id in scope["lot_ids"]}
        for line in read_lines(scope.get("pasted") or ""):
            title = env._("Pasted line") if line.text in found else env._("Pasted line that no lot bears")
            rows.append((title, {"text": f"{line.number}: {line.text}"}))
    return rows


def _scope_fields(env, scope, lots):
    """What was filled in beside lots and pasted lines, under the wizard's own titles. Records are numbers here: the
    sentence before names them."""
    fields = env["lot.recall.wizard"]._fields
    rows = [
        (fields[name]._description_string(env), {"text": _plain(scope[name], lots)})
        for name in FIELDS[scope["method"]]
        if name not in ("lot_ids", "pasted", "choices") and scope.get(name)
    ]
    for number, chosen in (scope.get("choices") or {}).items():
        rows.append((env._("Chosen for %(number)s", number=number), {"text": _plain(chosen, lots)}))
    if scope.get("tz"):
        rows.append((env._("Time zone of the days"), {"text": scope["tz"]}))
    return rows


def _plain(value, lots):
    if isinstance(value, list):
        return ", ".join(f"{lots[number]} (#{number})" if number in lots else f"#{number}" for number in value)
    return f"#{value}" if isinstance(value, int) else value
