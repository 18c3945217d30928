"""SIPD lists (code and name in one cell): three, two hostile."""
from common import *
import random
SUBS = ['7.01.01.2.01.0001', '7.01.01.2.01.0002', '7.01.01.2.02.0001', '7.01.01.2.05.0002', '7.01.01.2.06.0002', '7.01.01.2.06.0004', '7.01.01.2.06.0009', '7.01.01.2.08.0002', '7.01.01.2.08.0004', '7.01.02.2.01.0001', '7.01.02.2.01.0002', '7.01.02.2.02.0003', '7.01.02.2.04.0002', '7.01.03.2.01.0001', '7.01.03.2.01.0003', '7.01.03.2.03.0002', '7.01.04.2.01.0001', '7.01.04.2.02.0001', '7.01.05.2.01.0003', '7.01.05.2.01.0008', '7.01.06.2.01.0003', '7.01.06.2.01.0006', '7.01.06.2.01.0017']
def n2(v): return int(v) if isinstance(v, float) and v == int(v) else v

# 1: one line a sub-activity, parents repeated on every line
def s1():
    s = Spec('sipd', '1-daftar-lebar', kec('Wonosari', 'Kabupaten Bondowoso'), '2026', 'renja'); P = plan(61, SUBS[:20], ['2026'])
    wb = Workbook(); ws = wb.active; ws.title = 'Sheet1'
    hs = ['NO', 'SKPD', 'URUSAN', 'BIDANG URUSAN', 'PROGRAM', 'KEGIATAN', 'SUB KEGIATAN', 'KINERJA', 'INDIKATOR', 'SATUAN', 'TARGET', 'PAGU', 'TAG']
    put(ws, 1, 1, 'Daftar Sub Kegiatan Pemerintah Kabupaten Bondowoso Tahun Anggaran 2026', box=False)
    for c, h in enumerate(hs, 1): put(ws, 2, c, h, bold=True, fill='BDD7EE')
    widths(ws, [5, 30, 22, 22, 40, 40, 44, 44, 40, 12, 10, 18, 16]); r = 3; R = {}; no = 0
    for n, par in walk(P):
        if n['level'] != 'sub_kegiatan': R[n['code']] = None; continue
        no += 1; k = n['code'][:12]; p = n['code'][:7]
        put(ws, r, 1, no); put(ws, r, 2, '7.01.0.00.0.00.16.0000 Kecamatan Wonosari'); put(ws, r, 3, '7 UNSUR KEWILAYAHAN'); put(ws, r, 4, '7.01 KECAMATAN')
        a = put(ws, r, 5, f'{p} {N(p)}'); b = put(ws, r, 6, f'{k} {N(k)}'); c = put(ws, r, 7, f"{n['code']} {n['name']}")
        if R[p] is None: R[p] = s.row('program', N(p), a, code=p)
        if R[k] is None: R[k] = s.row('kegiatan', N(k), b, R[p], code=k)
        row = s.row('sub_kegiatan', n['name'], c, R[k], code=n['code'], sasaran=n['sasaran'], pagu=n['pagu']); i = n['inds'][0]
        put(ws, r, 8, n['sasaran']); put(ws, r, 10, i['unit']); put(ws, r, 11, n2(i['tv']['2026'])); put(ws, r, 12, n['pagu']['2026']); put(ws, r, 13, '[{"id":12,"tag":"SPM"}]' if no in (4, 11) else None)
        if no in (4, 11): s.ignore(A(ws, r, 13), 'note')
        s.ind(row, i['text'], put(ws, r, 9, i['text']), unit=i['unit'], targets={'2026': n2(i['tv']['2026'])}, pagu=n['pagu']); r += 1
    s.save(wb)

