"""IKI per post: 1 docx (one page a post), 2 xlsx, hostile xlsx and docx."""
from common import *
from docx import Document
from docx.enum.text import WD_BREAK
# invented posts: jabatan, unit, tugas, fungsi[], [(sasaran, [(indikator, formulasi, sumber, satuan, target)])]
POST = [
 ('Camat', None, 'Memimpin penyelenggaraan pemerintahan, pelayanan publik, dan pemberdayaan masyarakat di wilayah kecamatan', ['perumusan kebijakan teknis penyelenggaraan pemerintahan kecamatan', 'pengoordinasian upaya ketenteraman dan ketertiban umum', 'pembinaan dan pengawasan pemerintahan desa', 'pelaporan pelaksanaan tugas kepada kepala daerah'],
  [('Meningkatnya kualitas pelayanan publik kecamatan', [('Indeks Kepuasan Masyarakat', 'Rata-rata nilai 9 unsur pelayanan x 25', 'Laporan SKM', 'Indeks', '86,5')]), ('Meningkatnya akuntabilitas kinerja kecamatan', [('Nilai evaluasi AKIP', 'Nilai hasil evaluasi Inspektorat', 'LHE AKIP', 'Nilai', '78'), ('Persentase rekomendasi hasil evaluasi yang ditindaklanjuti', 'Jumlah rekomendasi ditindaklanjuti / jumlah rekomendasi x 100%', 'Matriks tindak lanjut', '%', '100')])]),
 ('Sekretaris Camat', 'Sekretariat', 'Melaksanakan penyusunan rencana, pengelolaan keuangan, kepegawaian, dan urusan umum kecamatan', ['pengoordinasian penyusunan rencana dan laporan kinerja', 'pengelolaan administrasi keuangan dan aset', 'pembinaan administrasi kepegawaian'],
  [('Meningkatnya kualitas layanan kesekretariatan', [('Persentase layanan kesekretariatan yang selesai tepat waktu', 'Layanan selesai tepat waktu / layanan diminta x 100%', 'Buku kendali layanan', '%', '96'), ('Persentase dokumen kinerja yang tersusun tepat waktu', 'Dokumen tepat waktu / dokumen wajib x 100%', 'Arsip subbagian perencanaan', '%', '100')])]),
 ('Kepala Subbagian Umum dan Kepegawaian', 'Sekretariat', 'Menyiapkan bahan urusan surat menyurat, rumah tangga, perlengkapan, dan kepegawaian', ['pengelolaan surat masuk dan surat keluar', 'pencatatan dan pemeliharaan barang milik daerah', 'penyiapan usulan kenaikan pangkat dan cuti pegawai'],
  [('Tertibnya administrasi umum dan kepegawaian', [('Persentase surat yang didisposisi pada hari yang sama', 'Surat didisposisi hari itu / surat masuk x 100%', 'Agenda surat', '%', '95'), ('Persentase barang milik daerah yang tercatat', 'Barang tercatat / jumlah barang x 100%', 'Kartu inventaris barang', '%', '100')])]),
 ('Kepala Seksi Pelayanan', 'Seksi Pelayanan', 'Melaksanakan pelayanan administrasi terpadu kepada masyarakat', ['penyusunan standar pelayanan dan SOP', 'pelayanan surat pengantar dan rekomendasi', 'pengelolaan pengaduan masyarakat'],
  [('Meningkatnya ketepatan waktu pelayanan', [('Persentase pelayanan yang selesai sesuai SOP', 'Pelayanan sesuai SOP / jumlah pelayanan x 100%', 'Register PATEN', '%', '97')]), ('Tertanganinya pengaduan masyarakat', [('Rata-rata waktu tindak lanjut pengaduan', 'Jumlah jam tindak lanjut / jumlah pengaduan', 'Rekap pengaduan', 'Jam', '24')])]),
 ('Kepala Seksi Tata Pemerintahan', 'Seksi Tata Pemerintahan', 'Melaksanakan pembinaan dan pengawasan penyelenggaraan pemerintahan desa', ['fasilitasi penyusunan peraturan desa', 'evaluasi rancangan APBDes', 'pembinaan administrasi desa'],
  [('Meningkatnya tertib administrasi pemerintahan desa', [('Persentase desa dengan administrasi lengkap', 'Desa beradministrasi lengkap / jumlah desa x 100%', 'Hasil monitoring', '%', '85'), ('Persentase APBDes yang dievaluasi tepat waktu', 'APBDes dievaluasi tepat waktu / APBDes masuk x 100%', 'Register evaluasi', '%', '100')])]),
 ('Kepala Seksi Ketenteraman dan Ketertiban Umum', 'Seksi Trantibum', 'Melaksanakan koordinasi ketenteraman, ketertiban umum, dan perlindungan masyarakat', ['koordinasi patroli wilayah', 'pembinaan satuan perlindungan masyarakat', 'pelaporan kejadian gangguan ketertiban'],
  [('Tertanganinya gangguan ketenteraman dan ketertiban', [('Persentase gangguan yang ditangani dalam 24 jam', 'Gangguan ditangani dalam 24 jam / gangguan dilaporkan x 100%', 'Buku mutasi', '%', '95')])]),
 ('Pengelola Layanan Operasional', 'Seksi Pelayanan', 'Melakukan penerimaan, pemeriksaan, dan penyerahan berkas pelayanan', ['pemeriksaan kelengkapan berkas', 'penginputan data pemohon'],
  [('Terverifikasinya berkas pemohon', [('Jumlah berkas yang diverifikasi', 'Hitungan berkas', 'Aplikasi pelayanan', 'Berkas', '1.200'), ('Persentase berkas tanpa kesalahan data', 'Berkas tanpa kesalahan / berkas diinput x 100%', 'Hasil cek acak', '%', '98')])]),
 ('Penata Laporan Keuangan', 'Sekretariat', 'Menyiapkan bahan laporan keuangan kecamatan', ['pencatatan transaksi', 'rekonsiliasi realisasi anggaran'], [('Tersusunnya laporan keuangan', [('Jumlah laporan realisasi anggaran bulanan', 'Hitungan laporan', 'Arsip keuangan', 'Laporan', '12')])]),
]
ABJ = 'abcdefgh'

