"""All programs, one after the other: ``python -m bench``."""

from bench import engines, loading, question, startup

for program in (engines, loading, question, startup):
    program.main()
    print()
