"""Facts for the rules of targets."""
