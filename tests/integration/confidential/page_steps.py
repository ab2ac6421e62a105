"""What a leader does on the page, and where a browser could keep a word."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def begin(page: Page) -> str:
    """Into a conversation; the six words."""
    page.click("#start")
    phrase = shown_words(page)
    page.click("#saved")
    expect(page.locator("#log")).to_contain_text("You said")
    return phrase


def shown_words(page: Page) -> str:
    expect(page.locator("#phrase-step")).to_be_visible()
    phrase = page.locator("#new-phrase").inner_text()
    assert len(phrase.split()) == 6
    return phrase


def say(page: Page, text: str) -> None:
    page.fill("#message", text)
    page.click("#send")
    expect(page.locator("#log .theirs").last).to_contain_text(text[:20])


def held_anywhere(page: Page, word: str) -> list[str]:
    """Where in the tab the word still is: document, stores, fields, history, title."""
    return page.evaluate(
        """word => Object.entries({
            document: document.documentElement.outerHTML,
            fields: [...document.querySelectorAll("input, textarea")].map(field => field.value).join(),
            session: JSON.stringify({...sessionStorage}), local: JSON.stringify({...localStorage}),
            history: JSON.stringify(history.state), address: location.href + document.title + document.cookie,
        }).filter(([, text]) => text.includes(word)).map(([place]) => place)""",
        word,
    )


def refused_to_run(page: Page) -> None:
    """Even if something got into the page: the policy lets no inline script or markup in, and no foreign address."""
    page.evaluate(
        """() => {
            const tries = [
                () => document.head.append(Object.assign(document.createElement("script"), {text: "window.pwned = 1"})),
                () => { document.querySelector("#log").innerHTML = "<img src=x onerror='window.pwned = 1'>"; },
                () => document.querySelector("#log").setAttribute("onclick", "window.pwned = 1"),
                () => document.querySelector("#log").click(),
            ];
            for (const attempt of tries) try { attempt(); } catch { /* refused by Trusted Types */ }
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    refused = page.evaluate("fetch('https://elsewhere.example/').then(() => false, () => true)")
    assert refused
