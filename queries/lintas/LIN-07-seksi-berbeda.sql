--+ id = "LIN-07"
--+ title = { id = "Kondisi sama, seksi berbeda", en = "Same condition, different sections" }
--+ question = { id = "Kondisi sama atau hampir sama mana yang dikerjakan seksi yang berbeda di kecamatan yang berbeda?", en = "Which same or nearly same conditions belong to different sections in different kecamatan?" }
--+ empty_means = { id = "setiap kondisi yang sama dikerjakan seksi yang sama", en = "every condition that is the same belongs to the same section" }
--+ [rule]
--+ severity = "info"
--+ compares = "kinerja"
--+ description = { id = "Kondisi yang sama dikerjakan seksi yang sama; bila tidak, kondisi itu lintas seksi.", en = "One condition belongs to one section; where it does not, it cuts across sections." }
--+ message = { id = "Kondisi \"{judul}\" dikerjakan seksi berbeda di {kecamatan} kecamatan: {nilai}.", en = "Different sections pursue the condition \"{judul}\" in {kecamatan} kecamatan: {nilai}." }
--+ remedy = { id = "Tetapkan seksi yang bertanggung jawab, atau tandai crosscutting antar-seksi.", en = "Settle the section that is accountable, or mark it as crosscutting between sections." }
--+ basis = ["PermenPANRB 89/2021, tahap 5", "PermenPANRB 88/2021"]
--+ why = "A condition that one kecamatan gives to one section and the next to another needs both, or has no clear owner."
--+ [params.kata]
--+ type = "integer"
--+ ambang = "lintas-kata"
--+ label = { id = "jumlah kata paling sedikit", en = "least number of words" }
WITH kondisi AS (
    SELECT * FROM kinerja
    WHERE starts_with(simpul, 'simpul/') AND seksi <> '' AND len(string_split(inti, ' ')) >= $kata
),
beda AS (
    SELECT lingkup, inti, string_agg(DISTINCT seksi, ', ' ORDER BY seksi) AS semua
    FROM kondisi
    GROUP BY lingkup, inti
    HAVING count(DISTINCT seksi) > 1 AND count(DISTINCT kecamatan) > 1
)
SELECT
    lingkup,
    inti AS kelompok,
    teks AS judul,
    semua AS nilai,
    row_number() OVER (PARTITION BY lingkup, inti, seksi ORDER BY kecamatan, periode, simpul) AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    teks || ' (' || seksi || ')' AS teks
FROM kondisi
JOIN beda USING (lingkup, inti)
