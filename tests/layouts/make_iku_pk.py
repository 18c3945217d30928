"""IKU and PK tables: 2 xlsx, 1 docx, 2 hostile."""
from common import *
import random
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK

IKU = [
 (SASARAN[0][0], SASARAN[0][1] + [('Rata-rata waktu penyelesaian pelayanan surat pengantar', 'Menit', 'Jumlah waktu penyelesaian seluruh surat pengantar / jumlah surat pengantar', 'Buku register pelayanan')]),
 (SASARAN[1][0], SASARAN[1][1] + [('Persentase temuan pemeriksaan yang ditindaklanjuti', '%', 'Jumlah temuan yang ditindaklanjuti / jumlah temuan x 100%', 'Matriks tindak lanjut LHP')]),
 (SASARAN[2][0], SASARAN[2][1] + [('Persentase desa dengan laporan realisasi APBDes tepat waktu', '%', 'Jumlah desa yang menyampaikan laporan realisasi tepat waktu / jumlah desa x 100%', 'Aplikasi keuangan desa')]),
 (SASARAN[3][0], SASARAN[3][1] + [('Jumlah poskamling aktif', 'Unit', 'Hitungan poskamling yang melaksanakan jadwal ronda', 'Data Seksi Trantibum')]),
 (SASARAN[4][0], SASARAN[4][1]),
 (SASARAN[5][0], SASARAN[5][1] + [('Persentase kegiatan hari besar nasional yang terlaksana', '%', 'Kegiatan terlaksana / kegiatan direncanakan x 100%', 'Laporan kegiatan')]),
]

def s1():
    s = Spec('iku_pk', '1-iku-penetapan', kec('Kubu', 'Kabupaten Karangasem'), '2021-2026', 'iku')
    wb = Workbook(); ws = wb.active; ws.title = 'IKU'
    put(ws, 1, 6, 'LAMPIRAN : KEPUTUSAN CAMAT KUBU', box=False); put(ws, 2, 6, 'NOMOR     : ...... TAHUN 2022', box=False)
    title(ws, 4, 1, 7, 'INDIKATOR KINERJA UTAMA'); title(ws, 5, 1, 7, 'KECAMATAN KUBU KABUPATEN KARANGASEM'); title(ws, 6, 1, 7, 'TAHUN 2021-2026')
    put(ws, 7, 1, 'Tugas : Membantu Bupati mengoordinasikan penyelenggaraan pemerintahan, pelayanan publik, dan pemberdayaan masyarakat di kecamatan.', box=False); s.ignore_rows(ws, 7, why='note')
    head(ws, [(9, 1, 9, 1, 'NO'), (9, 2, 9, 2, 'SASARAN STRATEGIS'), (9, 3, 9, 3, 'INDIKATOR KINERJA UTAMA'), (9, 4, 9, 4, 'SATUAN'), (9, 5, 9, 5, 'ALASAN / PENJELASAN (FORMULASI PENGHITUNGAN)'), (9, 6, 9, 6, 'SUMBER DATA'), (9, 7, 9, 7, 'PENANGGUNG JAWAB')])
    for c in range(1, 8): put(ws, 10, c, str(c), align=MID)
    s.ignore_rows(ws, 10, why='column numbers'); widths(ws, [5, 34, 36, 10, 52, 28, 26])
    pj = ['Sekretaris Camat', 'Sekretaris Camat', 'Kasi Pemerintahan', 'Kasi Trantib', 'Kasi PMD', 'Kasi Kesra']
    r = 11
    for q, (t, ii) in enumerate(IKU):
        a = r; put(ws, r, 1, q + 1, align=MID); row = s.row('sasaran', t, put(ws, r, 2, t), pj=pj[q], number=q + 1)
        for t2, u, f, so in ii:
            put(ws, r, 4, u); put(ws, r, 5, 'Formulasi: ' + f if q % 2 else f); put(ws, r, 6, so); put(ws, r, 7, pj[q])
            s.ind(row, t2, put(ws, r, 3, t2), formula=f, unit=u, source=so); r += 1
        for c in (1, 2, 7): merge(ws, a, c, r - 1, c)
    r += 1; sign(s, ws, r, 6, 'Kubu', 'CAMAT', 'KUBU', 2022); s.save(wb)

