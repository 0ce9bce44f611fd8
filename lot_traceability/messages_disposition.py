"""Why a rule put a lot in quarantine, one function per reason; kept with the change."""


def by_product(env, product):
    return env._("New lots of %(product)s start in quarantine.", product=product)


def by_category(env, category):
    return env._("New lots of the category %(category)s start in quarantine.", category=category)


def by_operation(env, operation):
    return env._("New lots from %(operation)s start in quarantine.", operation=operation)


def by_supplier(env, supplier):
    return env._("New lots from the supplier %(supplier)s start in quarantine.", supplier=supplier)


def returned(env, partner):
    return env._("Returned by %(partner)s.", partner=partner) if partner else env._("Returned by a customer.")
