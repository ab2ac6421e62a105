"""What Microsoft did not send, or not for this bot and tenant, does nothing; what it refuses for now is not lost."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest

from bot.channels.teams.connector import Connector, NotSent
from bot.channels.teams.keys import PublicKeys
from tests.doubles.echo import Echo
from tests.doubles.microsoft import APP, TENANT, Key, Person
from tests.doubles.town import Town, teams_account


async def status(person: Person, ticket: str | None, **more: Any) -> int:
    return (await person.send(person.activity(text="hi", **more), ticket)).status_code


async def test_wrong_tokens_are_refused(echo: Echo, here: Town, anna: Person) -> None:
    ticket, now = here.microsoft.ticket, int(time.time())
    right = ticket()
    head, body, signature = right.split(".")
    stranger = Key("first")
    wrong = {
        "none": None,
        "not a token": "x.y.z",
        "audience": ticket(aud="another-bot"),
        "no audience": ticket(aud=None),
        "issuer": ticket(iss="https://sts.windows.net/x/"),
        "no issuer": ticket(iss=None),
        "expired": ticket(exp=now - 310),
        "no expiry": ticket(exp=None),
        "not yet": ticket(nbf=now + 310),
        "alg none": ticket(algorithm="none"),
        "alg HS256": ticket(algorithm="HS256"),
        "another key": ticket(stranger),
        "unknown key": ticket(Key("unknown")),
        "cut": f"{head}.{body}.",
        "changed": f"{head}.{body[:-2]}AA.{signature}",
    }
    for name, one in wrong.items():
        assert await status(anna, one) == 401, name
    signed_with_public = jwt.encode({"iss": "x"}, str(here.microsoft.keys[0].public["n"]), "HS256", {"kid": "first"})
    assert await status(anna, signed_with_public) == 401
    assert not echo.heard and not here.microsoft.sent


async def test_a_clock_five_minutes_off_is_forgiven(echo: Echo, here: Town, anna: Person) -> None:
    now = int(time.time())
    assert await status(anna, here.microsoft.ticket(exp=now - 250)) == 200
    assert await status(anna, here.microsoft.ticket(nbf=now + 250)) == 200
    assert len(echo.heard) == 2


async def test_the_service_address_must_be_the_tokens_and_on_the_list(echo: Echo, here: Town, anna: Person) -> None:
    evil = "https://evil.example/"
    assert await status(anna, "", serviceUrl=evil) == 403
    assert await status(anna, here.microsoft.ticket(serviceurl=evil), serviceUrl=evil) == 403
    assert await status(anna, here.microsoft.ticket(serviceurl=None)) == 403
    tricky = here.microsoft.service.replace("http://", "http://127.0.0.1@evil.example/")
    assert await status(anna, here.microsoft.ticket(serviceurl=tricky), serviceUrl=tricky) == 403
    assert not echo.heard and here.microsoft.logins == 0


async def test_another_tenant_or_channel_is_refused(echo: Echo, here: Town, anna: Person) -> None:
    other = {"conversationType": "personal", "tenantId": "other", "id": "a:anna"}
    assert await status(anna, "", channelData={"tenant": {"id": "other"}}) == 403
    assert await status(anna, "", conversation=other) == 403
    assert await status(anna, "", channelData={}, conversation={**other, "tenantId": None}) == 403
    assert await status(anna, "", channelId="webchat") == 403
    assert await status(anna, "", channelId=None) == 403
    assert not echo.heard


async def test_a_key_that_is_not_endorsed_for_teams_is_refused(echo: Echo, here: Town, anna: Person) -> None:
    here.microsoft.keys.append(Key("webchat-only", endorsements=("webchat",)))
    assert await status(anna, here.microsoft.ticket(here.microsoft.keys[1])) == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"{" * 3000, b'{"type": 3, "from": [], "conversation": "x"}'])
async def test_malformed_bodies_get_a_plain_refusal(here: Town, anna: Person, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {here.microsoft.ticket()}"}
    answer = await anna._http.post(anna.canary + "/teams/messages", content=body, headers=headers)
    assert answer.status_code in (400, 403)


async def test_keys_may_change_while_it_runs(echo: Echo, here: Town, anna: Person) -> None:
    clock = [1000.0]
    keys = PublicKeys(f"{here.microsoft.address}/v1/.well-known/openidconfiguration", lambda: clock[0])
    here.channels[1]._tickets._keys = keys
    assert await status(anna, "") == 200
    here.microsoft.keys = [Key("second")]
    assert await status(anna, "") == 401  # looked a moment ago: an unknown key is no reason to look again at once
    assert here.microsoft.key_fetches == 1
    clock[0] += 61
    assert await status(anna, "") == 200
    for _ in range(20):
        assert await status(anna, here.microsoft.ticket(Key("made-up"))) == 401
    assert here.microsoft.key_fetches == 2 and len(echo.heard) == 2


async def test_keys_that_are_away_are_no_way_in(echo: Echo, here: Town, anna: Person) -> None:
    here.microsoft.keys_away = True
    assert await status(anna, "") == 503
    assert not echo.heard


async def test_known_keys_outlast_a_day_without_microsoft(here: Town, anna: Person) -> None:
    clock = [1000.0]
    keys = PublicKeys(f"{here.microsoft.address}/v1/.well-known/openidconfiguration", lambda: clock[0])
    here.channels[1]._tickets._keys = keys
    assert await status(anna, "") == 200
    here.microsoft.keys_away, clock[0] = True, clock[0] + 90_000
    assert await status(anna, "") == 200


async def test_one_login_serves_everybody_and_is_renewed_in_time(here: Town) -> None:
    clock = [0.0]
    connector = Connector(teams_account(here.microsoft), clock=lambda: clock[0])
    first = await connector.token()
    clock[0] = 3599 - 301
    assert await connector.token() == first and here.microsoft.logins == 1
    clock[0] = 3599 - 299
    assert await connector.token() != first and here.microsoft.logins == 2
    await connector.close()


async def test_a_login_that_is_refused_is_not_tried_for_ever(here: Town) -> None:
    account = teams_account(here.microsoft)
    object.__setattr__(account, "tenant", "11111111-0000-4000-8000-000000000000")
    connector = Connector(account)
    with pytest.raises(NotSent) as refused:
        await connector.token()
    assert refused.value.status == 400
    await connector.close()


async def test_a_token_withdrawn_early_is_fetched_anew(here: Town, anna: Person) -> None:
    await anna.write("One")
    here.microsoft.withdraw_tokens()
    await anna.write("Two")
    assert [line for line in anna.lines() if "Heard" in line] == ["Heard on teams: One", "Heard on teams: Two"]
    assert here.microsoft.logins == 2


async def test_rate_limits_are_waited_for(here: Town, anna: Person) -> None:
    here.microsoft.trouble = [(429, 1), (429, 1)]
    began = time.monotonic()
    await anna.write("Hello")
    assert len(anna.new()) == 1 and time.monotonic() - began >= 2


async def test_a_storm_of_errors_loses_and_doubles_nothing(here: Town, anna: Person) -> None:
    here.microsoft.trouble = [(500, None), (503, None), (429, 1), (502, None), (412, None)]
    await anna.write("One")
    await anna.write("Two")
    assert [line for line in anna.lines() if "Heard" in line] == ["Heard on teams: One", "Heard on teams: Two"]


async def test_nothing_said_and_nobody_is_in_the_log(
    here: Town, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    await anna.write("a marked word")
    await status(anna, "wrong.to.ken")
    await status(anna, None)
    ours = [record for record in caplog.records if record.name == "canary"]
    shown = [str(record.__dict__) for record in ours]
    assert ours and not any(part in one for one in shown for part in ("marked", "aad-anna", "29:anna", TENANT, APP))