def s2():
    s = Spec('iku_pk', '2-pk-camat-dan-bawahan', kec('Sungai Raya', 'Kabupaten Hulu Sungai Selatan'), '2025', 'pk')
    wb = Workbook(); ws = wb.active; ws.title = 'PK Camat'
    def tabel(ws, post, kl, sas, prog, level, ptot, key='Program'):
        title(ws, 1, 1, 5, 'PERJANJIAN KINERJA TAHUN 2025'); title(ws, 2, 1, 5, post.upper()); title(ws, 3, 1, 5, 'KECAMATAN SUNGAI RAYA KABUPATEN HULU SUNGAI SELATAN')
        head(ws, [(5, 1, 5, 1, 'No'), (5, 2, 5, 2, kl), (5, 3, 5, 3, 'Indikator Kinerja'), (5, 4, 5, 5, 'Target')], fill='DDEBF7')
        for c, t in enumerate(['(1)', '(2)', '(3)', '(4)'], 1): put(ws, 6, c, t, align=MID)
        merge(ws, 6, 4, 6, 5); s.ignore_rows(ws, 6, why='column numbers'); widths(ws, [6, 44, 44, 12, 14])
        r = 7
        for q, (t, ii, rng) in enumerate(sas):
            a = r; put(ws, r, 1, f'{q+1}.'); row = s.row(level, t, put(ws, r, 2, t), pj=post if level != 'sasaran' else None, number=f'{q+1}.')
            for k, (t2, u, f, so) in enumerate(ii):
                v = vals(u, random.Random(rng + k), 1)[1]; v = int(v) if isinstance(v, float) and v == int(v) else v
                put(ws, r, 4, v, align=MID); put(ws, r, 5, u); nm = f'{q+1}.{k+1}. {t2}'
                s.ind(row, t2, put(ws, r, 3, nm), unit=u, targets={'2025': v}, number=f'{q+1}.{k+1}.'); r += 1
            merge(ws, a, 1, r - 1, 1); merge(ws, a, 2, r - 1, 2)
        r += 1
        head(ws, [(r, 1, r, 1, 'No'), (r, 2, r, 2, key), (r, 3, r, 3, 'Anggaran'), (r, 4, r, 5, 'Keterangan')], fill='DDEBF7'); r += 1; tot = 0
        for k, (c, lv, v) in enumerate(prog):
            nm = judul(N(c)) if lv == 'program' else N(c); tot += v
            put(ws, r, 1, f'{k+1}.'); put(ws, r, 3, v, fmt='"Rp. "#,##0'); put(ws, r, 4, 'APBD'); merge(ws, r, 4, r, 5)
            s.row(lv, nm, put(ws, r, 2, nm), pagu={'2025': v}, pj=post if level != 'sasaran' else None, number=f'{k+1}.', code_by_name=c, sumber_dana='APBD'); r += 1
        put(ws, r, 2, 'Jumlah', bold=True); put(ws, r, 3, tot, fmt='"Rp. "#,##0', bold=True); s.ignore_rows(ws, r, why='total'); r += 2
        put(ws, r, 1, 'Sungai Raya,      Januari 2025', box=False); put(ws, r + 1, 1, 'Pihak Kedua', box=False); put(ws, r + 1, 4, 'Pihak Pertama', box=False); put(ws, r + 2, 1, 'Bupati' if post == 'Camat' else 'Camat', box=False); put(ws, r + 2, 4, post, box=False)
        put(ws, r + 5, 1, '........................', box=False); put(ws, r + 5, 4, '........................', box=False); s.ignore_rows(ws, r, r + 5, 'signature')
    tabel(ws, 'Camat', 'Sasaran Strategis', [(IKU[0][0], IKU[0][1][:2], 1), (IKU[1][0], IKU[1][1][:2], 2), (IKU[2][0], IKU[2][1], 3)],
          [('7.01.01', 'program', 2489150000), ('7.01.02', 'program', 214750000), ('7.01.03', 'program', 163400000), ('7.01.04', 'program', 58900000), ('7.01.06', 'program', 97250000)], 'sasaran', 0)
    tabel(wb.create_sheet('PK Sekcam'), 'Sekretaris Camat', 'Sasaran Program', [(PROG['7.01.01'][0], PROG['7.01.01'][1], 5)], [('7.01.01.2.01', 'kegiatan', 41500000), ('7.01.01.2.02', 'kegiatan', 2105650000), ('7.01.01.2.06', 'kegiatan', 342000000)], 'sasaran_jabatan', 0, 'Kegiatan')
    tabel(wb.create_sheet('PK Kasi Pemerintahan'), 'Kepala Seksi Tata Pemerintahan', 'Sasaran Kegiatan', [(KEG['7.01.06.2.01'][0], KEG['7.01.06.2.01'][1], 6), (PROG['7.01.06'][0], PROG['7.01.06'][1], 8)], [('7.01.06.2.01.0001', 'sub_kegiatan', 38250000), ('7.01.06.2.01.0003', 'sub_kegiatan', 59000000)], 'sasaran_jabatan', 0, 'Sub Kegiatan')
    s.save(wb)