# 2: one column, all levels below each other, "code - name", rekap with totals, lookalike OPD number
def s2():
    s = Spec('sipd', '2-rekap-satu-kolom', kec('Gondang', 'Kabupaten Tulungagung'), '2025', 'renja'); P = plan(67, SUBS[2:], ['2025', '2026'], PJ_A)
    wb = Workbook(); ws = wb.active; ws.title = 'REKAP'
    title(ws, 1, 1, 9, 'PEMERINTAH KABUPATEN TULUNGAGUNG', align='left'); title(ws, 2, 1, 9, 'RENCANA KERJA DAN ANGGARAN TAHUN ANGGARAN 2025', align='left'); put(ws, 3, 1, 'Organisasi : 7.01.0.00.0.00.19.0000 - KECAMATAN GONDANG', box=False)
    head(ws, [(5, 1, 6, 1, 'Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan'), (5, 2, 5, 4, 'Capaian Program / Keluaran'), (6, 2, 6, 2, 'Tolok Ukur'), (6, 3, 6, 3, 'Target Kinerja'), (6, 4, 6, 4, 'Satuan'), (5, 5, 6, 5, 'Lokasi'), (5, 6, 6, 6, 'Sumber Dana'), (5, 7, 6, 7, 'Pagu Indikatif (Rp)'), (5, 8, 6, 8, 'Prakiraan Maju 2026 (Rp)')]); widths(ws, [70, 44, 12, 14, 20, 18, 20, 20]); r = 7
    for t in ('7 - UNSUR KEWILAYAHAN', '7.01 - KECAMATAN'): put(ws, r, 1, t, bold=True); put(ws, r, 7, total(P, '2025'), fmt='#,##0.00'); put(ws, r, 8, total(P, '2026'), fmt='#,##0.00'); s.ignore_rows(ws, r, why='heading (unsur/bidang)'); r += 1
    for n, par in walk(P):
        a = put(ws, r, 1, f"{n['code']} - {n['name']}", bold=n['level'] == 'program', indent={'program': 0, 'kegiatan': 1, 'sub_kegiatan': 2}[n['level']])
        row = n['_r'] = s.row(n['level'], n['name'], a, par and par['_r'], code=n['code'], pagu=n['pagu'], sumber_dana='PAD' if n['level'] == 'sub_kegiatan' else None)
        put(ws, r, 7, n['pagu']['2025'], fmt='#,##0.00'); put(ws, r, 8, n['pagu']['2026'], fmt='#,##0.00')
        if n['level'] == 'sub_kegiatan': put(ws, r, 5, 'Kab. Tulungagung, Gondang, Semua Desa'); put(ws, r, 6, 'PAD')
        i = n['inds'][0]; put(ws, r, 3, n2(i['tv']['2025'])); put(ws, r, 4, i['unit']); s.ind(row, i['text'], put(ws, r, 2, i['text']), unit=i['unit'], targets={'2025': n2(i['tv']['2025'])}, pagu=n['pagu']); r += 1
    put(ws, r, 1, 'Total', bold=True); put(ws, r, 7, total(P, '2025'), fmt='#,##0.00'); put(ws, r, 8, total(P, '2026'), fmt='#,##0.00'); s.ignore_rows(ws, r, why='total'); r += 2
    sign(s, ws, r, 7, 'Tulungagung', 'Camat', 'Gondang', 2024, 'Desember'); s.save(wb)

# 3: merged parents in three columns, [code] name, murni / perubahan, unit in charge, hidden id column, kelurahan as sub unit
def s3():
    s = Spec('sipd', '3-murni-perubahan', kec('Sukasari', 'Kota Bandung'), '2025', 'renja'); P = plan(71, SUBS[:2] + SUBS[4:7] + ['7.01.02.2.02.0003', '7.01.03.2.02.0001', '7.01.03.2.02.0002', '7.01.03.2.02.0003', '7.01.03.2.02.0004', '7.01.03.2.03.0002', '7.01.04.2.01.0002', '7.01.05.2.01.0005'], ['2025'], PJ_B)
    wb = Workbook(); ws = wb.active; ws.title = 'Data'; info = wb.create_sheet('Info', 0); info['A1'] = 'Unduhan SIPD-RI'; info['A2'] = 'Tahun'; info['B2'] = 2025; info['A3'] = 'Daerah'; info['B3'] = 'Kota Bandung'; info['A4'] = 'SKPD'; info['B4'] = 'KECAMATAN SUKASARI'; s.ignore('Info', 'note')
    for c, h in enumerate(['id_sub_bl', 'Program', 'Kegiatan', 'Sub Kegiatan', 'Sub Unit', 'Indikator Sub Kegiatan', 'Target Murni', 'Target Perubahan', 'Satuan', 'Pagu Murni', 'Pagu Perubahan', 'Pejabat Pelaksana'], 1): put(ws, 1, c, h, bold=True, fill='C6E0B4')
    widths(ws, [10, 36, 36, 44, 24, 44, 10, 10, 12, 18, 18, 24]); ws.column_dimensions['A'].hidden = True; s.ignore('Data!A', 'hidden'); r = 2
    s.doubt('Data!K1', 'pagu murni and perubahan of one year; perubahan is the valid one (murni kept in "semula")'); s.doubt('Data!H1', 'target murni and perubahan of one year')
    for p in P:
        pa = r; pr = s.row('program', p['name'], put(ws, r, 2, f"[{p['code']}] {p['name']}"), code=p['code'])
        for k in p['kids']:
            ka = r; kr = s.row('kegiatan', k['name'], put(ws, r, 3, f"[{k['code']}] {k['name']}"), pr, code=k['code'])
            for u in k['kids']:
                v = u['pagu']['2025']; i = u['inds'][0]; t = n2(i['tv']['2025']); w = v + (2500000 if r % 3 == 0 else 0); t2 = t + (1 if r % 4 == 0 else 0)
                put(ws, r, 1, 900000 + r); row = s.row('sub_kegiatan', u['name'], put(ws, r, 4, f"[{u['code']}]\n{u['name']}"), kr, code=u['code'], pagu={'2025': w}, pj=u['pj'], semula=str(v))
                put(ws, r, 5, 'Kelurahan Gegerkalong' if '.2.02.' in u['code'] and u['code'].startswith('7.01.03') else 'Kecamatan Sukasari'); put(ws, r, 7, t); put(ws, r, 8, t2); put(ws, r, 9, i['unit']); put(ws, r, 10, v, fmt='#,##0'); put(ws, r, 11, w, fmt='#,##0'); put(ws, r, 12, u['pj'])
                s.ind(row, i['text'], put(ws, r, 6, i['text']), unit=i['unit'], targets={'2025': t2}, pagu={'2025': w}, semula=num(t)); r += 1
            merge(ws, ka, 3, r - 1, 3)
        merge(ws, pa, 2, r - 1, 2)
    s.save(wb)

