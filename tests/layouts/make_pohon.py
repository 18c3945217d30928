"""Tree exports: parent by level and order / by number / by id; two hostile."""
from common import *
import random
LEVEL = {'isu': 'csf', 'csf': 'csf', 'outcome': 'outcome', 'strategic': 'strategis', 'tactical': 'antara', 'operational': 'operasional', 'operational 2': 'operasional'}
# invented tree: (jenis, strategi, [(indikator, target, satuan)], children)
def tree():
    I = lambda *a: list(a)
    return ('Strategic', 'Meningkatnya kualitas pelayanan dan tata kelola kecamatan', I(('Indeks Kepuasan Masyarakat', '86,5', 'Indeks'), ('Nilai SAKIP kecamatan', '78', 'Nilai')), [
     ('Tactical', 'Meningkatnya mutu pelayanan administrasi terpadu', I(('Persentase pelayanan sesuai standar waktu', '95', '%')), [
      ('Operational', 'Tersedianya standar pelayanan yang mutakhir', I(('Jumlah standar pelayanan yang ditetapkan', '14', 'Dokumen')), [
        ('Operational 2', 'Terlaksananya peninjauan standar pelayanan bersama warga', I(('Jumlah forum konsultasi publik', '2', 'Kali')), []),
        ('Operational 2', 'Terumumkannya standar pelayanan di loket dan kanal daring', I(('Persentase standar yang diumumkan', '100', '%')), [])]),
      ('Operational', 'Meningkatnya kompetensi petugas loket', I(('Persentase petugas yang lulus uji layanan', '90', '%')), [
        ('Operational 2', 'Terlaksananya pelatihan layanan prima', I(('Jumlah petugas yang dilatih', '8', 'Orang')), [])]),
      ('Operational', 'Tertanganinya pengaduan masyarakat', I(('Persentase pengaduan yang selesai dalam 5 hari kerja', '92', '%'), ('Rata-rata waktu tanggap pengaduan', '24', 'Jam')), [])]),
     ('Tactical', 'Meningkatnya akuntabilitas kinerja perangkat kecamatan', I(('Persentase rekomendasi evaluasi yang ditindaklanjuti', '100', '%')), [
      ('Operational', 'Tersusunnya dokumen perencanaan yang selaras', I(('Persentase keselarasan Renja dengan Renstra', '100', '%')), []),
      ('Operational', 'Terlaksananya pengukuran kinerja berkala', I(('Jumlah laporan kinerja triwulan tepat waktu', '4', 'Laporan')), [
        ('Operational 2', 'Terkumpulnya data kinerja dari seluruh seksi', I(('Persentase seksi yang mengirim data tepat waktu', '100', '%')), [])]),
      ('Operational', 'Tertibnya pengelolaan aset kecamatan', I(('Persentase aset yang tercatat', '100', '%')), [])]),
     ('Tactical', 'Meningkatnya pembinaan pemerintahan desa', I(('Persentase desa tertib administrasi', '80', '%')), [
      ('Operational', 'Terfasilitasinya penyusunan APBDes tepat waktu', I(('Persentase APBDes yang dievaluasi sebelum tenggat', '100', '%')), []),
      ('Operational', 'Terbinanya perangkat desa', I(('Jumlah perangkat desa yang mengikuti pembinaan', '45', 'Orang')), [
        ('Operational 2', 'Terlaksananya klinik administrasi desa', I(('Jumlah desa peserta klinik', '12', 'Desa')), []),
        ('Operational 2', 'Tersedianya buku saku administrasi desa', I(('Jumlah buku saku', '1', 'Dokumen')), [])])]),
     ('Tactical', 'Terciptanya ketenteraman dan ketertiban lingkungan', I(('Persentase gangguan trantibum yang diselesaikan', '96', '%')), [
      ('Operational', 'Terlaksananya patroli wilayah terpadu', I(('Jumlah patroli', '24', 'Kali')), []),
      ('Operational', 'Aktifnya pos keamanan lingkungan', I(('Persentase poskamling aktif', '75', '%')), [])])])
CSF = ['Belum optimalnya standar pelayanan dan kompetensi petugas', 'Belum selarasnya perencanaan dengan pengukuran kinerja', 'Masih rendahnya tertib administrasi desa', 'Masih tingginya gangguan ketertiban di permukiman']

def tv(v):
    try: return int(v)
    except ValueError: return float(v.replace(',', '.'))

