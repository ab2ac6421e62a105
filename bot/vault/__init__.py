"""What leaders say, kept so that only they can read it.

>>> phrase, mine = vault.create()
>>> turn = mine.turn(message_id, now)
>>> if turn.seen is None:
...     turn.put(answer)
...     turn.commit(exchange)
"""

from bot.vault.erase import Receipt
from bot.vault.leader import LeaderVault
from bot.vault.settings import CHEAP_FOR_TESTS, PhraseCost, VaultSettings
from bot.vault.turn import Turn
from bot.vault.vault import Vault

__all__ = ["CHEAP_FOR_TESTS", "LeaderVault", "PhraseCost", "Receipt", "Turn", "Vault", "VaultSettings"]
