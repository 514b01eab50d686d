"""What people do in a browser, in the words of a journey."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from lms.demo.sign_ins import PASSWORD
from people.models import Person
from tests.browser.chromium import PATIENCE

# How many boxes have words that the server has not.
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('ring-draft:')).length"
# Looked at until all are there: Playwright's own waiting would evaluate a string, which the pages' policy forbids.
SENT = f"""async (most) => {{
  const end = performance.now() + most;
  while ({COPIES} && performance.now() < end) await new Promise(requestAnimationFrame);
  return {COPIES};
}}"""
# A page that is meant to answer 4xx is told of in the console as a resource that failed to load.
REFUSALS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


def session_of(number) -> dict:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=number))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


class Browsing:
    """One browser with its own cookies and one tab, and everything that its pages complained about."""

    def __init__(self, context, address):
        self.context = context
        self.address = address
        self.complaints = []
        self.expected = [REFUSALS]
        context.on("page", self._listen)
        if context.pages:  # the tab that whoever was here before has left
            [self.page] = context.pages
            self._listen(self.page)
        else:
            self.page = context.new_page()

    def leave(self):
        """Whoever comes next to this browser finds one new tab and nothing kept but the site's static files."""
        self.context.remove_listener("page", self._listen)
        before = self.context.pages
        fresh = self.context.new_page()
        for page in before:
            page.close()
        self.context.set_offline(False)
        self.context.unroute_all()
        self.context.clear_cookies()
        devtools = self.context.new_cdp_session(fresh)
        devtools.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "all"})
        devtools.detach()

    def _listen(self, page):
        page.on("console", lambda message: message.type == "error" and self._complain(message.text, page))
        page.on("pageerror", lambda error: self._complain(str(error), page))

    def _complain(self, text, page):
        if not any(expected.search(text) for expected in self.expected):
            self.complaints.append(f"{page.url}: {text}")

    def shots(self, folder, n):
        for k, page in enumerate(self.context.pages):
            path = folder / f"browser-{n + 1}-tab-{k + 1}.png"
            page.screenshot(path=path, full_page=True)
            yield f"{page.url}: {path}"

    # --- the things that every journey does
    def go(self, path):
        response = self.page.goto(path)
        return response.status if response else None

    def arrive(self, number):
        """Signed in already, as after the form, which has journeys of its own."""
        self.context.add_cookies([{**session_of(number), "url": self.address}])
        return self

    def later(self, seconds):
        """So much later, at once, in a browser with `clock=True`: what the page meant to do till then is done."""
        self.page.clock.run_for(seconds * 1000)

    def kept_by_server(self, seconds=5):
        """The page has saved the words within this time, and says so.

        It may say so of fewer words, saved before: what it has beyond the server's stands in the browser till then.
        """
        self.later(seconds)
        assert self.page.evaluate(SENT, PATIENCE) == 0
        expect(self.page.locator("[data-draft-state]")).to_have_text(re.compile("^Saved"))

    def sign_in(self, number, password=PASSWORD, path="/accounts/login/"):
        page = self.page
        if "/accounts/login/" not in page.url:
            page.goto(path)
        page.fill("input[name=login]", number)
        page.fill("input[name=password]", password)
        page.locator("form:has(input[name=password]) [type=submit]").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return self

    def sign_out(self):
        self.page.goto("/accounts/logout/")
        self.page.locator("main form [type=submit], form[action*=logout] [type=submit]").last.click()
        self.page.wait_for_url("**/accounts/login/**")

    def text(self):
        return self.page.inner_text("body")

    def tab_to(self, words, most=120):
        """Go forward by the Tab key until the focus is on something with these words."""
        for _press in range(most):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("document.activeElement?.innerText || document.activeElement?.value || ''")
            if words.casefold() in here.casefold():
                return self
        raise AssertionError(f"no Tab leads to {words!r} on {self.page.url}")

    def press(self, keys):
        """One key after another, as a marker types them."""
        for key in keys.split():
            self.page.keyboard.press(key)

    def open_conversation(self):
        """From the next step on My learning into the scored conversation; where there is a choice, the first."""
        self.go("/my/")
        self.page.locator(".board .button.bus").click()
        self.page.wait_for_url(re.compile("/practice/|/courses/"))
        if "/courses/" in self.page.url:
            self.page.locator(".module-note + .module-items form [type=submit]").first.click()
            self.page.wait_for_url("**/practice/**")
        return self

    def write_reply(self, text, levels=(3, 3, 4, 3)):
        """Fill in a reply and one's own levels, and have it looked at."""
        self.page.fill("textarea[name=text]", text)
        for name, level in zip(("accurate", "complete", "courteous", "empathy"), levels, strict=True):
            self.page.check(f"input[name=self_{name}][value='{level}']")
        self.page.get_by_role("button", name="Check my reply").click()
        self.page.wait_for_url("**/feedback/**")

    def reflect(self):
        """Answer every question of a closing reflection and finish it."""
        for box in self.page.locator("main form.quiz textarea:visible").all():
            box.fill("I will say the day and my name before I hang up.")
        for scale in self.page.locator("main fieldset.scale").all():
            scale.locator("input[value='4']").check()
        self.page.get_by_role("button", name="Finish").click()
        self.page.wait_for_url("**/courses/empathy-and-trust/")


def moved(one, number):
    """Wait until the player stands at move `number`, or at the end."""
    expect(one.page.locator(f"#move-{number}, #over").first).to_be_visible()


def choose(one, key):
    """Pick an option and do it."""
    one.page.locator(f"[data-move] input[value={key}]").check()
    one.page.locator("[data-move] [data-act], [data-move] button[type=submit]").last.click()
