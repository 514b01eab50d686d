"""A chart drawn on the server, as SVG that the strict policy lets through and that takes the color of its page."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.safestring import SafeString, mark_safe

# The library wants a color; the page gives its own, by day and by night.
INK = "#010203"
CONFIG = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "tickColor": INK,
        "domainColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.15,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 200,
    },
}


def draw(spec: Mapping[str, Any]) -> SafeString:
    """The SVG of a Vega-Lite chart. What it says stands in the table beside it, so it is one picture to a reader."""
    return mark_safe(_drawn(json.dumps(spec, sort_keys=True)))  # noqa: S308 -- made here from numbers and labels


@lru_cache(maxsize=32)
def _drawn(spec: str) -> str:
    svg = vl_convert.vegalite_to_svg({"config": CONFIG, **json.loads(spec)})
    svg = svg.replace(f'"{INK}"', '"currentColor"')
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def kappa_chart(rows: list[dict[str, Any]]) -> SafeString:
    """Kappa with its interval: a row for each criterion, people as solid circles, the machine as open diamonds, dashed.

    The page says in words which is which.

    rows: {"criterion", "who", "place" (0 people, 1 machine), "value", "low", "high"}.
    """
    names = list(dict.fromkeys(row["criterion"] for row in rows))
    both = sorted({row["who"]: row["place"] for row in rows}.items(), key=lambda pair: pair[1])
    who = [name for name, _place in both]
    lowest = min(0.0, *(row["low"] for row in rows))
    y = {"field": "criterion", "type": "nominal", "sort": names, "title": None}
    shift = {"field": "who", "type": "nominal", "sort": who}
    scale = {"domain": [lowest, 1]}
    return draw(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": 320,  # so that its words can be read on a phone
            "height": {"step": 24},
            "data": {"values": rows},
            "encoding": {"y": y, "yOffset": shift},
            "layer": [
                {
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                    "encoding": {
                        "x": {"field": "low", "type": "quantitative", "scale": scale, "title": None},
                        "x2": {"field": "high"},
                        "strokeDash": {
                            "field": "who",
                            "sort": who,
                            "scale": {"domain": who, "range": [[1, 0], [4, 3]][: len(who)]},
                            "legend": None,
                        },
                    },
                },
                {
                    "mark": {"type": "point", "stroke": INK, "strokeWidth": 2, "size": 90, "opacity": 1},
                    "encoding": {
                        "x": {"field": "value", "type": "quantitative", "scale": scale},
                        "fill": {"condition": {"test": "datum.place === 0", "value": INK}, "value": "transparent"},
                        "shape": {
                            "field": "who",
                            "sort": who,
                            "scale": {"domain": who, "range": ["circle", "diamond"][: len(who)]},
                            "legend": None,
                        },
                    },
                },
            ],
        }
    )
