"""What was kept, read once and then cut down: to some reflections, to a period, or to what others may read.

    held = Held.of(turn)                     # or any other ``Past``
    held.only({reflection.id}).masked(mask_names)

Pictures, pages and reports are made of a ``Held``, so whoever shares something cuts it down first, and nothing that
was left out can reach what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.reflection.model import Answer, Commitment, Evidence, Finding, Reflection
from bot.reflection.world import Past

Mask = Callable[[str], str]


@dataclass(frozen=True)
class Held:
    """Records, oldest first; it is itself a ``Past``."""

    all_reflections: tuple[Reflection, ...] = ()
    all_answers: tuple[Answer, ...] = ()
    all_findings: tuple[Finding, ...] = ()
    all_commitments: tuple[Commitment, ...] = ()

    @classmethod
    def of(cls, records: Past) -> Held:
        """Everything there is."""
        reflections = sorted(records.reflections(), key=lambda reflection: reflection.started_at)
        said = tuple(records.answers()), tuple(records.findings())
        return cls(tuple(reflections), *said, tuple(records.commitments()))

    def reflections(self) -> list[Reflection]:
        return list(self.all_reflections)

    def answers(self, reflection_id: str | None = None) -> list[Answer]:
        return [one for one in self.all_answers if reflection_id in (None, one.reflection_id)]

    def findings(self, reflection_id: str | None = None) -> list[Finding]:
        return [one for one in self.all_findings if reflection_id in (None, one.reflection_id)]

    def commitments(self) -> list[Commitment]:
        return list(self.all_commitments)

    def only(self, ids: Collection[str]) -> Held:
        """What belongs to these reflections."""
        return Held(
            tuple(one for one in self.all_reflections if one.id in ids),
            tuple(one for one in self.all_answers if one.reflection_id in ids),
            tuple(one for one in self.all_findings if one.reflection_id in ids),
            tuple(one for one in self.all_commitments if one.reflection_id in ids),
        )

    def between(self, first: date | None, last: date | None) -> Held:
        """What belongs to the reflections begun on these days, both included."""
        days = ((one.id, one.started_at.date()) for one in self.all_reflections)
        return self.only({id for id, day in days if (first or day) <= day <= (last or day)})

    def masked(self, mask: Mask) -> Held:
        """The same, with every text of the leader's put through ``mask``."""
        return Held(
            self.all_reflections,
            tuple(replace(one, text=mask(one.text)) for one in self.all_answers),
            tuple(_masked_finding(one, mask) for one in self.all_findings),
            tuple(_masked_commitment(one, mask) for one in self.all_commitments),
        )


def own_words(finding: Finding) -> bool:
    """Whether the leader has put their own words in place of Canary's."""
    return finding.verdict == "not_quite" and bool(finding.correction)


def counted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that may be shown: called fair, added, or put in the leader's own words."""
    return tuple(one for one in findings if own_words(one) or (one.verdict == "fair" and one.polarity))


def _masked_finding(finding: Finding, mask: Mask) -> Finding:
    evidence = tuple(Evidence(one.answer_id, mask(one.quote)) for one in finding.evidence)
    who_else, correction = _masked(finding.who_else, mask), _masked(finding.correction, mask)
    return replace(finding, evidence=evidence, who_else=who_else, correction=correction)


def _masked_commitment(commitment: Commitment, mask: Mask) -> Commitment:
    return replace(commitment, text=mask(commitment.text), learned=_masked(commitment.learned, mask))


def _masked(text: str | None, mask: Mask) -> str | None:
    return mask(text) if text else text
