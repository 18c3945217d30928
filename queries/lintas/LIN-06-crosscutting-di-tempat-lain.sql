--+ id = "LIN-06"
--+ title = { id = "Crosscutting dinyatakan di kecamatan lain", en = "Crosscutting declared by other kecamatan" }
--+ question = { id = "Kondisi mana yang crosscutting-nya dinyatakan kecamatan lain tetapi kosong di sini?", en = "For which conditions do other kecamatan name crosscutting while it is missing here?" }
--+ empty_means = { id = "kondisi yang sama selalu atau tidak pernah ditandai crosscutting", en = "the same condition is marked as crosscutting always or never" }
--+ [rule]
--+ severity = "info"
--+ compares = "kinerja"
--+ description = { id = "Kondisi yang di kecamatan lain melibatkan mitra juga ditandai crosscutting di kecamatan ini.", en = "A condition that involves partners elsewhere is marked as crosscutting here as well." }
--+ message = { id = "Kondisi \"{judul}\" tanpa crosscutting di {kecamatan} kecamatan, sedangkan kecamatan lain menyatakan mitra: {nilai}.", en = "The condition \"{judul}\" is without crosscutting in {kecamatan} kecamatan while others name partners: {nilai}." }
--+ remedy = { id = "Periksa apakah mitra itu juga terlibat, lalu isi kolom crosscutting_dengan.", en = "Check whether the partner is involved here too, then fill the column crosscutting_dengan." }
--+ basis = ["PermenPANRB 89/2021, tahap 3", "PermenPANRB 88/2021"]
--+ why = "Partners that most kecamatan name for a condition are likely to be needed by the others as well."
--+ [params.mitra]
--+ type = "integer"
--+ ambang = "lintas-tempat"
--+ label = { id = "jumlah mitra yang disebut", en = "number of partners that are named" }
WITH kondisi AS (
    SELECT * FROM kinerja
    WHERE starts_with(simpul, 'simpul/') AND inti <> '' AND kunci NOT IN (SELECT kunci FROM baku)
),
dinyatakan AS (
    SELECT lingkup, inti, min(awal) AS awal, max(akhir) AS akhir,
        string_agg(mitra, ', ' ORDER BY mitra) FILTER (WHERE urutan <= $mitra)
            || CASE WHEN count(*) > $mitra THEN ', … (' || count(*) || ')' ELSE '' END AS mitra_lain
    FROM (
        SELECT lingkup, inti, mitra, min(kecamatan) AS awal, max(kecamatan) AS akhir,
            row_number() OVER (PARTITION BY lingkup, inti ORDER BY count(DISTINCT kecamatan) DESC, mitra) AS urutan
        FROM mitra WHERE cara = 'dinyatakan' AND starts_with(simpul, 'simpul/')
        GROUP BY lingkup, inti, mitra
    )
    GROUP BY lingkup, inti
)
SELECT
    lingkup,
    inti AS kelompok,
    teks AS judul,
    mitra_lain AS nilai,
    0 AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    teks
FROM kondisi
JOIN dinyatakan USING (lingkup, inti)
WHERE mitra = '' AND (awal <> kecamatan OR akhir <> kecamatan)
