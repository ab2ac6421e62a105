"""The services that other tests stand on come up."""

from __future__ import annotations

import redis
from sqlalchemy import create_engine, text


def test_postgresql_answers(postgres_url: str) -> None:
    with create_engine(postgres_url, future=True).connect() as connection:
        assert connection.execute(text("select 1")).scalar_one() == 1


def test_redis_answers(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping() and client.info("server")["redis_version"]
