"""Renstra / Renja matrices: three specimens, two hostile variants."""
from common import *
import random

def cell_target(v, unit, style, rng=None):
    """-> (value, number format, expected)"""
    if v is None: return None, None, None
    if style == 'unit':
        t = (num(v).replace('.', ',') + ('%' if unit == '%' else ' ' + unit)) if not isinstance(v, str) else v
        return t, None, t
    if style == 'pct' and unit == '%': return v / 100, ('0%' if v == int(v) else '0.0%'), num(v) + '%'
    if style == 'comma' and isinstance(v, float) and v != int(v): return num(v).replace('.', ','), None, num(v).replace('.', ',')
    if isinstance(v, float) and v == int(v): v = int(v)
    return v, None, num(v)

# ------------------------------------------------ 1: T-C.27 matrix, three-row head
def s1():
    Y = ['2025', '2026', '2027', '2028', '2029']
    s = Spec('renstra', '1-matriks-tc27', kec('Wonosari', 'Kabupaten Klaten'), '2025-2029', 'renstra')
    P = plan(11, ['7.01.01.2.01.0001', '7.01.01.2.01.0004', '7.01.01.2.02.0001', '7.01.01.2.06.0004', '7.01.01.2.08.0002', '7.01.02.2.01.0001', '7.01.02.2.02.0003', '7.01.02.2.04.0001',
                 '7.01.03.2.01.0001', '7.01.03.2.03.0002', '7.01.04.2.01.0001', '7.01.05.2.01.0008', '7.01.06.2.01.0003', '7.01.06.2.01.0017'], Y, PJ_A, two=('7.01.01', '7.01.02'))
    wb = Workbook(); ws = wb.active; ws.title = 'T-C.27'
    title(ws, 1, 1, 22, 'Tabel T-C.27')
    title(ws, 2, 1, 22, 'Rencana Program, Kegiatan, Sub Kegiatan, Indikator Kinerja, Kelompok Sasaran dan Pendanaan Indikatif')
    title(ws, 3, 1, 22, 'Kecamatan Wonosari Kabupaten Klaten'); title(ws, 4, 1, 22, 'Tahun 2025 - 2029')
    H = [(6, 1, 8, 1, 'Tujuan'), (6, 2, 8, 2, 'Sasaran'), (6, 3, 8, 3, 'Kode'), (6, 4, 8, 4, 'Program, Kegiatan dan Sub Kegiatan'), (6, 5, 8, 5, 'Indikator Kinerja Tujuan, Sasaran, Program (Outcome), Kegiatan (Output) dan Sub Kegiatan'),
         (6, 6, 8, 6, 'Satuan'), (6, 7, 8, 7, 'Data Capaian pada Tahun Awal Perencanaan (2024)'), (6, 8, 6, 19, 'Target Kinerja Program dan Kerangka Pendanaan')]
    for i, y in enumerate(Y):
        c = 8 + 2 * i; H += [(7, c, 7, c + 1, f'Tahun {y}'), (8, c, 8, c, 'Target'), (8, c + 1, 8, c + 1, 'Rp')]
    H += [(7, 18, 7, 19, 'Kondisi Kinerja pada Akhir Periode Renstra'), (8, 18, 8, 18, 'Target'), (8, 19, 8, 19, 'Rp'), (6, 20, 8, 20, 'Unit Kerja Penanggung Jawab'), (6, 21, 8, 21, 'Lokasi')]
    head(ws, H)
    for c in range(1, 22): put(ws, 9, c, c, italic=True, align=MID)
    s.ignore_rows(ws, 9, why='column numbers')
    widths(ws, [22, 22, 18, 34, 34, 12, 12] + [9, 15] * 6 + [22, 14])
    r = 10
    tj_t, tj_i = TUJUAN[0]; ss = [SASARAN[0], SASARAN[2]]
    def iline(row, i, base, unit, tv, last):
        put(ws, r, 6, unit); v, f, e = cell_target(base, unit, 'num'); put(ws, r, 7, v)
        tg = {}
        for k, y in enumerate(Y): v, f, e2 = cell_target(tv[y], unit, 'num'); put(ws, r, 8 + 2 * k, v); tg[y] = e2
        v, f, e3 = cell_target(tv[Y[-1]], unit, 'num'); put(ws, r, 18, v)
        return e, tg, e3
    tuj = s.row('tujuan', tj_t, put(ws, r, 1, tj_t, bold=True))
    t0 = r
    for t, u, f, so in tj_i:
        v = vals(u, random.Random(5), 5); e, tg, fin = iline(tuj, t, v[0], u, dict(zip(Y, v[1:])), 0)
        s.ind(tuj, t, put(ws, r, 5, t), unit=u, baseline=e, targets=tg, final=fin); r += 1
    def node(n, parent):
        nonlocal r
        a = r
        put(ws, r, 3, n['code']); nm = n['name'] if n['level'] == 'program' else n['name']
        row = s.row(n['level'], nm, put(ws, r, 4, nm, bold=n['level'] != 'sub_kegiatan'), parent, code=n['code'], pagu=n['pagu'], pj=n['pj'], pagu_final=str(sum(n['pagu'].values())), lokasi='Kec. Wonosari')
        for k, y in enumerate(Y): put(ws, r, 9 + 2 * k, n['pagu'][y], fmt='#,##0')
        put(ws, r, 19, sum(n['pagu'].values()), fmt='#,##0'); put(ws, r, 20, n['pj']); put(ws, r, 21, 'Kec. Wonosari')
        for j, i in enumerate(n['inds']):
            e, tg, fin = iline(row, i, i['base'], i['unit'], i['tv'], 0)
            s.ind(row, i['text'], put(ws, r, 5, i['text']), unit=i['unit'], baseline=e, targets=tg, pagu=n['pagu'] if j == 0 else None, final=fin); r += 1
        if r - a > 1:
            for c in [3, 4, 20, 21, 19] + [9 + 2 * k for k in range(5)]: merge(ws, a, c, r - 1, c)
        for k in n['kids']: node(k, row)
    for q, sa in enumerate(ss):
        a = r; sr = s.row('sasaran', sa[0], put(ws, r, 2, sa[0], bold=True), tuj)
        for t, u, f, so in sa[1]:
            v = vals(u, random.Random(q + 7), 5); e, tg, fin = iline(sr, t, v[0], u, dict(zip(Y, v[1:])), 0)
            s.ind(sr, t, put(ws, r, 5, t), unit=u, baseline=e, targets=tg, final=fin); r += 1
        for p in (P[:2] if q == 0 else P[2:]): node(p, sr)
        merge(ws, a, 2, r - 1, 2)
    merge(ws, t0, 1, r - 1, 1)
    put(ws, r, 1, 'JUMLAH', bold=True, align=MID); merge(ws, r, 1, r, 7)
    for k, y in enumerate(Y): put(ws, r, 9 + 2 * k, total(P, y), bold=True, fmt='#,##0')
    put(ws, r, 19, sum(total(P, y) for y in Y), bold=True, fmt='#,##0'); s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 1, 'Catatan: pagu tahun 2026 dan seterusnya bersifat indikatif.', box=False, italic=True); s.ignore_rows(ws, r, why='note'); r += 2
    sign(s, ws, r, 18, 'Wonosari', 'CAMAT', 'WONOSARI')
    s.save(wb)

