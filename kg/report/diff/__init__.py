"""What changed: between two checks, and between two states of one kecamatan."""
