"""Reflections in which every field that holds somebody's words holds an attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.reflection.model import Answer, Commitment, Finding
from bot.report.held import Held
from tests.unit.report.made import SPRING, content, finding, held, reflection

ATTACKS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'> Cllr <b>Okafor</b>",
    "\"]] #eval(\"1 + 1\") #panic(\"x\") $ sum_(n) $",
    "#image(\"{file}\") #read(\"{file}\") #include \"{file}\" #import \"{file}\": *",
    "\\\", \"kind\": \"figure\", \"svg\": \"<svg onload=alert(1)>",
    "javascript:alert(1) file://{file} https://elsewhere.example/x.png \\\\elsewhere\\share",
    "</w:t></w:r></w:p><w:altChunk r:id=\"x\"/>]]> <!DOCTYPE x [<!ENTITY e SYSTEM 'file://{file}'>]>&e;",
    "=HYPERLINK(\"https://elsewhere.example\") {{ HYPERLINK \"https://elsewhere.example\" }} <<INCLUDETEXT {file}>>",
    "[click](javascript:alert(1)) ![x](https://elsewhere.example/x.png) <https://elsewhere.example> `x` | # h",
)  # fmt: skip


def attacks(file: str) -> list[str]:
    return [attack.replace("{file}", file) for attack in ATTACKS]


def attacked(texts: list[str]) -> Held:
    """Every field that holds a leader's or somebody else's words holds one of the texts."""
    made = [reflection(f"r{place}", SPRING) for place, _ in enumerate(texts)]
    signatures = list(content().signatures)
    findings: list[Finding] = []
    for one, text, signature in zip(made, texts, signatures, strict=False):
        own = finding(one, signature, "risk", text, who_else=text)
        findings += [own, replace(own, id=f"{own.id}-own", verdict="not_quite", correction=text)]
    meant = [
        Commitment(f"c{n}", "r0", text, SPRING, date(2026, 12, 1), "partly", text, SPRING)
        for n, text in enumerate(texts)
    ]
    answers = tuple(Answer(f"a{n}", f"r{n}", "prompt", text, SPRING) for n, text in enumerate(texts))
    return replace(held(made, findings, *meant), all_answers=answers)