# ------------------------------------------------ 2: new layout, code split over columns, outcome on its own line, unit inside the target; two sheets
def s2():
    Y = ['2025', '2026', '2027', '2028', '2029']
    s = Spec('renstra', '2-bidang-urusan-kapanewon', kec('Wonosari', 'Kabupaten Gunungkidul'), '2025-2029', 'renstra')
    P = plan(23, ['7.01.01.2.01.0001', '7.01.01.2.02.0001', '7.01.01.2.05.0002', '7.01.01.2.06.0002', '7.01.02.2.01.0002', '7.01.02.2.03.0002', '7.01.03.2.01.0003', '7.01.04.2.02.0001', '7.01.06.2.01.0001', '7.01.06.2.01.0013'], Y, PJ_C, two=('7.01.06',))
    wb = Workbook(); cov = wb.active; cov.title = 'Sampul'
    for i, t in enumerate(['RENCANA STRATEGIS (RENSTRA)', 'KAPANEWON WONOSARI', 'KABUPATEN GUNUNGKIDUL', 'TAHUN 2025-2029']): title(cov, 8 + i, 2, 8, t, size=16)
    s.ignore('Sampul', 'note')
    w1 = wb.create_sheet('TSI'); ws = wb.create_sheet('Program Kegiatan')
    title(w1, 1, 1, 11, 'Tujuan dan Sasaran Renstra Kapanewon Wonosari'); 
    H = [(3, 1, 4, 1, 'NO'), (3, 2, 4, 2, 'NSPK dan Sasaran RPJMD yang Relevan'), (3, 3, 4, 3, 'TUJUAN'), (3, 4, 4, 4, 'SASARAN'), (3, 5, 4, 5, 'INDIKATOR'), (3, 6, 4, 6, 'Baseline 2024'), (3, 7, 3, 11, 'TARGET TAHUN'), (3, 12, 4, 12, 'KET')]
    head(w1, H + [(4, 7 + i, 4, 7 + i, int(y)) for i, y in enumerate(Y)], fill='E2EFDA')
    widths(w1, [5, 26, 28, 28, 32, 12] + [11] * 5 + [10])
    r = 5; tj = TUJUAN[1]; n = 0
    put(w1, r, 1, 1); put(w1, r, 2, 'Meningkatnya kualitas tata kelola pemerintahan daerah'); a = r
    def line(row, t, u, seed):
        nonlocal r
        v = vals(u, random.Random(seed), 5); b, _, be = cell_target(v[0], u, 'unit'); put(w1, r, 6, b); tg = {}
        for i, y in enumerate(Y): x, _, e = cell_target(v[1 + i], u, 'unit'); put(w1, r, 7 + i, x); tg[y] = e
        s.ind(row, t, put(w1, r, 5, t), baseline=be, targets=tg); r += 1
    tuj = s.row('tujuan', tj[0], put(w1, r, 3, tj[0])); put(w1, r, 4, None)
    for i, (t, u, f, so) in enumerate(tj[1]): line(tuj, t, u, 3)
    SR = []
    for q, sa in enumerate([SASARAN[1], SASARAN[2], SASARAN[3]]):
        b = r; sr = s.row('sasaran', sa[0], put(w1, r, 4, f'{q+1}. {sa[0]}'), tuj, number=f'{q+1}.'); SR.append(sr)
        for t, u, f, so in sa[1]: line(sr, t, u, 30 + q)
        merge(w1, b, 4, r - 1, 4)
    merge(w1, a, 1, r - 1, 1); merge(w1, a, 2, r - 1, 2); merge(w1, a, 3, r - 1, 3)
    # sheet 2
    title(ws, 1, 1, 20, 'Rencana Program, Kegiatan, Subkegiatan dan Pendanaan'); title(ws, 2, 1, 20, 'Kapanewon Wonosari Kabupaten Gunungkidul 2025-2029')
    def hd(r0):
        H = [(r0, 1, r0 + 1, 5, 'KODE'), (r0, 6, r0 + 1, 6, 'BIDANG URUSAN/ PROGRAM/ OUTCOME/ KEGIATAN/ SUBKEGIATAN/ OUTPUT'), (r0, 7, r0 + 1, 7, 'INDIKATOR OUTCOME/ OUTPUT'), (r0, 8, r0 + 1, 8, 'BASELINE TAHUN 2024')]
        for i, y in enumerate(Y): H += [(r0, 9 + 2 * i, r0, 10 + 2 * i, f'TARGET DAN PAGU INDIKATIF {y}'), (r0 + 1, 9 + 2 * i, r0 + 1, 9 + 2 * i, 'TARGET'), (r0 + 1, 10 + 2 * i, r0 + 1, 10 + 2 * i, 'PAGU (Rp.)')]
        head(ws, H + [(r0, 19, r0 + 1, 19, 'PENANGGUNG JAWAB')], fill='FCE4D6')
    hd(4); widths(ws, [4, 4, 5, 6, 6, 44, 36, 14] + [13, 16] * 5 + [18])
    r = 6
    put(ws, r, 1, '7'); put(ws, r, 6, 'UNSUR KEWILAYAHAN', bold=True); s.ignore_rows(ws, r, why='heading (unsur)'); r += 1
    put(ws, r, 1, '7'); put(ws, r, 2, '01'); put(ws, r, 6, 'KECAMATAN', bold=True); s.ignore_rows(ws, r, why='heading (bidang)'); r += 1
    parent_of = {'7.01.01': SR[0], '7.01.02': SR[0], '7.01.03': SR[1], '7.01.06': SR[1], '7.01.04': SR[2]}
    cnt = 0
    def node(n, parent):
        nonlocal r, cnt
        p = n['code'].split('.')
        parts = [p[0], p[1], p[2]] + (['.'.join(p[3:5])] if len(p) > 3 else []) + ([p[5]] if len(p) > 5 else [])
        for i, x in enumerate(parts): put(ws, r, 1 + i, x)
        nm = n['name']; row = s.row(n['level'], nm, put(ws, r, 6, nm, bold=n['level'] == 'program', indent={'program': 0, 'kegiatan': 1, 'sub_kegiatan': 2}[n['level']]), parent, code=n['code'], sasaran=n['sasaran'], pagu=n['pagu'], pj=n['pj'])
        for k, y in enumerate(Y): put(ws, r, 10 + 2 * k, n['pagu'][y], fmt='_-* #,##0_-')
        put(ws, r, 19, n['pj'])
        r += 1; put(ws, r, 6, n['sasaran'], italic=True, indent=1); row['sasaran_cell'] = A(ws, r, 6)
        for j, i in enumerate(n['inds']):
            b, _, be = cell_target(i['base'], i['unit'], 'unit'); put(ws, r, 8, b); tg = {}
            for k, y in enumerate(Y): x, _, e = cell_target(i['tv'][y], i['unit'], 'unit'); put(ws, r, 9 + 2 * k, x); tg[y] = e
            s.ind(row, i['text'], put(ws, r, 7, i['text']), baseline=be, targets=tg); r += 1
        cnt += 1
        if cnt == 13: hd(r); s.ignore_rows(ws, r, r + 1, 'head repeated (page break)'); r += 2
        for k in n['kids']: node(k, row)
    for p in P: node(p, parent_of[p['code']])
    # the parent of a program is not printed on this sheet -> null
    for x in s.d['rows']:
        if x['level'] == 'program': x['parent_text'] = None; x['note'] = 'parent sasaran is not printed in this document'
    put(ws, r, 6, 'Jumlah Total', bold=True)
    for k, y in enumerate(Y): put(ws, r, 10 + 2 * k, f'={L(10+2*k)}8+0', bold=True, fmt='#,##0')
    s.ignore_rows(ws, r, why='total'); r += 3
    sign(s, ws, r, 17, 'Wonosari', 'PANEWU', 'WONOSARI')
    s.save(wb)

