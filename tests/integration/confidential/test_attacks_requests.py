"""Requests that no page sends: too big, too slow, out of the folders, half, or never finished."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from bot.channels.web import bodies, patience

HEAD = "POST /api/session HTTP/1.1\r\nHost: canary.test\r\nContent-Type: application/json\r\n"


def raw(address: str, sent: bytes, then: bytes = b"", every: float = 0.1, seconds: float = 6.0) -> tuple[bytes, float]:
    """Send bytes, then ``then`` again and again; what came back, and how long the server bore it."""
    place = urlsplit(address)
    began = time.monotonic()
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=every) as line:
        line.sendall(sent)
        answer = b""
        while time.monotonic() - began < seconds:
            try:
                more = line.recv(65536)
                if not more:
                    break
                answer += more
            except TimeoutError:
                pass
            except ConnectionError:
                break
            try:
                line.sendall(then)
            except OSError:
                break
    return answer, time.monotonic() - began


def test_a_slow_body_is_let_go(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.5)
    answer, seconds = raw(address, f"{HEAD}Content-Length: 20000\r\n\r\n{{".encode(), then=b" ")
    assert answer.startswith(b"HTTP/1.1 408") and b"connection: close" in answer.lower()
    assert seconds < 3


def test_a_head_that_never_ends_is_let_go(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.5)
    answer, seconds = raw(address, b"GET / HTTP/1.1\r\n", then=b"X-More: 1\r\n", every=0.05)
    assert seconds < 3


def test_a_connection_that_says_nothing_is_let_go(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.5)
    answer, seconds = raw(address, b"")
    assert answer == b"" and seconds < 3


def test_a_second_head_on_the_same_line_must_end_too(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.5)
    whole = b"GET /health HTTP/1.1\r\nHost: canary.test\r\n\r\n"
    answer, seconds = raw(address, whole + b"GET / HT", then=b"T", every=0.05)
    assert answer.startswith(b"HTTP/1.1 200") and seconds < 3


def test_a_patient_page_is_not_let_go(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stops when the head is whole, whatever the answer takes."""
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.3)
    body = b'{"keep_nothing": true}'
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as line:
        line.sendall(f"{HEAD}Content-Length: {len(body)}\r\n\r\n".encode())
        time.sleep(0.8)
        line.sendall(body)
        assert line.recv(65536).startswith(b"HTTP/1.1 201")


@pytest.mark.parametrize("length", [None, "60000000"])
def test_a_body_that_is_too_big_is_not_read_to_its_end(address: str, length: str | None) -> None:
    framing = f"Content-Length: {length}" if length else "Transfer-Encoding: chunked"
    piece = b"x" * 16_384
    chunk = piece if length else f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    answer, seconds = raw(address, f"{HEAD}{framing}\r\n\r\n".encode(), then=chunk, every=0.01)
    assert b"413" in answer[:16] and seconds < 4


def test_a_head_that_is_too_big_is_refused(address: str) -> None:
    answer, _ = raw(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Big: " + b"x" * 200_000, every=0.05)
    assert not answer or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/..%2fserver.py",
        "/static/%2e%2e/%2e%2e/server.py",
        "/static/....//....//etc/passwd",
        "/static//etc/passwd",
        "/static/%00",
        "/static/..\\server.py",
        "/api/export.%2e%2e%2fcanary.keys",
        "/../../../../etc/passwd",
        "/about/../../etc/passwd",
        "/about/..%2f..%2fpyproject",
        "/var/canary.db",
        "/canary.keys",
    ],
)
def test_no_way_out_of_the_folders(address: str, path: str) -> None:
    answer, _ = raw(address, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"400", b"401", b"404")
    assert b"root:" not in answer and b"import" not in answer


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "OPTIONS", "CONNECT"])
def test_other_methods_do_nothing(address: str, method: str) -> None:
    answer, _ = raw(address, f"{method} /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"400", b"404", b"405")


def test_the_server_does_not_say_what_it_is(address: str) -> None:
    headers = httpx.get(address).headers
    assert "server" not in headers and "x-powered-by" not in headers


def test_errors_show_no_trace(address: str) -> None:
    for answer in (
        httpx.get(f"{address}/nothing-here"),
        httpx.post(f"{address}/api/session", content=b"{", headers={"Content-Type": "application/json"}),
        httpx.post(f"{address}/api/messages", json={}),
    ):
        assert set(answer.json()["error"]) == {"code", "message", "retry_after"}
        assert "Traceback" not in answer.text and ".py" not in answer.text
