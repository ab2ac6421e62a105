"""Where leaders talk to Canary. A channel translates and guards; it holds no conversation logic."""
