"""The map, and the samples as our scorer reads them."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from scenarios.studio.drafts import definition_of_draft, draft_for
from scenarios.studio.mapping import map_of
from scenarios.studio.samples import tried

# In percent of the drawing; "fit" fills the width of the page.
ZOOMS = {"fit": 0, "normal": 100, "large": 150}
PAGE = 900  # what is narrower fits as it is


@require_GET
def conversation_map(request, page_id):
    page = draft_for(request, page_id)
    drawn = map_of(definition_of_draft(page))
    zoom = request.GET.get("zoom", "normal")
    zoom = zoom if zoom in ZOOMS and (zoom != "fit" or drawn.width > PAGE) else "normal"
    context = {
        "page": page,
        "here": "map",
        "map": drawn,
        "zoom": zoom,
        "width": drawn.width * ZOOMS[zoom] // 100,
        "height": drawn.height * ZOOMS[zoom] // 100,
        "zooms": [("fit", _("whole width")), ("normal", _("normal")), ("large", _("large"))],
    }
    return render(request, "scenarios/studio/map.html", context)


@require_GET
def samples(request, page_id):
    page = draft_for(request, page_id)
    context = {"page": page, "here": "samples", "tried": tried(definition_of_draft(page))}
    return render(request, "scenarios/studio/samples.html", context)
