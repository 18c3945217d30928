"""Every limit of the program, in one place, each with the sentence that says what it bounds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT", "Limits"]


@dataclass(frozen=True)
class Limits:
    """What one input, one check or one question may cost."""

    #: More units than this are checked or loaded one by one, each with a result of its own.
    many_units: int = 50

    #: How many containers a process that lives long may make before it looks for circles of them, of
    #: which a check makes none.
    containers: int = 100_000

    #: How long a waiver may last where its register is new and sets no bound of its own, in days.
    waiver_days: int = 366

    #: Largest file that is read, in bytes.
    file_bytes: int = 20_000_000
    #: Most statements of one RDF file.
    statements: int = 250_000
    #: Most brackets of a Turtle file.
    brackets: int = 500_000
    #: Most brackets and commas of a JSON file.
    json_parts: int = 300_000
    #: Longest literal or cell that is accepted, in characters.
    literal_chars: int = 100_000
    #: Deepest nesting of brackets in Turtle, TriG or JSON-LD.
    nesting: int = 64
    #: Most digits of a number, and the largest exponent it may carry.
    number_digits: int = 30
    #: Most rows of one sheet.
    sheet_rows: int = 100_000
    #: Most lines of a file of delimited text, the empty ones too: each costs its time.
    text_lines: int = 1_000_000
    #: Most columns of one sheet.
    sheet_columns: int = 200
    #: Largest register of waivers, in bytes.
    register_bytes: int = 2_000_000
    #: Largest result of one unit that is read back, unpacked, in bytes.
    result_bytes: int = 280_000_000
    #: Largest report of our own that is read back, in bytes.
    report_bytes: int = 1_000_000_000
    #: Most entries in a workbook, which is a zip archive.
    zip_entries: int = 1_000
    #: Largest unpacked entry of a workbook, in bytes.
    zip_entry_bytes: int = 50_000_000
    #: Largest unpacked workbook, in bytes.
    zip_total_bytes: int = 100_000_000
    #: Largest ratio of unpacked to packed size of a workbook entry.
    zip_ratio: int = 200
    #: Most wordings that share a word or a formula and are compared each with each.
    alike_block: int = 100
    #: Of more, how many of different kinds stand for all of them when each is compared.
    alike_partners: int = 20
    #: Most others that the evidence of one finding names; more are counted.
    alike_named: int = 50
    #: Most XML tags of a workbook in all its parts, about four for a cell; formatted cells without
    #: a value are not counted.
    workbook_tags: int = 1_500_000
    #: Most cells under merged ranges of a workbook, counted up to the last cell with a value.
    merged_cells: int = 500_000
    #: Most rows of an answer in a table or in memory; more is cut and said. CSV and JSON have every
    #: row.
    answer_rows: int = 10_000
    #: Longest text of a document that the paper report prints, in characters; more is cut and said.
    paper_chars: int = 2_000
    #: Most findings that the paper report prints, about 800 pages; more are counted, and stand in
    #: temuan.json.
    paper_findings: int = 10_000
    #: Most rows whose money, realisation and notes the paper report prints; the workbook has all.
    paper_rows: int = 1_000
    #: Most findings that a bundle prints on the paper report itself; more are printed in pieces.
    paper_whole: int = 1_500
    #: Findings of one piece: setting them takes some 250 MB by estimate (134 MB and 0.3 MB a finding).
    paper_piece: int = 500
    #: Most pictures in the appendix of the paper report; all of them stand in the bundle.
    paper_pictures: int = 60
    #: Texts of a workbook that are remembered in the form of a cell: rules, documents and remedies stand
    #: in row after row.
    cell_texts: int = 4_096
    #: A larger part of a report waits on the disk, not in memory, until all parts are made.
    held_bytes: int = 1_000_000
    #: Most nodes of one unit that are drawn; a picture of more says so instead.
    drawn_nodes: int = 1_000
    #: Least share of the rules that a machine can test which must find something to look at; below,
    #: nothing is concluded.
    least_coverage: float = 0.1
    #: Longest wait for a store that another process writes to, in seconds.
    store_seconds: float = 10.0
    #: Longest wait for a remote SPARQL endpoint, in seconds.
    endpoint_seconds: float = 30.0
    #: Largest answer of a remote SPARQL endpoint, in bytes.
    endpoint_bytes: int = 100_000_000
    #: Most statements that one request puts into a remote SPARQL endpoint.
    endpoint_statements: int = 500
    #: Memory of a question over all kecamatan, in megabytes; what needs more goes to disk.
    cross_megabytes: int = 2_000
    #: Longest time for a question of the catalogue put to the workbench, in seconds.
    question_seconds: float = 5.0
    #: Longest time for a query of an expert at the workbench, in seconds.
    expert_seconds: float = 10.0
    #: Longest time for one check at the workbench, in seconds.
    web_check_seconds: float = 65.0
    #: Longest query text that the endpoint takes, in bytes.
    query_bytes: int = 100_000
    #: Largest answer of the endpoint, in bytes; what is larger is refused with the way out, never
    #: cut.
    answer_bytes: int = 20_000_000
    #: Largest upload in all, in bytes, and most files in it.
    upload_bytes: int = 50_000_000
    upload_files: int = 50
    #: Checks that run at once at the workbench, and requests that wait for a free reader before one
    #: is sent away.
    web_checks: int = 4
    web_waiting: int = 64
    #: Checks that the workbench keeps in memory, the latest ones.
    web_kept: int = 16
    #: Memory of one reader or one check at the workbench, in megabytes.
    web_megabytes: int = 1_500
    #: Memory of the Java reasoner, in megabytes.
    reasoner_megabytes: int = 2_000


DEFAULT = Limits()
