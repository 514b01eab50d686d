"""Markdown to the html that Wagtail keeps in a rich text field, and the links in it, with their lines."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from courses.blocks.base import RICH
from courses.packages.faults import Sheet

HEADING = re.compile(r"(</?)h[1-6]>")
# The editor gives each paragraph a key, a new one each time.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
ACTIVITY = re.compile(r'<a href="activity:([^"]+)">')
SCHEMES = ("activity:", "https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Link:
    target: str
    line: int


def to_html(text: str) -> str:
    """Html with links to activities still by slug (`activity:<slug>`); raw html in the Markdown is shown as text."""
    return HEADING.sub(r"\1h3>", _reader().render(text))


def with_page_links(html: str, pages: dict[str, int]) -> str:
    """The same html, links to activities by the number of their page, as Wagtail keeps them."""
    return ACTIVITY.sub(lambda found: f'<a linktype="page" id="{pages.get(found[1], 0)}">', html)


def as_edited(html: str) -> str:
    """The same html as the studio's editor would save it, so that opening and saving a page changes nothing."""
    editor = ContentstateConverter(features=RICH)
    return BLOCK_KEY.sub("", editor.to_database_format(editor.from_database_format(html)))


def check_markdown(text: str, sheet: Sheet, line: int) -> list[Link]:
    """Tells what cannot be kept (pictures in text, links that lead nowhere); returns the links to activities."""
    links = []
    for block in _reader().parse(text):
        at = line + (block.map[0] if block.map else 0)
        for token in block.children or []:
            at += token.type in ("softbreak", "hardbreak")
            if token.type == "image":
                sheet.fault("A picture inside text: use a ::: image block.", line=at)
            if token.type == "link_open":
                target = str(token.attrGet("href") or "")
                if not target.startswith(SCHEMES):
                    sheet.fault(f"The link “{target}” leads nowhere. Use activity:<slug> or a whole address.", line=at)
                elif target.startswith("activity:"):
                    links.append(Link(target.removeprefix("activity:"), at + sheet.offset))
    return links


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
