--+ id = "N04"
--+ title = { id = "Outcome setiap sub kegiatan", en = "Outcomes of each sub-activity" }
--+ question = { id = "Outcome dan sasaran strategis mana yang ditopang setiap sub kegiatan, di berapa kecamatan?", en = "Which outcomes and strategic results does each sub-activity serve, in how many kecamatan?" }
--+ columns = ["lingkup", "sub_kegiatan", "kode", "outcome", "strategis", "kecamatan", "contoh"]
--+ empty_means = { id = "tidak ada sub kegiatan", en = "there are no sub-activities" }
SELECT
    lingkup,
    first(nama ORDER BY kecamatan, periode, simpul) AS sub_kegiatan,
    first(kode ORDER BY kecamatan, periode, simpul) AS kode,
    first(outcome ORDER BY kecamatan, periode, simpul) AS outcome,
    first(strategis ORDER BY kecamatan, periode, simpul) AS strategis,
    count(DISTINCT kecamatan) AS kecamatan,
    min(kecamatan) AS contoh
FROM sub_kegiatan
GROUP BY lingkup, kunci, outcome_inti, strategis_inti
ORDER BY lingkup, kunci, count(DISTINCT sub_kegiatan.kecamatan) DESC, outcome_inti, strategis_inti
