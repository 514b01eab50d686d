"""The checker of pages: axe, put into a page once, asked for what is broken and nothing else.

The script is half a megabyte and its full answer names every rule that holds: both cost more than many a page. So it
comes from the site, where the browser keeps it (and what it made of it) from page to page. Of what axe fetches
beforehand only media is asked for; the style sheets are for a rule that it does not run.
"""

ADDRESS = "/static/axe.min.js"  # put there by the live server of these tests alone
ASKED = {"resultTypes": ["violations"], "reporter": "no-passes", "preload": {"assets": ["media"]}}
# What of axe depends on the colors: all that is asked anew when the same page turns dark.
OF_COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = """async ([address, part, options]) => {
  if (!("axe" in window)) await new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
    document.head.append(script);
    script.remove();
  });
  return (await axe.run(part ?? document, options)).violations;
}"""


def broken(page, part=None, **options) -> list[dict]:
    """The rules that the page (or a part of it, by selector) breaks, each with its places."""
    return page.evaluate(RUN, [ADDRESS, part, ASKED | options])


def faults(page, part=None, **options) -> list[str]:
    """A line for each place where a rule is broken."""
    return [
        f"{rule['id']} ({rule['help']}): {node['target']} {node['html'][:110]}"
        for rule in broken(page, part, **options)
        for node in rule["nodes"]
    ]


def sideways(page) -> list[str]:
    """What there is to say of a page that is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"scrolls sideways by {wide} px"] if wide > 0 else []
