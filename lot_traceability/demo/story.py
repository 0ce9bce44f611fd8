"""The demo story, which is also the world of the tests: a maker of sterile infusion sets and pumps.

In July a supplier delivered the cannula lot CAN-2407-B. It went through the hub assembly into most infusion
sets of the last ninety days, through a starter kit one level further, to the sister company, and to hospitals
and distributors of both. Around it stand all the things that make a real stock hard to answer for: rework,
unbuilding, an adhesive that nobody tracks, returns that were sold again, goods under way.

Everything happens through Odoo's own operations (``verbs.py``); afterwards each operation gets its place on a
time line that ends today (``backdate.py``).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from odoo import fields

from .story_cast import Cast
from .story_checks import Checks
from .story_making import Making
from .story_optional import OptionalScenes
from .story_shipping import Shipping

# The names live in the table of external ids under a module name that no addon has: updating or uninstalling
# an addon then never tries to delete done transfers.
NAMES = "__lot_story__"
KINDS = {
    "stock.lot": "lots",
    "product.product": "products",
    "res.partner": "partners",
    "res.company": "companies",
    "stock.warehouse": "warehouses",
    "stock.location": "places",
    "uom.uom": "units",
    "stock.picking": "pickings",
    "mrp.production": "orders",
}


@dataclass
class Story:
    """The named records of the story, by kind: ``story.lots["CAN-2407-B"]``, ``story.orders["HUB-401"]``."""

    today: date
    lots: dict = field(default_factory=dict)
    products: dict = field(default_factory=dict)
    partners: dict = field(default_factory=dict)
    companies: dict = field(default_factory=dict)
    warehouses: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    units: dict = field(default_factory=dict)
    pickings: dict = field(default_factory=dict)
    orders: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)  # unbuild, scrap, repair and point-of-sale orders, bare moves

    @property
    def bad_lot(self):
        """The component lot whose recall the story is about."""
        return self.lots["CAN-2407-B"]

    @property
    def harmless_lot(self):
        """A component lot that reached one customer only."""
        return self.lots["TUB-2405-H"]

    def keep(self, name, record):
        """Remember a record under a name."""
        getattr(self, KINDS.get(record._name, "others"))[name] = record
        return record


class Narrator(Cast, Making, Shipping, OptionalScenes, Checks):
    """Tells the acts in order; holds the clock of the story."""

    def __init__(self, env, today):
        self.env = env
        self.story = Story(today)
        self.clock = None

    def on(self, day, hour=7):
        """What is told next happened ``day`` days from today (negative: ago); each step takes ten minutes."""
        self.clock = self.day(day, hour)

    def day(self, offset, hour=8, minute=0):
        """An instant relative to the day on which the story ends."""
        return datetime.combine(self.story.today, time(hour, minute)) + timedelta(days=offset)

    def _instant(self, at):
        if at:
            return at
        self.clock += timedelta(minutes=10)
        return self.clock

    def keep(self, name, record):
        """Remember a record under a name in the story and, for the next telling, in the database."""
        external = f"{record._table}.{name.replace(' ', '_')}"  # blanks are not allowed there
        self.env["ir.model.data"].create(
            {"module": NAMES, "name": external, "model": record._name, "res_id": record.id, "noupdate": True}
        )
        return self.story.keep(name, record)


def tell(env, today=None):
    """Create the story once; a second telling only finds it.

    Args:
        env: environment of the superuser, current company = the manufacturer.
        today: date on which the story ends; default the current date.

    Returns:
        ``Story`` with the named records.
    """
    env = env(su=True, context={**env.context, "tracking_disable": True, "mail_create_nolog": True})
    today = today or fields.Date.today()
    told = _remembered(env, today)
    if told:
        return told
    narrator = Narrator(env, today)
    narrator.introduce()
    narrator.make()
    narrator.ship()
    narrator.optional_scenes()
    narrator.check()
    env.flush_all()
    return narrator.story


def _remembered(env, today):
    names = env["ir.model.data"].search([("module", "=", NAMES)], order="id")
    if not names:
        return None
    story = Story(today)
    for name in names:
        story.keep(name.name.split(".", 1)[1].replace("_", " "), env[name.model].browse(name.res_id))
    return story
