.PHONY: dev test lint build bench bench-quant format module

dev:            ## start the whole system
	dotnet run --project Ami.AppHost

build:          ## build everything, warnings are errors
	dotnet build Ami.sln

test:           ## unit, integration, browser and fault tests
	dotnet test Ami.sln

lint:           ## formatting, analyzers, web lint and types
	dotnet tool restore
	dotnet csharpier check .
	dotnet format whitespace --folder --verify-no-changes .
	cd Ami.Web/ClientApp && npm run lint && npm run typecheck

format:         ## repair formatting
	dotnet tool restore
	dotnet format style Ami.sln --no-restore
	dotnet csharpier format .
	cd Ami.Web/ClientApp && npm run format

bench:          ## the system against its references (docs/performance.md)
	dotnet run -c Release --project Ami.Benchmarks -- system

bench-quant:    ## Ami.Quant against XGBoost, PyTorch and NumPy (docs/performance.md)
	Ami.Benchmarks/Quant/reference/install
	dotnet run -c Release --project Ami.Benchmarks -- quant

module:         ## an empty module that builds and passes: make module NAME=Journal TITLE="Journal" TITLE_ES="Diario"
	node eng/new-module.mjs --name "$(NAME)" --title "$(TITLE)" --title-es "$(TITLE_ES)"