# 4 hostile: old 2-digit codes, X.XX.01, no-break and double blanks, glued code, text money, wrong name to a code, total inside
def s4():
    s = Spec('sipd', '4-hostile-kode-rusak', kec('Pabuaran', 'Kabupaten Cirebon'), '2024', 'renja'); P = plan(73, SUBS[:4] + SUBS[9:], ['2024'])
    wb = Workbook(); ws = wb.active; ws.title = 'Sheet'
    put(ws, 2, 2, 'Kec. Pabuaran Kab. Cirebon TA. 2024', box=False)
    head(ws, [(4, 2, 4, 2, 'Kode / Nomenklatur'), (4, 3, 4, 3, 'Jml (Rp)'), (4, 4, 4, 4, 'Output'), (4, 5, 4, 5, 'Vol'), (4, 6, 4, 6, 'Ind. Keluaran')]); s.doubt('Sheet!D4', 'Output = result sentence (kinerja)'); s.doubt('Sheet!E4', 'target and unit in one cell'); widths(ws, [2, 70, 20, 50, 14, 50]); r = 5
    for n, par in walk(P):
        c = n['code']; pr = c; exp = c; why = None; name = n['name']; sep = ' '
        if c.startswith('7.01.01'): pr = 'X.XX' + c[4:]; why = 'template code X.XX.01 for 7.01.01'
        if c == '7.01.02.2.01.0002': pr = '7.01.02.2.01.02'; why = 'old two-digit code of 2019 for 7.01.02.2.01.0002'
        if c == '7.01.03.2.01.0003': pr = '7.01.03.2.01.03'; why = 'old two-digit code of 2019'
        if c == '7.01.02': sep = ''; why = 'no blank between code and name'
        if c == '7.01.02.2.02': sep = '\u00a0 \u00a0'
        if c == '7.01.04.2.01': pr = '7.01. 04.2.01'; why = 'blank inside the code'
        if c == '7.01.05.2.01.0003': pr = '7.01.05.2.01.0004'; exp = None; why = 'code is that of another sub-activity, the name is that of 7.01.05.2.01.0003'
        if c == '7.01.06.2.01.0017': pr = '7.01.06.2.01.0071'; exp = None; why = 'code is not in the nomenclature'
        if c == '7.01.03': name = 'PROGRAM PEMBERDAYAAN MASYARAKAT DESA & KELURAHAN'
        if c == '7.01.06': pr = '7.O1.06'; why = 'letter O in place of zero'
        a = put(ws, r, 2, f'{pr}{sep}{name}'); row = n['_r'] = s.row(n['level'], name, a, par and par['_r'], code=exp, sasaran=n['sasaran'], pagu=n['pagu'], code_by_name=c, code_printed=pr)
        if why: s.doubt(a, why)
        v = n['pagu']['2024']; b = put(ws, r, 3, [rp(v) + ',00', 'Rp' + rp(v), f'{v:,}.00', v][r % 4])
        if r % 4 == 2: s.doubt(b, 'money with English separators: 1,250,000.00')
        put(ws, r, 4, n['sasaran']); i = n['inds'][0]; t = num(n2(i['tv']['2024'])).replace('.', ',') + ' ' + i['unit']; put(ws, r, 5, t); s.ind(row, i['text'], put(ws, r, 6, i['text']), targets={'2024': t}, pagu=n['pagu']); r += 1
        if c in ('7.01.02.2.04.0002', '7.01.01.2.02.0001'): put(ws, r, 2, 'Sub Total ' + ('Program 7.01.02' if '7.01.02' in c[:7] else 'Kegiatan 7.01.01.2.02')); put(ws, r, 3, rp(v * 2)); s.ignore_rows(ws, r, why='total'); r += 1
    put(ws, r, 2, '7.01 JUMLAH BELANJA KECAMATAN'); put(ws, r, 3, rp(total(P, '2024'))); s.ignore_rows(ws, r, why='total'); s.save(wb)

