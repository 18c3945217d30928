"""What was read becomes rows of the form, every cell with the place it was read from."""

from __future__ import annotations

from kg.read.layout.postnames import post_kind
from kg.read.layout.posts import posts_in
from kg.read.layout.proofs import proofs_of
from kg.read.layout.reading import LEVELS, Indicator, Item, Reading, Value
from kg.read.layout.words import plain
from kg.read.layout.writing import TREE, Cells, Entry, Writer, said_beside

__all__ = ["entries", "kind_in_form"]

#: How the kinds of document that layouts tell are called in the form.
_KINDS = {
    "pohon": "pohon kinerja",
    "pk_perubahan": "pk perubahan",
    "renja_perubahan": "renja perubahan",
    "renstra_perubahan": "renstra perubahan",
}


class _Rows(Writer):
    """Writes the rows that each item becomes."""

    def item(self, item: Item, order: int) -> None:
        """The rows that one item becomes."""
        if item.level in TREE:
            self._condition(item, order)
        elif item.level == "jabatan":
            self._post(item)
        elif item.level in {"tugas", "fungsi"}:
            self._duty(item)
        elif item.answers is not None and item.parent is not None:
            # The objective of a post that a condition states is that condition.
            measured = f"{self.code(item.parent)};{self.code(item.answers)}"
            self._measures(item, measured, "iki")
        else:
            self._plan(item, order)

    def _condition(self, item: Item, order: int) -> None:
        self.add(
            "simpul",
            rumusan=Value(item.text, item.place),
            kode=self.code(item),
            kode_induk=self.code(item.parent) if item.parent else None,
            jenis=item.level,
            nomor=item.number,
            tingkat_operasional=_operational_level(item),
            crosscutting_dengan=item.texts.get("crosscutting"),
            **said_beside(item, order),
        )
        self._measures(item, self.code(item), "iku" if item.level == "outcome" else "")
        self._holder(item, self.code(item))

    def _post(self, item: Item) -> None:
        above = item.texts.get("atasan")
        superior = self._superior(above) if above is not None else ""
        self._post_row(item.text, item.place, self.code(item), item.kind or _unit(item), superior)

    def _superior(self, named: Value) -> str:
        """The code of the post above another, where the document lists it as well."""
        for item in self.reading.items:
            if item.level == "jabatan" and plain(item.text) == plain(named.text):
                return self.code(item)
        self.reading.doubt(named.place, "superior")
        return ""

    def _post_row(
        self, name: str, place: str, code: str, unit: str = "", superior: str = ""
    ) -> None:
        self.posts.setdefault(plain(name), code)
        self.add(
            "jabatan",
            nama=Value(name, place),
            kode=code,
            jenis=post_kind(name),
            unit=unit,
            kode_atasan=superior,
        )

    def _duty(self, item: Item) -> None:
        if item.parent is None:
            return
        self.add(
            "tugas",
            uraian=Value(item.text, item.place),
            kode_jabatan=self.code(item.parent),
            jenis=item.level,
            nomor=item.number,
        )

    def _plan(self, item: Item, order: int) -> None:
        code = self.code(item)
        parent = item.parent if item.parent and item.parent.level in LEVELS else None
        self.add(
            "rencana",
            nama=Value(item.text, item.place),
            kode=code,
            kode_induk=self.code(parent) if parent else None,
            mendukung_juga="; ".join(map(self.code, item.also_above)),
            jenjang=item.level,
            kode_nomenklatur=item.older_code or item.code,
            nomor=item.number,
            **said_beside(item, order),
        )
        measured = code
        if item.result is not None:
            measured = self.number("H")
            self.add(
                "rencana",
                nama=item.result,
                kode=measured,
                kode_induk=code,
                jenjang=f"sasaran_{item.level}",
            )
        self._measures(item, measured, self._indicator_kind(item))
        self._money(item, code)
        self._role(item, code)
        if item.level != "sasaran_jabatan":
            self._holder(item, code)
        if item.level == "sasaran" and "penanggung_jawab" not in item.texts:
            self._promised(item, code)

    def _holder(self, item: Item, code: str) -> None:
        """The posts in charge of a row; a section or another unit is none, and stays as printed."""
        named = item.texts.get("penanggung_jawab")
        for post in posts_in(named) if named is not None else ():
            self._bears(code, self._post_of(post), post.place)
        carried = item.texts.get("pelaksana")
        for post in posts_in(carried, every=True) if carried is not None else ():
            self._bears(code, self._post_of(post), post.place, "pelaksana")

    def _promised(self, item: Item, code: str) -> None:
        """The post that signs an agreement bears its objectives."""
        signed = item.promised_by
        if self.reading.kind == "pk" and signed is not None:
            self._bears(code, self._post_of(signed), signed.place)

    def _post_of(self, named: Value) -> str:
        """The code of a post by its name; the first that names it makes its row."""
        if plain(named.text) not in self.posts:
            self._post_row(named.text, named.place, self.number("J"))
        return self.posts[plain(named.text)]

    def _bears(self, code: str, post: str, place: str, role: str = "penanggung_jawab") -> None:
        self.add(
            "peran",
            kode_kinerja_atau_komponen=Value(code, place),
            kode_jabatan=post,
            peran=role,
        )

    def _indicator_kind(self, item: Item) -> str:
        if item.level == "sasaran_jabatan":
            return "iki"
        top = item.level in {"tujuan", "sasaran"}
        return "iku" if top and self.reading.kind in {"iku", "pk"} else ""

    def _role(self, item: Item, code: str) -> None:
        """The post that an objective of a post belongs to."""
        if item.level != "sasaran_jabatan":
            return
        if item.parent is not None and item.parent.level == "jabatan":
            post = self.code(item.parent)
        else:
            named = item.texts.get("penanggung_jawab")
            if named is None:
                return
            post = self._post_of(named)
        self._bears(code, post, item.place)

    def _measures(self, item: Item, code: str, kind: str) -> None:
        for indicator in item.indicators:
            self._indicator(indicator, code, kind)

    def _indicator(self, indicator: Indicator, measured: str, kind: str) -> None:
        code = self.number("I")
        texts = indicator.texts
        self.add(
            "indikator",
            rumusan=Value(indicator.text, indicator.place),
            kode=code,
            kode_kinerja=measured,
            jenis=kind,
            nomor=indicator.number,
            formulasi=texts.get("formulasi"),
            definisi_operasional=texts.get("definisi"),
            satuan=texts.get("satuan"),
            sumber_data=texts.get("sumber_data"),
            tipe_penghitungan=texts.get("tipe_penghitungan"),
            arah=texts.get("arah"),
            kondisi_awal=texts.get("kondisi_awal"),
        )
        self._targets(indicator, code)
        stated = dict.fromkeys((*indicator.reached, *indicator.claimed))
        proofs = proofs_of(self.reading, indicator.proofs, list(stated))
        for key in stated:
            cells = {"nilai": indicator.reached.get(key), "capaian": indicator.claimed.get(key)}
            self._realisation(code, key, cells | {"bukti": proofs.get(key)})

    def _targets(self, indicator: Indicator, code: str) -> None:
        kind = {"pk": "pk", "renstra": "renstra", "renja": "renja", "rkt": "rkt"}
        stated = "perubahan" if self.reading.changed else kind.get(self.reading.kind)
        for key, value in indicator.targets.items():
            year, _, quarter = key.partition("-")
            self.add(
                "target",
                nilai=value,
                kode_indikator=code,
                tahun=year,
                triwulan=quarter,
                jenis_target=stated,
                semula=value.before,
            )

    def _realisation(self, code: str, key: str, cells: dict[str, Value | None]) -> None:
        year, _, quarter = key.partition("-")
        value = cells["nilai"]
        self.add(
            "realisasi",
            **cells,
            kode_acuan=code,
            tahun=year,
            triwulan=quarter,
            sifat=value.nature if value and quarter else None,
        )

    def _money(self, item: Item, code: str) -> None:
        for key, value in item.money.items():
            year, _, quarter = key.partition("-")
            self.add(
                "anggaran",
                nilai=value,
                kode_rencana=code,
                tahun=year,
                triwulan=quarter,
                semula=value.before,
            )
        proofs = proofs_of(self.reading, item.proofs, list(item.spent))
        for key, value in item.spent.items():
            self._realisation(code, key, {"nilai": value, "bukti": proofs.get(key)})


