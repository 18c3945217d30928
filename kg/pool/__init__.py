"""Processes that are allowed to hang, to eat memory and to die, on this machine or on a cluster.

Knows nothing of a kecamatan.
"""