def s3():
    s = Spec('iku_pk', '3-pk-surat-dan-lampiran', kec('Parigi', 'Kabupaten Gowa'), '2026', 'pk', 'docx')
    d = Document()
    def P(t, b=False, al=None):
        p = d.add_paragraph(); x = p.add_run(t); x.bold = b
        if al: p.alignment = 1
        return p
    P('PEMERINTAH KABUPATEN GOWA', True, 1); P('KECAMATAN PARIGI', True, 1); P('PERJANJIAN KINERJA TAHUN 2026', True, 1)
    P('Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi pada hasil, kami yang bertanda tangan di bawah ini:')
    for a, b in (('Nama', '........................'), ('Jabatan', 'Camat Parigi')): P(f'{a}\t: {b}')
    P('selanjutnya disebut PIHAK PERTAMA')
    for a, b in (('Nama', '........................'), ('Jabatan', 'Bupati Gowa')): P(f'{a}\t: {b}')
    P('selaku atasan PIHAK PERTAMA, selanjutnya disebut PIHAK KEDUA.')
    P('PIHAK PERTAMA berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.')
    t = d.add_table(rows=4, cols=2)  # signature table, no borders
    for c, w in enumerate(('PIHAK KEDUA,\nBUPATI GOWA', 'PIHAK PERTAMA,\nCAMAT PARIGI')): dcell(t, 0, c, w); dcell(t, 3, c, '........................')
    s.ignore('T1', 'signature')
    d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    P('LAMPIRAN PERJANJIAN KINERJA TAHUN 2026', True, 1); P('KECAMATAN PARIGI', True, 1)
    ss = [(IKU[0][0], IKU[0][1]), (IKU[1][0], IKU[1][1]), (IKU[2][0], IKU[2][1][:2]), (IKU[3][0], IKU[3][1]), (IKU[4][0], IKU[4][1])]
    n = sum(len(x[1]) for x in ss); t = d.add_table(rows=2 + n, cols=6); t.style = 'Table Grid'
    for c, w in enumerate(['NO', 'SASARAN STRATEGIS', 'INDIKATOR KINERJA', 'PENJELASAN / FORMULASI', 'SUMBER DATA', 'TARGET']): dcell(t, 0, c, w, True); dcell(t, 1, c, str(c + 1))
    s.ignore('T2!R2', 'column numbers'); r = 2
    for q, (tx, ii) in enumerate(ss):
        a = r; row = s.row('sasaran', tx, f'T2!R{r+1}C2', number=q + 1)
        for k, (t2, u, f, so) in enumerate(ii):
            v = vals(u, random.Random(61 + q * 3 + k), 1)[1]
            tg = v if isinstance(v, str) else num(v).replace('.', ',') + (' %' if u == '%' else ' ' + u if u not in ('Indeks', 'Nilai') else '')
            dcell(t, r, 2, t2); dcell(t, r, 3, f); dcell(t, r, 4, so); dcell(t, r, 5, tg)
            s.ind(row, t2, f'T2!R{r+1}C3', formula=f, source=so, targets={'2026': tg}); r += 1
        if r - a > 1:
            t.cell(a, 0).merge(t.cell(r - 1, 0)); t.cell(a, 1).merge(t.cell(r - 1, 1))
        dcell(t, a, 0, str(q + 1)); dcell(t, a, 1, tx)
    d.add_paragraph()
    pr = [('7.01.01', 3120456000), ('7.01.02', 189000000), ('7.01.03', 240500000), ('7.01.04', 76000000), ('7.01.05', 54200000), ('7.01.06', 88750000)]
    t = d.add_table(rows=len(pr) + 2, cols=4); t.style = 'Table Grid'
    for c, w in enumerate(['NO', 'PROGRAM', 'ANGGARAN (Rp)', 'KET']): dcell(t, 0, c, w, True)
    for k, (c, v) in enumerate(pr):
        dcell(t, k + 1, 0, str(k + 1)); dcell(t, k + 1, 1, N(c)); dcell(t, k + 1, 2, rp(v) + ',00'); dcell(t, k + 1, 3, 'APBD Kab.')
        s.row('program', N(c), f'T3!R{k+2}C2', pagu={'2026': v}, number=k + 1, code_by_name=c, sumber_dana='APBD Kab.')
    z = len(pr) + 1; t.cell(z, 0).merge(t.cell(z, 1)); dcell(t, z, 0, 'JUMLAH', True); dcell(t, z, 2, rp(sum(v for _, v in pr)) + ',00', True); s.ignore(f'T3!R{z+1}', 'total')
    P(''); P('Parigi,        Januari 2026'); P('CAMAT PARIGI'); P(''); P('........................')
    s.ignore('paragraphs outside the tables', 'note'); s.save(d)

