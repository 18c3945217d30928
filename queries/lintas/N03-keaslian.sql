--+ id = "N03"
--+ title = { id = "Keaslian rumusan per kabupaten", en = "Originality of wordings by kabupaten" }
--+ question = { id = "Berapa bagian rumusan simpul dan indikator setiap kabupaten yang tidak dipakai kecamatan lain?", en = "What share of the tree and indicator wordings of each kabupaten is used by no other kecamatan?" }
--+ columns = ["kabupaten", "nama", "kecamatan", "rumusan", "hanya_sendiri", "sekabupaten", "di_luar_kabupaten", "bagian_sendiri"]
--+ empty_means = { id = "tidak ada rumusan yang dapat dibandingkan", en = "there are no wordings to compare" }
WITH isi AS (
    SELECT DISTINCT kabupaten, kecamatan, 'k ' || kunci AS kunci FROM kinerja
    WHERE starts_with(simpul, 'simpul/') AND kunci <> '' AND kunci NOT IN (SELECT kunci FROM baku)
    UNION
    SELECT DISTINCT kabupaten, kecamatan, 'i ' || kunci FROM indikator WHERE kunci <> '' AND kunci NOT IN (SELECT kunci FROM baku)
),
luas AS (SELECT kunci, count(*) AS kecamatan, count(DISTINCT kabupaten) AS kabupaten FROM isi GROUP BY kunci)
SELECT
    isi.kabupaten,
    (SELECT min(nama_kabupaten) FROM satuan WHERE satuan.kabupaten = isi.kabupaten) AS nama,
    count(DISTINCT isi.kecamatan) AS kecamatan,
    count(*) AS rumusan,
    count(*) FILTER (WHERE luas.kecamatan = 1) AS hanya_sendiri,
    count(*) FILTER (WHERE luas.kecamatan > 1 AND luas.kabupaten = 1) AS sekabupaten,
    count(*) FILTER (WHERE luas.kabupaten > 1) AS di_luar_kabupaten,
    floor(100 * count(*) FILTER (WHERE luas.kecamatan = 1) / count(*))::INT AS bagian_sendiri
FROM isi JOIN luas USING (kunci)
GROUP BY isi.kabupaten
ORDER BY bagian_sendiri, isi.kabupaten
