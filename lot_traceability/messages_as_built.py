"""Sentences about as-built rows: what the editor says, and why a row or an order is refused."""


def nothing_to_allot(env, order):
    if order.state != "done":
        return env._(
            "%(order)s has no lots or serial numbers chosen yet, for its components or for what it makes. "
            "Choose them first.",
            order=order.display_name,
        )
    return env._(
        "%(order)s used no component with a lot or serial number, or made nothing with one: there is nothing to allot.",
        order=order.display_name,
    )


def order_not_open(env, order):
    if order.state == "cancel":
        return env._("%(order)s was cancelled; nothing was built in it.", order=order.display_name)
    return env._("%(order)s is only planned. Components can be entered once it is confirmed.", order=order.display_name)


def component_not_of_order(env, order, component):
    names = {"order": order.display_name, "component": component.display_name}
    if order.state != "done":
        return env._("%(component)s is not chosen as a component of %(order)s. Choose it there first.", **names)
    return env._("%(order)s did not use the component lot %(component)s.", **names)


def unit_not_of_order(env, order, unit):
    names = {"order": order.display_name, "unit": unit.display_name}
    if order.state != "done":
        return env._("%(unit)s is not among the lots that %(order)s makes. Choose it there first.", **names)
    return env._("%(order)s did not make %(unit)s.", **names)


def too_much_allotted(env, order, component, used, allotted):
    """``used``, ``allotted``: floats in the component's reference unit."""
    unit = component.product_id.uom_id
    names = {"order": order.display_name, "component": component.display_name, "uom": unit.name}
    numbers = {"used": unit.round(used), "allotted": unit.round(allotted)}
    if order.state != "done":
        return env._(
            "%(used)s %(uom)s of %(component)s are chosen for %(order)s, but %(allotted)s %(uom)s would be entered.",
            **names,
            **numbers,
        )
    return env._(
        "%(order)s used %(used)s %(uom)s of %(component)s, but %(allotted)s %(uom)s would be entered.",
        **names,
        **numbers,
    )


def correction_refused(env, reason):
    return env._("Components are entered as built for this order; change those lines first. %(reason)s", reason=reason)


def order_not_finished(env, reason):
    return env._(
        "The components entered as built do not fit what this order used and made. Choose “As built” and correct them, "
        "then finish the order. %(reason)s",
        reason=reason,
    )


def left(env, left_by_product, strangers):
    """What is not entered yet; ``{product: quantity}``, negative where too much is entered; lots no longer chosen."""
    if not left_by_product and not strangers:
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
    if strangers:
        lots = ", ".join(strangers.mapped("display_name"))
        said.append(env._("No longer chosen for this order: %(lots)s.", lots=lots))
    return " ".join(said)


def suggested(env, count, uneven_products):
    if uneven_products:
        return env._(
            "Lines added: %(count)s. The serial numbers of %(products)s do not come out even; enter or scan those.",
            count=count,
            products=", ".join(uneven_products.mapped("display_name")),
        )
    return env._("Lines added in order: %(count)s. Correct what was built differently, then save.", count=count)


def unit_waits(env, unit):
    return env._("%(unit)s: now scan what was built into it.", unit=unit.display_name)


def component_waits(env, component):
    return env._("%(component)s: now scan the unit that it was built into.", component=component.display_name)


def added(env, component, unit):
    return env._("%(component)s was built into %(unit)s.", component=component.display_name, unit=unit.display_name)


def used_up(env, component):
    return env._("Nothing is left of %(component)s; it is entered already.", component=component.display_name)


def not_of_order(env, scan, order):
    if order.state != "done":
        return env._(
            "“%(scan)s” is not among the lots chosen for %(order)s. Choose it there first.",
            scan=scan,
            order=order.display_name,
        )
    return env._("“%(scan)s” was neither used nor made by %(order)s.", scan=scan, order=order.display_name)


def changed_meanwhile(env):
    return env._("Somebody else changed these lines meanwhile. Close this window and open it again.")


def not_positive(env, component, unit):
    return env._(
        "Enter a quantity for %(component)s in %(unit)s, or remove the line.",
        component=component.display_name,
        unit=unit.display_name,
    )
