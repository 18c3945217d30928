--+ id = "LIN-02"
--+ title = { id = "Rumusan memuat nama wilayah lain", en = "Wording with the name of another place" }
--+ question = { id = "Rumusan mana yang sama dengan rumusan kecamatan lain beserta nama wilayah kecamatan itu?", en = "Which wordings are those of another kecamatan, with the names of its places still in them?" }
--+ empty_means = { id = "tidak ada rumusan yang disalin beserta nama wilayah asalnya", en = "no wording was copied together with the names of the places it came from" }
--+ [rule]
--+ severity = "warning"
--+ compares = "kinerja"
--+ description = { id = "Rumusan kinerja dan indikator tidak memuat nama kecamatan, kabupaten, atau desa milik kecamatan lain.", en = "Results and indicators do not carry the names of the kecamatan, kabupaten or villages of another kecamatan." }
--+ message = { id = "Rumusan \"{judul}\" memuat nama wilayah lain, {nilai}, di {kecamatan} kecamatan.", en = "The wording \"{judul}\" carries the name of another place, {nilai}, in {kecamatan} kecamatan." }
--+ remedy = { id = "Ganti nama wilayah itu, lalu periksa apakah seluruh rumusan menggambarkan kecamatan sendiri.", en = "Replace the name, then check whether the whole wording is about the own kecamatan." }
--+ basis = ["PermenPANRB 89/2021, tahap 2", "PermenPANRB 89/2021, tahap 4"]
--+ why = "A foreign name in a wording that its owner uses word for word is the surest sign that a document was copied."
WITH rumusan AS (
    SELECT lingkup, kecamatan, periode, simpul, dokumen, baris, teks, asli, nama FROM kinerja
    UNION ALL
    SELECT lingkup, kecamatan, periode, simpul, dokumen, baris, teks, asli, nama FROM indikator
),
asal AS (
    SELECT lingkup, asli, satu, min(kecamatan) AS asal
    FROM (SELECT lingkup, asli, kecamatan, unnest(string_split(nama, '; ')) AS satu FROM rumusan WHERE nama <> '')
    GROUP BY lingkup, asli, satu
)
SELECT
    lingkup,
    asli || ' / ' || satu AS kelompok,
    teks AS judul,
    satu || ' (' || asal || ')' AS nilai,
    0 AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    teks
FROM rumusan
JOIN asal USING (lingkup, asli)
WHERE NOT list_contains(string_split(nama, '; '), satu)
