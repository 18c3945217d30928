"""Speed as ratios: each program measures us and a peer in the same run, on the same data."""
