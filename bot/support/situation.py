"""What a leader's situation is, as far as it matters to where they can safely turn. It holds no words of theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.content.library import Content
from bot.content.support_models import UnsafeWhen


@dataclass(frozen=True)
class Situation:
    """Ids only: the scenarios and signatures at hand, and who is known to be part of the difficulty or not.

    ``avoid`` are those the leader has named as part of it, ``cleared`` those they have said are not.
    ``region`` is the leader's region where they have told it.
    """

    scenarios: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    avoid: frozenset[UnsafeWhen] = frozenset()
    cleared: frozenset[UnsafeWhen] = frozenset()
    region: str | None = None

    def told(self, who: UnsafeWhen, is_part: bool | None) -> Situation:
        """The situation once the leader has answered; None ("don't know") leaves it open, and so avoided."""
        if is_part is None:
            return replace(self, avoid=self.avoid - {who}, cleared=self.cleared - {who})
        if is_part:
            return replace(self, avoid=self.avoid | {who}, cleared=self.cleared - {who})
        return replace(self, avoid=self.avoid - {who}, cleared=self.cleared | {who})


def infer_avoid(situation: Situation, content: Content) -> frozenset[UnsafeWhen]:
    """Everyone whom a route must not run through.

    Whom a scenario involves by its nature is never cleared; whom it may involve is avoided until cleared.
    Raises KeyError for a scenario that the content does not know.
    """
    rows = [content.scenarios[id] for id in situation.scenarios]
    by_nature = {who for row in rows for who in row.also_unsafe}
    perhaps = {who for row in rows for who in row.perhaps_unsafe}
    return situation.avoid | by_nature | (perhaps - situation.cleared)


def still_to_ask(situation: Situation, content: Content) -> tuple[UnsafeWhen, ...]:
    """Who may be part of the difficulty and has not been asked about, in the order of the content.

    The question for each stands in the speech under ``turn.ask``.
    """
    settled = situation.avoid | situation.cleared
    settled |= {who for id in situation.scenarios for who in content.scenarios[id].also_unsafe}
    open_ones = (who for id in situation.scenarios for who in content.scenarios[id].perhaps_unsafe)
    return tuple(dict.fromkeys(who for who in open_ones if who not in settled))
