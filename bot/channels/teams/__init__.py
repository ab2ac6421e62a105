"""Canary in Microsoft Teams: personal chats with one single-tenant bot. See docs/teams.md."""