def rec(s, p, ca, ct, cf):
    j = s.row('jabatan', p[0], ca, unit=p[1])
    if ct: s.row('tugas', p[2], ct, j)
    for x, c in zip(p[3], cf): s.row('fungsi', x, c, j)
    return j

def s1():
    s = Spec('iki', '1-iki-per-halaman', kec('Batu Ampar', 'Kabupaten Seruyan'), '2025', 'iki', 'docx'); d = Document(); n = 0; tn = 0; np = 0
    def P(t, b=False, c=False):
        nonlocal np
        p = d.add_paragraph(); p.add_run(t).bold = b; np += 1
        if c: p.alignment = 1
        return f'P{np}'
    for k, p in enumerate(POST[:6]):
        P('INDIKATOR KINERJA INDIVIDU', True, True); P('TAHUN 2025', True, True); P('KECAMATAN BATU AMPAR KABUPATEN SERUYAN', c=True)
        a = P(f'1.\tJabatan\t: {p[0]}'); b = P(f'2.\tTugas\t: {p[2]}'); s_ = P('3.\tFungsi\t:'); f = [P(f'{ABJ[i]}.\t{x};' if i < len(p[3]) - 1 else f'{ABJ[i]}.\t{x}.') for i, x in enumerate(p[3])]
        j = rec(s, p, a, b, f)
        nr = sum(len(x[1]) for x in p[4]); t = d.add_table(rows=1 + nr, cols=5); t.style = 'Table Grid'; tn += 1
        for c, h in enumerate(['No', 'Sasaran', 'Indikator Kinerja', 'Penjelasan/ Formulasi Perhitungan', 'Sumber Data']): dcell(t, 0, c, h, True)
        r = 1
        for q, (sa, ii) in enumerate(p[4]):
            r0 = r; row = s.row('sasaran_jabatan', sa, f'T{tn}!R{r+1}C2', j, pj=p[0], number=q + 1)
            for i in ii: dcell(t, r, 2, i[0]); dcell(t, r, 3, i[1]); dcell(t, r, 4, i[2]); s.ind(row, i[0], f'T{tn}!R{r+1}C3', formula=i[1], source=i[2]); r += 1
            if r - r0 > 1: t.cell(r0, 0).merge(t.cell(r - 1, 0)); t.cell(r0, 1).merge(t.cell(r - 1, 1))
            dcell(t, r0, 0, str(q + 1)); dcell(t, r0, 1, sa)
        P(''); s.ignore(P(p[0] if p[0] == 'Camat' else p[0] + ','), 'signature'); P(''); x = P('........................'); s.ignore(x, 'signature')
        if k < 5: d.add_paragraph().add_run().add_break(WD_BREAK.PAGE); np += 1
    s.save(d)

