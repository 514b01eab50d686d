"""The drawings of the certificate: the seal of 48 fine circles, and the mark. SVG, made from numbers.

The circles stand with their centers on a ring of 0.48 of their radius (`look.md`, print and certificate).
"""

import math
from functools import cache

CIRCLES = 48
RING = 0.48
PETROL = "#0A5A5C"
BUS = "#FFC526"


@cache
def rosette_path(size: float = 100.0, circles: int = CIRCLES) -> str:
    """Path data of the circles, centered in a square of `size` units that they just fill."""
    half = size / 2
    radius = half / (1 + RING)
    arcs = []
    for n in range(circles):
        angle = 2 * math.pi * n / circles
        left = half + radius * RING * math.cos(angle) - radius
        y = half + radius * RING * math.sin(angle)
        turn = f"a{radius:.2f} {radius:.2f} 0 1 0"
        arcs.append(f"M{left:.2f} {y:.2f}{turn} {2 * radius:.2f} 0{turn}-{2 * radius:.2f} 0")
    return "".join(arcs)


def rosette_svg(size_mm: float = 150) -> str:
    """The rosette as a picture of its own, with hair lines of 0.25 mm at that size. A stroke needs room at the edge."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 101 101" width="{size_mm}mm" height="{size_mm}mm">'
        f'<path d="{rosette_path()}" fill="none" stroke="{PETROL}" stroke-width="{25 / size_mm:.3f}"/></svg>'
    )


def mark_svg() -> str:
    """Two open rings, then a voice: the mark in paper colors."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 46 30" width="46" height="30">'
        '<path d="M7.2 4.6a13 13 0 0 0 0 20.8M14.6 4.6a13 13 0 0 0 0 20.8" fill="none" '
        f'stroke="{PETROL}" stroke-width="3.4" stroke-linecap="round"/>'
        f'<path d="M31 1.6A13.4 13.4 0 1 1 23.6 26.2L18.2 28.6 19.8 22.4A13.4 13.4 0 0 1 31 1.6Z" fill="{BUS}"/></svg>'
    )
