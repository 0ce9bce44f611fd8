"""Data Matrix symbols, GS1's and others, as a grid of modules, made by libdmtx through pylibdmtx.

pylibdmtx's own ``encode`` cannot write FNC1, so its lower layer is used, with the property that names a byte to
stand for FNC1. Loaded lazily: the library may be missing, and on Python 3.12 and later pylibdmtx also needs setuptools.

Source: ISO/IEC 16022 (ECC 200); GS1 General Specifications 25, 5.6.
"""

import ctypes
import warnings

from ..separator import FNC1, symbol_bytes
from .errors import LabelError

# Values of libdmtx's DmtxProperty that pylibdmtx's enumeration does not name.
_PROP_MARGIN, _PROP_MODULE_SIZE = 102, 103
# A pixel is a module; black (0) is dark.
_DARK = b"1" + b"0" * 255
_ASCII = 0  # scheme; the others give bigger symbols for lot labels or refuse part of the data
_SQUARE, _RECTANGLE = -2, -3  # the smallest one that fits


def encode(text: str, flat: bool = False, is_gs1: bool = True) -> tuple[str, ...]:
    """Modules of the symbol of an element string, or of other ASCII data.

    Args:
        text: of GS1 the element string, separators inside, none in front.
        flat: a rectangle (at most 16 by 48 modules) instead of a square.
        is_gs1: FNC1 in front, and for separators.

    Returns:
        rows, top first, a character a module ("1" dark), without quiet zone.

    Raises:
        LabelError: ``library`` when libdmtx cannot be loaded, ``symbol_data`` when the data does not fit.
    """
    wrapper = _library()
    data = symbol_bytes(text) if is_gs1 else text.encode("ascii")
    buffer = ctypes.create_string_buffer(data, len(data))
    encoder = wrapper.dmtxEncodeCreate()
    if not encoder:
        raise LabelError("library", name="libdmtx")
    try:
        properties = wrapper.DmtxProperty
        wanted = [
            (properties.DmtxPropScheme, _ASCII),
            (properties.DmtxPropSizeRequest, _RECTANGLE if flat else _SQUARE),
            (_PROP_MARGIN, 0),
            (_PROP_MODULE_SIZE, 1),
        ]
        for name, value in [*wanted, (properties.DmtxPropFnc1, ord(FNC1))] if is_gs1 else wanted:
            wrapper.dmtxEncodeSetProp(encoder, name, value)
        if not wrapper.dmtxEncodeDataMatrix(encoder, len(data), ctypes.cast(buffer, wrapper.c_ubyte_p)):
            raise LabelError("symbol_data")
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
        raise LabelError("library", name="libdmtx") from error
    return wrapper


def _modules(wrapper, image):
    properties = wrapper.DmtxProperty
    width = wrapper.dmtxImageGetProp(image, properties.DmtxPropWidth)
    height = wrapper.dmtxImageGetProp(image, properties.DmtxPropHeight)
    pixel = wrapper.dmtxImageGetProp(image, properties.DmtxPropBitsPerPixel) // 8
    dark = ctypes.string_at(image[0].pxl, width * height * pixel)[::pixel].translate(_DARK).decode()
    return tuple(dark[at : at + width] for at in range(0, len(dark), width))
