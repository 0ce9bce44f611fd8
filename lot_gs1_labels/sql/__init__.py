from . import gtin_check
