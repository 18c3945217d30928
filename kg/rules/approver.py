"""Who approved a waiver: a post, or what can only be the name of a person."""

from __future__ import annotations

import re

from kg.derive.vocabulary import vocabulary
from kg.read.persons import names_person

__all__ = ["seems_a_person"]

#: The lists that know the words of posts.
_POSTS = ("kata-jabatan", "jabatan-sendiri", "jabatan-penyetuju", "kepala-lembaga")
# Two to four words with capitals and small letters: abbreviations of posts are left alone.
_NAME = re.compile(r"[A-Z][a-z']+(?: [A-Z][a-z']+){1,3}")


def seems_a_person(approver: str) -> bool:
    """Whether an approver reads as the name of a person.

    Written like one, and without any word of a post.

    >>> seems_a_person("Siti Rahayu"), seems_a_person("Camat Kalibaru"), seems_a_person("Kasubid PE")
    (True, False, False)
    """
    if names_person(approver):
        return True
    if not _NAME.fullmatch(" ".join(approver.split())):
        return False
    return not any(vocabulary().contains(name, approver) for name in _POSTS)
