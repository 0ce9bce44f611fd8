"""GS1 DataMatrix symbols as a grid of modules, made by libdmtx through pylibdmtx.

pylibdmtx's own ``encode`` cannot write FNC1, so its lower layer is used, with the property that names a byte to
stand for FNC1. Loaded lazily: the library may be missing, and on Python 3.12 and later pylibdmtx also needs setuptools.

Source: ISO/IEC 16022 (ECC 200); GS1 General Specifications 25, 5.6.
"""

import ctypes
import warnings

from ..kernel.separator import FNC1, symbol_bytes

# Values of libdmtx's DmtxProperty that pylibdmtx's enumeration does not name.
_PROP_MARGIN, _PROP_MODULE_SIZE = 102, 103
_ASCII = 0  # scheme; the others give bigger symbols for lot labels or refuse part of the data
_SQUARE = -2  # smallest square symbol that fits


class SymbolError(Exception):
    """The library is missing (``missing`` true), or the data does not fit into a symbol."""

    def __init__(self, missing):
        super().__init__("no libdmtx" if missing else "data too long")
        self.missing = missing


def encode(element_string):
    """Modules of the symbol of an element string.

    Args:
        element_string: str in the characters of GS1 (ASCII), separators inside, none in front.

    Returns:
        list of rows, top first, of bool (True = dark), without quiet zone.

    Raises:
        SymbolError: libdmtx cannot be loaded, or the data does not fit.
    """
    wrapper = _library()
    data = symbol_bytes(element_string)
    buffer = ctypes.create_string_buffer(data, len(data))
    encoder = wrapper.dmtxEncodeCreate()
    if not encoder:
        raise SymbolError(missing=True)
    try:
        properties = wrapper.DmtxProperty
        for name, value in (
            (properties.DmtxPropScheme, _ASCII),
            (properties.DmtxPropSizeRequest, _SQUARE),
            (properties.DmtxPropFnc1, ord(FNC1)),
            (_PROP_MARGIN, 0),
            (_PROP_MODULE_SIZE, 1),
        ):
            wrapper.dmtxEncodeSetProp(encoder, name, value)
        if not wrapper.dmtxEncodeDataMatrix(encoder, len(data), ctypes.cast(buffer, wrapper.c_ubyte_p)):
            raise SymbolError(missing=False)
        return _modules(wrapper, encoder[0].image)
    finally:
        wrapper.dmtxEncodeDestroy(ctypes.byref(encoder))


def _library():
    try:
        with warnings.catch_warnings():
            # pylibdmtx imports distutils, which warns into the server's log on every start.
            warnings.simplefilter("ignore", DeprecationWarning)
            from pylibdmtx import wrapper
    except ImportError as error:
        raise SymbolError(missing=True) from error
    return wrapper


def _modules(wrapper, image):
    properties = wrapper.DmtxProperty
    width = wrapper.dmtxImageGetProp(image, properties.DmtxPropWidth)
    height = wrapper.dmtxImageGetProp(image, properties.DmtxPropHeight)
    pixel = wrapper.dmtxImageGetProp(image, properties.DmtxPropBitsPerPixel) // 8
    pixels = ctypes.string_at(image[0].pxl, width * height * pixel)
    return [[pixels[(row * width + column) * pixel] == 0 for column in range(width)] for row in range(height)]
