"""Says in one line what to install when the libraries that draw PDFs are missing, before a learner waits for one.

WeasyPrint itself is not imported here: it is slow, and the web process never draws.
"""

import ctypes

from django.core.checks import Warning as CheckWarning

# Each library under its names on Linux, macOS and Windows, as WeasyPrint looks for them.
LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
)
INSTALL = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


def warn_without_pango(app_configs, **_kwargs) -> list[CheckWarning]:
    missing = [names[0] for names in LIBRARIES if not any(loads(name) for name in names)]
    if not missing:
        return []
    return [
        CheckWarning(
            f"Certificates cannot be drawn on this machine: {', '.join(missing)} is missing.",
            hint=f"Run: {INSTALL}  (macOS: brew install pango)",
            id="certificates.W001",
        )
    ]


def loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