# 2: one sheet a post
def s2():
    s = Spec('iki', '2-lembar-per-jabatan', kec('Sukorejo', 'Kabupaten Kendal'), '2026', 'iki'); wb = Workbook(); wb.remove(wb.active)
    for p in POST[:6]:
        ab = {'Camat': 'CAMAT', 'Sekretaris Camat': 'SEKCAM', 'Kepala Subbagian Umum dan Kepegawaian': 'KASUBAG UMPEG', 'Kepala Seksi Pelayanan': 'KASI YANUM', 'Kepala Seksi Tata Pemerintahan': 'KASI TAPEM', 'Kepala Seksi Ketenteraman dan Ketertiban Umum': 'KASI TRANTIB'}[p[0]]
        ws = wb.create_sheet(ab); widths(ws, [6, 30, 4, 40, 46, 28, 12, 12])
        title(ws, 1, 1, 8, 'INDIKATOR KINERJA INDIVIDU (IKI) TAHUN 2026'); title(ws, 2, 1, 8, 'KECAMATAN SUKOREJO KABUPATEN KENDAL')
        put(ws, 4, 1, 'JABATAN', box=False); put(ws, 4, 3, ':', box=False); a = put(ws, 4, 4, p[0], box=False)
        put(ws, 5, 1, 'TUGAS', box=False); put(ws, 5, 3, ':', box=False); b = put(ws, 5, 4, p[2], box=False)
        put(ws, 6, 1, 'FUNGSI', box=False); put(ws, 6, 3, ':', box=False); f = []; r = 6
        for i, x in enumerate(p[3]): f.append(put(ws, r, 4, f'{i+1}. {x[0].upper() + x[1:]}', box=False)); r += 1
        j = s.row('jabatan', p[0], a, unit=p[1]); s.row('tugas', p[2], b, j)
        for i, (x, c) in enumerate(zip(p[3], f)): s.row('fungsi', x[0].upper() + x[1:], c, j, number=f'{i+1}.')
        r += 1; head(ws, [(r, 1, r, 1, 'NO'), (r, 2, r, 3, 'KINERJA UTAMA / SASARAN'), (r, 4, r, 4, 'INDIKATOR KINERJA INDIVIDU'), (r, 5, r, 5, 'FORMULASI HITUNG'), (r, 6, r, 6, 'SUMBER DATA'), (r, 7, r, 7, 'TARGET'), (r, 8, r, 8, 'SATUAN')]); r += 1
        for c in range(1, 9): put(ws, r, c, c, align=MID)
        s.ignore_rows(ws, r, why='column numbers'); r += 1
        for q, (sa, ii) in enumerate(p[4]):
            r0 = r; put(ws, r, 1, q + 1); row = s.row('sasaran_jabatan', sa, put(ws, r, 2, sa), j, pj=p[0], number=q + 1)
            for i in ii: v = tvv(i[4]); put(ws, r, 5, i[1]); put(ws, r, 6, i[2]); put(ws, r, 7, v); put(ws, r, 8, i[3]); s.ind(row, i[0], put(ws, r, 4, i[0]), formula=i[1], unit=i[3], source=i[2], targets={'2026': v}); r += 1
            merge(ws, r0, 1, r - 1, 1); merge(ws, r0, 2, r - 1, 3)
        r += 1; put(ws, r, 6, 'Sukorejo,      Januari 2026', box=False); put(ws, r + 1, 6, p[0] + (' Sukorejo' if p[0] == 'Camat' else ''), box=False); put(ws, r + 4, 6, '........................', box=False); s.ignore_rows(ws, r, r + 4, 'signature')
    s.save(wb)
