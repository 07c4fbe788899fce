#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the pictures of the README and docs/PAGE.md from a running server over the demo team's
postmortems, with Debian's chromium. tools/screenshots.sh starts one.

tools/screenshot.py [ADDRESS] [FOLDER]     http://127.0.0.1:8080 and docs/images by default
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

QUESTION = "publishers blocked, disk alarm on the broker, parked messages pile up"
PAIR = "/compare?a=HL-2026-027&b=HL-2025-027"
WEEK = "/review?week=2026-W47"

# name, address, (width, height), colours
PICTURES = [
    ("search", "/?q=" + urllib.parse.quote(QUESTION), (1000, 700), "light"),
    ("search-dark", "/?q=" + urllib.parse.quote(QUESTION), (1000, 700), "dark"),
    ("search-phone", "/?q=" + urllib.parse.quote(QUESTION), (390, 844), "light"),
    ("incident", "/incidents/HL-2025-003", (1000, 720), "light"),
    ("compare", PAIR, (1000, 780), "light"),
    ("recurrences", "/recurrences", (1000, 720), "light"),
    ("actions", "/actions", (1000, 640), "light"),
    ("trends", "/trends", (1100, 1000), "light"),
    ("trends-dark", "/trends", (1100, 1000), "dark"),
    ("review", WEEK, (1000, 720), "light"),
    ("review-walk", WEEK + "&step=3", (1280, 720), "light"),
    ("compare-phone", PAIR, (390, 844), "light"),
]

FLAGS = [
    "--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic",
    "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--force-device-scale-factor=1",
]


class Browser:
    """A chromium of its own, driven over WebDriver."""

    def __init__(self, profile):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        for line in self.driver.stdout:
            started = re.search(r"started successfully on port (\d+)", line)
            if started:
                break
        self.base = f"http://127.0.0.1:{started.group(1)}/session"
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"]}
        session = self.post("", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self.base += "/" + session["sessionId"]

    def post(self, path, body):
        request = urllib.request.Request(
            self.base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["value"]

    def command(self, name, params):
        return self.post("/goog/cdp/execute", {"cmd": name, "params": params})

    def picture(self, address, size, colours):
        width, height = size
        self.command("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.command("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": colours}]})
        self.post("/url", {"url": address})
        return base64.b64decode(self.command("Page.captureScreenshot", {})["data"])

    def quit(self):
        urllib.request.urlopen(urllib.request.Request(self.base, method="DELETE")).close()
        self.driver.terminate()
        self.driver.wait()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            for name, path, size, colours in PICTURES:
                png = browser.picture(address + path, size, colours)
                (folder / f"{name}.png").write_bytes(png)
                print(folder / f"{name}.png")
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
