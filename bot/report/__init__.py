"""What a leader can take away."""
