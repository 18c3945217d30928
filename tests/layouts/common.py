"""Shared helpers of the specimen generators: content pool, cell writer, recorder of the right reading.
Made before the reader, and apart from it."""
import csv, json, os, random, re, datetime
from openpyxl import Workbook
from openpyxl.styles import Font, Alignment, Border, Side, PatternFill
from openpyxl.utils import get_column_letter as L
HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.environ.get('KG_DATA', os.path.join(HERE, '..', '..', '..', 'shared', 'data')) + os.sep
NOM = {r['kode']: r for r in csv.DictReader(open(DATA + 'nomenklatur_701.csv', encoding='utf-8')) if r['cakupan'] == 'nasional'}
_KEC = list(csv.DictReader(open(DATA + 'kecamatan_all.csv', encoding='utf-8')))

def kec(nama, kab):
    m = [r['kode'] for r in _KEC if r['nama'] == nama and r['nama_kabupaten'] == kab]
    assert len(m) == 1, (nama, kab, m)
    return m[0]

def N(c): return NOM[c]['nama']
def T(s): return re.sub(r'\s+', ' ', str(s)).strip()
def num(v):
    if isinstance(v, float): return format(v, '.10g')
    return str(v)
def rp(v): return f'{v:,}'.replace(',', '.')
def judul(s):  # PROGRAM NAMES IN CAPITALS -> Title Case as many offices type them
    low = {'dan', 'di', 'ke', 'dengan', 'yang', 'dalam', 'kepada', 'atau', 'pada', 'oleh'}
    w = s.lower().split(' ')
    return ' '.join(x if x in low and i else '/'.join(p[:1].upper() + p[1:] for p in x.split('/')) for i, x in enumerate(w))

thin = Side(style='thin'); BOX = Border(left=thin, right=thin, top=thin, bottom=thin)
WRAP = Alignment(wrap_text=True, vertical='top')
MID = Alignment(wrap_text=True, vertical='center', horizontal='center')

def put(ws, r, c, v, bold=False, fill=None, fmt=None, align=None, box=True, italic=False, indent=0, text=False):
    """write a cell, give its address 'Sheet!A1'"""
    x = ws.cell(r, c)
    x.value = v
    if text or (isinstance(v, str) and v.startswith('=') and text is None): x.data_type = 's'
    x.font = Font(name='Arial', size=9, bold=bold, italic=italic)
    x.alignment = align or (Alignment(wrap_text=True, vertical='top', indent=indent) if indent else WRAP)
    if fill: x.fill = PatternFill('solid', fgColor=fill)
    if fmt: x.number_format = fmt
    if box: x.border = BOX
    return A(ws, r, c)

def A(ws, r, c): return f'{ws.title}!{L(c)}{r}'
def merge(ws, r1, c1, r2, c2):
    if (r1, c1) != (r2, c2): ws.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
def head(ws, cells, fill='D9E1F2'):
    """cells: (r1,c1,r2,c2,text)"""
    for r1, c1, r2, c2, t in cells:
        put(ws, r1, c1, t, bold=True, fill=fill, align=MID); merge(ws, r1, c1, r2, c2)
def title(ws, r, c1, c2, t, bold=True, size=12, align='center'):
    x = ws.cell(r, c1, t); x.font = Font(name='Arial', size=size, bold=bold)
    x.alignment = Alignment(horizontal=align); merge(ws, r, c1, r, c2)
def widths(ws, ws_):
    for i, w in enumerate(ws_, 1): ws.column_dimensions[L(i)].width = w

