"""Why is this lot in the recall? The shortest way from a lot of the scope to every lot of the answer.

Takes the nodes and edges of a trace answer (see the trace contract), knows no database and no names.
"""

from collections import defaultdict
from collections.abc import Callable, Collection

KIND_RANK = {"lot": 0, "order": 1, "untracked": 2, "hidden": 3}


Allotted = Collection[tuple[str, str, str]]


def shortest_paths(
    nodes: list[dict], edges: list[dict], origin_keys: list[str], allotted: Allotted = ()
) -> dict[int, list[str]]:
    """Return one shortest path per lot, from an origin to the lot.

    Upstream lots are walked to against the direction of the edges. No path leads through an order from a component
    lot into a produced one against what people allotted there. Among paths of equal length the one with fewer
    inferred steps wins, then the one with more allotted steps, then the one whose keys come first, so the same answer
    always gives the same paths.

    Args:
        nodes: rows of the answer's ``nodes``; used: key, kind, side, model, res_id, lot_id, product_id.
        edges: rows of the answer's ``edges``; used: from_key, to_key, kind, certainty.
        origin_keys: the answer's ``origin_keys``.
        allotted: as-built rows of the answer's orders, (order key, component lot key, produced lot key).

    Returns:
        ``{lot_id: [key, …]}`` with the origin's key first and the lot's own last; a lot without any way to it
        (its way is hidden from the reader) has itself only.
    """
    by_key = {node["key"]: node for node in nodes}
    rank = {key: place for place, key in enumerate(sorted(by_key, key=lambda key: _order(by_key[key])))}
    origins = [key for key in origin_keys if key in by_key]
    ways = [_Ways(edges, by_key, allotted, reverse) for reverse in (False, True)]
    down, up = (_walk(origins, way.steps, lambda place, way=way: way.rank(place, rank)) for way in ways)
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


class _Ways:
    """Steps out of each place, ``{place: [(next place, cost), …]}``; upstream nodes are no way downstream.

    A place is a node's key; of an order with allotments it is (order key, key that the order was entered from), since
    that decides where it may be left. The cost of a step is (inferred, not allotted).
    """

    def __init__(self, edges: list[dict], by_key: dict[str, dict], allotted: Allotted, reverse: bool):
        self.steps: dict = defaultdict(list)
        self._reverse = reverse
        self._products = {key: node["product_id"] for key, node in by_key.items() if node["kind"] == "lot"}
        self._allotted = set(allotted)
        self._allots = {(order, self._products.get(used)) for order, used, _made in allotted}
        self._built = set()  # (from, to): the lot's whole quantity is allotted
        orders = {order for order, _used, _made in allotted}
        entered, left = [], defaultdict(list)
        for edge in edges:
            start, end = edge["from_key"], edge["to_key"]
            if start not in by_key or end not in by_key:
                continue
            if not reverse and "upstream" in (by_key[start]["side"], by_key[end]["side"]):
                continue
            is_built = edge["kind"] == "as_built"
            cost = (edge["certainty"] == "inferred", not is_built)
            if is_built:
                self._built.add((start, end))
            if reverse:
                start, end = end, start
            if end in orders:
                self.steps[start].append(((end, start), cost))
                entered.append((end, start))
            elif start in orders:
                left[start].append((end, cost))
            else:
                self.steps[start].append((end, cost))
        for order, near in entered:
            self.steps[order, near] = [(far, cost) for far, cost in left[order] if self._passes(order, near, far)]

    def _passes(self, order: str, near: str, far: str) -> bool:
        """Allotted to each other, or something of both is left that nobody allotted; goods without lot pass always."""
        used, made = (far, near) if self._reverse else (near, far)
        if (order, used, made) in self._allotted or not {used, made} <= self._products.keys():
            return True
        if (used, order) in self._built:
            return False
        return (order, made) not in self._built or (order, self._products[used]) not in self._allots

    @staticmethod
    def rank(place: str | tuple[str, str], rank: dict[str, int]) -> tuple[int, ...]:
        """Order of places in the contract's order of their nodes."""
        return (rank[place],) if isinstance(place, str) else tuple(rank[key] for key in place)


def _walk(origins: list[str], steps: dict, rank: Callable) -> dict:
    """Breadth first, level by level; returns ``{place: the place before or None}``."""
    parents = dict.fromkeys(origins)
    cost = dict.fromkeys(origins, (0, 0))  # inferred and not allotted steps on the chosen path
    level = sorted(parents, key=rank)
    while level:
        found = {}
        for place, key in enumerate(level):
            for target, (inferred, open_) in steps.get(key, ()):
                if target not in parents:
                    offer = ((cost[key][0] + inferred, cost[key][1] + open_), place)
                    if target not in found or offer < found[target]:
                        found[target] = offer
        for target, (spent, place) in found.items():
            parents[target], cost[target] = level[place], spent
        # The next level keeps the order of its paths, not of its own keys: "first keys win" holds for whole paths.
        level = sorted(found, key=lambda key: (found[key][1], rank(key)))
    return parents


def _unroll(parents: dict, key: str) -> list[str]:
    path = [key]
    while parents.get(path[-1]):
        path.append(parents[path[-1]])
    return [place if isinstance(place, str) else place[0] for place in reversed(path)]
