"""Sentences of the as-built editor."""


def nothing_to_allot(env, order):
    return env._(
        "%(order)s used no component with a lot or serial number, or made nothing with one: there is nothing to allot.",
        order=order,
    )


def left(env, left_by_product):
    """What is not entered yet; ``{product: quantity}``, negative where too much is entered."""
    if not left_by_product:
        return env._("Everything is allotted.")
    parts = [
        env._("%(qty)s %(uom)s of %(product)s", qty=f"{qty:g}", uom=product.uom_id.name, product=product.display_name)
        for product, qty in left_by_product.items()
        if qty > 0
    ]
    over = [product.display_name for product, qty in left_by_product.items() if qty < 0]
    said = []
    if parts:
        said.append(env._("Left to allot: %(parts)s.", parts=", ".join(parts)))
    if over:
        said.append(env._("Too much is entered of %(products)s.", products=", ".join(over)))
    return " ".join(said)


def suggested(env, count, uneven_products):
    if uneven_products:
        return env._(
            "%(count)s lines added. The serial numbers of %(products)s do not come out even; enter or scan those.",
            count=count,
            products=", ".join(uneven_products.mapped("display_name")),
        )
    return env._("%(count)s lines added in order. Correct what was built differently, then save.", count=count)


def unit_waits(env, unit):
    return env._("%(unit)s: now scan what was built into it.", unit=unit.display_name)


def component_waits(env, component):
    return env._("%(component)s: now scan the unit that it was built into.", component=component.display_name)


def added(env, component, unit):
    return env._("%(component)s was built into %(unit)s.", component=component.display_name, unit=unit.display_name)


def used_up(env, component):
    return env._("Nothing is left of %(component)s; it is entered already.", component=component.display_name)


def not_of_order(env, scan, order):
    return env._("“%(scan)s” was neither used nor made by %(order)s.", scan=scan, order=order)


def changed_meanwhile(env):
    return env._("Somebody else changed these lines meanwhile. Close this window and open it again.")


def not_positive(env, component, unit):
    return env._(
        "Enter a quantity for %(component)s in %(unit)s, or remove the line.",
        component=component.display_name,
        unit=unit.display_name,
    )
