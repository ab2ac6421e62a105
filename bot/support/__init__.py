"""Where a leader can turn: situation and findings become routes. Pure; knows neither Rasa nor SQL.

    situation = Situation(scenarios=("S3",)).told("chief_executive_is_problem", True)
    for offered in routes_for(situation, content, today):
        in_words(offered, content)
    explain("RIEP", content)            # an old name: what became of it, and what is there instead

The risk here is sending a leader to the very person they are worried about. So whoever may be part of the
difficulty is taken to be until the leader has said otherwise.
"""

from bot.support.names import Explanation, explain
from bot.support.routes import FIRST_OFFERED, OfferedRoute, ask_before, routes_for
from bot.support.situation import Situation, infer_avoid, still_to_ask
from bot.support.words import first_in_words, in_words, who_hears_in_words

__all__ = [
    "FIRST_OFFERED",
    "Explanation",
    "OfferedRoute",
    "Situation",
    "ask_before",
    "explain",
    "first_in_words",
    "in_words",
    "infer_avoid",
    "routes_for",
    "still_to_ask",
    "who_hears_in_words",
]
