"""The symbols of ISO 15223-1 that device labels need, one function each: (width, paths) on a field 100 high.

Drawn by us after the descriptions of ISO 15223-1:2021 (clause beside each), not traced from anybody's pictures; not
held against the drawings of ISO 7000, which are not public.
"""

from collections.abc import Callable

from .strokes import HIGH, Path, area, box, boxed, circle, crossed_circle, disc, line, round_points, write

Drawing = tuple[float, list[Path]]

_FACTORY = ((6, 94), (6, 14), (24, 14), (24, 58), (47, 40), (47, 58), (70, 40), (70, 58), (94, 40), (94, 94))


def lot() -> Drawing:
    """5.1.5 batch code."""
    return boxed("LOT")


def serial() -> Drawing:
    """5.1.7 serial number."""
    return boxed("SN")


def reference() -> Drawing:
    """5.1.6 catalogue number."""
    return boxed("REF")


def model() -> Drawing:
    """5.1.10 model number."""
    return boxed("#")


def manufacturer() -> Drawing:
    """5.1.1 manufacturer: a factory."""
    return HIGH, area(*_FACTORY)


def made() -> Drawing:
    """5.1.3 date of manufacture: the outline of the factory."""
    return HIGH, line(*_FACTORY, is_closed=True)


def use_by() -> Drawing:
    """5.1.4 use-by date: an hourglass."""
    glass = line((22, 6), (78, 6)) + line((22, 94), (78, 94))
    return HIGH, glass + line((30, 6), (70, 94)) + line((70, 6), (30, 94))


def representative() -> Drawing:
    """5.1.2 authorised representative in the European Union."""
    return boxed("EC", "REP")


def medical_device() -> Drawing:
    """5.7.7 medical device."""
    return boxed("MD")


def diagnostic() -> Drawing:
    """5.5.1 in vitro diagnostic medical device."""
    return boxed("IVD")


def udi() -> Drawing:
    """5.7.10 unique device identifier."""
    return boxed("UDI")


def sterile() -> Drawing:
    """5.2.1 sterile, without a word about the method."""
    return boxed("STERILE")


def sterile_aseptic() -> Drawing:
    """5.2.2 sterilised with aseptic techniques."""
    return boxed("STERILE", "A")


def sterile_oxide() -> Drawing:
    """5.2.3 sterilised with ethylene oxide."""
    return boxed("STERILE", "EO")


def sterile_radiation() -> Drawing:
    """5.2.4 sterilised with radiation."""
    return boxed("STERILE", "R")


def sterile_heat() -> Drawing:
    """5.2.5 sterilised with steam or dry heat: a drop of the thermometer's kind in the second field."""
    wide, paths = boxed("STERILE")
    drop = line((wide + 25, 20), (wide + 25, 62)) + disc(wide + 25, 68, 12) + circle(wide + 25, 68, 12)
    return wide + 50, [*paths, *box(wide - 6, 0, 56, HIGH), *drop]


def sterile_peroxide() -> Drawing:
    """5.2.10 sterilised with vaporised hydrogen peroxide."""
    return boxed("STERILE", "VH2O2")


def not_sterile() -> Drawing:
    """5.2.7 non-sterile."""
    return boxed("STERILE", struck=True)


def no_second_sterilisation() -> Drawing:
    """5.2.6 do not resterilise."""
    wide = 260.0
    words = write("2", 121, 10, 28, 6) + write("STERILIZE", 14, 56, 28, 6)
    return wide, [*box(0, 0, wide, HIGH), *words, *line((6, 94), (wide - 6, 6), thick=5)]


def damaged() -> Drawing:
    """5.2.8 do not use if the package is damaged: a torn box, struck out."""
    torn = line((30, 34), (30, 70), (70, 70), (70, 34), (58, 34), (50, 46), (42, 34), (30, 34), thick=5)
    return HIGH, crossed_circle(torn)


def barrier() -> Drawing:
    """5.2.11 single sterile barrier system."""
    return 150, circle(75, 50, 68, flat=0.62)


def double_barrier() -> Drawing:
    """5.2.12 double sterile barrier system."""
    return 150, circle(75, 50, 70, flat=0.66) + circle(75, 50, 56, flat=0.56)


def single_use() -> Drawing:
    """5.4.2 do not re-use."""
    return HIGH, crossed_circle(write("2", 34, 24, 52, 8))


def instructions() -> Drawing:
    """5.4.3 consult instructions for use: an open book."""
    page = ((50, 28), (40, 20), (24, 17), (6, 20), (6, 80), (24, 77), (40, 80), (50, 88))
    other = tuple((100 - x, y) for x, y in page)
    letter = disc(72, 37, 5) + line((72, 50), (72, 66), thick=8) + line((67, 68), (77, 68), thick=5)
    return HIGH, line(*page) + line(*other) + line((50, 28), (50, 88)) + letter


