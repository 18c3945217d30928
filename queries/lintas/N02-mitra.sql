--+ id = "N02"
--+ title = { id = "Mitra lintas organisasi", en = "Partners across organisations" }
--+ question = { id = "Mitra mana yang disebut atau dinyatakan sebagai crosscutting, oleh berapa kecamatan?", en = "Which partners are mentioned or named as crosscutting, by how many kecamatan?" }
--+ columns = ["lingkup", "mitra", "kecamatan", "menyatakan", "hanya_menyebut", "rumusan"]
--+ empty_means = { id = "tidak ada mitra yang disebut atau dinyatakan", en = "no partner is mentioned or named" }
SELECT
    lingkup,
    mitra,
    count(*) AS kecamatan,
    count(*) FILTER (WHERE dinyatakan) AS menyatakan,
    count(*) FILTER (WHERE NOT dinyatakan) AS hanya_menyebut,
    sum(n)::BIGINT AS rumusan
FROM (
    SELECT lingkup, mitra, kecamatan, bool_or(cara = 'dinyatakan') AS dinyatakan, count(DISTINCT inti) AS n
    FROM mitra GROUP BY lingkup, mitra, kecamatan
)
GROUP BY lingkup, mitra
ORDER BY 3 DESC, lingkup, mitra