# 1: parents by level and order
def s1():
    s = Spec('pohon', '1-urutan-jenjang', kec('Sungai Raya', 'Kabupaten Kubu Raya'), '2025', 'pohon')
    wb = Workbook(); ws = wb.active; ws.title = 'Kecamatan Sungai Raya'[:31]
    title(ws, 1, 1, 6, 'Pohon Kinerja Kecamatan Sungai Raya Kabupaten Kubu Raya Tahun 2025')
    head(ws, [(2, 1, 2, 1, 'Jenis'), (2, 2, 2, 2, 'Strategi'), (2, 3, 2, 3, 'Indikator'), (2, 4, 2, 4, 'Target'), (2, 5, 2, 5, 'Satuan'), (2, 6, 2, 6, 'Keterangan')]); widths(ws, [16, 60, 50, 10, 12, 30]); r = 3
    def node(n, par):
        nonlocal r
        j, t, ii, kids = n; row = None
        for k, (a, b, c) in enumerate(ii or [(None,) * 3]):
            if k == 0: put(ws, r, 1, j); row = s.row(LEVEL[j.lower()], t, put(ws, r, 2, t), par, jenis=j)
            else: put(ws, r, 1, None); put(ws, r, 2, None)
            if a: put(ws, r, 4, tv(b)); put(ws, r, 5, c); s.ind(row, a, put(ws, r, 3, a), unit=c, targets={'2025': tv(b)})
            r += 1
        if t.startswith(('Meningkatnya mutu', 'Tertibnya')): put(ws, r, 1, 'Komentar', italic=True); put(ws, r, 2, 'Reviewer: ' + ('indikator sudah baik, mohon tambah baseline' if t[0] == 'M' else 'apakah ini bukan tugas badan aset?'), italic=True); s.ignore_rows(ws, r, why='remark'); r += 1
        for k in kids: node(k, row)
    root = tree()
    isu = ('Isu', 'Belum optimalnya pelayanan publik dan tata kelola di tingkat kecamatan', [], [root]); node(isu, None)
    s.doubt(f'{ws.title}!A3', 'jenis "Isu" has no level of its own; read as csf or told'); s.save(wb)

# 2: by number, two-row head, two years, CSF between outcome and strategic
def s2():
    s = Spec('pohon', '2-penomoran', kec('Tebing Tinggi', 'Kabupaten Kepulauan Meranti'), '2025-2026', 'pohon')
    wb = Workbook(); ws = wb.active; ws.title = 'pokin'
    put(ws, 1, 1, 'POHON KINERJA', box=False, bold=True); put(ws, 2, 1, 'Perangkat Daerah: Kecamatan Tebing Tinggi', box=False); put(ws, 3, 1, 'Kabupaten Kepulauan Meranti', box=False)
    head(ws, [(5, 1, 6, 1, 'Nomor'), (5, 2, 6, 2, 'Uraian Kondisi'), (5, 3, 6, 3, 'Jenis Pohon'), (5, 4, 6, 4, 'Crosscutting'), (5, 5, 6, 5, 'Indikator Kinerja'), (5, 6, 6, 6, 'Satuan'), (5, 7, 5, 8, 'Target'), (6, 7, 6, 7, 2025), (6, 8, 6, 8, 2026)], fill='E4DFEC')
    for c in range(1, 9): put(ws, 7, c, c, align=MID)
    s.ignore_rows(ws, 7, why='column numbers'); widths(ws, [12, 54, 16, 24, 46, 12, 10, 10]); rows = []
    root = tree()
    def add(num_, jenis, t, ii, par, cc=None): rows.append(dict(n=num_, j=jenis, t=t, ii=ii, par=par, cc=cc)); return rows[-1]
    o = add('1', 'Outcome', root[1], root[2], None)
    extra = [('Tersusunnya peta rawan konflik', 2), ('Terbentuknya forum kewaspadaan dini', 3)]
    for q, tc in enumerate(root[3]):
        c = add(f'1.{q+1}', 'CSF', CSF[q], [], o); st = add(f'1.{q+1}.1', 'Strategic', tc[1], tc[2], c)
        for m, op in enumerate(tc[3]):
            a = add(f'1.{q+1}.1.{m+1}', 'Tactical', op[1], op[2], st, 'Satpol PP; Polsek' if 'patroli' in op[1] else 'Inspektorat' if 'pengukuran' in op[1] else None)
            for z, o2 in enumerate(op[3]): add(f'{a["n"]}.{z+1}', 'Operational', o2[1], o2[2], a)
        if q == 3:
            for m in range(3, 11): add(f'1.4.1.{m}', 'Tactical', f'Terkendalinya titik rawan ketertiban wilayah kerja ke-{m}', [(f'Jumlah titik rawan yang dipantau di wilayah kerja ke-{m}', str(m), 'Titik')], st)
    r = 8; map_ = {}
    for x in rows:
        for k, i in enumerate(x['ii'] or [None]):
            if k == 0: put(ws, r, 1, x['n'], text=True, fmt='@'); put(ws, r, 3, x['j']); put(ws, r, 4, x['cc']); map_[x['n']] = s.row(LEVEL[x['j'].lower()], x['t'], put(ws, r, 2, x['t'], indent=x['n'].count('.')), x['par'] and map_[x['par']['n']], number=x['n'], jenis=x['j'], crosscutting=x['cc'])
            if i:
                v = tv(i[1]); v2 = v + 1 if i[2] != '%' else min(100, v + 1)
                put(ws, r, 6, i[2]); put(ws, r, 7, v); put(ws, r, 8, v2); s.ind(map_[x['n']], i[0], put(ws, r, 5, i[0]), unit=i[2], targets={'2025': v, '2026': v2})
            r += 1
        if len(x['ii']) > 1:
            for c in (1, 2, 3, 4): merge(ws, r - len(x['ii']), c, r - 1, c)
    r += 1; put(ws, r, 1, 'Keterangan: CSF = faktor kunci keberhasilan', box=False); s.ignore_rows(ws, r, why='note'); s.save(wb)

