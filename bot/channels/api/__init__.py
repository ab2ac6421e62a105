"""A small JSON API for integrators, off by default: the same conversation for a program that speaks for leaders."""
