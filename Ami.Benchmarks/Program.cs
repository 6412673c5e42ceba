using Ami.AppHost.Running;
using Ami.Benchmarks;
using Ami.Benchmarks.Quant;

// Each benchmark prints its figures and a ratio to a reference measured in the same run; docs/performance.md keeps the last ones.
switch (args)
{
    case ["system", "load", .. var options]:
        await AppHostProcess.BuildServicesAsync(Console.WriteLine);
        await LoadBenchmark.Run(LoadOptions.Parse(options));
        return 0;
    // These need no services.
    case ["system", "ledger"]:
        await LedgerThroughput.Run();
        return 0;
    case ["system", "binance", .. var minutes]:
        return await BinanceBenchmark.Run(
            TimeSpan.FromMinutes(minutes is [var some] ? double.Parse(some, System.Globalization.CultureInfo.InvariantCulture) : 10)
        );
    case ["system", "fanout", var minutes]:
        await AppHostProcess.BuildServicesAsync(Console.WriteLine);
        await PriceFanOut.Run(TimeSpan.FromMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)));
        return 0;
    case ["system", "import", var millions]:
        await CandleImportBenchmark.Run(int.Parse(millions, System.Globalization.CultureInfo.InvariantCulture) * 1_000_000, rounds: 1);
        return 0;
    case ["system", "ledger-kills"]:
        await LedgerKills.Run(1_000_000);
        return 0;
    case ["system", .. var names]:
        return await Each(
            names,
            new()
            {
                ["orders"] = async () => await OrderPlacement.Run(),
                ["chart"] = ChartRead.Run,
                ["indicators"] = IndicatorRead.Run,
                ["scan"] = ScanBenchmark.Run,
                ["panning"] = ChartPanning.Run,
                ["fanout"] = () => PriceFanOut.Run(TimeSpan.FromSeconds(15)),
                ["identity"] = SignInCost.Run,
                ["ready"] = TimeToReady.Run,
                ["admin"] = AdminLists.Run,
                ["courses"] = CourseReads.Run,
                ["audit"] = AuditAppend.Run,
                ["ledger"] = LedgerThroughput.Run,
                ["ledger-kills"] = () => LedgerKills.Run(1_000_000),
                ["import"] = () => CandleImportBenchmark.Run(1_000_000, rounds: 3),
                ["match"] = () => MatchBenchmark.Run(null),
                ["recovery"] = RecoveryBenchmark.Run,
                ["load"] = () => LoadBenchmark.Run(new LoadOptions()),
            },
            () => AppHostProcess.BuildServicesAsync(Console.WriteLine)
        );
    case ["quant", .. var names]:
        return await Each(
            names,
            new()
            {
                ["indicators"] = () => Now(IndicatorBenchmarks.Run),
                ["trees"] = () => Now(() => TreeBenchmarks.Run()),
                ["backtest"] = () => Now(() => BacktestBenchmarks.Run()),
                ["rules"] = () => Now(RuleBenchmarks.Run),
                ["alerts"] = () => Now(AlertBenchmarks.Run),
                ["montecarlo"] = () => Now(() => MonteCarloBenchmarks.Run()),
                ["neural"] = () => Now(() => NeuralBenchmarks.Run()),
            },
            () => Task.CompletedTask
        );
    case ["ledger-writers", var connection, var seed]:
        return await LedgerKills.Write(connection, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
    case ["research", .. var arguments]:
        return ResearchCommand.Run(arguments);
    default:
        return Usage();
}

static async Task<int> Each(string[] names, Dictionary<string, Func<Task>> benchmarks, Func<Task> prepare)
{
    if (Array.Exists(names, name => !benchmarks.ContainsKey(name)))
    {
        return Usage();
    }

    await prepare();
    foreach (var (name, run) in benchmarks.Where(b => names.Length == 0 || names.Contains(b.Key)))
    {
        Console.WriteLine($"== {name}");
        await run();
        Console.WriteLine();
    }

    return 0;
}

static int Usage()
{
    Console.Error.WriteLine(
        $"""
        usage: dotnet run -c Release --project Ami.Benchmarks -- system binance [MINUTES]
               dotnet run -c Release --project Ami.Benchmarks -- system [orders|chart|indicators|scan|panning|fanout|identity|ready|admin|courses|audit|ledger|ledger-kills|import|match|recovery|load …]
               dotnet run -c Release --project Ami.Benchmarks -- system load {LoadOptions.Usage}
               dotnet run -c Release --project Ami.Benchmarks -- quant [indicators|trees|backtest|rules|alerts|montecarlo|neural …]
               dotnet run -c Release --project Ami.Benchmarks -- research FILE [--seed N] [--earlier-trials N]
        """
    );
    return 2;
}

static Task Now(Action run)
{
    run();
    return Task.CompletedTask;
}
