# Everything from a fresh clone: make and Python >= 3.11 are enough.
#   make audit   check the five documents and write the reports to out/
#   make test    run what holds the product together, in less than five minutes on two cores
#   make slow    run the rest: servers, browsers (skipped where chromium is not installed), clusters, other engines, builds
#   make engines hold the findings against other SHACL engines, fifty generated kecamatan too
#   make bench   print the ratios of docs/bench.md
#   make sbom    write the list of what is installed to out/sbom.cdx.json
#   make site    write the published vocabulary to out/situs
#   make release-check   rehearse a release: versions, two equal builds, the wheel at work, the site
#   make newest  try the newest versions that pyproject.toml allows, beside the pinned ones

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := -m pip install --quiet --disable-pip-version-check --retries 10
NEWEST := out/newest
SOURCES := pyproject.toml kg/__init__.py

.PHONY: audit test suite slow engines lint format docs site changelog bench heavy constraints newest release-check sbom licences clean

# Pinned and held against their digests; the project itself has none and comes last, without a look around.
$(VENV)/.installed: $(SOURCES) constraints-audit.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) --require-hashes --requirement constraints-audit.txt
	$(BIN)/python $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: $(SOURCES) constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) --require-hashes --requirement constraints.txt
	$(BIN)/python $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed

audit: $(VENV)/.installed
	$(BIN)/kg load --contoh --store out/kinerja.store
	$(BIN)/kg check --store out/kinerja.store --fail-on none -o out/laporan

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m bench.turtle --check

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m bench.turtle

# The type checker keeps one core busy for a quarter of a minute in a fresh clone: the tests begin beside it.
test: $(VENV)/.installed-test
	$(MAKE) --no-print-directory --jobs=2 lint suite

suite: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

# What failed beside the others is asked once more, alone: a browser or a cluster may have lacked a core. Both runs are
# printed; a fault fails twice.
SLOW := $(BIN)/python -m pytest -m slow
slow: $(VENV)/.installed-test
	$(SLOW) -n auto --dist worksteal || $(SLOW) -n 0 --last-failed --last-failed-no-failures none

# Engines of other people, all that PyPI has: the five documents and fifty generated kecamatan, result by result.
# PySHACL gets the fifty in ten portions (PORTIONS=one: the first only, as in CI); as one graph it gets them in `make heavy`.
ENGINES := tests/shapes/test_other_engines_find_the_same.py
PORTIONS ?= all
PORTION_KEYS := $(if $(filter one,$(PORTIONS)),-k "not fifty_kecamatan or fifty_kecamatan[0]")
engines: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 --dist worksteal --heavy $(ENGINES) $(PORTION_KEYS) --deselect \
		"$(ENGINES)::test_generated_kecamatan_in_engines_that_take_longer[pyshacl]"

# The other reader of SSSOM brings a hundred packages: it lives apart, for the heavy suite alone. OpenRefine is Debian's.
$(VENV)-sssom/.installed:
	$(PYTHON) -m venv $(VENV)-sssom
	$(VENV)-sssom/bin/python $(PIP) sssom==0.4.21
	@touch $@

# So does what tries every route that programs are told of.
$(VENV)-schemathesis/.installed:
	$(PYTHON) -m venv $(VENV)-schemathesis
	$(VENV)-schemathesis/bin/python $(PIP) schemathesis==4.32.5
	@touch $@

heavy: $(VENV)/.installed-test $(VENV)-sssom/.installed $(VENV)-schemathesis/.installed
	$(BIN)/python -m pytest -m "heavy or not heavy" --heavy

docs: $(VENV)/.installed
	$(BIN)/python -m kg.docs docs

site: $(VENV)/.installed
	$(BIN)/kg docs site out/situs

changelog: $(VENV)/.installed
	$(BIN)/python -m kg.docs.changes

bench: $(VENV)/.installed-test
	$(BIN)/python -m bench

# uv resolves for every platform and Python at once; UPGRADE=--upgrade takes newer versions.
COMPILE := $(NEWEST)/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header

constraints:
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python $(PIP) uv
	$(COMPILE) $(UPGRADE) pyproject.toml --extra test --output-file constraints.txt
	printf 'editables\nhatchling\n' | $(COMPILE) pyproject.toml - --extra reason \
		--constraint constraints.txt --output-file constraints-audit.txt

newest:
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python $(PIP) --upgrade --upgrade-strategy eager --editable '.[test]'
	$(NEWEST)/bin/python -m pytest tests/store/test_loading.py tests/cli/test_command_line.py tests/report/test_html_report.py \
		tests/report/test_pdf_report.py tests/report/test_pictures.py tests/shapes/test_other_engines_find_the_same.py

release-check: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q tests/test_release.py tests/test_version_is_said_once.py tests/test_pages_are_fresh.py tests/test_supply_chain.py
	$(BIN)/python -m kg.docs.changes > /dev/null
	$(BIN)/python -m bench.foops docs/foops.md
	$(BIN)/python -m bench.release out/rilis
	$(BIN)/kg docs site out/situs

sbom: $(VENV)/.installed-test
	$(BIN)/python -m bench.sbom out/sbom.cdx.json

licences: $(VENV)/.installed-test
	$(BIN)/python -m bench.licences docs/lisensi.md

clean:
	rm -rf out $(VENV)
