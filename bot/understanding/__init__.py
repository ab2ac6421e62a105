"""Text in, meaning out: signatures and scenarios, command or answer, danger, and people's names."""