def caution() -> Drawing:
    """5.4.4 caution."""
    triangle = line((50, 8), (95, 90), (5, 90), is_closed=True)
    return HIGH, triangle + area((45, 34), (55, 34), (52, 64), (48, 64)) + disc(50, 75, 5)


def temperature(has_low: bool = True, has_high: bool = True) -> Drawing:
    """5.3.5 to 5.3.7 limits of temperature: a thermometer with one or two marks."""
    glass = line((42, 12), (42, 66), thick=5) + line((58, 12), (58, 66), thick=5) + line((42, 10), (58, 10), thick=5)
    found = glass + disc(50, 78, 16) + line((50, 40), (50, 78))
    if has_high:
        found += line((58, 22), (90, 22)) + line((90, 14), (90, 22))
    if has_low:
        found += line((10, 56), (42, 56)) + line((10, 56), (10, 64))
    return HIGH, found


def keep_dry() -> Drawing:
    """5.3.4 keep dry: an umbrella in the rain."""
    roof = [(round_points(50, 54, 40, 1, 180, 360),)]
    handle = line((50, 54), (50, 86)) + line(*round_points(58, 86, 8, 1, 180, 0), thick=5)
    return HIGH, roof + handle + [path for x in (22, 50, 78) for path in line((x, 2), (x - 3, 9), thick=4)]


def no_sunlight() -> Drawing:
    """5.3.2 keep away from sunlight: a sun above a roof."""
    rays = [((50, 4), (50, 12)), ((22, 12), (29, 19)), ((78, 12), (71, 19)), ((12, 36), (22, 36)), ((88, 36), (78, 36))]
    sun = circle(50, 36, 18, 5) + [path for ray in rays for path in line(*ray, thick=5)]
    return HIGH, sun + line((10, 92), (50, 62), (90, 92))


def fragile() -> Drawing:
    """5.3.1 fragile: a glass with a crack."""
    bowl = ((26, 6), (74, 6), (70, 40), (60, 52), (54, 54), (54, 84), (70, 94), (30, 94), (46, 84), (46, 54), (40, 52))
    crack = ((52, 6), (46, 18), (55, 26), (49, 38), (53, 38), (60, 25), (51, 18), (57, 6))
    return HIGH, [((*bowl, (30, 40)), crack)]


def person() -> Drawing:
    """5.7.3 patient's name."""
    return HIGH, disc(50, 24, 18) + [((*round_points(50, 94, 36, 1.3, 180, 360), (86, 94), (14, 94)),)]


def calendar() -> Drawing:
    """5.7.6 date, here that of the implantation."""
    sheet = box(10, 16, 80, 78) + area((10, 16), (90, 16), (90, 38), (10, 38))
    rings = line((30, 6), (30, 22)) + line((70, 6), (70, 22))
    days = [path for x in (26, 44, 62) for y in (50, 68) for path in box(x, y, 12, 12)]
    return HIGH, sheet + rings + days


def hospital() -> Drawing:
    """5.7.5 health care centre: a house with a cross."""
    house = line((8, 46), (50, 8), (92, 46)) + line((18, 40), (18, 93), (82, 93), (82, 40))
    return HIGH, house + line((50, 50), (50, 80), thick=10) + line((35, 65), (65, 65), thick=10)


def website() -> Drawing:
    """5.7.4 web address with information for patients: a globe."""
    globe = circle(50, 50, 42, 5) + line((8, 50), (92, 50), thick=4) + line((50, 8), (50, 92), thick=4)
    return HIGH, globe + _meridians()


def _meridians():
    outside, inside = round_points(50, 50, 22, 44 / 22), round_points(50, 50, 18, 41 / 18)
    return [(outside, inside)]


SYMBOLS: dict[str, Callable[[], Drawing]] = {
    "lot": lot, "serial": serial, "ref": reference, "model": model, "manufacturer": manufacturer, "made": made,
    "use_by": use_by,
    "representative": representative, "md": medical_device, "ivd": diagnostic, "udi": udi, "sterile": sterile,
    "sterile_aseptic": sterile_aseptic, "sterile_oxide": sterile_oxide, "sterile_radiation": sterile_radiation,
    "sterile_heat": sterile_heat, "sterile_peroxide": sterile_peroxide, "not_sterile": not_sterile,
    "no_second_sterilisation": no_second_sterilisation, "damaged": damaged, "barrier": barrier,
    "double_barrier": double_barrier, "single_use": single_use, "instructions": instructions, "caution": caution,
    "temperature": temperature, "keep_dry": keep_dry, "no_sunlight": no_sunlight, "fragile": fragile,
    "person": person, "calendar": calendar, "hospital": hospital, "website": website,
}  # fmt: skip