def s4():
    Y = ['2026', '2025', '2024', '2023', '2022']  # printed in falling order
    s = Spec('iku_pk', '4-hostile-iku-eselon', kec('Karanganyar', 'Kabupaten Karanganyar'), '2022-2026', 'iku')
    wb = Workbook(); ws = wb.active; ws.title = 'Sheet1'; x2 = wb.create_sheet('Sheet2')
    put(ws, 1, 2, 'IKU ESELON III DAN IV KEC. KARANGANYAR KAB. KARANGANYAR', box=False, bold=True); put(ws, 2, 2, 'Periode 2022-2026', box=False)
    head(ws, [(4, 2, 5, 2, 'No. Urut'), (4, 3, 5, 3, 'Program/Kegiatan'), (4, 4, 5, 4, 'Kinerja Utama'), (4, 5, 5, 5, 'Target'), (4, 6, 4, 10, 'Rencana Capaian'), (4, 11, 5, 11, 'Cara Menghitung'), (4, 12, 5, 12, 'Sumber'), (4, 13, 5, 13, 'Penanggungjawab'), (4, 14, 5, 14, 'Komentar Tim Evaluator')] + [(5, 6 + i, 5, 6 + i, y) for i, y in enumerate(Y)])
    s.doubt('Sheet1!D4', 'head "Kinerja Utama" = indicator'); s.doubt('Sheet1!E4', 'head says Target, the column holds the unit')
    s.doubt('Sheet1!C4', 'column holds sasaran sentences beside program and kegiatan names')
    widths(ws, [2, 8, 40, 36, 10] + [10] * 5 + [46, 26, 24, 28]); r = 6
    put(ws, r, 2, 'ESELON III', bold=True); merge(ws, r, 2, r, 14); s.ignore_rows(ws, r, why='heading'); r += 1
    last = {}
    def line(row, k, t2, u, f, so, pj, seed):
        nonlocal r
        v = vals(u, random.Random(seed), 5)[1:]; yy = sorted(Y); tg = {}
        for i, y in enumerate(Y):
            w = v[yy.index(y)]; w = num(w).replace('.', ',') if isinstance(w, float) and w != int(w) else (int(w) if not isinstance(w, str) else w); put(ws, r, 6 + i, w); tg[y] = num(w)
        put(ws, r, 5, u); ff = f
        if seed % 3 == 0: s.doubt(put(ws, r, 11, '= ' + f), 'formula text typed with "=" (stored as a formula without value)')
        elif seed % 3 == 1: put(ws, r, 11, '= ' + f, text=True)
        else: put(ws, r, 11, f)
        if last.get('so') == so and row['indicators']: s.doubt(put(ws, r, 12, 'idem'), '"idem" = same as above')
        else: put(ws, r, 12, so)
        last['so'] = so; put(ws, r, 13, pj if k == 0 else None)
        s.ind(row, t2, put(ws, r, 4, t2), formula=ff, unit=u, source=so, targets=tg); r += 1
    seed = 0
    for q, (t, ii) in enumerate(IKU[:4]):
        put(ws, r, 2, q + 1); row = s.row('sasaran', t, put(ws, r, 3, t), pj='Camat', number=q + 1)
        for k, (t2, u, f, so) in enumerate(ii): line(row, k, t2, u, f, so, 'Camat', seed); seed += 1
    row['indicators'][-1]['targets']['2024'] = 'N/A'; put(ws, r - 1, 8, 'N/A')
    s.ignore(put(ws, r - 2, 14, 'Indikator ini belum SMART, perbaiki.'), 'remark'); s.ignore(put(ws, r - 4, 14, 'ok'), 'remark')
    r += 1; put(ws, r, 2, 'ESELON IV', bold=True); merge(ws, r, 2, r, 14); s.ignore_rows(ws, r, why='heading'); r += 1
    for q, (c, pj) in enumerate([('7.01.01.2.01', 'Kasubag Perencanaan dan Keuangan'), ('7.01.01.2.06', 'Kasubag Umum dan Kepegawaian'), ('7.01.02.2.02', 'Kasi Pelayanan'), ('7.01.03.2.02', 'Kasi Pemberdayaan Masyarakat'), ('7.01.04.2.01', 'Kasi Trantib')]):
        put(ws, r, 2, q + 1); row = s.row('kegiatan', N(c), put(ws, r, 3, N(c)), pj=pj, number=q + 1, code_by_name=c)
        for k, (t2, u, f, so) in enumerate(KEG[c][1]): line(row, k, t2, u, f, so, pj, seed); seed += 1
    put(ws, r, 3, 'Jumlah indikator', bold=True); put(ws, r, 4, seed); s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 11, 'Camat Karanganyar', box=False); put(ws, r + 2, 11, '........................', box=False); s.ignore_rows(ws, r, r + 2, 'signature')
    x2['A1'] = 'coret-coret'; x2['B3'] = 85; x2['B4'] = '=B3*2'; s.ignore('Sheet2', 'note'); s.save(wb)