def _operational_level(item: Item) -> str:
    """Which operational level a condition is of, where the document calls it by another word than its parent."""
    level = 1
    while item.parent is not None and item.level == item.parent.level == "operasional":
        # One that is called as its parent is, is no further level but stands at the wrong place.
        level += plain(item.kind) != plain(item.parent.kind)
        item = item.parent
    called = plain(item.kind).endswith((" 2", " dua")) and item.level == "operasional"
    return str(level + called) if level + called > 1 else ""


def _unit(item: Item) -> str:
    value = item.texts.get("unit")
    return value.text if value else ""


def entries(reading: Reading, identity: Cells) -> list[Entry]:
    """All rows of the form that a reading becomes.

    ``identity`` are the entries of ``identitas``.
    """
    writer = _Rows(reading)
    for key, value in identity.items():
        writer.add("identitas", nilai=value, kunci=key)
    for item in reading.items:
        if item.level == "jabatan":
            # Its own row names it, however early another row does.
            writer.posts.setdefault(plain(item.text), writer.code(item))
    for order, item in enumerate(reading.items, start=1):
        writer.item(item, order)
    # The title of the document stands first: what is said of the whole stands there.
    main = [identity["judul"]] if reading.titles and "judul" in identity else []
    for number, title in enumerate([*main, *reading.titles], start=1):
        writer.add("teks", uraian=title, kode=f"T{number}", jenis="judul")
    for condition, row, place in reading.realised:
        writer.add(
            "pemetaan",
            kode_simpul=Value(writer.code(condition), place),
            kode_rencana=writer.code(row),
        )
    return writer.found


def kind_in_form(reading: Reading) -> str:
    """The kind of document as the form calls it."""
    kind = f"{reading.kind}_perubahan" if reading.changed else reading.kind
    return _KINDS.get(kind, kind)