# ------------------------------------------------ 3: Renja one year, level by numbering, hidden column, remarks
def s3():
    s = Spec('renstra', '3-renja-tc33', kec('Sukorejo', 'Kota Blitar'), '2026', 'renja')
    P = plan(37, ['7.01.01.2.01.0001', '7.01.01.2.01.0002', '7.01.01.2.02.0001', '7.01.01.2.06.0009', '7.01.01.2.08.0004', '7.01.02.2.02.0002', '7.01.02.2.02.0003', '7.01.03.2.02.0001', '7.01.03.2.02.0002', '7.01.03.2.02.0003', '7.01.03.2.03.0001', '7.01.04.2.01.0002', '7.01.05.2.01.0002'], ['2026', '2027'], PJ_B, two=('7.01.02',))
    wb = Workbook(); ws = wb.active; ws.title = 'Renja 2026'
    title(ws, 1, 1, 14, 'RENCANA KERJA KECAMATAN SUKOREJO TAHUN 2026 DAN PRAKIRAAN MAJU TAHUN 2027', align='left'); title(ws, 2, 1, 14, 'Kota Blitar', align='left')
    put(ws, 3, 1, 'Nama Perangkat Daerah : Kecamatan Sukorejo', box=False)
    H = [(5, 1, 6, 1, 'No.'), (5, 2, 6, 2, 'Program / Kegiatan / Sub Kegiatan'), (5, 3, 6, 3, 'Penanggung Jawab'), (5, 4, 6, 4, 'Indikator Kinerja'), (5, 5, 5, 8, 'Rencana Tahun 2026'), (6, 5, 6, 5, 'Lokasi'), (6, 6, 6, 6, 'Target Capaian Kinerja'), (6, 7, 6, 7, 'Satuan'), (6, 8, 6, 8, 'Kebutuhan Dana / Pagu Indikatif'),
         (5, 9, 6, 9, 'Pagu 2025 (draf lama)'), (5, 10, 6, 10, 'Sumber Dana'), (5, 11, 5, 12, 'Prakiraan Maju Rencana Tahun 2027'), (6, 11, 6, 11, 'Target Capaian Kinerja'), (6, 12, 6, 12, 'Kebutuhan Dana / Pagu Indikatif'), (5, 13, 6, 13, 'Catatan Penting')]
    head(ws, H, fill='FFF2CC'); widths(ws, [6, 40, 18, 36, 16, 10, 12, 18, 16, 10, 10, 18, 26])
    ws.column_dimensions['I'].hidden = True; s.ignore(f'{ws.title}!I', 'hidden')
    for c in range(1, 14): put(ws, 7, c, f'({c})', align=MID)
    s.ignore_rows(ws, 7, why='column numbers')
    r = 8; ROM = ['I', 'II', 'III', 'IV', 'V', 'VI']; rem = 0
    groups = [(SASARAN[1], ['7.01.01']), (SASARAN[0], ['7.01.02']), (SASARAN[4], ['7.01.03']), (SASARAN[3], ['7.01.04', '7.01.05'])]
    pn = 0
    for sa, codes in groups:
        t = f'Sasaran : {sa[0]}'
        sr = s.row('sasaran', sa[0], put(ws, r, 1, t, bold=True, fill='EDEDED')); merge(ws, r, 1, r, 13); r += 1
        for p in [x for x in P if x['code'] in codes]:
            pn += 1
            def node(n, parent, nr):
                nonlocal r, rem
                put(ws, r, 1, nr); nm = judul(n['name']) if n['level'] == 'program' else n['name']
                money = dict(n['pagu']); 
                row = s.row(n['level'], nm, put(ws, r, 2, nm, bold=n['level'] == 'program', indent={'program': 0, 'kegiatan': 1, 'sub_kegiatan': 2}[n['level']]), parent, pagu=money, pj=n['pj'], number=nr, lokasi='Kec. Sukorejo', sumber_dana='APBD')
                put(ws, r, 3, n['pj']); put(ws, r, 5, 'Kec. Sukorejo'); put(ws, r, 10, 'APBD')
                put(ws, r, 8, n['pagu']['2026'], fmt='"Rp"#,##0'); put(ws, r, 12, n['pagu']['2027'], fmt='"Rp"#,##0'); put(ws, r, 9, n['pagu']['2026'] - 1750000, fmt='#,##0')
                for j, i in enumerate(n['inds']):
                    v, f, e = cell_target(i['tv']['2026'], i['unit'], 'pct'); put(ws, r, 6, v, fmt=f); v, f, e2 = cell_target(i['tv']['2027'], i['unit'], 'pct'); put(ws, r, 11, v, fmt=f)
                    put(ws, r, 7, 'Persen' if i['unit'] == '%' else i['unit'])
                    s.ind(row, i['text'], put(ws, r, 4, i['text']), unit='Persen' if i['unit'] == '%' else i['unit'], targets={'2026': e, '2027': e2}, pagu=money if j == 0 else None)
                    r += 1
                if n['code'] in ('7.01.02.2.02', '7.01.03.2.02.0002', '7.01.01.2.06.0009'):
                    tx = ['cek lagi target, tidak boleh turun dari 2025', 'lokasi dirinci per kelurahan', 'pagu menyesuaikan KUA-PPAS'][rem]; rem += 1
                    s.ignore(put(ws, r - 1, 13, tx, italic=True), 'remark')
                for m, k in enumerate(n['kids']): node(k, row, str(m + 1) + '.' if n['level'] == 'program' else 'abcdefgh'[m] + '.')
            node(p, sr, ROM[pn - 1] + '.')
    put(ws, r, 2, 'TOTAL PAGU KECAMATAN SUKOREJO', bold=True); put(ws, r, 8, total(P, '2026'), fmt='"Rp"#,##0', bold=True); put(ws, r, 12, total(P, '2027'), fmt='"Rp"#,##0', bold=True); s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 1, 'Ket: *) Kegiatan kelurahan dilaksanakan oleh kelurahan di wilayah kecamatan', box=False); s.ignore_rows(ws, r, why='note'); r += 2
    sign(s, ws, r, 11, 'Blitar', 'Camat', 'Sukorejo', 2025, 'Juli')
    h = wb.create_sheet('lama (jangan dipakai)'); h.sheet_state = 'hidden'
    for i in range(1, 6): h.cell(i, 1, f'I.{i}'); h.cell(i, 2, 'Program lama tahun 2024'); h.cell(i, 3, 1000000 * i)
    s.ignore(h.title, 'hidden')
    s.save(wb)

