"""What derivations ask of the national list of regions."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Regions"]


class Regions(Protocol):
    """The national list of regions."""

    def neighbours(self, code: str) -> list[str]:
        """Names of the other kecamatan of the same kabupaten."""

    def parent_name(self, code: str) -> str:
        """Name of the kabupaten or kota, without that word."""

    def name(self, code: str) -> str:
        """Name of the kecamatan of that code; empty when there is none."""

    def has_name(self, code: str, name: str) -> bool:
        """Whether a list calls the kecamatan of that code so, however it is spelled."""

    def called(self, name: str) -> list[str]:
        """Codes of the kecamatan of that name."""

    def parent_title(self, code: str) -> str:
        """Name of the kabupaten or kota, with that word."""

    def is_kabupaten(self, name: str) -> bool:
        """Whether there is a kabupaten or kota of that name, without that word."""

    def is_known(self, code: str) -> bool:
        """Whether there is a kecamatan of that code."""

    def villages(self, code: str) -> dict[str, list[str]]:
        """Names of the kelurahan and desa of a kecamatan, by kind."""

    def code_named(self, name: str, sibling: str) -> str:
        """The code of the kecamatan of that name in the kabupaten of another one.

        Empty when it has none.
        """
