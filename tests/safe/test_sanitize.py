"""What authors may write survives; nothing that a browser would run does; nh3 agrees."""

from html.parser import HTMLParser

import nh3
import pytest

from safe.sanitize import ATTRIBUTES, DROPPED, PROTOCOLS, TAGS, sanitize

NASTY = [
    "<script>alert(1)</script>kept",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>kept",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<style>p{background:url(javascript:alert(1))}</style>kept",
    "<p onclick=alert(1) style='x:expression(1)'>kept</p>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>kept",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form><button formaction=javascript:alert(1)>go</button></form>",
    '<a href="javascript:alert(1)">go</a>',
    '<a href="JaVaScRiPt:alert(1)">go</a>',
    '<a href="java\tscript:alert(1)">go</a>',
    '<a href="&#106;avascript:alert(1)">go</a>',
    '<a href=" javascript:alert(1)">go</a>',
    '<a href="data:text/html,<script>alert(1)</script>">go</a>',
    '<a href="vbscript:msgbox(1)">go</a>',
    '<a href="https://example.org" onmouseover=alert(1) target=_blank>go</a>',
    "<iframe src=javascript:alert(1)>text</iframe>kept",
    "<object data=x.swf>text</object><embed src=x>kept",
    "<template><script>alert(1)</script></template>kept",
    "<textarea><script>alert(1)</script></textarea>kept",
    "<title></title><img src=x onerror=alert(1)>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "<![CDATA[<script>alert(1)</script>]]>kept",
    "<base href=//evil.example/><p>kept",
    "<meta http-equiv=refresh content='0;url=//evil.example'>kept",
    "<script>alert(1)",
    "<p>a<script>b</p>",
    "<video><source onerror=alert(1)></video>kept",
    "<b><i><b>" * 40 + "deep",
]


class Seen(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def by_nh3(html):
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(PROTOCOLS),
        clean_content_tags=set(DROPPED),
        link_rel=None,
    )


@pytest.mark.parametrize("html", NASTY)
@pytest.mark.parametrize("clean", [sanitize, by_nh3], ids=["ours", "nh3"])
def test_nothing_a_browser_would_run_is_left(clean, html):
    seen = Seen(clean(html))
    assert set(seen.tags) <= TAGS
    assert {(tag, name) for tag, name, _value in seen.attributes} <= {("a", "href")}
    schemes = {value.split(":")[0] for _tag, _name, value in seen.attributes if ":" in value}
    assert schemes <= PROTOCOLS


@pytest.mark.parametrize("html", NASTY)
def test_no_tag_is_left_that_nh3_takes_away(html):
    ours, theirs = Seen(sanitize(html)).tags, Seen(by_nh3(html)).tags
    # How both repair deeply crossed tags may differ; which tags there are may not.
    assert set(ours) <= set(theirs)
    assert len(ours) <= len(theirs) or html.startswith("<b><i>")


@pytest.mark.parametrize("html", NASTY)
def test_cleaning_twice_changes_nothing(html):
    assert sanitize(sanitize(html)) == sanitize(html)


def test_text_of_scripts_and_styles_goes_with_them():
    cleaned = sanitize("<p>Call us.</p><script>alert(1)</script><style>p{color:red}</style><p>Today.</p>")
    assert cleaned == "<p>Call us.</p><p>Today.</p>"


def test_a_tag_that_is_not_allowed_goes_and_its_text_stays():
    assert sanitize("<div><p>Call <font color=red>us</font>.</p></div>") == "<p>Call us.</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1&amp;c=2",
        "mailto:ana@alder.example",
        "tel:+15550100",
        "activity:3f2c",
        "/help",
        "#top",
    ],
)
def test_links_people_need_are_kept(address):
    assert sanitize(f'<a href="{address}">go</a>') == f'<a href="{address}">go</a>'


def test_what_an_author_writes_comes_back_unchanged():
    html = (
        "<h2>Listen first</h2><p>Say <strong>what</strong> you <em>heard</em>.<br></p>"
        "<ul><li>One</li></ul><ol><li>Two</li></ol><blockquote><p>“Thank you”</p></blockquote><hr>"
    )
    assert sanitize(html) == html


def test_the_result_is_safe_to_print_and_signs_are_escaped():
    cleaned = sanitize("1 < 2 & 3 > 2")
    assert hasattr(cleaned, "__html__")
    assert cleaned == "1 &lt; 2 &amp; 3 &gt; 2"


def test_nothing_in_gives_nothing_out():
    assert sanitize("") == sanitize(None) == ""
