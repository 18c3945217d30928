--+ id = "LIN-03"
--+ title = { id = "Pohon kinerja hampir sama", en = "Nearly the same performance tree" }
--+ question = { id = "Kecamatan mana yang pohon kinerja dan indikatornya hampir seluruhnya sama dengan milik kecamatan lain?", en = "Which kecamatan have trees and indicators that are nearly all those of another kecamatan?" }
--+ empty_means = { id = "tidak ditemukan dua pohon kinerja yang hampir sama", en = "no two nearly equal trees were found" }
--+ [rule]
--+ severity = "warning"
--+ compares = "kinerja"
--+ description = { id = "Pohon kinerja disusun dari kondisi kecamatan sendiri, bukan salinan pohon kecamatan lain.", en = "A performance tree is built from the conditions of the own kecamatan and is no copy of another one." }
--+ message = { id = "{kecamatan} kecamatan ({kabupaten} kabupaten/kota, {provinsi} provinsi) berpohon kinerja hampir sama, mulai dari {judul}: {nilai} rumusannya sama.", en = "{kecamatan} kecamatan ({kabupaten} kabupaten, {provinsi} provinces) have nearly the same tree, beginning with {judul}: {nilai} of its wordings are equal." }
--+ remedy = { id = "Susun kembali pohon kinerja dari permasalahan kecamatan sendiri; yang disepakati sekabupaten dinyatakan sebagai kesepakatan.", en = "Build the tree again from the problems of the own kecamatan; say so where a kabupaten agreed on it." }
--+ basis = ["PermenPANRB 89/2021, tahap 1", "PermenPANRB 89/2021, tahap 2"]
--+ why = "A tree that fits two kecamatan word for word was thought through in one of them at most."
--+ [params.kemiripan]
--+ type = "number"
--+ ambang = "lintas-pohon"
--+ label = { id = "bagian rumusan sama yang paling kecil", en = "least share of equal wordings" }
--+ [params.rumusan]
--+ type = "integer"
--+ ambang = "lintas-rumusan"
--+ label = { id = "jumlah rumusan paling sedikit", en = "least number of wordings" }
--+ [params.langka]
--+ type = "integer"
--+ ambang = "lintas-langka"
--+ label = { id = "rumusan langka: paling banyak kecamatan", en = "rare wording: most kecamatan" }
--+ [params.langka_bersama]
--+ type = "integer"
--+ ambang = "lintas-rumusan-langka"
--+ label = { id = "rumusan langka bersama paling sedikit", en = "least number of shared rare wordings" }
-- Two roads lead to pairs worth comparing, and neither grows with the square of the kecamatan: rare wordings in common, and being
-- neighbours in one of 24 orders of a sketch of the whole set (the smallest digest in each of 24 parts of the wordings).
WITH RECURSIVE isi AS MATERIALIZED (
    SELECT DISTINCT lingkup, kecamatan || ' ' || periode AS satu, kunci
    FROM (
        SELECT lingkup, kecamatan, periode, 'k ' || kunci AS kunci, kunci AS k FROM kinerja WHERE starts_with(simpul, 'simpul/')
        UNION ALL
        SELECT lingkup, kecamatan, periode, 'i ' || kunci, kunci FROM indikator
    )
    WHERE k <> '' AND k NOT IN (SELECT kunci FROM baku)
),
pohon AS MATERIALIZED (
    SELECT lingkup, satu, count(*) AS n, md5(string_agg(kunci, '|' ORDER BY kunci)) AS sidik
    FROM isi GROUP BY lingkup, satu HAVING count(*) >= $rumusan
),
wakil AS (SELECT lingkup, sidik, min(satu) AS satu, any_value(n) AS n FROM pohon GROUP BY lingkup, sidik),
isi_wakil AS MATERIALIZED (
    SELECT i.lingkup, i.satu, w.n, md5_number_lower(i.kunci) AS d FROM isi AS i JOIN wakil AS w USING (lingkup, satu)
),
bagian_kecil AS MATERIALIZED (
    SELECT lingkup, satu, d % 24 AS bagian, min((d // 24) % 65536) AS kecil
    FROM isi_wakil
    GROUP BY lingkup, satu, bagian
),
sketsa AS MATERIALIZED (
    SELECT w.lingkup, w.satu, string_agg(lpad(to_hex(coalesce(k.kecil, 0)), 4, '0'), '' ORDER BY w.bagian) AS s
    FROM (SELECT lingkup, satu, unnest(range(24)) AS bagian FROM wakil) AS w
    LEFT JOIN bagian_kecil AS k ON k.lingkup = w.lingkup AND k.satu = w.satu AND k.bagian = w.bagian
    GROUP BY w.lingkup, w.satu
),
urutan AS MATERIALIZED (
    SELECT lingkup, satu, s, putar, substr(s || s, 1 + 4 * putar, 96) AS diputar
    FROM sketsa, (SELECT unnest(range(24)) AS putar)
),
tetangga AS MATERIALIZED (
    SELECT lingkup, satu AS a, unnest([lead(satu, 1) OVER urut, lead(satu, 2) OVER urut]) AS b,
        s AS sa, unnest([lead(s, 1) OVER urut, lead(s, 2) OVER urut]) AS sb
    FROM urutan
    WINDOW urut AS (PARTITION BY lingkup, putar ORDER BY diputar, satu)
),
langka AS MATERIALIZED (
    SELECT lingkup, d FROM isi_wakil GROUP BY lingkup, d HAVING count(*) BETWEEN 2 AND $langka
),
calon AS MATERIALIZED (
    SELECT lingkup, least(a, b) AS a, greatest(a, b) AS b FROM tetangga WHERE b IS NOT NULL AND hamming(sa, sb) <= 50
    UNION
    SELECT x.lingkup, x.satu, y.satu
    FROM (SELECT lingkup, satu, d FROM isi_wakil SEMI JOIN langka USING (lingkup, d)) AS x
    JOIN (SELECT lingkup, satu, d FROM isi_wakil SEMI JOIN langka USING (lingkup, d)) AS y
        ON x.lingkup = y.lingkup AND x.d = y.d AND x.satu < y.satu
    GROUP BY x.lingkup, x.satu, y.satu
    HAVING count(*) >= $langka_bersama
),
pasangan AS MATERIALIZED (
    SELECT c.lingkup, c.a, c.b, count(*) / greatest(any_value(x.n), any_value(y.n)) AS bagian
    FROM calon AS c
    JOIN isi_wakil AS x ON x.lingkup = c.lingkup AND x.satu = c.a
    JOIN isi_wakil AS y ON y.lingkup = c.lingkup AND y.satu = c.b AND y.d = x.d
    WHERE least(x.n, y.n) >= $kemiripan * greatest(x.n, y.n)
    GROUP BY c.lingkup, c.a, c.b
    HAVING count(*) >= $kemiripan * greatest(any_value(x.n), any_value(y.n))
),
sisi AS (SELECT lingkup, a, b FROM pasangan UNION ALL SELECT lingkup, b, a FROM pasangan),
gugus(lingkup, satu, awal) USING KEY (lingkup, satu) AS (
    SELECT lingkup, satu, satu FROM wakil
    UNION
    SELECT s.lingkup, s.b, min(g.awal)
    FROM gugus AS g
    JOIN sisi AS s ON s.lingkup = g.lingkup AND s.a = g.satu
    JOIN recurring.gugus AS u ON u.lingkup = s.lingkup AND u.satu = s.b
    WHERE g.awal < u.awal
    GROUP BY s.lingkup, s.b
),
anggota AS MATERIALIZED (
    SELECT p.lingkup, p.satu, g.awal
    FROM pohon AS p JOIN wakil AS w USING (lingkup, sidik) JOIN gugus AS g ON g.lingkup = w.lingkup AND g.satu = w.satu
),
besar AS MATERIALIZED (
    SELECT lingkup, awal FROM anggota GROUP BY lingkup, awal HAVING count(DISTINCT split_part(satu, ' ', 1)) > 1
),
terendah AS MATERIALIZED (
    SELECT g.lingkup, g.awal, min(p.bagian) AS rendah, max(p.bagian) AS tinggi
    FROM pasangan AS p JOIN gugus AS g ON g.lingkup = p.lingkup AND g.satu = p.a
    GROUP BY g.lingkup, g.awal
)
SELECT
    a.lingkup,
    a.awal AS kelompok,
    u.nama_kecamatan || ', ' || u.nama_kabupaten AS judul,
    CASE WHEN t.rendah IS NULL THEN '100%'
        WHEN floor(100 * t.rendah) = floor(100 * t.tinggi) THEN floor(100 * t.rendah)::INT || '%'
        ELSE floor(100 * t.rendah)::INT || '-' || floor(100 * t.tinggi)::INT || '%' END AS nilai,
    0 AS urut,
    u.kecamatan,
    u.periode,
    '' AS simpul,
    '' AS dokumen,
    NULL::BIGINT AS baris,
    u.nama_kecamatan || ', ' || u.nama_kabupaten AS teks
FROM anggota AS a
SEMI JOIN besar AS b ON b.lingkup = a.lingkup AND b.awal = a.awal
LEFT JOIN terendah AS t ON t.lingkup = a.lingkup AND t.awal = a.awal
JOIN satuan AS u ON u.lingkup = a.lingkup AND u.kecamatan || ' ' || u.periode = a.satu
