--+ id = "LIN-01"
--+ title = { id = "Indikator disalin antar-kecamatan", en = "Indicator copied between kecamatan" }
--+ question = { id = "Rumusan indikator mana yang sama di beberapa kecamatan, padahal tidak ditetapkan untuk semua?", en = "Which indicator wordings are the same in several kecamatan though nobody prescribes them?" }
--+ empty_means = { id = "setiap indikator yang tidak ditetapkan untuk semua hanya dipakai satu kecamatan", en = "every indicator that is not prescribed is used by one kecamatan only" }
--+ [rule]
--+ severity = "info"
--+ compares = "indikator"
--+ description = { id = "Indikator yang tidak ditetapkan untuk semua dirumuskan dari kinerja kecamatan sendiri.", en = "An indicator that is not prescribed for all is worded from the results of the own kecamatan." }
--+ message = { id = "Indikator \"{judul}\" sama di {kecamatan} kecamatan ({kabupaten} kabupaten/kota, {provinsi} provinsi); {nilai} di antaranya juga bertarget sama dengan yang lain.", en = "The indicator \"{judul}\" is the same in {kecamatan} kecamatan ({kabupaten} kabupaten, {provinsi} provinces); {nilai} of them also share their targets with another." }
--+ remedy = { id = "Periksa apakah indikator itu mengukur kinerja kecamatan ini; bila memang baku, tambahkan ke daftar indikator-baku.", en = "Check whether the indicator measures the results of this kecamatan; if it is a standard, add it to the list indikator-baku." }
--+ basis = ["PermenPANRB 89/2021, tahap 4", "PermenPANRB 88/2021, KKE-5"]
--+ why = "A copied indicator measures another kecamatan's results; the same wording across provinces tells of a form filled in, within a kabupaten of an agreement that should be written down."
--+ [params.paling_sedikit]
--+ type = "integer"
--+ ambang = "lintas-kecamatan"
--+ label = { id = "jumlah kecamatan paling sedikit", en = "least number of kecamatan" }
--+ [params.kata]
--+ type = "integer"
--+ ambang = "lintas-kata"
--+ label = { id = "jumlah kata paling sedikit", en = "least number of words" }
WITH rumusan AS (
    SELECT * FROM indikator
    WHERE len(string_split(kunci, ' ')) >= $kata AND kunci NOT IN (SELECT kunci FROM baku)
),
sama AS (
    SELECT lingkup, kunci FROM rumusan GROUP BY lingkup, kunci HAVING count(DISTINCT kecamatan) >= $paling_sedikit
),
bertarget AS (
    SELECT lingkup, kunci, sum(n) AS n
    FROM (
        SELECT lingkup, kunci, count(DISTINCT kecamatan) AS n
        FROM rumusan SEMI JOIN sama USING (lingkup, kunci)
        WHERE target <> ''
        GROUP BY lingkup, kunci, target
    )
    WHERE n > 1
    GROUP BY lingkup, kunci
)
SELECT
    lingkup,
    kunci AS kelompok,
    teks AS judul,
    coalesce(n, 0)::VARCHAR AS nilai,
    0 AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    teks
FROM rumusan
SEMI JOIN sama USING (lingkup, kunci)
LEFT JOIN bertarget USING (lingkup, kunci)