# 3: by id, rows sorted by level and text (not in tree order), hidden column, second sheet
def s3():
    s = Spec('pohon', '3-kolom-id', kec('Gondang', 'Kabupaten Nganjuk'), '2026', 'pohon')
    wb = Workbook(); ws = wb.active; ws.title = 'export'
    for c, h in enumerate(['id', 'tahun', 'nama_opd', 'jenis_pohon', 'parent_id', 'nama_pohon', 'indikator', 'target', 'satuan', 'created_at', 'status'], 1): put(ws, 1, c, h, bold=True)
    widths(ws, [8, 8, 30, 16, 10, 60, 50, 10, 12, 18, 12]); ws.column_dimensions['J'].hidden = True; s.ignore('export!J', 'hidden')
    flat = []; ids = iter([4127, 3988, 4201, 4130, 4009, 4305, 4002, 4111, 4240, 3991, 4188, 4290, 4016, 4077, 4250, 4033, 4199, 4045, 4265, 4058, 4299, 4068, 4310])
    def go(n, pid):
        i = next(ids); flat.append((i, n[0], pid, n[1], n[2]))
        for k in n[3]: go(k, i)
    go(tree(), None); flat.sort(key=lambda x: (x[1], x[3])); r = 2; R = {}; par = {x[0]: x for x in flat}
    for i, j, pid, t, ii in flat:
        for k, ind in enumerate(ii):   # repeated line for every indicator
            put(ws, r, 1, i); put(ws, r, 2, 2026); put(ws, r, 3, 'Kecamatan Gondang Kab. Nganjuk'); put(ws, r, 4, j); put(ws, r, 5, pid if pid else 0); put(ws, r, 6, t); put(ws, r, 8, ind[1]); put(ws, r, 9, ind[2]); put(ws, r, 10, '2025-09-01 10:00:00'); put(ws, r, 11, 'disetujui')
            if k == 0: R[i] = s.row(LEVEL[j.lower()], t, A(ws, r, 6), None, jenis=j, id=str(i)); R[i]['parent_text'] = T(par[pid][3]) if pid else None
            s.ind(R[i], ind[0], put(ws, r, 7, ind[0]), unit=ind[2], targets={'2026': ind[1]}); r += 1
    ref = wb.create_sheet('referensi_jenis')
    for k, (a, b) in enumerate([('kode', 'jenis_pohon'), (4, 'Strategic'), (5, 'Tactical'), (6, 'Operational'), (7, 'Operational 2')], 1): ref.cell(k, 1, a); ref.cell(k, 2, b)
    s.ignore('referensi_jenis', 'note'); s.save(wb)

