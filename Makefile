# Affiant. `make` prints what there is to do. Everything here needs Go and nothing else of ours.

GO ?= go

.DEFAULT_GOAL := help
.PHONY: help demo build image test soak lint kills bench bench-argue bench-docket

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## the whole product in a browser, on this machine only (make demo ADDR=127.0.0.1:8000)
	$(GO) run ./cmd/affiant demo $(if $(ADDR),--addr $(ADDR))

build: ## build bin/affiant, one static file
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/affiant ./cmd/affiant

image: ## an image of that one file, as deploy/Containerfile says, with docker, podman or buildah (make image BUILDER=podman)
	@GO="$(GO)" BUILDER="$(BUILDER)" sh make/image.sh

test: ## vet, all tests, seconds of fuzzing for each target, the pages in a real browser
	@GO="$(GO)" sh make/test.sh

soak: ## what takes hours: long fuzzing, many random cases; goes on where it stopped; report in soak/
	@GO="$(GO)" sh make/soak.sh

kills: ## kill the server and its databases again and again under load, and report what was lost: nothing (make kills AFFIANT_KILLS=500)
	@GO="$(GO)" AFFIANT_KILLS="$(AFFIANT_KILLS)" sh make/kills.sh

verifier: ## build the verifier of the page to check a bundle (cmd/verifier as WebAssembly)
	@sh make/verifier.sh

lint: ## gofmt, go vet, staticcheck, and known vulnerabilities where their data can be had
	@GO="$(GO)" sh make/lint.sh

bench: ## time and memory on a generated wiretap and its double, and the whole process on an example
	@$(GO) run ./bench

bench-argue: ## the argument core: clauses beside minisat and cadical, graphs beside clingo where they are installed, and scale
	@$(GO) run ./bench/sat
	@d=$$(mktemp -d); for f in internal/argue/dung/testdata/consensus/*.af.gz; do gzip -dc $$f >$$d/$$(basename $$f .gz); done; \
	$(GO) run ./bench/argue -query internal/argue/dung/testdata/consensus/answers.tsv $$d/*.af; s=$$?; rm -r $$d; exit $$s
	@$(GO) run ./bench/scale

bench-docket: ## whole acts a second on SQLite and PostgreSQL, beside each database's own rate for one durable row; lists, start, memory
	@$(GO) run ./bench/docket