def s5():
    s = Spec('iku_pk', '5-hostile-pk-perubahan', kec('Batu Ampar', 'Kota Batam'), '2025', 'pk')
    wb = Workbook(); ws = wb.active; ws.title = 'PK 2024'
    s.doubt('PK 2024', 'sheet name says 2024, title says 2025'); title(ws, 2, 3, 16, 'PERJANJIAN KINERJA PERUBAHAN TAHUN 2025'); title(ws, 3, 3, 16, 'KECAMATAN BATU AMPAR - KOTA BATAM')
    # two tables side by side
    head(ws, [(6, 3, 7, 3, 'No'), (6, 4, 7, 4, 'Indikator'), (6, 5, 7, 5, 'Sasaran'), (6, 6, 6, 7, 'Target'), (7, 6, 7, 6, 'Semula'), (7, 7, 7, 7, 'Menjadi')])
    head(ws, [(6, 10, 7, 10, 'No'), (6, 11, 7, 11, 'Program'), (6, 12, 6, 14, 'Anggaran'), (7, 12, 7, 12, 'Semula (Rp)'), (7, 13, 7, 13, 'Menjadi (Rp)'), (7, 14, 7, 14, 'Bertambah/ (Berkurang)')], fill='E2EFDA')
    s.doubt('PK 2024!F6', 'two targets for one year: "Menjadi" is the valid one'); s.doubt('PK 2024!L6', 'two amounts for one year: "Menjadi" is the valid one')
    widths(ws, [2, 2, 5, 40, 40, 14, 14, 3, 3, 5, 48, 22, 22, 20]); r = 8
    for q, (t, ii) in enumerate(IKU):
        put(ws, r, 3, q + 1); row = s.row('sasaran', t, put(ws, r, 5, t), number=q + 1)
        for k, (t2, u, f, so) in enumerate(ii):
            v = vals(u, random.Random(80 + q + k), 2)
            def g(w): return w if isinstance(w, str) else num(w).replace('.', ',') + (' %' if u == '%' else f' {u.lower()}')
            a, b = g(v[1]), g(v[2])
            if k == 1 and q in (0, 2): b = 'tetap'; s.doubt(A(ws, r, 7), '"tetap" = as before the change'); 
            put(ws, r, 6, a); put(ws, r, 7, b)
            s.ind(row, t2, put(ws, r, 4, t2), targets={'2025': a if b == 'tetap' else b}, semula=a); r += 1
    r2 = 8; tot = [0, 0]
    for k, (c, a, b) in enumerate([('7.01.01', 4210000000, 4377500000), ('7.01.02', 310000000, 290000000), ('7.01.03', 5120000000, 5120000000), ('7.01.04', 145000000, 120500000), ('7.01.05', 98000000, 98000000)]):
        put(ws, r2, 10, k + 1); tot[0] += a; tot[1] += b
        put(ws, r2, 12, f'Rp. {rp(a)},-'); put(ws, r2, 13, f'Rp. {rp(b)},-' if k != 2 else b, fmt='#,##0'); put(ws, r2, 14, f'({rp(a-b)})' if b < a else rp(b - a))
        s.row('program', N(c), put(ws, r2, 11, N(c)), pagu={'2025': b}, number=k + 1, code_by_name=c, semula=str(a)); r2 += 1
        if k == 0: put(ws, r2, 11, 'Sub jumlah belanja rutin'); put(ws, r2, 13, f'Rp. {rp(b)},-'); s.ignore(f'PK 2024!K{r2}', 'total'); s.ignore(f'PK 2024!M{r2}', 'total'); r2 += 1
    put(ws, r2, 11, 'TOTAL', bold=True); put(ws, r2, 12, f'Rp. {rp(tot[0])},-'); put(ws, r2, 13, f'Rp. {rp(tot[1])},-')
    for c in 'KLM': s.ignore(f'PK 2024!{c}{r2}', 'total')
    s.ignore(put(ws, r + 1, 4, 'Keterangan: perubahan sesuai DPPA', box=False), 'note')
    put(ws, r + 3, 12, 'CAMAT BATU AMPAR', box=False); put(ws, r + 6, 12, '........................', box=False); s.ignore_rows(ws, r + 3, r + 6, 'signature'); s.save(wb)
for f in (s1, s2, s3, s4, s5): f()
