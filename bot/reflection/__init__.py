"""The logic of a reflection: pure Python, no Rasa, no database, no clock of its own."""
