"""A whole nation of made-up but realistic kecamatan, sound or with known defects: ``python -m bench.nation.generate``."""
