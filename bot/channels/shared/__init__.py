"""What Slack, Teams and the API have in common: order, once only, limits, and the words around a conversation."""
