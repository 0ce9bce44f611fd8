from . import lot_as_built
