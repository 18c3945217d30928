"""The command ``kg``: it only translates between people and the jobs in ``kg.worker``."""
