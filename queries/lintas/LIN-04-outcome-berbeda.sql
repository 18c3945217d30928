--+ id = "LIN-04"
--+ title = { id = "Sub kegiatan sama, outcome berbeda", en = "Same sub-activity, different outcomes" }
--+ question = { id = "Sub kegiatan mana yang menopang outcome berbeda di kecamatan yang berbeda?", en = "Which sub-activities serve different outcomes in different kecamatan?" }
--+ empty_means = { id = "setiap sub kegiatan menopang outcome yang sama di semua kecamatan", en = "every sub-activity serves the same outcome everywhere" }
--+ [rule]
--+ severity = "info"
--+ compares = "sub_kegiatan"
--+ description = { id = "Sub kegiatan yang sama menopang outcome yang sama di semua kecamatan yang dibandingkan.", en = "One sub-activity serves one outcome in all kecamatan that are compared." }
--+ message = { id = "Sub kegiatan \"{judul}\" menopang {nilai} rumusan {jenjang} berbeda di {kecamatan} kecamatan.", en = "The sub-activity \"{judul}\" serves {nilai} different results ({jenjang}) in {kecamatan} kecamatan." }
--+ remedy = { id = "Sepakati satu outcome untuk sub kegiatan itu, atau jelaskan mengapa kecamatan ini berbeda.", en = "Agree on one outcome for the sub-activity, or say why this kecamatan differs." }
--+ basis = ["PermenPANRB 89/2021, tahap 3", "Permendagri 90/2019"]
--+ why = "Money for one sub-activity that is said to work towards different ends cannot be compared, and one of the claims of cause may be wrong."
--+ [params.paling_sedikit]
--+ type = "integer"
--+ ambang = "lintas-kecamatan"
--+ label = { id = "jumlah kecamatan paling sedikit", en = "least number of kecamatan" }
--+ [params.jenjang]
--+ type = "text"
--+ value = "outcome"
--+ choices = ["outcome", "strategis"]
--+ label = { id = "jenjang yang dibandingkan", en = "level that is compared" }
WITH dukungan AS (
    SELECT *, CASE WHEN $jenjang = 'outcome' THEN outcome ELSE strategis END AS hasil_atas,
        CASE WHEN $jenjang = 'outcome' THEN outcome_inti ELSE strategis_inti END AS inti
    FROM sub_kegiatan
),
dinilai AS (SELECT * FROM dukungan WHERE inti <> ''),
jumlah AS (
    SELECT lingkup, kunci, count(DISTINCT inti) AS n, count(DISTINCT kecamatan) AS semua
    FROM dinilai GROUP BY lingkup, kunci HAVING count(DISTINCT kecamatan) >= $paling_sedikit AND count(DISTINCT inti) > 1
),
beda AS (
    SELECT DISTINCT lingkup, kunci, n
    FROM (SELECT lingkup, kunci, inti, count(DISTINCT kecamatan) AS k FROM dinilai GROUP BY lingkup, kunci, inti)
    JOIN jumlah USING (lingkup, kunci)
    WHERE k < semua
)
SELECT
    lingkup,
    kunci AS kelompok,
    nama AS judul,
    n::VARCHAR AS nilai,
    row_number() OVER (PARTITION BY lingkup, kunci, inti ORDER BY kecamatan, periode, simpul) AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    hasil_atas AS teks
FROM dinilai
JOIN beda USING (lingkup, kunci)
