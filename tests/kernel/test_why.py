"""The shortest way from the scope to every lot, on hand-made and random graphs."""

import random

from odoo.addons.lot_recall.kernel.why import shortest_paths


def lot(number, side="downstream"):
    return {
        "key": f"lot:{number}",
        "kind": "lot",
        "side": side,
        "model": "stock.lot",
        "res_id": number,
        "lot_id": number,
    }


def order(number, side="downstream"):
    key = f"order:mrp.production:{number}"
    return {"key": key, "kind": "order", "side": side, "model": "mrp.production", "res_id": number, "lot_id": False}


def untracked(number):
    row = {"key": f"untracked:move:{number}", "kind": "untracked", "side": "downstream"}
    return {**row, "model": "stock.move", "res_id": number, "lot_id": False}


def edge(start, end, certainty="recorded"):
    return {"from_key": start["key"], "to_key": end["key"], "certainty": certainty}


def chain(*nodes, certainty="recorded"):
    return [edge(start, end, certainty) for start, end in zip(nodes, nodes[1:])]


def keys(*nodes):
    return [node["key"] for node in nodes]


def test_three_levels_downstream():
    c, m1, sub, m2, fin = lot(1, "origin"), order(12), lot(2), order(20), lot(3)
    paths = shortest_paths([c, sub, fin, m1, m2], chain(c, m1, sub, m2, fin), keys(c))
    assert paths == {1: keys(c), 2: keys(c, m1, sub), 3: keys(c, m1, sub, m2, fin)}


def test_the_shorter_of_two_ways_wins_and_the_nearest_origin():
    a, b, m1, m2, m3, mid, end = lot(1, "origin"), lot(2, "origin"), order(1), order(2), order(3), lot(3), lot(4)
    edges = chain(a, m1, mid, m2, end) + chain(b, m3, end)
    assert shortest_paths([a, b, mid, end, m1, m2, m3], edges, keys(a, b))[4] == keys(b, m3, end)


def test_of_equal_ways_the_recorded_one_wins_then_the_smaller_number():
    a, m2, m10, m3, end = lot(1, "origin"), order(2), order(10), order(3), lot(9)
    edges = chain(a, m2, end, certainty="inferred") + chain(a, m10, end) + chain(a, m3, end)
    assert shortest_paths([a, end, m2, m10, m3], edges, keys(a))[9] == keys(a, m3, end)
    # 3 before 10: numbers, not texts, are compared
    assert shortest_paths([a, end, m10, m3], chain(a, m10, end) + chain(a, m3, end), keys(a))[9] == keys(a, m3, end)


def test_upstream_lots_are_reached_against_the_edges():
    raw, m1, origin, m2, out = lot(1, "upstream"), order(1, "upstream"), lot(2, "origin"), order(2), lot(3)
    paths = shortest_paths([raw, origin, out, m1, m2], chain(raw, m1, origin, m2, out), keys(origin))
    assert paths[1] == keys(origin, m1, raw)
    assert paths[3] == keys(origin, m2, out)


def test_no_detour_over_upstream_nodes():
    raw, m1, origin, m2, out = lot(1, "upstream"), order(1, "upstream"), lot(2, "origin"), order(2), lot(3)
    # The upstream order also feeds ``out``; that is a sibling's way, not the origin's.
    edges = chain(raw, m1, origin, m2, out) + [edge(m1, out)]
    assert shortest_paths([raw, origin, out, m1, m2], edges, keys(origin))[3] == keys(origin, m2, out)


def test_cycle_and_untracked_step():
    a, m1, step, m2, b, m3 = lot(1, "origin"), order(1), untracked(5), order(2), lot(2), order(3)
    edges = chain(a, m1, step) + chain(step, m2, b, certainty="inferred") + chain(b, m3, a)
    paths = shortest_paths([a, b, m1, m2, m3, step], edges, keys(a))
    assert paths == {1: keys(a), 2: keys(a, m1, step, m2, b)}


def test_a_lot_without_a_visible_way_stands_alone():
    a, far = lot(1, "origin"), lot(2)
    assert shortest_paths([a, far], [edge(far, {"key": "hidden:1"})], keys(a)) == {1: keys(a), 2: keys(far)}


def brute_length(nodes, edges, origins, target):
    """Length by relaxation over all edges, written without a queue."""
    length = {key: (0 if key in origins else 10**6) for key in keys(*nodes)}
    for _round in nodes:
        for row in edges:
            length[row["to_key"]] = min(length[row["to_key"]], length[row["from_key"]] + 1)
    return length[target]


def random_graph(seed):
    dice = random.Random(seed)
    lots = [lot(number, "origin" if number <= dice.randint(1, 3) else "downstream") for number in range(1, 15)]
    orders = [order(number) for number in range(1, 12)]
    edges = []
    for row in orders:
        edges += [edge(dice.choice(lots), row) for _ in range(dice.randint(1, 3))]
        edges += [edge(row, dice.choice(lots)) for _ in range(dice.randint(1, 3))]
    for row in edges:
        row["certainty"] = dice.choice(("recorded", "recorded", "inferred"))
    return lots + orders, edges, [row["key"] for row in lots if row["side"] == "origin"]


def test_random_graphs_length_edges_and_stable_order():
    for seed in range(300):
        nodes, edges, origins = random_graph(seed)
        paths = shortest_paths(nodes, edges, origins)
        steps = {(row["from_key"], row["to_key"]) for row in edges}
        for node in nodes:
            if node["kind"] != "lot":
                continue
            path = paths[node["lot_id"]]
            length = brute_length(nodes, edges, origins, node["key"])
            if length < 10**6:
                assert path[0] in origins
                assert len(path) == length + 1
                assert all(pair in steps for pair in zip(path, path[1:]))
            else:
                assert path == [node["key"]]
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(edges)
        assert shortest_paths(nodes, edges, list(reversed(origins))) == paths