def tvv(t):
    t = t.replace('.', ''); return float(t.replace(',', '.')) if ',' in t else int(t)

# 3: one wide table, merged jabatan / tugas, functions listed in own rows of a merged block
def s3():
    s = Spec('iki', '3-satu-tabel-lebar', kec('Kubu', 'Kabupaten Tolikara'), '2025', 'iki'); wb = Workbook(); ws = wb.active; ws.title = 'IKI Distrik'
    title(ws, 1, 1, 10, 'INDIKATOR KINERJA INDIVIDU DISTRIK KUBU KABUPATEN TOLIKARA TAHUN 2025'); put(ws, 2, 1, 'Unit kerja: Distrik Kubu', box=False)
    head(ws, [(4, 1, 5, 1, 'NO'), (4, 2, 5, 2, 'NAMA JABATAN'), (4, 3, 4, 4, 'URAIAN'), (5, 3, 5, 3, 'TUGAS'), (5, 4, 5, 4, 'FUNGSI'), (4, 5, 5, 5, 'SASARAN KINERJA INDIVIDU'), (4, 6, 4, 8, 'INDIKATOR'), (5, 6, 5, 6, 'URAIAN'), (5, 7, 5, 7, 'CARA PENGHITUNGAN'), (5, 8, 5, 8, 'SUMBER DATA'), (4, 9, 5, 9, 'UNIT KERJA'), (4, 10, 5, 10, 'KET')], fill='EDEDED'); widths(ws, [5, 28, 40, 44, 36, 40, 44, 24, 20, 12]); r = 6
    ren = {'Camat': 'Kepala Distrik', 'Sekretaris Camat': 'Sekretaris Distrik'}
    for k, p in enumerate(POST):
        nm = ren.get(p[0], p[0]); tug = p[2].replace('kecamatan', 'distrik'); h = max(len(p[3]), sum(len(x[1]) for x in p[4])); j = s.row('jabatan', nm, put(ws, r, 2, nm), unit=p[1], number=k + 1); put(ws, r, 1, k + 1); put(ws, r, 9, p[1]); s.row('tugas', tug, put(ws, r, 3, tug), j)
        for i, x in enumerate(p[3]): x = x.replace('kecamatan', 'distrik'); s.row('fungsi', x, put(ws, r + i, 4, f'{ABJ[i]}. {x}'), j, number=f'{ABJ[i]}.')
        q = r
        for sa, ii in p[4]:
            sa = sa.replace('kecamatan', 'distrik'); r0 = q; row = s.row('sasaran_jabatan', sa, put(ws, q, 5, sa), j, pj=nm)
            for i in ii: put(ws, q, 7, i[1]); put(ws, q, 8, i[2]); s.ind(row, i[0], put(ws, q, 6, i[0]), formula=i[1], source=i[2]); q += 1
            merge(ws, r0, 5, q - 1, 5)
        for c in (1, 2, 3, 9, 10): merge(ws, r, c, r + h - 1, c)
        for rr in range(r, r + h):
            for c in range(1, 11): ws.cell(rr, c).border = BOX
        r += h
    r += 1; put(ws, r, 1, 'Catatan: jabatan pelaksana mengikuti peta jabatan.', box=False); s.ignore_rows(ws, r, why='note'); r += 2; put(ws, r, 8, 'Kepala Distrik Kubu', box=False); put(ws, r + 3, 8, '........................', box=False); s.ignore_rows(ws, r, r + 3, 'signature'); s.save(wb)

