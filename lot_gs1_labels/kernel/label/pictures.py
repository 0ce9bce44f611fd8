"""Pictures of labels as black and white dots, as thermal printers print them."""

import io
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from .errors import LabelError

_MOST_PIXELS = 20_000_000  # a picture of a few kB may unpack to gigabytes
_DARK = 160  # of 255: light greys of logos vanish, their colours stay


@lru_cache(maxsize=32)
def dots(content: bytes, width: int, height: int) -> tuple[int, int, bytes]:
    """(width, height, bits) of an image file as large as fits into a box, its sides in proportion; 1 is black."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise LabelError("picture")
            picture.load()
            solid = Image.new("RGBA", picture.size, "white")
            solid.alpha_composite(picture.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise LabelError("picture") from error
    scale = min(width / solid.width, height / solid.height)
    size = max(1, round(solid.width * scale)), max(1, round(solid.height * scale))
    grey = solid.convert("L").resize(size)
    return *size, grey.point(lambda value: 255 * (value < _DARK), mode="1").tobytes()
