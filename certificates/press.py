"""Turns a page of ours into a tagged PDF (PDF/UA-1). The only place that loads WeasyPrint: in the worker alone.

Nothing is fetched from outside: fonts lie in `paper/fonts`, pictures are SVG made here, every other address is refused.
The same page gives the same bytes.
"""

from collections.abc import Callable
from pathlib import Path

from certificates.rosette import mark_svg, rosette_svg

PDF_KIND = "pdf/ua-1"
FONTS = Path(__file__).resolve().parent / "paper" / "fonts"
# Static instances: the variable fonts of the site carry weights that PDF writers do not take. Not compressed: to unpack
# them for each page that is laid out took most of the time of a drawing.
SUPPLIES: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{
        f"third-ring:/{name}.ttf": ("font/ttf", (FONTS / f"{name}.ttf").read_bytes)
        for name in ("atkinson-400", "atkinson-700", "bitter-500")
    },
    "third-ring:/rosette.svg": ("image/svg+xml", lambda: rosette_svg().encode()),
    "third-ring:/mark.svg": ("image/svg+xml", lambda: mark_svg().encode()),
}


def laid_out(html: str):
    """The document with its `pages`; `pdf_of` writes it."""
    import weasyprint  # noqa: PLC0415 -- slow import and needs Pango: only the worker draws

    return weasyprint.HTML(string=html, base_url="third-ring:/", url_fetcher=own_supplies_only()).render(
        pdf_variant=PDF_KIND
    )


def pdf_of(html: str) -> tuple[bytes, int]:
    """The PDF and how many pages it has."""
    document = laid_out(html)
    return document.write_pdf(pdf_variant=PDF_KIND), len(document.pages)


def own_supplies_only():
    """A fetcher that serves our own supplies and refuses every other address, without giving up the paper for it."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- as above

    class OwnSupplies(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in SUPPLIES:
                raise ValueError(f"A paper may not fetch {url}")
            kind, read = SUPPLIES[url]
            return URLFetcherResponse(url, read(), {"Content-Type": kind})

    return OwnSupplies(fail_on_errors=True)
