"""Who is asking: the session in the cookie, and the address that guesses are counted by."""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.errors import WebError
from bot.channels.web.service import WebService
from bot.vault.leader import LeaderVault

COOKIE = "canary_session"
HOME = "canary_home"  # read by the proxy, which knows no browser's prefixes; it opens nothing


def service_of(request: Request) -> WebService:
    """The channel's service, put on the application by the server."""
    service = request.app.state.web
    assert isinstance(service, WebService)  # noqa: S101 - a server put together wrongly
    return service


def token_of(request: Request) -> str:
    """The session token that came with the request; '' when none did."""
    return request.cookies.get(_cookie(service_of(request)), "")


def leader_of(request: Request) -> LeaderVault:
    """The open vault of the cookie, now counted as used. Raises ``WebError`` 401 when none is."""
    leader = service_of(request).sessions.find(token_of(request))
    if leader is None:
        raise WebError(401, "unknown_session", "web.error.unknown_session")
    return leader


def remember(service: WebService, response: Response, token: str) -> None:
    """Put a session token into the browser: out of scripts' reach, for this site alone, until the browser closes."""
    response.set_cookie(
        _cookie(service), token, path="/", httponly=True, samesite="strict", secure=service.secure_cookie
    )
    if service.homes.name:
        send_home(service, response, service.homes.name)


def send_home(service: WebService, response: Response, home: str) -> None:
    """Tell the proxy, by way of the browser, which process is this leader's home."""
    response.set_cookie(HOME, home, path="/", httponly=True, samesite="strict", secure=service.secure_cookie)


def forget(service: WebService, response: Response) -> None:
    """Take the token, and whatever this site stored, out of the browser."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for name in (_cookie(service), *([HOME] if service.homes.name else [])):
        response.delete_cookie(name, path="/", httponly=True, samesite="strict", secure=service.secure_cookie)


def mark_of(leader: LeaderVault) -> str:
    """A mark by which the page tells whether the same vault was opened again. It opens nothing."""
    return hashlib.sha256(f"canary/page\0{leader.id}".encode()).hexdigest()[:16]


def client_of(request: Request) -> str:
    """Whose guesses these are: an address, or for IPv6 the network of it, since one house has billions of those."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host


def _cookie(service: WebService) -> str:
    """Behind https a name that browsers accept only with Secure, for this very host and the path "/"."""
    return f"__Host-{COOKIE}" if service.secure_cookie else COOKIE
