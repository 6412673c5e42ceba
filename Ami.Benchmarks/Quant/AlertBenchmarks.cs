using System.Diagnostics;
using System.Globalization;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Quant;

/// <summary>
/// 100,000 alerts when a bar of a minute closes on 20 symbols, on one core: what the silo computes, without reading bars and writing what fired. The reference
/// is the bare evaluation of the distinct conditions.
/// </summary>
internal static class AlertBenchmarks
{
    private const int Symbols = 20;
    private const int OfEach = 5_000;
    private const int Rounds = 7;

    private static readonly BarInterval Minute = BarInterval.OneMinute;

    // Two in five are prices that a person chose, rounded as people do; the rest is what forms and writers make.
    private static readonly string[] Shared =
    [
        "rsi(close, 14) < 30",
        "rsi(close, 14) > 70",
        "crosses_above(sma(close, 50), sma(close, 200))",
        "crosses_below(close, ema(close, 20))",
        "close > bb(close, 20, 2).upper",
        "macd(close, 12, 26, 9).histogram > 0 and close > open",
        "volume > 3 * average(volume, 20)",
        "highest(high, 20)[1] < close",
    ];

    public static void Run()
    {
        var sets = Enumerable.Range(0, Symbols).Select(Set).ToList();
        var market = Market();
        var most = sets.Max(set => set.Lead);
        var bars = market[^(most + 1)..];
        var spec = new SymbolSpec(1, Symbol.Of("BENCH"), "Bench", AssetClass.Crypto, Currency.Usd, 2, 2, 0.01m, PriceSource.Simulated);
        var grid = BarGrid.Of(Minute);
        var view = IndicatorRows.View(Minute, bars);
        var programs = sets.Select(set => set.Alerts.Select(alert => alert.Rule).Distinct().Select(rule => RuleProgram.Compile(rule)).ToList()).ToList();
        double whole = double.MaxValue,
            bare = double.MaxValue;
        var changed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            bare = Math.Min(bare, Time(() => programs.ForEach(group => group.ForEach(program => AlertTruths.Of(program, view, bars.Count - 2, null)))));
            whole = Math.Min(whole, Time(() => changed = sets.Sum(set => set.Evaluate(spec, grid, bars, bars.Count - 1, PriceFactors.None).Count)));
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Symbols * OfEach:N0} alerts on {Symbols} symbols, {programs.Sum(group => group.Count):N0} distinct conditions, best of {Rounds}: {whole:N0} ms ({changed:N0} changed); their bare evaluation {bare:N0} ms; ratio {whole / bare:N2}"
            )
        );
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static AlertSet Set(int symbol) =>
        new(
            Minute,
            [
                .. Enumerable
                    .Range(0, OfEach)
                    .Select(i =>
                    {
                        var level = (80 + i * 7 % 800 / 20m).ToString(CultureInfo.InvariantCulture);
                        var rule =
                            i % 5 == 0 ? $"close > {level}"
                            : i % 5 == 1 ? $"crosses_above(close, {level}) or crosses_below(close, {level})"
                            : Shared[i % Shared.Length];
                        return new ActiveAlert(
                            Guid.Empty,
                            Guid.Empty,
                            "Bench",
                            RuleProgram.Compile(rule).Text,
                            AlertRepeat.Always,
                            symbol % 3,
                            0,
                            long.MaxValue,
                            false,
                            false,
                            false,
                            false,
                            null
                        );
                    }),
            ]
        );

    private static List<Candle> Market()
    {
        var bars = new List<Candle>();
        var close = 100m;
        for (var i = 0; i < AlertRules.LongestLead + 2; i++)
        {
            var open = close;
            close = Math.Clamp(close + (i * 7919 % 41 - 20) / 100m, 85, 115);
            bars.Add(new Candle(i * Minute.Milliseconds, open, Math.Max(open, close), Math.Min(open, close), close, 1 + i % 13));
        }

        return bars;
    }
}
