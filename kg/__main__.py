"""Run the command line as ``python -m kg``."""

from kg.cli.app import main

if __name__ == "__main__":
    main()
