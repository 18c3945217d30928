"""Facts for the rules of plan, posts and roles."""
