"""The private web channel: a cookie names an open vault; JSON in, JSON out."""
