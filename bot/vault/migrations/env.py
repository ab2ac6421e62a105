"""Alembic's entry: runs on the connection, and inside the transaction, that bot.vault.migrate hands over."""

from alembic import context

from bot.vault.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
