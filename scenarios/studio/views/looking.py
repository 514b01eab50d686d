"""The map, and the samples as our scorer reads them."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from scenarios.studio.drafts import definition_of_draft, draft_for
from scenarios.studio.mapping import map_of
from scenarios.studio.samples import tried

ZOOMS = {"small": 60, "whole": 100, "large": 150}


@require_GET
def conversation_map(request, page_id):
    page = draft_for(request, page_id)
    drawn = map_of(definition_of_draft(page))
    zoom = request.GET.get("zoom") if request.GET.get("zoom") in ZOOMS else "whole"
    context = {
        "page": page,
        "here": "map",
        "map": drawn,
        "zoom": zoom,
        "width": drawn.width * ZOOMS[zoom] // 100,
        "height": drawn.height * ZOOMS[zoom] // 100,
    }
    return render(request, "scenarios/studio/map.html", context)


@require_GET
def samples(request, page_id):
    page = draft_for(request, page_id)
    context = {"page": page, "here": "samples", "tried": tried(definition_of_draft(page))}
    return render(request, "scenarios/studio/samples.html", context)
