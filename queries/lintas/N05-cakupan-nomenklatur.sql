--+ id = "N05"
--+ title = { id = "Cakupan nomenklatur", en = "Coverage of the nomenclature" }
--+ question = { id = "Berapa sub kegiatan yang padanannya dalam daftar nasional diketahui, berapa entri yang dipakai, dan di berapa kecamatan semuanya diketahui?", en = "How many sub-activities have a known counterpart in the national list, how many entries are used, and in how many kecamatan are all known?" }
--+ columns = ["lingkup", "kecamatan", "sub_kegiatan", "dikenal", "persen", "entri_dipakai", "kecamatan_dikenal_semua"]
--+ empty_means = { id = "tidak ada sub kegiatan", en = "there are no sub-activities" }
WITH satu AS (
    SELECT lingkup, kecamatan, count(*) AS semua, count(*) FILTER (WHERE kode_baku <> '') AS dikenal
    FROM sub_kegiatan GROUP BY lingkup, kecamatan
),
dipakai AS (
    SELECT lingkup, count(DISTINCT kode_baku) AS entri FROM sub_kegiatan WHERE kode_baku <> '' GROUP BY lingkup
)
SELECT
    lingkup,
    count(*) AS kecamatan,
    sum(semua) AS sub_kegiatan,
    sum(dikenal) AS dikenal,
    round(100.0 * sum(dikenal) / sum(semua), 1) AS persen,
    coalesce(any_value(entri), 0) AS entri_dipakai,
    count(*) FILTER (WHERE dikenal = semua) AS kecamatan_dikenal_semua
FROM satu LEFT JOIN dipakai USING (lingkup)
GROUP BY lingkup
ORDER BY lingkup
