# SPDX-License-Identifier: Apache-2.0
"""Opens pages in Chromium, narrow and wide, light and dark, and prints them; fails on what a reader would mind.

Usage: smoke.py PAGE.html ...
"""
import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright


def problems_of(browser, page_path, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else problems.append(request.url))
    page.goto(page_path.as_uri())
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        problems.append(f"the page is {overflow} pixels wider than the window")
    dangling = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => id && !document.getElementById(id))"
    )
    problems += [f"a link leads to #{name}, which is not there" for name in dangling]
    if not page.title():
        problems.append("the page has no title")
    if len(page.pdf(format="A4")) < 10_000:
        problems.append("the printed page is empty")
    context.close()
    return problems


def main(paths):
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    failed = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for path in map(pathlib.Path, paths):
            for width in (400, 1400):
                for scheme in ("light", "dark"):
                    for problem in problems_of(browser, path.resolve(), width, scheme):
                        failed = True
                        print(f"{path.name} at {width} px, {scheme}: {problem}")
        browser.close()
    print("Browser smoke failed" if failed else f"Browser smoke passed: {len(paths)} pages")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