class Spec:
    def __init__(self, layout, slug, kecamatan, period, kind, ext='xlsx'):
        self.layout, self.slug, self.ext = layout, slug, ext
        self.d = {'kecamatan': kecamatan, 'period': period, 'kind': kind, 'rows': [], 'ignored': [], 'doubtful': [], 'doubtful_why': {}}
    def row(self, level, text, cell, parent=None, code=None, sasaran=None, pagu=None, pj=None, **kw):
        r = {'level': level, 'code': code, 'text': T(text), 'parent_text': parent['text'] if parent else None}
        if kw.get('number') is not None: kw['number'] = str(kw['number'])
        if parent and parent.get('code'): r['parent_code'] = parent['code']
        if sasaran: r['sasaran'] = T(sasaran)
        r['indicators'] = []
        if pagu: r['pagu'] = {k: num(v) for k, v in pagu.items()}
        r['pj'] = pj; r['cell'] = cell; r.update({k: v for k, v in kw.items() if v is not None})
        self.d['rows'].append(r); return r
    def ind(self, row, text, cell, formula=None, unit=None, source=None, baseline=None, targets=None, pagu=None, realisasi=None, realisasi_rp=None, **kw):
        i = {'text': T(text), 'formula': T(formula) if formula else None, 'unit': unit, 'source': T(source) if source else None,
             'baseline': None if baseline is None else num(baseline), 'targets': {k: num(v) for k, v in (targets or {}).items()}}
        for k, v in (('pagu', pagu), ('realisasi', realisasi), ('realisasi_rp', realisasi_rp)):
            if v: i[k] = {a: num(b) for a, b in v.items()}
        i['cell'] = cell; i.update({k: v for k, v in kw.items() if v is not None})
        row['indicators'].append(i); return i
    def ignore(self, where, why): self.d['ignored'].append({('row' if re.search(r'!\d+(-\d+)?$', where) else 'column' if re.search(r'![A-Z]+(:[A-Z]+)?$', where) else 'sheet' if '!' not in where else 'cell'): where, 'why': why})
    def ignore_rows(self, ws, a, b=None, why='note'): self.ignore(f'{ws.title}!{a}' + (f'-{b}' if b and b != a else ''), why)
    def doubt(self, cell, why):
        if cell not in self.d['doubtful']: self.d['doubtful'].append(cell)
        self.d['doubtful_why'][cell] = why
    def save(self, doc):
        p = os.path.join(HERE, self.layout); os.makedirs(p, exist_ok=True)
        t = {r['text'] for r in self.d['rows']}
        for r in self.d['rows']: assert r['parent_text'] is None or r['parent_text'] in t, r
        doc.save(os.path.join(p, f'{self.slug}.{self.ext}'))
        json.dump(self.d, open(os.path.join(p, f'{self.slug}.expected.json'), 'w', encoding='utf-8'), ensure_ascii=False, indent=1)
        ni = sum(len(r['indicators']) for r in self.d['rows'])
        print(f"{self.layout}/{self.slug}.{self.ext}: {len(self.d['rows'])} rows, {ni} indicators, {len(self.d['ignored'])} ignored, {len(self.d['doubtful'])} doubtful")

def sign(spec, ws, r, c, place, post='CAMAT', kec_='', year=2025, month='Januari'):
    """signature block without any name"""
    for i, t in enumerate([f'{place},        {month} {year}', f'{post} {kec_}'.strip(), '', '', '........................']):
        if t: put(ws, r + i, c, t, box=False, align=Alignment(horizontal='center'))
    spec.ignore_rows(ws, r, r + 5, 'signature')

