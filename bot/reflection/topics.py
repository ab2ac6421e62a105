"""Which area, signature, quality or situation a few words name: "switch to culture", "audits", "the s151 row".

Words are compared by their stem and weighed by how few records share them; a tie names nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from bot.content.library import Content
from bot.content.models import Quality, Signature

_COMMON = frozenset(
    "a about all an and any are area areas as at be been by can could did do does domain for from get go had has have"
    " having how i if in into is it its know let lets me more move my not of on one or our over please question"
    " questions say section should so some something switch talk tell than that the their them then there these they"
    " this to topic up us want was we well what when where which who why will with would you your change other else"
    " instead different not no coaching look lack limited poor good children child service services".split()
)


def words(text: str) -> list[str]:
    """The telling words of a text, as stems."""
    return [stem(word) for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _COMMON]


def stem(word: str) -> str:
    """A rough stem, enough to bring "audits" to "audit" and "partners" to "partner"."""
    for ending in ("isations", "isation", "ments", "ment", "ings", "ing", "ies", "ers", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def best(text: str, described: Mapping[str, str]) -> str | None:
    """The id whose description shares the most telling words with the text; None for none or a tie."""
    ranked = ranking(text, described)
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.2):
        return None
    return ranked[0][0]


def ranking(text: str, described: Mapping[str, str]) -> list[tuple[str, float]]:
    """Ids with what they share with the text, most first; ids that share nothing are left out."""
    bags = {id: set(words(description)) for id, description in described.items()}
    spread = Counter(word for bag in bags.values() for word in bag)
    said = set(words(text))
    scores = {id: sum(log(1 + len(bags) / spread[word]) for word in said & bag) for id, bag in bags.items()}
    return sorted(((id, score) for id, score in scores.items() if score > 0), key=lambda pair: -pair[1])


def named_domain(text: str, content: Content) -> str | None:
    """The area that a text names, by its title or by a signature that its questions touch."""
    found = best(text, {id: f"{id.replace('_', ' ')} {domain.title}" for id, domain in content.domains.items()})
    if found:
        return found
    signature = named_signature(text, content)
    return domain_for(signature, content) if signature else None


def domain_for(signature: str, content: Content) -> str | None:
    """The area whose questions touch a signature most."""
    counts = Counter(
        {id: sum(signature in prompt.signatures for prompt in domain.prompts) for id, domain in content.domains.items()}
    )
    id, count = counts.most_common(1)[0]
    return id if count else None


def named_signature(text: str, content: Content, among: Sequence[str] = ()) -> str | None:
    """The signature that a text names, among all or some."""
    chosen = among or tuple(content.signatures)
    near = {id: _headline(content.signatures[id]) for id in chosen}
    return best(text, near) or best(text, {id: _whole(content.signatures[id]) for id in chosen})


def named_quality(text: str, content: Content) -> Quality | None:
    found = best(text, {id: quality.name for id, quality in content.qualities.items()})
    return content.qualities[found] if found else None


def named_scenario(text: str, content: Content) -> str | None:
    return best(text, {id: f"{row.title} {row.situation}" for id, row in content.scenarios.items()})


def named_knowledge(text: str, content: Content) -> str | None:
    """The entry one of whose names stands in the text as whole words; the longest name wins."""
    said = f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
    found = [
        (len(name), id)
        for id, entry in content.knowledge.items()
        for name in entry.names
        if f" {' '.join(re.findall(r'[a-z0-9]+', name.lower()))} " in said
    ]
    return max(found)[1] if found else None


def _headline(signature: Signature) -> str:
    return f"{signature.name.replace('_', ' ')} {signature.title} {signature.about}"


def _whole(signature: Signature) -> str:
    return f"{_headline(signature)} {signature.risk} {signature.strength}"
