"""Rich text in one canonical form: links by the activity's key, no addresses that depend on host, site or page tree."""

import re
from collections.abc import Callable

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from safe.sanitize import sanitize

Tell = Callable[[str], None]
# In text, &quot; and " are the same; the editor writes one and Markdown the other.
TEXT_QUOTE = re.compile(r"&(?:quot|#34|#x22);(?=[^<>]*(?:<|$))")


def canonical_html(source: str, *, activity_models: tuple, tell: Tell) -> str:
    """What an author wrote, with links to activities as `activity:<key>`, sanitized. Faults go to `tell`."""
    rewrite = MultiRuleRewriter(
        [
            LinkRewriter(
                bulk_rules={
                    "page": lambda found: _page_links(found, activity_models, tell),
                    "document": lambda found: _refused(
                        found, _("A link to a document: put its text in the lesson."), tell
                    ),
                }
            ),
            EmbedRewriter(
                bulk_rules={
                    "image": lambda found: _refused(found, _("A picture inside text: use the picture block."), tell),
                    "media": lambda found: _refused(found, _("A video inside text: use the video block."), tell),
                }
            ),
        ]
    )
    # Sanitizing comes last: what stands before it need not be careful.
    return str(sanitize(TEXT_QUOTE.sub('"', rewrite(source or "")))).strip()


def _page_links(attributes: list[dict], activity_models: tuple, tell: Tell) -> list[str]:
    numbers = [int(each["id"]) for each in attributes if str(each.get("id", "")).isdigit()]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=numbers)}
    links = []
    for each in attributes:
        page = pages.get(int(each["id"])) if str(each.get("id", "")).isdigit() else None
        if page is None:
            tell(_("A link leads to a page that was deleted. Remove the link or choose another page."))
            links.append("<a>")
        elif not issubclass(page.specific_class or Page, activity_models):
            tell(_("A link leads to “%(page)s”, which is not something to learn.") % {"page": page.title})
            links.append("<a>")
        elif not page.live:
            tell(_("A link leads to “%(page)s”, which is not published.") % {"page": page.title})
            links.append("<a>")
        else:
            links.append(f'<a href="activity:{escape(page.translation_key)}">')
    return links


def _refused(found: list[dict], message: str, tell: Tell) -> list[str]:
    for _each in found:
        tell(message)
    return ["<a>" for _each in found] if found and "linktype" in found[0] else ["" for _each in found]
