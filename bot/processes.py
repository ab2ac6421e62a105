"""What a process has in common with others, and what it tells of itself: each by a setting alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from bot.homes import Homes, OneHome
from bot.settings import PREFIX, Settings, SettingsError
from bot.tally import LocalTally, Tally
from bot.vault.vault import Vault

if TYPE_CHECKING:
    from bot.channels.web.service import WebService
    from bot.metrics import Metrics


class Shared(TypedDict):
    """Parts of a WebService."""

    tally: Tally
    homes: OneHome


def shared_with_others(settings: Settings, vault: Vault) -> Shared:
    """Where this process counts, and where leaders are at home. Without Redis: here, both."""
    if not settings.redis:
        return Shared(tally=LocalTally(), homes=OneHome())
    from bot.tally.line import Line
    from bot.tally.together import RedisTally

    line = Line(settings.redis, vault.secret("tally"))
    return Shared(tally=RedisTally(line), homes=Homes(line, settings.process) if settings.process else OneHome())


def metrics_of(settings: Settings, web: WebService) -> Metrics | None:
    """The measures, answered at the address that is set; None where none is. Raises SettingsError."""
    if not settings.metrics:
        return None
    from bot.metrics import Metrics

    host, _, port = settings.metrics.rpartition(":")
    metrics = Metrics(web)
    try:
        metrics.serve(host.strip("[]"), int(port))
    except (OSError, OverflowError):
        raise SettingsError(f"{PREFIX}METRICS names an address that this machine can't answer at") from None
    return metrics
