using System.Diagnostics;
using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Randomness;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Quant;

/// <summary>Bars per second of the backtester on one core, with fees and slippage.</summary>
public static class BacktestBenchmarks
{
    private const double LeastBarsPerSecond = 10e6;
    private const int Bars = 50_000;
    private const int Runs = 200;

    private static readonly BacktestSettings Settings = new()
    {
        Costs = new TradingCosts { Fees = new ProportionalFee(0.001), Slippage = new ProportionalSlippage(0.0002) },
    };

    /// <summary>Prints a table; takes a few seconds. Returns whether the target was met.</summary>
    public static bool Run()
    {
        var series = RandomWalk();
        Console.WriteLine($"Backtest of {Bars:N0} bars on one core, best of {Runs} runs");
        Console.WriteLine("{0,-34}{1,9}{2,16}{3,9}", "strategy", "ns/bar", "million bars/s", "trades");
        var cross = Measure("moving-average cross 20/50", series, () => new MovingAverageCross(20, 50, new EquityFraction(1)));
        var signals = Signals(series);
        Measure("the same as a vector of signals", series, () => new SignalStrategy(signals, new EquityFraction(1)));
        Measure(
            "with a bracket and trailing stop",
            series,
            () =>
                new SignalStrategy(
                    signals,
                    new RiskFraction(0.01),
                    (c, _) =>
                        new Protection
                        {
                            StopDistance = 0.02 * c.Bar.Close,
                            TargetDistance = 0.05 * c.Bar.Close,
                            TrailDistance = 0.03 * c.Bar.Close,
                        }
                )
        );
        var met = cross >= LeastBarsPerSecond;
        Console.WriteLine($"target for the cross at least {LeastBarsPerSecond / 1e6:F0} million bars/s: {(met ? "met" : "missed")}");
        return met;
    }

    private static double Measure(string name, CandleSeries series, Func<IStrategy> create)
    {
        var best = TimeSpan.MaxValue;
        var trades = 0;
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            trades = Backtest.Run(series, create(), Settings).Trades.Count;
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < best)
            {
                best = elapsed;
            }
        }

        var perSecond = Bars / best.TotalSeconds;
        Console.WriteLine("{0,-34}{1,9:F1}{2,16:F1}{3,9:N0}", name, 1e9 / perSecond, perSecond / 1e6, trades);
        return perSecond;
    }

    private static double[] Signals(CandleSeries series)
    {
        var signals = new double[series.Count];
        double fast = 0,
            slow = 0;
        for (var i = 0; i < signals.Length; i++)
        {
            fast += series.Close[i] - (i >= 20 ? series.Close[i - 20] : 0);
            slow += series.Close[i] - (i >= 50 ? series.Close[i - 50] : 0);
            signals[i] =
                i < 49 ? double.NaN
                : fast / 20 > slow / 50 ? 1
                : -1;
        }

        return signals;
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
            builder.Add(new Bar(i * 3_600_000L, open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price, 1));
        }

        return builder.ToSeries();
    }
}