# 4 hostile xlsx: posts stacked on one sheet with drifting columns, functions in one cell, formula text, placeholders, remark, total
def s4():
    s = Spec('iki', '4-hostile-blok-bertumpuk', kec('Sungai Raya', 'Kabupaten Bengkayang'), '2025', 'iki'); wb = Workbook(); ws = wb.active; ws.title = 'IKI'; r = 2
    put(ws, r, 2, 'IKI KEC. SUNGAI RAYA KAB. BENGKAYANG 2025', box=False, bold=True); r = 4; widths(ws, [3, 26, 34, 40, 44, 44, 30, 16])
    for k, p in enumerate(POST[:5] + POST[6:7]):
        o = [2, 2, 3, 2, 3, 2][k]
        put(ws, r, o, 'Nama', box=False); put(ws, r, o + 1, '........................', box=False); s.ignore_rows(ws, r, why='name placeholder'); r += 1
        put(ws, r, o, ['Jabatan', 'JABATAN :', 'Nama Jabatan', 'Jabatan', 'Jab.', 'Jabatan'][k], box=False); a = put(ws, r, o + 1, (': ' if k % 2 == 0 else '') + p[0], box=False); r += 1
        put(ws, r, o, ['Tugas', 'TUGAS POKOK', 'Ikhtisar Jabatan', 'Tugas', 'Tugas', 'Tugas'][k], box=False); b = put(ws, r, o + 1, p[2], box=False); r += 1
        put(ws, r, o, 'Fungsi', box=False); c = put(ws, r, o + 1, '\n'.join(f'{i+1}) {x}' for i, x in enumerate(p[3])) if k != 4 else '-', box=False)
        if k != 4 and k == 0: s.doubt(c, 'several functions in one cell (line breaks): one row each')
        j = s.row('jabatan', p[0], a, unit=None); s.row('tugas', p[2], b, j)
        if k == 4: s.ignore(c, 'note'); s.doubt(c, '"-" is no function')
        else:
            for i, x in enumerate(p[3]): s.row('fungsi', x, c, j, number=f'{i+1})')
        r += 1
        cols = [['Sasaran', 'Indikator', 'Formulasi', 'Sumber data'], ['Indikator', 'Sasaran', 'Sumber data', 'Formulasi'], ['Sasaran', 'Indikator', 'Formulasi', 'Sumber data'], ['Sasaran Kinerja', 'IKI', 'Rumus', 'Bukti Dukung'], ['Indikator', 'Formulasi', 'Sasaran', 'Sumber data'], ['Sasaran', 'Indikator', 'Formulasi', 'Sumber data']][k]
        for i, h in enumerate(cols): put(ws, r, o + i, h, bold=True, fill='FFE699')
        key = {'Sasaran Kinerja': 'Sasaran', 'IKI': 'Indikator', 'Rumus': 'Formulasi', 'Bukti Dukung': 'Sumber data'}; pos = {key.get(h, h): o + i for i, h in enumerate(cols)}; r += 1
        for sa, ii in p[4]:
            row = s.row('sasaran_jabatan', sa, put(ws, r, pos['Sasaran'], sa), j, pj=p[0])
            for n, i in enumerate(ii):
                if n: put(ws, r, pos['Sasaran'], '"'); s.doubt(A(ws, r, pos['Sasaran']), 'ditto mark')
                f = i[1]
                if k in (0, 3) and '/' in f: s.doubt(put(ws, r, pos['Formulasi'], '=(' + f.replace(' x 100%', ') x 100%')), 'formula text typed with "=" (stored as a formula without value)'); f = '(' + f.replace(' x 100%', ') x 100%') + ('' if ' x 100%' in f else '')
                else: put(ws, r, pos['Formulasi'], f if not (k == 5 and n == 0) else 'belum ada')
                if k == 5 and n == 0: s.doubt(A(ws, r, pos['Formulasi']), '"belum ada" is not a formula'); f = None
                put(ws, r, pos['Sumber data'], i[2]); s.ind(row, i[0], put(ws, r, pos['Indikator'], i[0]), formula=f, source=i[2]); r += 1
        if k == 1: put(ws, r, 2, 'Jumlah IKI : 2'); s.ignore_rows(ws, r, why='total'); r += 1
        if k == 2: s.ignore(put(ws, r - 1, 8, 'bukan kinerja individu?', italic=True), 'remark')
        r += [1, 3, 2, 1, 2, 1][k]
    put(ws, r, 6, 'Camat Sungai Raya', box=False); put(ws, r + 2, 6, '........................', box=False); s.ignore_rows(ws, r, r + 2, 'signature'); s.save(wb)

