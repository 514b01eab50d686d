"""Chromium for the tests: which one, how it is started, and what each of its windows is told."""

import os
import shutil

from playwright.sync_api import expect

# The one without a window of its own, where it is installed: the same pages for a third of the work.
EXECUTABLE = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or "/usr/bin/chromium"
)
# The pages behind the address bar of Chromium's window: each new window would load both in a process of their own.
ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]
# Playwright switches these off by the same switch, of which the last one counts.
PLAYWRIGHTS = [
    *["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"],
    *["HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AimEnabled"],
    *["AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"],
]
SWITCHES = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(PLAYWRIGHTS + ADDRESS_BAR)}"]
PATIENCE = 20_000  # a machine with other work is slow, not wrong: only what fails waits so long
expect.set_options(timeout=PATIENCE)
COMPLAINTS = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


def started(playwright):
    return playwright.chromium.launch(executable_path=EXECUTABLE, args=SWITCHES)


def window(chromium, *, width, scheme="light", clock=False, **options):
    """A new window with cookies of its own."""
    size = {"width": width, "height": 900}
    context = chromium.new_context(viewport=size, color_scheme=scheme, locale="en-US", **options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(COMPLAINTS)
    if clock:
        context.clock.install()
    return context