# 4 hostile: numbers as numeric cells, level jump, other spellings, merged strategy, remarks inside cells
def s4():
    s = Spec('pohon', '4-hostile-nomor-angka', kec('Simpang Empat', 'Kabupaten Tanah Bumbu'), '2025', 'pohon')
    wb = Workbook(); ws = wb.active; ws.title = 'Pohon Kinerja'
    put(ws, 3, 2, 'Pohon Kinerja Kec. Simpang Empat (Tanah Bumbu) TA 2025', box=False, bold=True)
    head(ws, [(5, 2, 5, 2, 'NO'), (5, 3, 5, 3, 'LEVEL'), (5, 4, 5, 4, 'SASARAN / KONDISI'), (5, 5, 5, 5, 'TARGET'), (5, 6, 5, 6, 'INDIKATOR'), (5, 7, 5, 7, 'SATUAN'), (5, 8, 5, 8, 'CATATAN REVIU')])
    widths(ws, [3, 8, 16, 60, 10, 50, 12, 30])
    X = [('1', 'STRATEGIK', None, 'Meningkatnya kualitas pelayanan kecamatan', 'Indeks Kepuasan Masyarakat', 86, 'Indeks')]
    names = ['Tersedianya loket layanan yang ramah', 'Meningkatnya kecepatan layanan surat keterangan', 'Terkelolanya antrean layanan', 'Tertanganinya pengaduan warga', 'Meningkatnya kualitas data kependudukan', 'Terlaksananya survei kepuasan', 'Tersampaikannya informasi layanan', 'Terpeliharanya sarana layanan', 'Meningkatnya disiplin petugas', 'Terlaksananya layanan keliling']
    for k, n in enumerate(names, 1): X.append((f'1.{k}', 'Taktikal' if k % 2 else 'Tactical ', '1', n, f'Persentase capaian: {n.lower()}', 80 + k, '%'))
    X += [('1.1.1', 'Operasional', '1.1', 'Tersedianya petugas penerima tamu', 'Jumlah petugas penerima tamu', 2, 'Orang'), ('1.1.2', 'Operasional 2', '1.1', 'Tertatanya ruang tunggu', 'Jumlah kursi tunggu layak', 30, 'Unit'),
          ('2', 'STRATEGIK', None, 'Meningkatnya ketertiban wilayah', 'Persentase gangguan tertangani', 95, '%'), ('2.1', 'Operasional', '2', 'Terlaksananya patroli malam', 'Jumlah patroli malam', 48, 'Kali'), ('2.2', 'Taktikal', '2', 'Aktifnya forum warga', 'Jumlah pertemuan forum warga', 6, 'Kali'), ('2.2.1', 'Ops', '2.2', 'Terfasilitasinya rapat forum', 'Jumlah rapat forum', 6, 'Kali')]
    LV = {'strategik': 'strategis', 'taktikal': 'antara', 'tactical': 'antara', 'operasional': 'operasional', 'operasional 2': 'operasional', 'ops': 'operasional'}
    r = 6; R = {}
    for n, j, p, t, i, v, u in X:
        x = n if n.count('.') > 1 else float(n) if '.' in n else int(n)
        a = put(ws, r, 2, x, fmt='General' if n != '1.10' else '0.00')
        if n == '1.10': s.doubt(a, 'stored as the number 1.1 (shown 1.10): same value as row 1.1')
        if n == '1.1': s.doubt(a, 'numeric number cell; 1.1 and 1.10 have one value')
        b = put(ws, r, 3, j)
        if n == '1.1.2': s.doubt(b, 'Operasional 2 directly under Taktikal')
        if n == '2.1': s.doubt(b, 'Operasional directly under Strategik, level jumped')
        if n == '2.2.1': s.doubt(b, 'abbreviated level "Ops"')
        put(ws, r, 5, v if n != '1.4' else '84 % (sementara)'); put(ws, r, 7, u)
        if n == '1.4': s.doubt(A(ws, r, 5), 'remark inside the target')
        R[n] = s.row(LV[j.strip().lower()], t, put(ws, r, 4, t if n != '1.6' else t + '\u00a0'), R.get(p), number=n, jenis=j.strip())
        s.ind(R[n], i, put(ws, r, 6, i), unit=u, targets={'2025': v if n != '1.4' else '84 % (sementara)'})
        if n in ('1.2', '2.1'): s.ignore(put(ws, r, 8, 'Reviu: turunkan ke level operasional' if n == '1.2' else 'Reviu: induk belum tepat'), 'remark')
        r += 1
        if n == '1.7': r += 1; put(ws, r, 4, 'TOTAL 7 kondisi'); s.ignore_rows(ws, r, why='total'); r += 1
    s.save(wb)

