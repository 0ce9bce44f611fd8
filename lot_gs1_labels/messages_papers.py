"""Words on delivery slips and picking lists. One function per message."""


def lot_on_paper(env, number, quantity, day):
    """``quantity``: with its unit; ``day``: YYYY-MM-DD of the expiration, "" without."""
    if day:
        return env._("%(number)s: %(quantity)s, expires %(day)s", number=number, quantity=quantity, day=day)
    return env._("%(number)s: %(quantity)s", number=number, quantity=quantity)
