# Equipoise: two commands that matter are "make demo" and "make test"; each works alone, from a clean clone.
.PHONY: demo web test test-core test-doors test-postgres smoke soak api-fuzz bench lint

SCRATCH ?= .build

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

test-doors: ## the doors and the house rules, in debug mode
	@Scripts/bootstrap
	swift test --traits Web --scratch-path $(SCRATCH)/doors

smoke: ## the report in a real browser, where there is one
	@Scripts/smoke $(SCRATCH)

test-postgres: ## ledgers in PostgreSQL too, on a server of their own, installed where it is missing
	@Scripts/bootstrap
	@Scripts/test-postgres $(SCRATCH)

soak: ## long checks: whole studies once more, a table of a million faulty rows, programs killed 200 times, every byte flipped
	@Scripts/bootstrap
	EQUIPOISE_SOAK=1 swift test --traits Web --scratch-path $(SCRATCH)/doors --filter 'StudyTests|CrashTests|LedgerAuditTests|CoordinationTests'
	@$(MAKE) --no-print-directory api-fuzz EXAMPLES=100

EXAMPLES ?= 10
api-fuzz: ## requests that Schemathesis makes up from the API's description, where it is installed
	@Scripts/bootstrap
	swift build --traits Web --product equipoise --scratch-path $(SCRATCH)/doors
	@Scripts/api-fuzz "$$(swift build --traits Web --scratch-path $(SCRATCH)/doors --show-bin-path)/equipoise" $(EXAMPLES)

bench: ## processor time and memory of the promises that have a number
	@Scripts/bench $(SCRATCH)

lint: ## the house's format; silent where all is well
	swift format lint --strict --recursive Package.swift Core/Package.swift Core/Sources Core/Tests Sources Tests
