"""The workbench: pages for auditors, analysts and planners, and an endpoint for machines, over the same store.

Nothing here decides anything: pages ask the rooms below and put what they are told into HTML. Needs
the extra ``web``.
"""