# 5 hostile docx: one table for all posts, post as a merged row, nested table, typing errors in heads, table split over pages, post without table
def s5():
    s = Spec('iki', '5-hostile-tabel-bersarang', kec('Karanganyar', 'Kabupaten Ngawi'), '2025', 'iki', 'docx'); d = Document(); d.add_paragraph().add_run('LAMPIRAN IKI KECAMATAN KARANGANYAR KABUPATEN NGAWI').bold = True; d.add_paragraph('Tahun Anggaran 2025')
    sec = d.sections[0]; sec.header.paragraphs[0].text = 'Draf IKI 2024'; s.doubt('header', 'page header says 2024, the text says 2025'); sec.footer.paragraphs[0].text = 'Halaman'; s.ignore('footer', 'note')
    use = [POST[0], POST[1], POST[3], POST[5]]; nr = 1 + sum(2 + sum(len(x[1]) for x in p[4]) for p in use) + 1; t = d.add_table(rows=nr, cols=5); t.style = 'Table Grid'
    for c, h in enumerate(['NO.', 'SASRAN KINERJA', 'INDIKTOR KINERJA INDIVIDU', 'FORMULASI', 'SUMBER']): dcell(t, 0, c, h, True)
    s.doubt('T1!R1C2', 'typing error in the head: SASRAN'); s.doubt('T1!R1C3', 'typing error in the head: INDIKTOR'); r = 1
    for k, p in enumerate(use):
        if k == 2:
            for c, h in enumerate(['NO.', 'SASRAN KINERJA', 'INDIKTOR KINERJA INDIVIDU', 'FORMULASI', 'SUMBER']): dcell(t, r, c, h, True)
            s.ignore(f'T1!R{r+1}', 'head repeated (page break)'); r += 1
        m = t.cell(r, 0).merge(t.cell(r, 4)); dcell(t, r, 0, f'Jabatan : {p[0]}', True); a = f'T1!R{r+1}C1'; r += 1
        m = t.cell(r, 0).merge(t.cell(r, 4)); dcell(t, r, 0, f'Tugas : {p[2]}\nFungsi :'); b = f'T1!R{r+1}C1'
        nt = m.add_table(rows=len(p[3]), cols=2)
        for i, x in enumerate(p[3]): nt.cell(i, 0).text = f'{i+1}.'; nt.cell(i, 1).text = x
        if k == 0: s.doubt(b, 'tugas and fungsi in one cell; functions in a nested table')
        j = rec(s, p, a, b, [f'{b}/T1!R{i+1}C2' for i in range(len(p[3]))]); r += 1; q = 0
        for sa, ii in p[4]:
            q += 1; r0 = r; row = s.row('sasaran_jabatan', sa, f'T1!R{r+1}C2', j, pj=p[0], number=q)
            for n, i in enumerate(ii):
                dcell(t, r, 0, str(q) if n == 0 else ''); dcell(t, r, 1, sa if n == 0 else 'idem'); dcell(t, r, 2, i[0]); dcell(t, r, 3, i[1]); dcell(t, r, 4, i[2])
                if n: s.doubt(f'T1!R{r+1}C2', '"idem" = same as above')
                s.ind(row, i[0], f'T1!R{r+1}C3', formula=i[1], source=i[2]); r += 1
    d.add_paragraph(''); d.add_paragraph('Jabatan : Kepala Seksi Pemberdayaan Masyarakat'); d.add_paragraph('(IKI menyusul)'); s.doubt('paragraph "Jabatan : Kepala Seksi Pemberdayaan Masyarakat"', 'post named without tugas and table'); s.row('jabatan', 'Kepala Seksi Pemberdayaan Masyarakat', 'paragraph "Jabatan : Kepala Seksi Pemberdayaan Masyarakat"'); s.ignore('paragraph "(IKI menyusul)"', 'note')
    t2 = d.add_table(rows=3, cols=2); t2.style = 'Table Grid'
    for i, (x, y) in enumerate((('Paraf', 'Jabatan'), ('', 'Sekretaris Camat'), ('', 'Kasubag Umum'))): t2.cell(i, 0).text = x; t2.cell(i, 1).text = y
    s.ignore('T2', 'signature'); d.add_paragraph('Camat Karanganyar'); d.add_paragraph('........................'); s.save(d)
for f in (s1, s2, s3, s4, s5): f()
