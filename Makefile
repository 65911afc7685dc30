# Equipoise: two commands that matter are "make demo" and "make test"; each works alone, from a clean clone.
.PHONY: demo web test test-core test-doors smoke soak api-fuzz bench lint

SCRATCH ?= .build
# Where tests walk at random: other ways every day; a failure names its seed, and "make test SEED=…" goes that way again.
SEED ?= $(shell date +%Y%m%d)
export EQUIPOISE_SEED = $(SEED)

demo: ## the interim report of the first study, from its protocol file
	@Scripts/bootstrap
	@Scripts/demo $(SCRATCH)

web: ## the program with its web server, for "equipoise serve"
	@Scripts/bootstrap
	swift build -c release --traits Web --product equipoise --scratch-path $(SCRATCH)/web
	@echo "Built: $$(swift build -c release --traits Web --scratch-path $(SCRATCH)/web --show-bin-path)/equipoise"

test: smoke test-core test-doors ## all tests; the browser first, so that the last line is that of the test run

test-core: ## the pure half, in release mode: its numbers take seconds instead of minutes
	@Scripts/bootstrap
	swift test --package-path Core --scratch-path $(SCRATCH)/core -c release -Xswiftc -enable-testing

test-doors: ## the doors and the house rules, in debug mode; with PostgreSQL where it is installed
	@Scripts/bootstrap
	@Scripts/test-doors $(SCRATCH)

smoke: ## the report in a real browser, where there is one
	@Scripts/smoke $(SCRATCH)

soak: ## long checks: a million allocations, programs and databases killed 200 times, every byte flipped, requests made up
	@Scripts/bootstrap
	EQUIPOISE_SOAK=1 swift test --package-path Core --scratch-path $(SCRATCH)/core -c release -Xswiftc -enable-testing \
	  --filter 'FoldSpeedTests|RandomWalkTests|SimulatedAllocationTests'
	EQUIPOISE_SOAK=1 Scripts/test-doors $(SCRATCH) --filter 'StudyTests|CrashTests|LedgerAuditTests|CoordinationTests'
	@$(MAKE) --no-print-directory api-fuzz EXAMPLES=100

EXAMPLES ?= 10
api-fuzz: ## requests that Schemathesis makes up from the API's description, where it is installed
	@Scripts/bootstrap
	swift build --traits "$$(Scripts/traits)" --product equipoise --scratch-path $(SCRATCH)/doors
	@Scripts/api-fuzz "$$(swift build --traits "$$(Scripts/traits)" --scratch-path $(SCRATCH)/doors --show-bin-path)/equipoise" \
	  $(EXAMPLES)

bench: ## processor time and memory of the promises that have a number
	@Scripts/bench $(SCRATCH)

lint: ## the house's format; silent where all is well
	swift format lint --strict --recursive Package.swift Core/Package.swift Core/Sources Core/Tests Sources Tests
