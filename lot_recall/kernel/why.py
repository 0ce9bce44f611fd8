"""Why is this lot in the recall? The shortest way from a lot of the scope to every lot of the answer.

Takes the nodes and edges of a trace answer (see the trace contract), knows no database and no names.
"""

from collections import defaultdict

KIND_RANK = {"lot": 0, "order": 1, "untracked": 2, "hidden": 3}


def shortest_paths(nodes: list[dict], edges: list[dict], origin_keys: list[str]) -> dict[int, list[str]]:
    """Return one shortest path per lot, from an origin to the lot.

    Upstream lots are walked to against the direction of the edges. Among paths of equal length the one with
    fewer inferred steps wins, then the one whose keys come first, so the same answer always gives the same paths.

    Args:
        nodes: rows of the answer's ``nodes``; used: key, kind, side, model, res_id, lot_id.
        edges: rows of the answer's ``edges``; used: from_key, to_key, certainty.
        origin_keys: the answer's ``origin_keys``.

    Returns:
        ``{lot_id: [key, …]}`` with the origin's key first and the lot's own last; a lot without any way to it
        (its way is hidden from the reader) has itself only.
    """
    by_key = {node["key"]: node for node in nodes}
    rank = {key: place for place, key in enumerate(sorted(by_key, key=lambda key: _order(by_key[key])))}
    origins = [key for key in origin_keys if key in by_key]
    down = _walk(origins, _neighbours(edges, by_key, reverse=False), rank)
    up = _walk(origins, _neighbours(edges, by_key, reverse=True), rank)
    paths = {}
    for node in nodes:
        if node["kind"] == "lot":
            parents = up if node["side"] == "upstream" else down
            paths[node["lot_id"]] = _unroll(parents, node["key"])
    return paths


def _order(node: dict) -> tuple:
    """Contract's order of nodes, so that paths do not depend on text sorting of numbers."""
    number = node.get("lot_id") or node.get("res_id") or 0
    return KIND_RANK.get(node["kind"], 9), node.get("model") or "", number, node["key"]


def _neighbours(edges: list[dict], by_key: dict[str, dict], reverse: bool) -> dict[str, list]:
    """Steps out of each node, ``{key: [(next key, inferred?), …]}``; upstream nodes are no way downstream."""
    steps = defaultdict(list)
    for edge in edges:
        start, end = edge["from_key"], edge["to_key"]
        if start not in by_key or end not in by_key:
            continue
        if not reverse and "upstream" in (by_key[start]["side"], by_key[end]["side"]):
            continue
        if reverse:
            start, end = end, start
        steps[start].append((end, edge["certainty"] == "inferred"))
    return steps


def _walk(origins: list[str], steps: dict[str, list], rank: dict[str, int]) -> dict[str, str | None]:
    """Breadth first, level by level; returns ``{key: parent key or None}``."""
    parents = dict.fromkeys(origins)
    cost = dict.fromkeys(origins, 0)  # inferred steps on the chosen path
    level = sorted(parents, key=rank.get)
    while level:
        found = {}
        for place, key in enumerate(level):
            for target, inferred in steps.get(key, ()):
                if target not in parents:
                    offer = (cost[key] + inferred, place)
                    if target not in found or offer < found[target]:
                        found[target] = offer
        for target, (inferred_steps, place) in found.items():
            parents[target], cost[target] = level[place], inferred_steps
        # The next level keeps the order of its paths, not of its own keys: "first keys win" holds for whole paths.
        level = sorted(found, key=lambda key: (found[key][1], rank[key]))
    return parents


def _unroll(parents: dict[str, str | None], key: str) -> list[str]:
    path = [key]
    while parents.get(path[-1]):
        path.append(parents[path[-1]])
    return path[::-1]