# ------------------------------------------------------------------ content (invented)
TUJUAN = [
 ('Meningkatnya kualitas penyelenggaraan pemerintahan dan pelayanan publik di kecamatan', [('Indeks Kepuasan Masyarakat Kecamatan', 'Indeks', 'Nilai rata-rata tertimbang 9 unsur pelayanan x 25', 'Laporan SKM semester I dan II')]),
 ('Terwujudnya tata kelola kecamatan yang melayani, akuntabel, dan responsif', [('Indeks Pelayanan Publik Kecamatan', 'Indeks', 'Hasil pemantauan dan evaluasi kinerja penyelenggaraan pelayanan publik', 'Bagian Organisasi')]),
 ('Mewujudkan masyarakat kecamatan yang mandiri, tertib, dan partisipatif', [('Persentase desa berstatus maju dan mandiri', '%', 'Jumlah desa maju dan mandiri / jumlah seluruh desa x 100%', 'Dinas Pemberdayaan Masyarakat dan Desa'), ('Angka kejadian gangguan ketertiban per 1.000 penduduk', 'Kejadian', 'Jumlah kejadian gangguan ketertiban / jumlah penduduk x 1.000', 'Laporan trantibum bulanan')]),
 ('Meningkatnya peran kecamatan sebagai simpul pelayanan dan pemberdayaan desa', [('Indeks Desa rata-rata kecamatan', 'Indeks', 'Jumlah nilai Indeks Desa seluruh desa / jumlah desa', 'Rilis Indeks Desa kementerian')]),
]
SASARAN = [
 ('Meningkatnya kepuasan masyarakat terhadap pelayanan administrasi terpadu kecamatan', [('Nilai Survei Kepuasan Masyarakat (SKM) pelayanan PATEN', 'Nilai', 'Jumlah nilai persepsi per unsur / jumlah unsur terisi x nilai penimbang', 'Hasil olah kuesioner SKM'), ('Persentase pengaduan masyarakat yang ditindaklanjuti tepat waktu', '%', '(Jumlah pengaduan ditindaklanjuti tepat waktu / jumlah pengaduan masuk) x 100%', 'Rekap aplikasi pengaduan')]),
 ('Meningkatnya akuntabilitas kinerja kecamatan', [('Nilai evaluasi AKIP kecamatan', 'Nilai', 'Nilai hasil evaluasi AKIP tahun sebelumnya', 'LHE Inspektorat Daerah'), ('Predikat AKIP kecamatan', 'Predikat', 'Predikat hasil evaluasi AKIP', 'LHE Inspektorat Daerah')]),
 ('Meningkatnya kemandirian desa dalam tata kelola pemerintahan', [('Persentase desa dengan APBDes ditetapkan tepat waktu', '%', 'Jumlah desa yang menetapkan APBDes sebelum 31 Desember / jumlah desa x 100%', 'Register evaluasi APBDes'), ('Persentase desa dengan LPPD lengkap', '%', 'Jumlah desa dengan LPPD lengkap / jumlah desa x 100%', 'Seksi Pemerintahan')]),
 ('Meningkatnya ketenteraman dan ketertiban umum di wilayah kecamatan', [('Persentase gangguan trantibum yang diselesaikan', '%', 'Jumlah gangguan trantibum yang diselesaikan / jumlah gangguan yang dilaporkan x 100%', 'Buku register trantibum')]),
 ('Meningkatnya partisipasi masyarakat dalam pembangunan desa dan kelurahan', [('Persentase usulan musrenbang kecamatan yang diakomodasi', '%', 'Jumlah usulan yang masuk RKPD / jumlah usulan musrenbang kecamatan x 100%', 'Berita acara musrenbang dan RKPD'), ('Persentase lembaga kemasyarakatan yang aktif', '%', 'Jumlah LKD aktif / jumlah LKD x 100%', 'Data Seksi PMD')]),
 ('Terpeliharanya kerukunan dan wawasan kebangsaan masyarakat', [('Jumlah konflik sosial bernuansa SARA', 'Kasus', 'Hitungan kasus dalam satu tahun', 'Laporan Forkopimcam')]),
]
PROG = {
 '7.01.01': ('Meningkatnya kualitas layanan kesekretariatan kecamatan', [('Persentase layanan kesekretariatan yang terpenuhi', '%', 'Jumlah layanan kesekretariatan yang terpenuhi / jumlah layanan yang direncanakan x 100%', 'Laporan Subbagian Umum dan Kepegawaian'), ('Nilai SAKIP kecamatan', 'Nilai', 'Hasil evaluasi Inspektorat', 'LHE AKIP')]),
 '7.01.02': ('Meningkatnya kualitas pelayanan publik kecamatan', [('Persentase pelayanan kecamatan sesuai SOP', '%', 'Jumlah pelayanan sesuai SOP / jumlah pelayanan x 100%', 'Register pelayanan'), ('Rata-rata waktu penyelesaian pelayanan administrasi', 'Hari', 'Jumlah hari penyelesaian seluruh berkas / jumlah berkas', 'Register pelayanan')]),
 '7.01.03': ('Meningkatnya keberdayaan masyarakat desa dan kelurahan', [('Persentase lembaga kemasyarakatan desa/kelurahan yang aktif', '%', 'Jumlah lembaga aktif / jumlah lembaga x 100%', 'Seksi Pemberdayaan Masyarakat')]),
 '7.01.04': ('Meningkatnya koordinasi penanganan ketenteraman dan ketertiban umum', [('Persentase kejadian trantibum yang ditangani', '%', 'Jumlah kejadian ditangani / jumlah kejadian dilaporkan x 100%', 'Laporan Seksi Trantibum')]),
 '7.01.05': ('Meningkatnya pelaksanaan urusan pemerintahan umum di kecamatan', [('Persentase rekomendasi Forkopimcam yang dilaksanakan', '%', 'Jumlah rekomendasi dilaksanakan / jumlah rekomendasi x 100%', 'Notula Forkopimcam')]),
 '7.01.06': ('Meningkatnya tertib administrasi pemerintahan desa', [('Persentase desa tertib administrasi', '%', 'Jumlah desa tertib administrasi / jumlah desa x 100%', 'Hasil monitoring desa'), ('Persentase perangkat desa yang memenuhi syarat', '%', 'Jumlah perangkat memenuhi syarat / jumlah perangkat x 100%', 'Rekomendasi camat')]),
}
KEG = {
 '7.01.01.2.01': ('Tersusunnya dokumen perencanaan dan evaluasi tepat waktu', [('Persentase dokumen perencanaan dan evaluasi yang tersusun tepat waktu', '%', 'Dokumen tepat waktu / dokumen wajib x 100%', 'Subbagian Perencanaan')]),
 '7.01.01.2.02': ('Terlaksananya administrasi keuangan', [('Persentase laporan keuangan yang tepat waktu', '%', 'Laporan tepat waktu / laporan wajib x 100%', 'Subbagian Keuangan')]),
 '7.01.01.2.05': ('Tertibnya administrasi kepegawaian', [('Persentase pegawai dengan data kepegawaian mutakhir', '%', 'Pegawai berdata mutakhir / jumlah pegawai x 100%', 'Aplikasi kepegawaian')]),
 '7.01.01.2.06': ('Terpenuhinya kebutuhan administrasi umum', [('Persentase kebutuhan administrasi umum yang terpenuhi', '%', 'Kebutuhan terpenuhi / kebutuhan x 100%', 'Subbagian Umum')]),
 '7.01.01.2.08': ('Tersedianya jasa penunjang', [('Jumlah bulan tersedianya jasa penunjang perkantoran', 'Bulan', 'Hitungan bulan', 'Subbagian Umum')]),
 '7.01.01.2.10': ('Terlaksananya pelayanan BLUD', [('Persentase standar pelayanan BLUD yang dipenuhi', '%', 'Standar dipenuhi / standar x 100%', 'Laporan BLUD')]),
 '7.01.02.2.01': ('Terkoordinasinya kegiatan pemerintahan di kecamatan', [('Persentase hasil koordinasi yang ditindaklanjuti', '%', 'Hasil koordinasi ditindaklanjuti / hasil koordinasi x 100%', 'Notula rapat koordinasi')]),
 '7.01.02.2.02': ('Terselenggaranya pelayanan kepada masyarakat', [('Persentase permohonan pelayanan yang diselesaikan', '%', 'Permohonan selesai / permohonan masuk x 100%', 'Register PATEN')]),
 '7.01.02.2.03': ('Terpeliharanya prasarana pelayanan umum', [('Persentase prasarana pelayanan umum berfungsi baik', '%', 'Prasarana baik / jumlah prasarana x 100%', 'Kartu inventaris')]),
 '7.01.02.2.04': ('Terlaksananya urusan yang dilimpahkan', [('Persentase kewenangan limpahan yang dilaksanakan', '%', 'Kewenangan dilaksanakan / kewenangan dilimpahkan x 100%', 'Laporan pelimpahan')]),
 '7.01.03.2.01': ('Terkoordinasinya pemberdayaan desa', [('Persentase desa yang melaksanakan musrenbang sesuai jadwal', '%', 'Desa sesuai jadwal / jumlah desa x 100%', 'Berita acara musrenbangdes')]),
 '7.01.03.2.02': ('Terlaksananya pemberdayaan kelurahan', [('Persentase kelurahan dengan sarana lingkungan memadai', '%', 'Kelurahan memadai / jumlah kelurahan x 100%', 'Monografi kelurahan')]),
 '7.01.03.2.03': ('Berdayanya lembaga kemasyarakatan', [('Persentase lembaga kemasyarakatan yang dibina', '%', 'Lembaga dibina / jumlah lembaga x 100%', 'Seksi PMD')]),
 '7.01.04.2.01': ('Terkoordinasinya upaya ketenteraman dan ketertiban', [('Jumlah rapat koordinasi trantibum yang menghasilkan rencana aksi', 'Kali', 'Hitungan rapat', 'Notula rapat')]),
 '7.01.04.2.02': ('Terkoordinasinya penegakan peraturan daerah', [('Persentase pelanggaran peraturan daerah yang dilaporkan', '%', 'Pelanggaran dilaporkan / pelanggaran ditemukan x 100%', 'Laporan patroli')]),
 '7.01.05.2.01': ('Terselenggaranya urusan pemerintahan umum', [('Persentase kegiatan kebangsaan yang terlaksana', '%', 'Kegiatan terlaksana / kegiatan direncanakan x 100%', 'Laporan kegiatan')]),
 '7.01.06.2.01': ('Terfasilitasinya pembinaan pemerintahan desa', [('Persentase rancangan peraturan desa yang dievaluasi tepat waktu', '%', 'Rancangan dievaluasi tepat waktu / rancangan masuk x 100%', 'Register evaluasi')]),
}
PJ_A = {'7.01.01': 'Sekretariat', '7.01.02': 'Seksi Pelayanan', '7.01.03': 'Seksi Pemberdayaan Masyarakat dan Desa', '7.01.04': 'Seksi Ketenteraman dan Ketertiban Umum', '7.01.05': 'Seksi Tata Pemerintahan', '7.01.06': 'Seksi Tata Pemerintahan'}
PJ_B = {'7.01.01': 'Sekretaris Camat', '7.01.02': 'Kasi Pelayanan Umum', '7.01.03': 'Kasi PMD', '7.01.04': 'Kasi Trantibum', '7.01.05': 'Kasi Pemerintahan', '7.01.06': 'Kasi Pemerintahan'}
PJ_C = {'7.01.01': 'Carik Kapanewon', '7.01.02': 'Jawatan Umum', '7.01.03': 'Jawatan Sosial', '7.01.04': 'Jawatan Keamanan', '7.01.05': 'Jawatan Praja', '7.01.06': 'Jawatan Praja'}

