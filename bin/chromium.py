"""Find the browser the tests drive, and install it where that is ours to do.

Playwright's own browser builds are not in any package registry, so the system's Chromium is used.
"""

import os
import platform
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    f"no Chromium on the PATH ({', '.join(NAMES)}): install it, "
    "on Debian with `apt-get install chromium`"
)


def find() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_if_ours() -> None:
    """As root on Debian, get a missing Chromium; elsewhere the browser tests are skipped."""
    if find() or os.geteuid() != 0 or not _is_debian():
        return
    print("Installing Chromium for the browser tests (apt-get)", flush=True)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "--quiet", *command],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            print(f"apt-get {command[0]} failed, so browser tests will be skipped:\n{done.stdout}")
            return


def _is_debian() -> bool:
    # Not its derivatives: Ubuntu's package of that name only points to a snap.
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return False
