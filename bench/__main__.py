"""All programs, one after the other: ``python -m bench``."""

from bench import bundle, engines, loading, question, startup

for program in (engines, loading, question, startup, bundle):
    program.main()
    print()
