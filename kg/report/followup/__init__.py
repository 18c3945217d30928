"""What comes back from an earlier report: its findings and the answers to them."""