# 5 hostile: no head row, rekening lines between, two SKPD on one sheet (one is a dinas), numeric code cells
def s5():
    s = Spec('sipd', '5-hostile-rekening-tanpa-judul', kec('Batu Ampar', 'Kabupaten Tanah Laut'), '2026', 'renja'); P = plan(79, ['7.01.01.2.01.0001', '7.01.01.2.06.0005', '7.01.02.2.01.0001', '7.01.02.2.02.0003', '7.01.03.2.01.0001', '7.01.05.2.01.0008', '7.01.06.2.01.0003'], ['2026'])
    wb = Workbook(); ws = wb.active; ws.title = 'rincian_2026'; widths(ws, [8, 70, 16, 12, 18, 46])
    s.doubt('rincian_2026!A2', 'no head row: columns must be asked or known by content'); r = 1
    put(ws, r, 2, '7.01.0.00.0.00.05.0000 KECAMATAN BATU AMPAR KABUPATEN TANAH LAUT', box=False); s.ignore_rows(ws, r, why='heading'); r += 1
    rek = [('5.1.02.01.01.0024', 'Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor'), ('5.1.02.01.01.0052', 'Belanja Makanan dan Minuman Rapat'), ('5.1.02.04.01.0001', 'Belanja Perjalanan Dinas Biasa')]
    for n, par in walk(P):
        i = n['inds'][0]; row = n['_r'] = s.row(n['level'], n['name'], put(ws, r, 2, f"{n['code']} {n['name']}"), par and par['_r'], code=n['code'], pagu=n['pagu'])
        put(ws, r, 1, {'program': 'PRG', 'kegiatan': 'KEG', 'sub_kegiatan': 'SUB'}[n['level']]); put(ws, r, 3, n2(i['tv']['2026'])); put(ws, r, 4, i['unit']); put(ws, r, 5, n['pagu']['2026']); s.ind(row, i['text'], put(ws, r, 6, i['text']), unit=i['unit'], targets={'2026': n2(i['tv']['2026'])}, pagu=n['pagu']); r += 1
        if n['level'] == 'sub_kegiatan':
            for k, (c, t) in enumerate(rek[:1 + r % 3]): put(ws, r, 1, 'REK'); put(ws, r, 2, f'{c} {t}'); put(ws, r, 5, n['pagu']['2026'] // (k + 2)); s.ignore_rows(ws, r, why='rekening belanja'); r += 1
    r += 1; a = r
    for c, t in (('', '2.13.0.00.0.00.01.0000 DINAS PEMBERDAYAAN MASYARAKAT DAN DESA'), ('PRG', '2.13.02 PROGRAM PENATAAN DESA'), ('KEG', '2.13.02.2.01 Penyelenggaraan Penataan Desa'), ('SUB', '2.13.02.2.01.0001 Fasilitasi Tata Wilayah Desa')): put(ws, r, 1, c); put(ws, r, 2, t); put(ws, r, 5, 55000000); r += 1
    s.ignore_rows(ws, a, r - 1, 'other organisation (dinas)'); s.doubt(f'rincian_2026!B{a}', 'lines of another SKPD on the same sheet'); s.save(wb)
for f in (s1, s2, s3, s4, s5): f()
