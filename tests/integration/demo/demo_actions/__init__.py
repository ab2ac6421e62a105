"""A handful of actions, each showing one way an action can end."""
