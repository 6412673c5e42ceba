using System.Diagnostics;
using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Indicators;
using Ami.Quant.Randomness;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Quant;

/// <summary>Bars per second of conditions written as rules, and their ratio to the same conditions written in C#, on one core.</summary>
public static class RuleBenchmarks
{
    private const int Bars = 50_000;
    private const int Runs = 60;

    /// <summary>Prints a table; takes about ten seconds.</summary>
    public static void Run()
    {
        var series = RandomWalk();
        Console.WriteLine($"Rules over {Bars:N0} bars on one core, best of {Runs} runs, alternating with the same in C#");
        Console.WriteLine("{0,-72}{1,9}{2,16}{3,11}{4,8}", "rule", "ns/bar", "million bars/s", "C# ns/bar", "ratio");
        Compare(
            series,
            "close > open and volume > 5",
            (bars, results) =>
            {
                ReadOnlySpan<double> open = bars.Open,
                    close = bars.Close,
                    volume = bars.Volume;
                for (var i = 0; i < results.Length; i++)
                {
                    results[i] = close[i] > open[i] && volume[i] > 5 ? 1 : 0;
                }
            }
        );
        Compare(series, "sma(close, 20) > sma(close, 50)", MovingAverages);
        Compare(series, "close > sma(close, 200) and crosses_above(rsi(close, 14), 30)", TrendAndDip);
        Stream(series, "close > sma(close, 200) and crosses_above(rsi(close, 14), 30)");
        Strategies(series);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 2000; i++)
        {
            RuleProgram.Compile("close > sma(close, 200) and crosses_above(rsi(close, 14), 30)");
        }

        Console.WriteLine($"compiling the last one: {Stopwatch.GetElapsedTime(start).TotalMicroseconds / 2000:F1} µs");
    }

    private delegate void Condition(CandleView bars, Span<double> results);

    private static void Compare(CandleSeries series, string rule, Condition coded)
    {
        var program = RuleProgram.Compile(rule);
        double[] results = new double[Bars],
            expected = new double[Bars];
        double written = double.MaxValue,
            reference = double.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            written = Math.Min(written, Time(() => program.Evaluate(series, null, results)));
            reference = Math.Min(reference, Time(() => coded(series, expected)));
        }

        for (var i = 0; i < Bars; i++)
        {
            if ((results[i] == 1) != (expected[i] == 1))
            {
                throw new InvalidOperationException($"{rule} differs from its C# at bar {i}.");
            }
        }

        Print(rule, written, reference);
    }

    private static void Stream(CandleSeries series, string rule)
    {
        var run = RuleProgram.Compile(rule).Start(series.Interval);
        double[] expected = new double[Bars];
        double written = double.MaxValue,
            reference = double.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            run.Reset();
            written = Math.Min(
                written,
                Time(() =>
                {
                    for (var bar = 0; bar < Bars; bar++)
                    {
                        run.Advance(series[bar]);
                    }
                })
            );
            reference = Math.Min(reference, Time(() => TrendAndDip(series, expected)));
        }

        Print($"{rule}, bar by bar", written, reference);
    }

    private static void Strategies(CandleSeries series)
    {
        var settings = new BacktestSettings
        {
            Costs = new TradingCosts { Fees = new ProportionalFee(0.001), Slippage = new ProportionalSlippage(0.0002) },
        };
        var rules = new StrategyRules
        {
            EnterLong = RuleProgram.Compile("sma(close, 20) > sma(close, 50)"),
            EnterShort = RuleProgram.Compile("sma(close, 20) <= sma(close, 50)"),
        };
        double written = double.MaxValue,
            reference = double.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            written = Math.Min(written, Time(() => Backtest.Run(series, new RuleStrategy(rules, new EquityFraction(1)), settings)));
            reference = Math.Min(reference, Time(() => Backtest.Run(series, new MovingAverageCross(20, 50, new EquityFraction(1)), settings)));
        }

        Print("backtest of the moving-average cross, two rules", written, reference);
    }

    private static void Print(string what, double written, double reference) =>
        Console.WriteLine("{0,-72}{1,9:F1}{2,16:F1}{3,11:F1}{4,8:F2}", what, written, 1e3 / written, reference, written / reference);

    private static void MovingAverages(CandleView bars, Span<double> results)
    {
        var (fast, slow) = (new SimpleMovingAverage(20), new SimpleMovingAverage(50));
        for (var i = 0; i < results.Length; i++)
        {
            var bar = bars[i];
            fast.Update(bar, out var quick);
            results[i] = slow.Update(bar, out var steady) && quick > steady ? 1 : 0;
        }
    }

    private static void TrendAndDip(CandleView bars, Span<double> results)
    {
        var (average, strength) = (new SimpleMovingAverage(200), new RelativeStrengthIndex(14));
        var before = double.NaN;
        for (var i = 0; i < results.Length; i++)
        {
            var bar = bars[i];
            average.Update(bar, out var mean);
            strength.Update(bar, out var rsi);
            results[i] = bar.Close > mean && rsi > 30 && before <= 30 ? 1 : 0;
            before = rsi;
        }
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Bars;
    }

    private static CandleSeries RandomWalk()
    {
        var random = new RandomStream(1);
        var builder = new CandleBuilder(BarInterval.OneHour, Bars);
        var price = 100.0;
        for (var i = 0; i < Bars; i++)
        {
            var open = price;
            price *= Math.Exp(0.005 * random.NextNormal());
            builder.Add(new Bar(i * 3_600_000L, open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price, 10 * random.NextUniform()));
        }

        return builder.ToSeries();
    }
}
