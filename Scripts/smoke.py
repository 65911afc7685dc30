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
    problems += numbers_of(page)
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    if not 1 <= pages <= 60:
        problems.append(f"it prints on {pages} pages")
    context.close()
    return problems


def numbers_of(page):
    """Opens numbers by keyboard and closes them again, where the page has any."""
    problems = []
    numbers = page.query_selector_all("button[data-cell]")
    for number in numbers[:: max(1, len(numbers) // 12)]:
        number.focus()
        page.keyboard.press("Enter")
        panel = page.query_selector("#panel")
        address = number.get_attribute("data-cell")
        if not panel or not panel.is_visible():
            problems.append(f"the number {address} does not open")
            continue
        if address.split("/")[0] not in panel.inner_text():
            problems.append(f"what opens is not about {address}")
        page.keyboard.press("Escape")
        if panel.is_visible():
            problems.append(f"Escape does not close what stands behind {address}")
        if page.evaluate("document.activeElement.getAttribute('data-cell')") != address:
            problems.append(f"the focus does not come back to {address}")
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
