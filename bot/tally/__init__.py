"""What Canary counts: how fast somebody sends, who guesses at phrases, which deliveries were met before.

One process counts in its own memory (``LocalTally``). Several count together in Redis (``RedisTally``), by the setting
``CANARY_REDIS`` alone; while Redis is away each counts for itself again. Nothing that was said is ever in it.
"""

from bot.tally.kinds import Deliveries, Guesses, Pacing, Tally, through
from bot.tally.local import LocalTally

__all__ = ["Deliveries", "Guesses", "LocalTally", "Pacing", "Tally", "through"]