# ------------------------------------------------ 4 hostile: shifted, money in thousands, codes as number/date, total rows inside, formula text
def s4():
    Y = ['2025', '2026', '2027', '2028', '2029']
    s = Spec('renstra', '4-hostile-geser', kec('Purwodadi', 'Kabupaten Grobogan'), '2025-2029', 'renstra')
    P = plan(41, ['7.01.01.2.01.0001', '7.01.01.2.02.0001', '7.01.01.2.10.0001', '7.01.02.2.02.0003', '7.01.02.2.04.0002', '7.01.03.2.01.0001', '7.01.04.2.01.0001', '7.01.06.2.01.0002', '7.01.06.2.01.0008'], Y, PJ_B)
    wb = Workbook(); ws = wb.active; ws.title = 'Lembar1'
    put(ws, 5, 4, 'RENSTRA KEC. PURWODADI', box=False, bold=True); put(ws, 5, 9, 'KAB. GROBOGAN', box=False, bold=True); put(ws, 6, 4, 'PERIODE : 2025 s/d 2029', box=False)
    put(ws, 6, 20, '(dalam ribuan rupiah)', box=False, italic=True); s.doubt('Lembar1!T6', 'money is printed in thousands; expected values are whole rupiah (x 1000)')
    c0 = 4
    H = [(9, 4, 10, 4, 'KODE REK.'), (9, 5, 10, 5, 'URAIAN'), (9, 6, 10, 6, 'TOLOK UKUR KINERJA'), (9, 7, 10, 7, 'FORMULA'), (9, 8, 9, 12, 'TARGET'), (9, 13, 10, 13, 'SAT.'), (9, 14, 9, 18, 'ANGGARAN'), (9, 19, 10, 19, '2024 (awal)'), (9, 20, 10, 20, 'PELAKSANA')]
    H += [(10, 8 + i, 10, 8 + i, int(y)) for i, y in enumerate(Y)] + [(10, 14 + i, 10, 14 + i, int(y)) for i, y in enumerate(Y)]
    head(ws, H); widths(ws, [3, 3, 3, 18, 44, 36, 40] + [9] * 5 + [12] + [13] * 5 + [10, 18])
    r = 12  # blank row 11 below the head
    sa = SASARAN[0]; sr = None
    def ind(row, t, u, f, base, tv, pagu=None):
        ad = put(ws, r, 6, t); put(ws, r, 13, u); v, _, be = cell_target(base, u, 'comma'); put(ws, r, 19, v); tg = {}
        for k, y in enumerate(Y):
            v, _, e = cell_target(tv[y], u, 'comma'); put(ws, r, 8 + k, v); tg[y] = e
        ff = None
        if f:
            if u == '%': ff = '= ' + f.replace(' x 100%', ' × 100 %'); s.doubt(put(ws, r, 7, ff), 'text of a formula typed with "=": the file holds a formula without value; expected text without the "="'); ff = ff[1:].strip()
            else: put(ws, r, 7, f); ff = f
        return s.ind(row, t, ad, formula=ff, unit=u, baseline=be, targets=tg, pagu=pagu)
    sr = s.row('sasaran', sa[0], put(ws, r, 5, 'SASARAN: ' + sa[0], bold=True))
    for t, u, f, so in sa[1]:
        v = vals(u, random.Random(2), 5); ind(sr, t, u, f, v[0], dict(zip(Y, v[1:]))); r += 1
    def node(n, parent):
        nonlocal r
        code = n['code']; exp = code
        if n['code'] == '7.01.04': a = put(ws, r, 4, datetime.datetime(2007, 1, 4), fmt='d.mm.yy'); s.doubt(a, 'code turned into a date'); exp = None
        elif n['code'] == '7.01.02': a = put(ws, r, 4, 70102); s.doubt(a, 'code typed as a number without dots'); exp = None
        elif n['code'] == '7.01.01.2.10': a = put(ws, r, 4, '7.01.01.2.1'); s.doubt(a, 'trailing zero lost: the name is that of 7.01.01.2.10, the code as printed is none of the nomenclature'); exp = None
        elif n['level'] == 'program': put(ws, r, 4, code.replace('7.01.0', '7.1.')); s.doubt(A(ws, r, 4), 'code without leading zeros; the name gives ' + code)
        else: put(ws, r, 4, code if n['level'] != 'kegiatan' else ' ' + code.replace('.', '. ').replace(' ', '', 1) if False else code)
        pg = {y: round(v / 1000) * 1000 for y, v in n['pagu'].items()}
        row = s.row(n['level'], n['name'], put(ws, r, 5, n['name'], bold=n['level'] == 'program'), parent, code=exp, pagu=pg, pj=n['pj'], code_by_name=code)
        for k, y in enumerate(Y): put(ws, r, 14 + k, pg[y] // 1000, fmt='#,##0')
        put(ws, r, 20, n['pj'])
        for i in n['inds']: ind(row, i['text'], i['unit'], i['formula'], i['base'], i['tv'], pagu=pg); r += 1
        for k in n['kids']: node(k, row)
        if n['level'] == 'program':
            put(ws, r, 5, 'Jumlah ' + judul(n['name']), bold=True, italic=True)
            for k, y in enumerate(Y): put(ws, r, 14 + k, f'=SUM({L(14+k)}{r-1}:{L(14+k)}{r-1})', fmt='#,##0')
            s.ignore_rows(ws, r, why='total'); r += 1
    for p in P:
        node(p, sr)
        if p['code'] == '7.01.02': r += 2  # blank rows in between
    put(ws, r, 5, 'Grand Total', bold=True); 
    for k, y in enumerate(Y): put(ws, r, 14 + k, round(total(P, y) / 1000), fmt='#,##0')
    s.ignore_rows(ws, r, why='total'); r += 2
    put(ws, r, 4, 'Purwodadi, ....... 2025', box=False); put(ws, r + 1, 4, 'Camat Purwodadi', box=False); put(ws, r + 3, 4, '........................', box=False); s.ignore_rows(ws, r, r + 3, 'signature')
    s.save(wb)

# ------------------------------------------------ 5 hostile: two tables on one sheet, misleading heads, years as "Tahun ke-", error cells, idem
def s5():
    Y = ['2026', '2027', '2028', '2029', '2030']
    s = Spec('renstra', '5-hostile-dua-tabel', None, '2026-2030', 'renstra')
    P = plan(53, ['7.01.01.2.01.0001', '7.01.01.2.02.0001', '7.01.01.2.06.0005', '7.01.02.2.01.0001', '7.01.03.2.01.0001', '7.01.04.2.01.0001', '7.01.05.2.01.0005', '7.01.06.2.01.0003'], Y, PJ_A, two=('7.01.01',))
    wb = Workbook(); ws = wb.active; ws.title = 'MATRIK'
    title(ws, 1, 1, 18, 'MATRIK RENSTRA KECAMATAN GONDANG'); s.doubt('MATRIK!A1', 'Gondang is a kecamatan of five kabupaten and no kabupaten is named')
    put(ws, 2, 1, 'Tahun ke-1 = 2026', box=False)
    head(ws, [(4, 1, 4, 1, 'No'), (4, 2, 4, 2, 'Program'), (4, 3, 4, 3, 'Kegiatan'), (4, 4, 4, 4, 'Indikator'), (4, 5, 4, 5, 'Kondisi')] + [(4, 6 + i, 4, 6 + i, f'Tahun ke-{i+1}') for i in range(5)] + [(4, 11, 4, 11, 'Sat')])
    s.doubt('MATRIK!B4', 'head says Program, the column holds tujuan'); s.doubt('MATRIK!C4', 'head says Kegiatan, the column holds sasaran'); s.doubt('MATRIK!F4', 'years only as ordinal; Tahun ke-1 = 2026 by cell A2')
    r = 5
    for q, (tj, ss) in enumerate([(TUJUAN[0], [SASARAN[0], SASARAN[1]]), (TUJUAN[2], [SASARAN[2], SASARAN[3]])]):
        put(ws, r, 1, q + 1); tr = s.row('tujuan', tj[0], put(ws, r, 2, 'Tujuan: ' + tj[0]))
        def line(row, t, u, seed, twice=None):
            nonlocal r
            v = vals(u, random.Random(seed), 5); x, _, be = cell_target(v[0], u, 'num'); put(ws, r, 5, x); tg = {}
            for k, y in enumerate(Y): x, _, e = cell_target(v[1 + k], u, 'num'); put(ws, r, 6 + k, x); tg[y] = e
            put(ws, r, 11, u); i = s.ind(row, t, put(ws, r, 4, t), unit=u, baseline=be, targets=tg); r += 1; return i
        for t, u, f, so in tj[1]: line(tr, t, u, q)
        for m, sa in enumerate(ss):
            sr = s.row('sasaran', sa[0], put(ws, r, 3, sa[0]), tr)
            for t, u, f, so in sa[1]:
                i = line(sr, t, u, 9 + m)
    # a "sda" unit and an error target
    put(ws, r - 1, 11, 'sda'); s.doubt(A(ws, r - 1, 11), '"sda" = same as above'); s.d['rows'][-1]['indicators'][-1]['unit'] = ws.cell(r - 2, 11).value
    x = ws.cell(r - 1, 10); x.value = '#REF!'; x.data_type = 'e'; s.doubt(A(ws, r - 1, 10), 'error cell'); s.d['rows'][-1]['indicators'][-1]['targets'].pop('2030')
    r += 1
    put(ws, r, 1, 'Program dan anggaran', box=False, bold=True); s.ignore_rows(ws, r, why='heading'); r += 1
    # second table, other order; 'Indikator' holds the output sentence, 'Keluaran' the indicator
    hr = r
    head(ws, [(r, 1, r + 1, 1, 'Kode'), (r, 2, r + 1, 2, 'Indikator'), (r, 3, r + 1, 3, 'Nama'), (r, 4, r + 1, 4, 'Keluaran'), (r, 5, r + 1, 5, 'Satuan')] + [q for i, y in enumerate(Y) for q in ((r, 6 + 2 * i, r, 7 + 2 * i, int(y)), (r + 1, 6 + 2 * i, r + 1, 6 + 2 * i, 'Rp'), (r + 1, 7 + 2 * i, r + 1, 7 + 2 * i, 'K'))] + [(r, 16, r + 1, 16, 'PJ')], fill='E2EFDA')
    s.doubt(f'MATRIK!B{hr}', 'head says Indikator, the column holds the result sentence (sasaran)'); s.doubt(f'MATRIK!D{hr}', 'head says Keluaran, the column holds the indicator')
    r += 2; bad = 0
    for n, par in walk(P):
        pa = n; put(ws, r, 1, n['code']); put(ws, r, 2, n['sasaran']); put(ws, r, 3, n['name'])
        row = s.row(n['level'], n['name'], A(ws, r, 3), par and par['_row'], code=n['code'], sasaran=n['sasaran'], pagu=dict(n['pagu']), pj=n['pj']); n['_row'] = row; put(ws, r, 16, n['pj'])
        for k, y in enumerate(Y):
            v = n['pagu'][y]; a = put(ws, r, 6 + 2 * k, v, fmt='#,##0')
            if n['code'] == '7.01.02.2.01.0001' and y == '2027': put(ws, r, 6 + 2 * k, 'Rp ' + rp(v) + ',00')
            if n['code'] == '7.01.03' and y == '2028': x = ws.cell(r, 6 + 2 * k); x.value = '#VALUE!'; x.data_type = 'e'; s.doubt(a, 'error cell'); row['pagu'].pop(y)
            if n['code'] == '7.01.05.2.01.0005' and y == '2026': put(ws, r, 6 + 2 * k, '85jt'); s.doubt(a, 'amount in words: 85jt = 85000000?'); row['pagu'].pop(y)
            if n['code'] == '7.01.04.2.01.0001' and y == '2029': put(ws, r, 6 + 2 * k, f'=F{r}*1.05'); s.doubt(a, 'formula without a stored value'); row['pagu'].pop(y)
        a0 = r
        for j, i in enumerate(n['inds']):
            tg = {}
            for k, y in enumerate(Y): x, _, e = cell_target(i['tv'][y], i['unit'], 'num'); put(ws, r, 7 + 2 * k, x); tg[y] = e
            put(ws, r, 5, i['unit']); s.ind(row, i['text'], put(ws, r, 4, i['text']), unit=i['unit'], targets=tg, pagu=row['pagu'] if j == 0 else None); r += 1
        if n['code'] == '7.01.02': # row typed twice by the office: must be told, not doubled
            for c in range(1, 17): put(ws, r, c, ws.cell(r - 1, c).value)
            s.ignore_rows(ws, r, why='row repeats the row above'); s.doubt(f'MATRIK!C{r}', 'same row twice'); r += 1
    put(ws, r, 3, 'J U M L A H', bold=True)
    for k, y in enumerate(Y): put(ws, r, 6 + 2 * k, total(P, y), fmt='#,##0')
    s.ignore_rows(ws, r, why='total'); s.save(wb)
for f in (s1, s2, s3, s4, s5): f()
