"""Quarterly realisation: three, two hostile."""
from common import *
import random
Q = ['I', 'II', 'III', 'IV']
def n2(v): return int(v) if isinstance(v, float) and v == int(v) else v
def split(v, u, rng):
    """non-cumulative realisation of four quarters, adding up to about the target"""
    if isinstance(v, str): return None
    if u in ('%', 'Indeks', 'Nilai', 'Hari'): return [round(v * f, 1) for f in (0.22, 0.24, 0.26, 0.27)] if u == '%' else [v] * 4
    q = [v // 4] * 4; 
    for k in range(int(v) % 4): q[3 - k] += 1
    return q
def money(v, rng):
    a = [int(v * f) // 1000 * 1000 for f in (0.14, 0.27, 0.22)]; return a + [int(v * rng.choice([0.93, 0.96, 0.98])) // 1000 * 1000 - sum(a)]

# 1: evaluation form (E.58 style), three-row head, K and Rp under I-IV, numbered head row with formulas in words
def s1():
    s = Spec('triwulan', '1-evaluasi-renja-k-rp', kec('Sukaraja', 'Kabupaten Tasikmalaya'), '2025', 'realisasi'); rng = random.Random(4)
    P = plan(83, ['7.01.01.2.01.0001', '7.01.01.2.02.0001', '7.01.01.2.06.0004', '7.01.01.2.08.0002', '7.01.02.2.01.0001', '7.01.02.2.02.0003', '7.01.03.2.01.0001', '7.01.04.2.01.0001', '7.01.05.2.01.0008', '7.01.06.2.01.0003', '7.01.06.2.01.0001'], ['2025'], PJ_A)
    wb = Workbook(); ws = wb.active; ws.title = 'Evaluasi Renja'
    for i, t in enumerate(['Evaluasi Terhadap Hasil Renja Perangkat Daerah', 'Kecamatan Sukaraja Kabupaten Tasikmalaya', 'Periode Pelaksanaan: Triwulan I s.d. IV Tahun 2025']): title(ws, 1 + i, 1, 22, t)
    H = [(5, 1, 7, 1, 'No'), (5, 2, 7, 2, 'Sasaran'), (5, 3, 7, 3, 'Kode'), (5, 4, 7, 4, 'Program/Kegiatan/ Sub Kegiatan'), (5, 5, 7, 5, 'Indikator Kinerja Program (outcome)/ Kegiatan (output)'), (5, 6, 7, 6, 'Satuan'), (5, 7, 6, 8, 'Target Kinerja dan Anggaran Renja Tahun 2025'), (5, 9, 5, 16, 'Realisasi Kinerja Pada Triwulan')]
    for k, q in enumerate(Q): c = 9 + 2 * k; H += [(6, c, 6, c + 1, q), (7, c, 7, c, 'K'), (7, c + 1, 7, c + 1, 'Rp')]
    H += [(7, 7, 7, 7, 'K'), (7, 8, 7, 8, 'Rp'), (5, 17, 6, 18, 'Realisasi Capaian Kinerja dan Anggaran Renja yang Dievaluasi'), (7, 17, 7, 17, 'K'), (7, 18, 7, 18, 'Rp'), (5, 19, 6, 20, 'Tingkat Capaian (%)'), (7, 19, 7, 19, 'K'), (7, 20, 7, 20, 'Rp'), (5, 21, 7, 21, 'Unit Penanggung Jawab'), (5, 22, 7, 22, 'Ket')]
    head(ws, H); 
    for c, t in enumerate([1, 2, 3, 4, 5, 6, 7, '', 8, '', 9, '', 10, '', 11, '', '12=8+9+10+11', '', '13=12/7x100', '', 14, 15], 1): put(ws, 8, c, t, align=MID)
    for c in (7, 9, 11, 13, 15, 17, 19): merge(ws, 8, c, 8, c + 1)
    s.ignore_rows(ws, 8, why='column numbers'); widths(ws, [5, 28, 18, 36, 34, 10] + [10, 16] * 6 + [9, 9, 24, 14]); r = 9; no = 0; caps = []
    def node(n, par):
        nonlocal r, no
        no += 1; i = n['inds'][0]; t = n2(i['tv']['2025']); k = split(t, i['unit'], rng) or []; m = money(n['pagu']['2025'], rng)
        put(ws, r, 1, no); put(ws, r, 3, n['code']); put(ws, r, 6, i['unit']); put(ws, r, 7, t); put(ws, r, 8, n['pagu']['2025'], fmt='#,##0'); put(ws, r, 21, n['pj'])
        row = s.row(n['level'], n['name'], put(ws, r, 4, n['name'], bold=n['level'] == 'program'), par, code=n['code'], pagu=n['pagu'], pj=n['pj'], number=no); re_, rr = {}, {}
        for j, q in enumerate(Q): put(ws, r, 9 + 2 * j, n2(k[j])); put(ws, r, 10 + 2 * j, m[j], fmt='#,##0'); re_[f'2025-{q}'] = n2(k[j]); rr[f'2025-{q}'] = m[j]
        tot = round(sum(k), 1) if i['unit'] not in ('Indeks', 'Nilai', 'Hari') else k[3]
        put(ws, r, 17, n2(tot)); put(ws, r, 18, sum(m), fmt='#,##0'); put(ws, r, 19, round(tot / t * 100, 2)); put(ws, r, 20, round(sum(m) / n['pagu']['2025'] * 100, 2))
        s.ind(row, i['text'], put(ws, r, 5, i['text']), unit=i['unit'], targets={'2025': t}, pagu=n['pagu'], realisasi=re_, realisasi_rp=rr, capaian=num(round(tot / t * 100, 2)), realisasi_tahun=num(n2(tot)), realisasi_rp_tahun=num(sum(m))); row['realisasi_rp'] = {a: num(b) for a, b in rr.items()}; r += 1
        for x in n['kids']: node(x, row)
    for sa, cs in ((SASARAN[0], ['7.01.01', '7.01.02']), (SASARAN[2], ['7.01.03', '7.01.04', '7.01.05', '7.01.06'])):
        a = r; sr = s.row('sasaran', sa[0], put(ws, r, 2, sa[0]))
        for p in P:
            if p['code'] in cs: node(p, sr)
        merge(ws, a, 2, r - 1, 2)
    for t in ('Jumlah anggaran dan realisasi dari seluruh program', 'Rata-rata capaian kinerja (%)', 'Predikat kinerja'):
        put(ws, r, 1, t, bold=True); merge(ws, r, 1, r, 6)
        if t[0] == 'J': put(ws, r, 8, total(P, '2025'), fmt='#,##0')
        elif t[0] == 'R': put(ws, r, 19, 98.4)
        else: put(ws, r, 19, 'Sangat Tinggi')
        s.ignore_rows(ws, r, why='total'); r += 1
    for t in ('Faktor pendorong keberhasilan kinerja: dukungan pemerintah desa', 'Faktor penghambat pencapaian kinerja: keterlambatan pencairan', 'Tindak lanjut yang diperlukan dalam triwulan berikutnya: percepatan pengadaan'): put(ws, r, 1, t); merge(ws, r, 1, r, 22); s.ignore_rows(ws, r, why='note'); r += 1
    r += 1; sign(s, ws, r, 19, 'Sukaraja', 'CAMAT', 'SUKARAJA', 2026); s.save(wb)

# 2: PK/IKU per quarter: target, realisasi, capaian under each quarter; up to quarter III; percent formats
def s2():
    s = Spec('triwulan', '2-pengukuran-iku-triwulan', kec('Kubu', 'Kabupaten Rokan Hilir'), '2025', 'realisasi'); rng = random.Random(9)
    wb = Workbook(); ws = wb.active; ws.title = 'Pengukuran Kinerja'
    title(ws, 1, 1, 20, 'PENGUKURAN KINERJA TRIWULANAN TAHUN 2025'); put(ws, 2, 1, 'Perangkat Daerah', box=False); put(ws, 2, 3, ': Kecamatan Kubu', box=False); put(ws, 3, 1, 'Kabupaten', box=False); put(ws, 3, 3, ': Rokan Hilir', box=False)
    H = [(5, 1, 6, 1, 'NO'), (5, 2, 6, 2, 'SASARAN STRATEGIS'), (5, 3, 6, 3, 'INDIKATOR KINERJA'), (5, 4, 6, 4, 'SATUAN'), (5, 5, 6, 5, 'TARGET TAHUNAN')]
    for k, q in enumerate(Q): c = 6 + 3 * k; H += [(5, c, 5, c + 2, f'TRIWULAN {q}'), (6, c, 6, c, 'TARGET'), (6, c + 1, 6, c + 1, 'REALISASI'), (6, c + 2, 6, c + 2, 'CAPAIAN (%)')]
    head(ws, H + [(5, 18, 6, 18, 'HAMBATAN'), (5, 19, 6, 19, 'RENCANA TINDAK LANJUT'), (5, 20, 6, 20, 'PENANGGUNG JAWAB')], fill='F8CBAD'); widths(ws, [5, 34, 40, 10, 10] + [9, 10, 10] * 4 + [26, 26, 20]); r = 7
    for q0, sa in enumerate(SASARAN):
        a = r; put(ws, r, 1, q0 + 1); row = s.row('sasaran', sa[0], put(ws, r, 2, sa[0]), number=q0 + 1, pj=['Kasi Pelayanan', 'Sekretaris', 'Kasi Pemerintahan', 'Kasi Trantib', 'Kasi PMD', 'Kasi Kesra'][q0]); put(ws, r, 20, row['pj'])
        for j, (t, u, f, so) in enumerate(sa[1]):
            v = n2(vals(u, random.Random(q0 * 5 + j), 1)[1]); pct = u == '%'; put(ws, r, 4, u); tg, re_ = {}, {}
            def w(c, x):
                if pct and not isinstance(x, str): put(ws, r, c, x / 100, fmt='0%' if x == int(x) else '0.0%'); return num(n2(x)) + '%'
                put(ws, r, c, x); return num(x)
            tg['2025'] = w(5, v)
            for k, q in enumerate(Q):
                if isinstance(v, str): a1 = w(6 + 3 * k, '-' if k < 3 else v); b1 = w(7 + 3 * k, '-') if k < 3 else None
                else:
                    tt = n2(round(v * (k + 1) / 4, 0 if not pct else 0)) if u not in ('Kasus', 'Indeks', 'Nilai') else v; tt = int(tt) if tt == int(tt) else tt; rr = max(0, n2(round(tt * rng.choice([0.95, 1, 1.02]), 1))) if u != 'Kasus' else [0, 1, 0][k % 3]
                    a1 = w(6 + 3 * k, tt); b1 = w(7 + 3 * k, rr) if k < 3 else None
                    if k < 3: put(ws, r, 8 + 3 * k, (rr / tt) if tt else 1, fmt='0.00%')
                tg[f'2025-{q}'] = a1
                if b1 is not None: re_[f'2025-{q}'] = b1
                else: put(ws, r, 7 + 3 * k, None); put(ws, r, 8 + 3 * k, None)
            if j == 0: s.ignore(put(ws, r, 18, 'Sarana antrean belum memadai' if q0 % 2 == 0 else None), 'remark') if q0 % 2 == 0 else None
            s.ind(row, t, put(ws, r, 3, t), unit=u, targets=tg, realisasi=re_); r += 1
        for c in (1, 2, 20): merge(ws, a, c, r - 1, c)
    put(ws, r, 2, 'RATA-RATA CAPAIAN', bold=True); put(ws, r, 8, 0.981, fmt='0.00%'); s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 1, 'Ket.: realisasi kumulatif sampai dengan triwulan berjalan; triwulan IV belum dilaporkan', box=False); s.ignore_rows(ws, r, why='note'); s.d['cumulative'] = True; r += 2
    # a table of programs below, money per quarter
    put(ws, r, 1, 'REALISASI ANGGARAN PROGRAM', box=False, bold=True); s.ignore_rows(ws, r, why='heading'); r += 1
    head(ws, [(r, 1, r, 1, 'NO'), (r, 2, r, 2, 'PROGRAM'), (r, 3, r, 3, 'PAGU (Rp)'), (r, 4, r, 5, 'REALISASI TW I (Rp)'), (r, 6, r, 7, 'REALISASI TW II (Rp)'), (r, 8, r, 9, 'REALISASI TW III (Rp)'), (r, 10, r, 11, 'REALISASI TW IV (Rp)')], fill='F8CBAD'); r += 1
    for k, (c, v) in enumerate([('7.01.01', 2850000000), ('7.01.02', 210000000), ('7.01.03', 175500000), ('7.01.04', 64000000), ('7.01.05', 88250000), ('7.01.06', 132000000)]):
        m = money(v, rng); cu = [sum(m[:x + 1]) for x in range(3)]; put(ws, r, 1, k + 1); put(ws, r, 3, v, fmt='#,##0')
        row = s.row('program', judul(N(c)), put(ws, r, 2, judul(N(c))), pagu={'2025': v}, number=k + 1, code_by_name=c); row['realisasi_rp'] = {f'2025-{Q[x]}': num(cu[x]) for x in range(3)}
        for x in range(3): put(ws, r, 4 + 2 * x, cu[x], fmt='#,##0'); merge(ws, r, 4 + 2 * x, r, 5 + 2 * x)
        merge(ws, r, 10, r, 11); r += 1
    put(ws, r, 2, 'JUMLAH'); put(ws, r, 3, 3519750000, fmt='#,##0'); s.ignore_rows(ws, r, why='total'); r += 2
    sign(s, ws, r, 18, 'Teluk Merbau', 'CAMAT', 'KUBU', 2025, 'Oktober'); s.save(wb)

# 3: one sheet per quarter (I-III), fisik and keuangan
def s3():
    s = Spec('triwulan', '3-lembar-per-triwulan', kec('Karanganyar', 'Kabupaten Demak'), '2025', 'realisasi'); rng = random.Random(12)
    P = plan(89, ['7.01.01.2.01.0001', '7.01.01.2.02.0001', '7.01.01.2.06.0009', '7.01.02.2.02.0003', '7.01.03.2.01.0001', '7.01.04.2.01.0001', '7.01.05.2.01.0001', '7.01.06.2.01.0003'], ['2025'], PJ_B)
    wb = Workbook(); wb.remove(wb.active); R = {}
    for k, q in enumerate(Q[:3]):
        ws = wb.create_sheet(f'TW {q}'); put(ws, 1, 1, f'LAPORAN REALISASI FISIK DAN KEUANGAN TRIWULAN {q} TAHUN 2025', box=False, bold=True); put(ws, 2, 1, 'KECAMATAN KARANGANYAR KABUPATEN DEMAK', box=False)
        if k == 1: head(ws, [(4, 1, 5, 1, 'Program/Kegiatan/Subkegiatan'), (4, 2, 5, 2, 'Kode'), (4, 3, 5, 3, 'Pagu Anggaran'), (4, 4, 5, 4, 'Indikator'), (4, 5, 5, 5, 'Satuan'), (4, 6, 5, 6, 'Target'), (4, 7, 4, 8, 'Realisasi'), (5, 7, 5, 7, 'Fisik'), (5, 8, 5, 8, 'Keuangan'), (4, 9, 5, 9, 'Sisa')]); col = dict(n=1, c=2, p=3, i=4, u=5, t=6, k=7, m=8, z=9)
        else: head(ws, [(4, 1, 5, 1, 'Kode'), (4, 2, 5, 2, 'Program/Kegiatan/Subkegiatan'), (4, 3, 5, 3, 'Indikator'), (4, 4, 5, 4, 'Target'), (4, 5, 5, 5, 'Satuan'), (4, 6, 5, 6, 'Pagu Anggaran'), (4, 7, 4, 8, 'Realisasi'), (5, 7, 5, 7, 'Fisik'), (5, 8, 5, 8, 'Keuangan'), (4, 9, 5, 9, 'Sisa')]); col = dict(n=2, c=1, p=6, i=3, u=5, t=4, k=7, m=8, z=9)
        widths(ws, [40 if k == 1 else 18, 18 if k == 1 else 40, 36, 36, 16, 16, 12, 18, 18]); r = 6
        for n, par in walk(P):
            i = n['inds'][0]; t = n2(i['tv']['2025'])
            if k == 0: n['_k'] = split(t, i['unit'], rng); n['_m'] = money(n['pagu']['2025'], rng)
            put(ws, r, col['c'], n['code']); a = put(ws, r, col['n'], n['name']); put(ws, r, col['p'], n['pagu']['2025'], fmt='#,##0'); put(ws, r, col['u'], i['unit']); put(ws, r, col['t'], t); b = put(ws, r, col['i'], i['text']); put(ws, r, col['k'], n2(n['_k'][k])); put(ws, r, col['m'], n['_m'][k], fmt='#,##0'); put(ws, r, col['z'], n['pagu']['2025'] - sum(n['_m'][:k + 1]), fmt='#,##0')
            if k == 0: n['_r'] = s.row(n['level'], n['name'], a, par and par['_r'], code=n['code'], pagu=n['pagu']); n['_i'] = s.ind(n['_r'], i['text'], b, unit=i['unit'], targets={'2025': t}, pagu=n['pagu'], realisasi={'2025-I': n2(n['_k'][0])}, realisasi_rp={'2025-I': n['_m'][0]}); n['_r']['realisasi_rp'] = {'2025-I': num(n['_m'][0])}
            else: n['_i']['realisasi'][f'2025-{q}'] = num(n2(n['_k'][k])); n['_i']['realisasi_rp'][f'2025-{q}'] = num(n['_m'][k]); n['_r']['realisasi_rp'][f'2025-{q}'] = num(n['_m'][k]); n['_r'].setdefault('also_cells', []).append(a)
            r += 1
        put(ws, r, col['n'], 'JUMLAH', bold=True); put(ws, r, col['p'], total(P, '2025'), fmt='#,##0'); s.ignore_rows(ws, r, why='total'); r += 2
        sign(s, ws, r, 7, 'Karanganyar', 'Camat', 'Karanganyar', 2025, ['April', 'Juli', 'Oktober'][k])
    s.save(wb)

# 4 hostile: five kecamatan of a city on one sheet, name as a row, predicates, decimal forms mixed, formulas without value
def s4():
    s = Spec('triwulan', '4-hostile-lima-kecamatan', None, '2023', 'realisasi'); wb = Workbook(); ws = wb.active; ws.title = 'KEWILAYAHAN'
    title(ws, 1, 1, 14, 'REALISASI KINERJA KECAMATAN KOTA BATAM TAHUN 2023'); s.doubt('KEWILAYAHAN!A1', 'several kecamatan on one sheet; each row belongs to the kecamatan named above it (key "kecamatan" of the row)')
    H = [(3, 1, 5, 1, 'NO'), (3, 2, 5, 2, 'KECAMATAN / PROGRAM'), (3, 3, 5, 3, 'INDIKATOR'), (3, 4, 4, 5, 'TARGET 2023'), (5, 4, 5, 4, 'K'), (5, 5, 5, 5, 'Rp'), (3, 6, 3, 13, 'REALISASI TRIWULAN')]
    for k, q in enumerate(Q): H += [(4, 6 + 2 * k, 4, 7 + 2 * k, q), (5, 6 + 2 * k, 5, 6 + 2 * k, 'K'), (5, 7 + 2 * k, 5, 7 + 2 * k, 'Rp')]
    head(ws, H + [(3, 14, 5, 14, 'CAPAIAN')]); widths(ws, [5, 48, 40] + [12, 16] * 5 + [10]); r = 6; rng = random.Random(5); no = 0
    ks = [x['nama'] for x in __import__('common')._KEC if x['nama_kabupaten'] == 'Kota Batam'][:5]
    for kk, nm in enumerate(ks):
        put(ws, r, 1, 'ABCDE'[kk]); put(ws, r, 2, 'KECAMATAN ' + nm.upper(), bold=True); merge(ws, r, 2, r, 14); s.ignore_rows(ws, r, why='heading (kecamatan)'); r += 1
        for c, t, u in (('7.01.01', 'Predikat SAKIP', None), ('7.01.02', 'Indeks Kepuasan Masyarakat', None), ('7.01.03', 'Persentase lembaga kemasyarakatan yang aktif', None), ('7.01.04', 'Persentase gangguan trantibum yang ditangani', None)):
            no += 1; v = rng.randrange(80, 900) * 1000000; m = money(v, rng); put(ws, r, 1, no)
            row = s.row('program', N(c), put(ws, r, 2, N(c)), pagu={'2023': v}, code_by_name=c, kecamatan=kec(nm, 'Kota Batam'), number=no); put(ws, r, 5, v, fmt='#,##0'); re_, rr = {}, {}
            if c == '7.01.01': tv, kv = 'BB', [None, None, None, 'BB' if kk % 2 else 'B']
            elif c == '7.01.02': tv, kv = '85,50', ['85,10', 85.4, '86.2', '86,75']
            elif c == '7.01.03': tv, kv = 90, [0.225, '0,45', 0.7, '0.905'] if kk == 1 else ['22,5%', '45%', '70%', '90,5%']
            else: tv, kv = '100%', ['n/a', 1, 1, 1] if kk == 2 else ['100%', '100%', '-', '98,5%']
            a4 = put(ws, r, 4, tv)
            for j, q in enumerate(Q):
                b = put(ws, r, 6 + 2 * j, kv[j]); 
                if kv[j] is not None: re_[f'2023-{q}'] = kv[j]
                if c == '7.01.03' and kk == 1: s.doubt(b, 'fraction where the target is 90 (percent): unit not clear')
                if c == '7.01.04' and kk == 2 and j: s.doubt(b, '1 against a target of 100%')
                if c == '7.01.02' and j == 2: s.doubt(b, '"86.2" beside "86,75": mixed decimal marks') if kk == 0 else None
                d = put(ws, r, 7 + 2 * j, m[j], fmt='#,##0'); rr[f'2023-{q}'] = m[j]
                if kk == 3 and c == '7.01.02' and j == 3: put(ws, r, 7 + 2 * j, f'=E{r}-F{r}', fmt='#,##0'); s.doubt(d, 'formula without a stored value'); rr.pop('2023-IV')
            put(ws, r, 14, f'=K{r}/D{r}*100'); s.ignore(A(ws, r, 14), 'capaian is a formula without a stored value')
            row['realisasi_rp'] = {a: num(b) for a, b in rr.items()}; s.ind(row, t, put(ws, r, 3, t), targets={'2023': tv}, pagu={'2023': v}, realisasi=re_, realisasi_rp=rr); r += 1
        put(ws, r, 2, 'Jumlah ' + nm); put(ws, r, 5, f'=SUM(E{r-4}:E{r-1})'); s.ignore_rows(ws, r, why='total'); r += 1
    s.save(wb)

# 5 hostile: quarters in falling order and Rp before K, months in the head, rows shifted, cumulative in one block, two tables
def s5():
    s = Spec('triwulan', '5-hostile-urutan-terbalik', kec('Parigi', 'Kabupaten Parigi Moutong'), '2025', 'realisasi'); rng = random.Random(31); wb = Workbook(); ws = wb.active; ws.title = 'Okt-Des'
    P = plan(97, ['7.01.01.2.02.0001', '7.01.01.2.06.0004', '7.01.02.2.02.0003', '7.01.02.2.01.0001', '7.01.03.2.02.0002', '7.01.04.2.01.0001', '7.01.05.2.01.0008'], ['2025'], PJ_A)
    put(ws, 4, 5, 'KECAMATAN PARIGI', box=False, bold=True); put(ws, 5, 5, 'KABUPATEN PARIGI MOUTONG', box=False); put(ws, 5, 12, 'Tahun 2025', box=False)
    D = [('Triwulan Ke-4 (Okt-Des)', 'IV'), ('Triwulan Ke-3 (Jul-Sep)', 'III'), ('Triwulan Ke-2 (Apr-Jun)', 'II'), ('Triwulan Ke-1 (Jan-Mar)', 'I')]
    H = [(8, 4, 9, 4, 'Kinerja'), (8, 5, 9, 5, 'Program'), (8, 6, 8, 7, 'Rencana'), (9, 6, 9, 6, 'Anggaran'), (9, 7, 9, 7, 'Fisik')]
    for k, (t, q) in enumerate(D): H += [(8, 8 + 2 * k, 8, 9 + 2 * k, t), (9, 8 + 2 * k, 9, 8 + 2 * k, 'Anggaran'), (9, 9 + 2 * k, 9, 9 + 2 * k, 'Fisik')]
    H += [(8, 16, 8, 17, 's.d. Triwulan Ini'), (9, 16, 9, 16, 'Anggaran'), (9, 17, 9, 17, 'Fisik'), (8, 18, 9, 18, 'Satuan')]; head(ws, H); s.doubt('Okt-Des!D8', 'head says Kinerja, the column holds the indicator'); s.doubt('Okt-Des!E8', 'head says Program, the column holds program, kegiatan and sub kegiatan'); s.doubt('Okt-Des!P8', 'cumulative block, not a quarter'); s.doubt('Okt-Des', 'sheet name says Okt-Des, the table has all quarters')
    widths(ws, [2, 2, 2, 44, 48] + [16, 10] * 6 + [12]); r = 10; q0 = 0
    for n, par in walk(P):
        i = n['inds'][0]; t = n2(i['tv']['2025']); k = split(t, i['unit'], rng); m = money(n['pagu']['2025'], rng); row = n['_r'] = s.row(n['level'], n['name'], put(ws, r, 5, n['name'], indent={'program': 0, 'kegiatan': 2, 'sub_kegiatan': 4}[n['level']]), par and par['_r'], pagu=n['pagu'], code_by_name=n['code'])
        put(ws, r, 6, n['pagu']['2025'], fmt='#,##0'); put(ws, r, 7, t); put(ws, r, 18, i['unit']); rr, re_ = {}, {}
        for j, (_, q) in enumerate(D):
            x = Q.index(q); put(ws, r, 8 + 2 * j, m[x], fmt='#,##0'); put(ws, r, 9 + 2 * j, num(n2(k[x])).replace('.', ',')); rr[f'2025-{q}'] = m[x]; re_[f'2025-{q}'] = num(n2(k[x])).replace('.', ',')
        if n['code'] == '7.01.02.2.01': ws.cell(r, 9).value = '0,70 5'; s.doubt(A(ws, r, 9), 'blank inside a number'); re_.pop('2025-IV')
        if n['code'] == '7.01.04': ws.cell(r, 14).value = m[3] * 100; rr['2025-I'] = m[3] * 100; s.doubt(A(ws, r, 14), 'realisation of one quarter far above the budget of the year')
        put(ws, r, 16, sum(m), fmt='#,##0'); put(ws, r, 17, round(sum(k), 1)); row['realisasi_rp'] = {a: num(b) for a, b in rr.items()}
        s.ind(row, i['text'], put(ws, r, 4, i['text']), unit=i['unit'], targets={'2025': t}, pagu=n['pagu'], realisasi=re_, realisasi_rp=rr); r += 1
        nxt = [p for p in P if p['kids'][-1]['kids'][-1] is n]
        if nxt: put(ws, r, 5, 'Sub Jumlah', italic=True); put(ws, r, 6, nxt[0]['pagu']['2025'], fmt='#,##0'); s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 5, 'Total Kecamatan'); put(ws, r, 6, total(P, '2025'), fmt='#,##0'); s.ignore_rows(ws, r, why='total'); r += 3
    a = r; head(ws, [(r, 4, r, 4, 'Bulan'), (r, 5, r, 5, 'Keterangan'), (r, 6, r, 6, 'Anggaran')])
    for b, c in (('Januari', 125000000), ('Februari', 230500000), ('Maret', 198000000)): r += 1; put(ws, r, 4, b); put(ws, r, 5, 'Realisasi kas bulanan'); put(ws, r, 6, c)
    s.ignore_rows(ws, a, r, 'other table (monthly cash)'); r += 2; put(ws, r, 14, 'Camat Parigi', box=False); put(ws, r + 2, 14, '........................', box=False); s.ignore_rows(ws, r, r + 2, 'signature'); s.save(wb)
for f in (s1, s2, s3, s4, s5): f()
