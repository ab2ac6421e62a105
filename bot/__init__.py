"""Canary: a confidential reflection companion for leaders of children's services."""
