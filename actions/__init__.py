"""Rasa actions, one file a step of the conversation. Thin: read the turn, call one plain function, say, keep."""
