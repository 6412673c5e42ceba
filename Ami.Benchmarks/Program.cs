using Ami.Benchmarks;
using Ami.Benchmarks.Quant;

// Each benchmark prints its figures and a ratio to a reference measured in the same run; docs/performance.md keeps the last ones.
switch (args)
{
    case ["system", "load", .. var options]:
        await LoadBenchmark.Run(LoadOptions.Parse(options));
        return 0;
    case ["system", .. var names]:
        await Each(
            names,
            new()
            {
                ["orders"] = async () => await OrderPlacement.Run(),
                ["chart"] = ChartRead.Run,
                ["fanout"] = PriceFanOut.Run,
                ["identity"] = SignInCost.Run,
                ["ready"] = TimeToReady.Run,
                ["admin"] = AdminLists.Run,
                ["audit"] = AuditAppend.Run,
                ["match"] = () => MatchBenchmark.Run(null),
                ["load"] = () => LoadBenchmark.Run(new LoadOptions()),
            }
        );
        return 0;
    case ["quant", .. var names]:
        await Each(
            names,
            new()
            {
                ["indicators"] = () => Now(IndicatorBenchmarks.Run),
                ["trees"] = () => Now(() => TreeBenchmarks.Run()),
                ["backtest"] = () => Now(() => BacktestBenchmarks.Run()),
                ["rules"] = () => Now(RuleBenchmarks.Run),
                ["montecarlo"] = () => Now(() => MonteCarloBenchmarks.Run()),
                ["neural"] = () => Now(() => NeuralBenchmarks.Run()),
            }
        );
        return 0;
    case ["research", .. var arguments]:
        return ResearchCommand.Run(arguments);
    default:
        Console.Error.WriteLine(
            $"""
            usage: dotnet run -c Release --project Ami.Benchmarks -- system [orders|chart|fanout|identity|ready|admin|audit|load|match …]
                   dotnet run -c Release --project Ami.Benchmarks -- system load {LoadOptions.Usage}
                   dotnet run -c Release --project Ami.Benchmarks -- quant [indicators|trees|backtest|rules|montecarlo|neural …]
                   dotnet run -c Release --project Ami.Benchmarks -- research FILE [--seed N] [--earlier-trials N]
            """
        );
        return 2;
}

static async Task Each(string[] names, Dictionary<string, Func<Task>> benchmarks)
{
    foreach (var (name, run) in benchmarks.Where(b => names.Length == 0 || names.Contains(b.Key)))
    {
        Console.WriteLine($"== {name}");
        await run();
        Console.WriteLine();
    }
}

static Task Now(Action run)
{
    run();
    return Task.CompletedTask;
}