def vals(unit, rng, n):
    """baseline and n targets, plausible for the unit"""
    u = unit.lower()
    if u == '%':
        b = rng.choice([72, 75, 78, 80, 85, 90, 92.5, 100]); s = rng.choice([1, 1.5, 2, 2.5])
        return [b] + [min(100, b + s * (i + 1)) for i in range(n)]
    if u in ('indeks', 'nilai'):
        b = rng.choice([76.4, 80.15, 82.5, 84.36]); return [b] + [round(b + 0.75 * (i + 1), 2) for i in range(n)]
    if u == 'predikat': return ['B'] + (['BB'] * n if n < 4 else ['B'] + ['BB'] * (n - 2) + ['A'])
    if u == 'orang/bulan': b = rng.choice([18, 21, 24]); return [b] * (n + 1)
    if u == 'bulan': return [12] * (n + 1)
    if u in ('kasus', 'kejadian'): b = rng.choice([6, 5]); return [b] + [max(0, b - i - 1) for i in range(n)]
    if u == 'hari': return [5] + [4] * (n // 2) + [3] * (n - n // 2)
    if u in ('keluarga', 'orang'): b = rng.choice([60, 80, 120]); return [b] + [b + 20 * i for i in range(n)]
    b = rng.choice([1, 2, 4, 6, 12]); return [b] + [b + (i // 3) for i in range(n)]

def plan(seed, subs, years, pj=PJ_A, two=()):
    """tree of programs for the given sub-activity codes; money adds up; `two` = codes with all their indicators"""
    rng = random.Random(seed); P = []
    def inds(lst, n):
        out = []
        for t, u, f, s in lst[:n]:
            v = vals(u, rng, len(years)); out.append(dict(text=t, unit=u, formula=f, source=s, base=v[0], tv=dict(zip(years, v[1:]))))
        return out
    for s in sorted(subs):
        p, k = s[:7], s[:12]
        if not P or P[-1]['code'] != p: P.append(dict(level='program', code=p, name=N(p), sasaran=PROG[p][0], inds=inds(PROG[p][1], 2 if p in two else 1), pagu={y: 0 for y in years}, pj=pj[p], kids=[]))
        pr = P[-1]
        if not pr['kids'] or pr['kids'][-1]['code'] != k: pr['kids'].append(dict(level='kegiatan', code=k, name=N(k), sasaran=KEG[k][0], inds=inds(KEG[k][1], 2), pagu={y: 0 for y in years}, pj=pj[p], kids=[]))
        ke = pr['kids'][-1]; r = NOM[s]; b = rng.randrange(8, 140) * 1250000
        if 'Gaji' in r['nama']: b = 1865400000
        pg = {y: b + i * rng.randrange(0, 5) * 500000 for i, y in enumerate(years)}
        ke['kids'].append(dict(level='sub_kegiatan', code=s, name=r['nama'], sasaran=r['kinerja'], inds=inds([(r['indikator'], r['satuan'], None, None)], 1), pagu=pg, pj=pj[p], kids=[]))
        for y in years: ke['pagu'][y] += pg[y]; pr['pagu'][y] += pg[y]
    return P
def walk(P, parent=None):
    for p in P:
        yield p, parent
        yield from walk(p['kids'], p)
def total(P, y): return sum(p['pagu'][y] for p in P)

# ------------------------------------------------ docx helpers
def dcell(t, r, c, text, bold=False, size=9):
    from docx.shared import Pt
    x = t.cell(r, c); x.text = ''
    for k, part in enumerate(str(text).split('\n')):
        p = x.paragraphs[0] if k == 0 else x.add_paragraph()
        run = p.add_run(part); run.bold = bold; run.font.size = Pt(size)
    return x
