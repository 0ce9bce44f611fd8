"""What must hold of every trace whatever the world: order of rows, bystanders, unions, mirrors, quantities."""

import random
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import graphs
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_ledger import MemoryLedger
from world import DAY_ONE, Book, World, day

from odoo.addons.lot_traceability.kernel.lineage import trace

SEEDS = st.integers(min_value=0, max_value=10**6)
DIRECTIONS = st.sampled_from(("downstream", "upstream", "both"))
steady = settings(derandomize=True, max_examples=120, deadline=None, database=None)


def ask(world, origins, direction="downstream", **options):
    return trace(MemoryLedger(world), origins, direction, **options)


def lots_of(lineage):
    return {node.lot_id for node in lineage.nodes if node.kind == "lot"}


@steady
@given(SEEDS, SEEDS, DIRECTIONS)
def test_order_of_rows_changes_nothing(seed, shuffle, direction):
    world, origins = graphs.build(seed)
    mixed = World(**vars(world))
    for name in ("lots", "lines", "as_built", "chains", "quants", "open_lines", "declared", "declared_shipments"):
        rows = list(getattr(world, name))
        random.Random(shuffle).shuffle(rows)
        setattr(mixed, name, rows)
    assert ask(mixed, origins[::-1], direction) == ask(world, origins, direction)


@steady
@given(SEEDS, DIRECTIONS)
def test_asking_again_and_twice_the_same_origin_changes_nothing(seed, direction):
    world, origins = graphs.build(seed)
    assert ask(world, origins + origins, direction) == ask(world, origins, direction)


@steady
@given(SEEDS, DIRECTIONS)
def test_a_bystander_changes_nothing(seed, direction):
    world, origins = graphs.build(seed)
    before = ask(world, origins, direction)
    add_bystanders(world)
    assert ask(world, origins, direction) == before


def add_bystanders(world):
    """Lots, orders and stock of other products, in the same places, at the same instants."""
    book = Book()
    book.world = world
    book.lots((9001, 910), (9002, 920), (9003, 930))
    first, second = book.production(99001), book.production(99002)
    number = 90000
    for act, order, lot, product in (
        (book.use, first, 9001, 910), (book.make, first, 0, 950), (book.make, first, 9002, 920),
        (book.use, second, 0, 950), (book.use, second, 9002, 920), (book.make, second, 9003, 930),
    ):  # fmt: skip
        number += 1
        act(order, lot, 1, day(1), product=product, id=number, move=number)
    book.ship(9003, 1, day(2), partner=81, id=number + 1, move=number + 1)
    book.quant(9001, 5)


@steady
@given(SEEDS, SEEDS)
def test_lots_downstream_of_two_are_those_of_one_and_those_of_the_other(seed, choice):
    world, _origins = graphs.build(seed)
    known = sorted(fact.id for fact in world.lots)
    origins = random.Random(choice).sample(known, min(3, len(known)))
    apart = [lots_of(ask(world, [origin])) for origin in origins]
    assert lots_of(ask(world, origins)) == set().union(*apart)


@steady
@given(SEEDS)
def test_upstream_is_the_mirror_of_downstream(seed):
    world, _origins = graphs.build(seed)
    known = sorted(fact.id for fact in world.lots)
    down = {(lot, other) for lot in known for other in lots_of(ask(world, [lot]))}
    up = {(other, lot) for lot in known for other in lots_of(ask(world, [lot], "upstream"))}
    assert down == up


@steady
@given(SEEDS, DIRECTIONS)
def test_shares_instants_and_edges_are_well_formed(seed, direction):
    world, origins = graphs.build(seed)
    lineage = ask(world, origins, direction)
    keys = {node.key for node in lineage.nodes}
    for node in lineage.nodes:
        assert 0 <= node.share <= 1
        assert (node.since is not None) == (node.by_date and node.side != "origin")
        assert (node.depth == 0) == (node.side == "origin")
    for edge in lineage.edges:
        assert {edge.from_key, edge.to_key} <= keys
        assert edge.from_key.startswith("order:") != edge.to_key.startswith("order:")
        assert edge.qty > 0


@steady
@given(SEEDS)
def test_both_is_the_union_of_the_two_closures(seed):
    world, origins = graphs.build(seed)
    keys = [{node.key for node in ask(world, origins, way).nodes} for way in ("downstream", "upstream", "both")]
    assert keys[0] | keys[1] == keys[2]


@steady
@given(SEEDS, st.integers(min_value=1, max_value=4))
def test_a_cut_answer_is_part_of_the_whole_and_says_so(seed, depth):
    world, origins = graphs.build(seed)
    whole, cut = ask(world, origins), ask(world, origins, max_depth=depth)
    assert {node.key for node in cut.nodes} <= {node.key for node in whole.nodes}
    assert cut.truncated == any(gap.code == "cut" and not gap.detail for gap in cut.gaps)
    assert cut.truncated or cut == whole
    assert not whole.truncated


@steady
@given(SEEDS)
def test_twice_all_quantities_leaves_the_shares(seed):
    world, origins = graphs.build(seed)
    double = World(**vars(world))
    double.lines = [line._replace(qty=line.qty * 2) for line in world.lines]
    double.as_built = [row._replace(qty=row.qty * 2) for row in world.as_built]
    double.declared = [
        row._replace(component_qty=row.component_qty * 2, produced_qty=row.produced_qty * 2) for row in world.declared
    ]
    shares = [[(node.key, round(node.share, 9)) for node in ask(each, origins).nodes] for each in (world, double)]
    assert shares[0] == shares[1]


@steady
@given(SEEDS, st.booleans())
def test_no_affected_unit_is_lost_or_made(seed, sell_all):
    """Where orders give out as much as they take, what customers got adds up to what came in."""
    chance = random.Random(seed)
    world, origin_qty = conserving(chance, sell_all)
    got = sum(Fraction(row.proportional_qty) for row in ask(world, [1]).customers)
    assert got <= origin_qty + Fraction(1, 10**9)
    if sell_all:
        assert abs(got - origin_qty) < Fraction(1, 10**9)


def conserving(chance, sell_all):
    """A world of one product whose orders mix and split without gain or loss; lot 1 is never made again."""
    book, clock, stock = Book(), DAY_ONE, {}
    for lot in range(1, 5):
        book.lot(lot, 10)
        stock[lot] = Decimal(chance.choice(("7", "10", "0.333333", "2.5")))
        book.receive(lot, stock[lot], clock)
    for number in range(1, 2 + chance.randrange(8)):
        clock += timedelta(seconds=chance.choice((0, 1, 3600)))
        order, total = book.production(number), Decimal(0)
        here = sorted(lot for lot in stock if stock[lot] > 0)
        for lot in chance.sample(here, min(len(here), chance.choice((1, 2)))):
            qty = chance.choice((stock[lot], stock[lot] / 2))
            book.use(order, lot, qty, clock)
            stock[lot] -= qty
            total += qty
        lots = chance.sample(range(2, 12), chance.choice((1, 2)))
        for lot in lots:
            if lot not in stock:
                book.lot(lot, 10)
            book.make(order, lot, total / len(lots), clock)
            stock[lot] = stock.get(lot, 0) + total / len(lots)
    for lot in sorted(stock):
        if stock[lot] and (sell_all or chance.random() < 0.5):
            book.ship(lot, stock[lot], clock + timedelta(days=1), partner=chance.choice((81, 82)))
    origin_qty = Fraction(next(line.qty for line in book.world.lines if line.lot_id == 1))
    return book.world, origin_qty