# 5 hostile: ids with orphan, loop, double id; jenis blank; two trees; remarks as rows
def s5():
    s = Spec('pohon', '5-hostile-id-rusak', kec('Sukaraja', 'Kabupaten Seluma'), '2025', 'pohon')
    wb = Workbook(); ws = wb.active; ws.title = 'data'
    put(ws, 1, 1, 'Kecamatan Sukaraja, Kabupaten Seluma - Tahun 2025', box=False)
    for c, h in enumerate(['Induk', 'Kode', 'Jenis', 'Strategi', 'Satuan', 'Target', 'Indikator'], 1): put(ws, 3, c, h, bold=True)
    widths(ws, [8, 8, 16, 60, 12, 10, 50])
    X = [('', 'A', 'Strategic', 'Meningkatnya kualitas pelayanan publik kecamatan', 'Indeks Kepuasan Masyarakat', 87, 'Indeks', None),
     ('A', 'A1', 'Tactical', 'Meningkatnya ketepatan waktu layanan', 'Persentase layanan tepat waktu', 95, '%', None), ('A1', 'A11', 'Operational', 'Tersusunnya SOP layanan', 'Jumlah SOP', 12, 'Dokumen', None),
     ('a1', 'A12', 'Operational', 'Terlatihnya petugas layanan', 'Jumlah petugas terlatih', 6, 'Orang', 'case'), ('A11', 'A111', '', 'Terlaksananya pembahasan SOP', 'Jumlah pembahasan', 3, 'Kali', 'blank'),
     ('', '', 'Komentar', 'Mohon A12 digabung dengan A11', None, None, None, 'rem'), ('A', 'A2', 'Tactical', 'Meningkatnya mutu sarana layanan', 'Persentase sarana baik', 90, '%', None), ('A2', 'A21', 'Operational', 'Terpeliharanya sarana layanan', 'Jumlah sarana terpelihara', 20, 'Unit', None),
     ('A2', 'A21', 'Operational', 'Tersedianya perangkat antrean', 'Jumlah perangkat antrean', 1, 'Unit', 'dup'), ('A9', 'A91', 'Operational', 'Terpantaunya waktu tunggu', 'Rata-rata waktu tunggu', 10, 'Menit', 'orphan'),
     ('', 'B', 'Strategic', 'Meningkatnya tata kelola desa', 'Persentase desa tertib administrasi', 82, '%', None), ('B', 'B1', 'Tactical', 'Meningkatnya ketepatan pelaporan desa', 'Persentase laporan desa tepat waktu', 88, '%', None),
     ('B2', 'B2', 'Tactical', 'Meningkatnya kapasitas perangkat desa', 'Jumlah perangkat terlatih', 40, 'Orang', 'self'), ('B1', 'B11', 'Operational', 'Terlaksananya pendampingan pelaporan', 'Jumlah desa didampingi', 19, 'Desa', None),
     ('B11', 'B12', 'Operational 2', 'Tersedianya format laporan', 'Jumlah format', 1, 'Dokumen', None), ('B14', 'B13', 'Operational', 'Terkirimnya pengingat laporan', 'Jumlah pengingat', 12, 'Kali', 'loop'), ('B13', 'B14', 'Operational 2', 'Tersusunnya jadwal pengingat', 'Jumlah jadwal', 1, 'Dokumen', 'loop')]
    r = 4; byc = {}
    for p, c, j, t, i, v, u, h in X:
        put(ws, r, 1, p); put(ws, r, 2, c); put(ws, r, 3, j); a = put(ws, r, 4, t); put(ws, r, 5, u); put(ws, r, 6, v); b = put(ws, r, 7, i)
        if h == 'rem': s.ignore_rows(ws, r, why='remark'); r += 1; continue
        pp = p.upper(); par = X[[x[1] for x in X].index(pp)][3] if pp and pp in [x[1] for x in X] and h not in ('self', 'loop') else None
        lv = LEVEL.get(j.lower(), 'operasional'); row = s.row(lv, t, a, None, jenis=j, id=c); row['parent_text'] = par
        s.ind(row, i, b, unit=u, targets={'2025': v})
        if h: s.doubt({'case': A(ws, r, 1), 'blank': A(ws, r, 3), 'dup': A(ws, r, 2), 'orphan': A(ws, r, 1), 'self': A(ws, r, 1), 'loop': A(ws, r, 1)}[h],
            {'case': 'parent "a1" in small letters', 'blank': 'jenis is blank; under an Operational', 'dup': 'id A21 used twice', 'orphan': 'parent A9 does not exist', 'self': 'row is its own parent', 'loop': 'B13 and B14 are each other\'s parent'}[h])
        r += 1
    # second table on the sheet: a list of crosscutting, not nodes
    r += 2; put(ws, r, 1, 'Daftar crosscutting', bold=True); put(ws, r + 1, 1, 'Kode', bold=True); put(ws, r + 1, 2, 'Perangkat Daerah', bold=True); put(ws, r + 2, 1, 'A2'); put(ws, r + 2, 2, 'Dinas Pekerjaan Umum'); put(ws, r + 3, 1, 'B1'); put(ws, r + 3, 2, 'Dinas PMD'); s.ignore_rows(ws, r, r + 3, 'other table (crosscutting)'); s.save(wb)
for f in (s1, s2, s3, s4, s5): f()
