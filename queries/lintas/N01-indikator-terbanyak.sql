--+ id = "N01"
--+ title = { id = "Indikator yang paling banyak dipakai", en = "Indicators used most" }
--+ question = { id = "Rumusan indikator mana yang dipakai kecamatan terbanyak, dan mana yang baku?", en = "Which indicator wordings do most kecamatan use, and which of them are standard?" }
--+ columns = ["lingkup", "indikator", "kecamatan", "kabupaten", "provinsi", "baku"]
--+ empty_means = { id = "tidak ada indikator", en = "there are no indicators" }
--+ [params.paling_sedikit]
--+ type = "integer"
--+ ambang = "lintas-kecamatan"
--+ label = { id = "jumlah kecamatan paling sedikit", en = "least number of kecamatan" }
SELECT
    lingkup,
    first(teks ORDER BY kecamatan, periode, simpul) AS indikator,
    count(DISTINCT kecamatan) AS kecamatan,
    count(DISTINCT kabupaten) AS kabupaten,
    count(DISTINCT provinsi) AS provinsi,
    CASE WHEN kunci IN (SELECT kunci FROM baku) THEN 'ya' ELSE 'tidak' END AS baku
FROM indikator
GROUP BY lingkup, kunci
HAVING count(DISTINCT indikator.kecamatan) >= $paling_sedikit
ORDER BY 3 DESC, lingkup, kunci
