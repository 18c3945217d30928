--+ id = "LIN-05"
--+ title = { id = "Kondisi yang sama dalam satu kabupaten", en = "The same condition within one kabupaten" }
--+ question = { id = "Kondisi mana yang dikerjakan beberapa kecamatan satu kabupaten dengan rumusan sama atau hampir sama, tanpa crosscutting?", en = "Which conditions do several kecamatan of one kabupaten pursue in the same or nearly the same words, without crosscutting?" }
--+ empty_means = { id = "tidak ada kondisi sama sekabupaten yang crosscutting-nya kosong", en = "no condition is shared within a kabupaten without crosscutting being named" }
--+ [rule]
--+ severity = "info"
--+ compares = "kinerja"
--+ within = "kabupaten"
--+ description = { id = "Kondisi yang dikerjakan beberapa kecamatan satu kabupaten ditandai crosscutting atau dikoordinasikan kabupaten.", en = "A condition that several kecamatan of one kabupaten pursue is marked as crosscutting or coordinated by the kabupaten." }
--+ message = { id = "Kondisi \"{judul}\" dikerjakan {kecamatan} kecamatan satu kabupaten dalam {nilai} rumusan, tanpa crosscutting.", en = "{kecamatan} kecamatan of one kabupaten pursue the condition \"{judul}\" in {nilai} wordings, without crosscutting." }
--+ remedy = { id = "Tandai crosscutting-nya, atau angkat kondisi itu ke pohon kinerja kabupaten.", en = "Mark it as crosscutting, or lift the condition into the tree of the kabupaten." }
--+ basis = ["PermenPANRB 89/2021, tahap 3", "PermenPANRB 88/2021"]
--+ why = "What many kecamatan of a kabupaten do alike is either a shared task that nobody coordinates or the same work twice."
--+ [params.paling_sedikit]
--+ type = "integer"
--+ ambang = "lintas-kecamatan"
--+ label = { id = "jumlah kecamatan paling sedikit", en = "least number of kecamatan" }
--+ [params.kata]
--+ type = "integer"
--+ ambang = "lintas-kata"
--+ label = { id = "jumlah kata paling sedikit", en = "least number of words" }
WITH kondisi AS (
    SELECT * FROM kinerja
    WHERE jenis IN ('KondisiOperasional', 'KondisiAntara', 'KondisiStrategis') AND mitra = ''
        AND len(string_split(inti, ' ')) >= $kata AND kunci NOT IN (SELECT kunci FROM baku)
),
sama AS (
    SELECT kabupaten, inti, count(DISTINCT kunci) AS n
    FROM kondisi GROUP BY kabupaten, inti HAVING count(DISTINCT kecamatan) >= $paling_sedikit
)
SELECT
    kabupaten AS lingkup,
    inti AS kelompok,
    teks AS judul,
    n::VARCHAR AS nilai,
    0 AS urut,
    kecamatan,
    periode,
    simpul,
    dokumen,
    baris,
    teks
FROM kondisi
JOIN sama USING (kabupaten, inti)
