"""Services that Canary talks to, as their documentation describes them, on loopback: for tests and for the bench."""
