using Ami.Quant.Forecasting;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Quant.Tests.Forecasting;

[TestClass]
public sealed class AmdPhaseDetectorTests
{
    private const long Quarter = 900_000,
        Day = 86_400_000;

    [TestMethod]
    public void Update_ConstructedDay_ReadsItsThreeParts()
    {
        // Ten days with a range of 10 to learn the usual range, then a sweep down and a move up.
        var detector = new AmdPhaseDetector(new AmdOptions { Break = 0.25 });
        for (var day = 0; day < 10; day++)
        {
            detector.Update(new Bar(day * Day, 100, 105, 95, 100, 1)).Phase.ShouldBeNull();
        }

        AmdReading At(int bar, double close) => detector.Update(new Bar(10 * Day + bar * Quarter, close, close + 0.1, close - 0.1, close, 1));
        At(0, 100).Phase.ShouldBe(MarketPhase.Accumulation);
        At(1, 101.25).ShouldBe(new AmdReading(MarketPhase.Accumulation, 0, 0.5));
        At(2, 96.25).ShouldBe(new AmdReading(MarketPhase.Manipulation, 1, 0.5));
        At(3, 98.75).Phase.ShouldBe(MarketPhase.Manipulation);
        At(4, 101.25).ShouldBe(new AmdReading(MarketPhase.Distribution, 1, 0.5));
        At(5, 98).Phase.ShouldBe(MarketPhase.Distribution);
        At(96, 98).Phase.ShouldBe(MarketPhase.Accumulation);
    }

    [TestMethod]
    public void Update_MoveThatNeverComesBack_IsNoManipulation()
    {
        var detector = new AmdPhaseDetector(new AmdOptions { Sessions = 1 });
        detector.Update(new Bar(0, 100, 105, 95, 100, 1));
        detector.Update(new Bar(Day, 100, 100, 100, 100, 1)).Phase.ShouldBe(MarketPhase.Accumulation);
        detector.Update(new Bar(Day + Quarter, 110, 110, 110, 110, 1)).Phase.ShouldBe(MarketPhase.Manipulation);
        detector.Update(new Bar(Day + 2 * Quarter, 116, 116, 116, 116, 1)).ShouldBe(default);
        detector.Update(new Bar(Day + 3 * Quarter, 90, 90, 90, 90, 1)).Phase.ShouldBeNull();
    }

    [TestMethod]
    public void Read_LaterBarsTakenAway_ChangesNothing()
    {
        var bars = TestCandles.Walk(2000, seed: 8, BarInterval.FifteenMinutes, volatility: 0.003);
        var all = new AmdPhaseDetector().Read(bars);
        foreach (var cut in (ReadOnlySpan<int>)[1, 961, 1000, 1503, 1999])
        {
            new AmdPhaseDetector().Read(bars.Slice(0, cut)).ShouldBe(all[..cut]);
        }

        all.ShouldContain(r => r.Phase == MarketPhase.Distribution);
    }

    [TestMethod]
    public void Read_SimulatedDays_AgreesWithTheAnswerKeyAboveTheBaseRate()
    {
        var exchange = new SimulatedExchange(7);
        var market = exchange.Market("BTC-SIM").ShouldNotBeNull();
        var from = SimulatedMarket.FirstDay + 400 * Day;
        var builder = new CandleBuilder(BarInterval.FifteenMinutes);
        foreach (var bar in market.Bars(BarInterval.FifteenMinutes, from, from + 200 * Day))
        {
            builder.Add(new Bar(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
        }

        var bars = builder.ToSeries();
        var readings = new AmdPhaseDetector().Read(bars);
        int directed = 0,
            rightDirection = 0;
        int[] right = new int[3],
            known = new int[3];
        for (var i = 0; i < bars.Count; i++)
        {
            var day = market.DayAt(bars.Time[i]);
            if (day.PhaseAt(bars.Time[i]) is not { } truth || bars.Time[i] < from + 11 * Day)
            {
                continue;
            }

            known[(int)truth]++;
            if (readings[i].Phase == truth)
            {
                right[(int)truth]++;
            }

            if (truth != MarketPhase.Distribution || readings[i].Phase != MarketPhase.Distribution)
            {
                continue;
            }

            directed++;
            if (readings[i].Direction == Math.Sign(day.Bar.Close - day.Bar.Open))
            {
                rightDirection++;
            }
        }

        // A detector that has to wait for the move is late by nature; chance would be a third of each phase.
        ((double)right.Sum() / known.Sum()).ShouldBeGreaterThan((double)known.Max() / known.Sum() + 0.08);
        right.Zip(known, (r, k) => (double)r / k).Average().ShouldBeGreaterThan(0.55);
        ((double)rightDirection / directed).ShouldBeGreaterThan(0.7);
    }

    [TestMethod]
    public void Update_ImpossibleBarAndReset_AreAsIfNothingHadBeen()
    {
        var bars = TestCandles.Walk(1500, seed: 9, BarInterval.FifteenMinutes);
        var detector = new AmdPhaseDetector();
        var first = detector.Read(bars);
        detector.Update(bars[0] with { Close = double.NaN }).ShouldBe(default);
        detector.Read(bars).ShouldBe(first);
        Should.Throw<ArgumentException>(() => new AmdPhaseDetector(new AmdOptions { Sessions = 0 }));
        Should.Throw<ArgumentException>(() => new AmdPhaseDetector(new AmdOptions { Runaway = 0.1 }));
    }
}
