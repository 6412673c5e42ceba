using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Indicators;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Values over the bars that are read are those over the whole history.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class IndicatorRowsTests
{
    private const int Shown = 300;

    [TestMethod]
    [DataRow("1m")]
    [DataRow("1h")]
    [DataRow("1d")]
    public void Of_AStretchWithItsLead_EqualsTheCatalogueOverTheWholeHistory(string length)
    {
        BarInterval.TryParse(length, out var interval).ShouldBeTrue();
        var bars = Walk(interval, 12_000);
        var different = new List<string>();
        foreach (var spec in IndicatorCatalog.All)
        {
            var given = Given(spec, interval, bars, since: null);
            if (!Equal(given, Whole(spec, interval, bars)))
            {
                different.Add(spec.Id);
            }
        }

        different.ShouldBe(IndicatorCatalog.All.Where(spec => spec.CountsFromStart).Select(spec => spec.Id), "only these depend on where they begin");
    }

    [TestMethod]
    public void Of_WhatCountsFromAFirstBar_CountsFromTheInstantThatWasSaid()
    {
        var bars = Walk(BarInterval.OneHour, 5_000);
        foreach (var spec in IndicatorCatalog.All.Where(spec => spec.CountsFromStart))
        {
            var series = Given(spec, BarInterval.OneHour, bars, since: bars[1_000].Time - 1);
            series.CountsFrom.ShouldBe(bars[1_000].Time / 1000);
            Equal(series, Whole(spec, BarInterval.OneHour, bars[1_000..])).ShouldBeTrue(spec.Id);

            var later = Given(spec, BarInterval.OneHour, bars, since: bars[^100].Time);
            later.Outputs[0][..(Shown - 100)].ShouldAllBe(value => value == null, spec.Id);
            later.CountsFrom.ShouldBe(bars[^100].Time / 1000);

            Given(spec, BarInterval.OneHour, bars, since: null).CountsFrom.ShouldBe(bars[^Shown].Time / 1000, "the first bar that is shown");
        }
    }

    [TestMethod]
    public void Of_BenchmarkWithHoles_HasNoValueThere()
    {
        var bars = Walk(BarInterval.OneHour, 1_000);
        var wanted = Set("correlation(period=20)", null);
        var others = bars.Take(999).ToDictionary(bar => bar.Time, bar => (double)bar.Close);
        var values = IndicatorRows.Of(wanted, BarInterval.OneHour, bars, others, 10).Single().Outputs[0];
        values[..9].ShouldAllBe(value => Math.Abs(value!.Value - 1) < 1e-9);
        values[9].ShouldBeNull();
    }

    private static IndicatorSeries Given(IndicatorSpec spec, BarInterval interval, List<Candle> bars, long? since)
    {
        var wanted = Set(spec.Id, since);
        var read = bars.TakeLast(Shown + wanted.Lead(interval, Shown, bars[^1].Time)).ToList();
        var others = spec.NeedsBenchmark ? Benchmark(bars) : null;
        return IndicatorRows.Of(wanted, interval, read, others, Shown).Single();
    }

    private static double[][] Whole(IndicatorSpec spec, BarInterval interval, List<Candle> bars)
    {
        var indicator = IndicatorCatalog.Create(spec.Id);
        var view = IndicatorRows.View(interval, bars);
        var columns = indicator is PairIndicator pair ? pair.Compute(view, Other(interval, bars)) : indicator.Compute(view);
        return [.. Enumerable.Range(0, columns.OutputCount).Select(output => columns[output][^Shown..].ToArray())];
    }

    private static bool Equal(IndicatorSeries given, double[][] expected) =>
        given
            .Outputs.SelectMany(values => values)
            .Zip(expected.SelectMany(values => values))
            .All(pair =>
                pair.First is { } value
                    ? !double.IsNaN(pair.Second) && Math.Abs(value - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.Second))
                    : double.IsNaN(pair.Second)
            );

    private static IndicatorSet Set(string text, long? since) => new(IndicatorWish.Read(text).Value, null, since);

    private static Dictionary<long, double> Benchmark(List<Candle> bars) => bars.ToDictionary(bar => bar.Time, bar => (double)(bar.Open + bar.High));

    private static CandleView Other(BarInterval interval, List<Candle> bars)
    {
        var closes = Benchmark(bars);
        return CandleSeries.Of(interval, [.. bars.Select(bar => new Bar(bar.Time, closes[bar.Time], closes[bar.Time], closes[bar.Time], closes[bar.Time], 0))]);
    }

    /// <summary>A random walk that begins on a Wednesday morning, in no session of its own.</summary>
    private static List<Candle> Walk(BarInterval interval, int count)
    {
        var random = new Random(7);
        var bars = new List<Candle>(count);
        var (time, price) = (new DateTimeOffset(2020, 1, 1, 7, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), 100m);
        for (var i = 0; i < count; i++, time += interval.Milliseconds)
        {
            var close = Math.Max(1, price + Math.Round((decimal)(random.NextDouble() - 0.5), 2));
            var (high, low) = (Math.Max(price, close) + random.Next(30) / 100m, Math.Min(price, close) - random.Next(30) / 100m);
            bars.Add(new Candle(time, price, high, low, close, random.Next(1, 1_000)));
            price = close;
        }

        return bars;
    }
}
