using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Quant.Tests.Simulation;

/// <summary>The simulation shows what real markets show. All figures are of fixed seeds, so the tests are exact, not statistical.</summary>
[TestClass]
public sealed class SimulationStatisticsTests
{
    private const long Day = 86_400_000;
    private const int Years = 12;
    private static readonly long End = SimulatedMarket.FirstDay + Years * 365 * Day;

    public static IEnumerable<object[]> Symbols => SimulatedExchange.Symbols.Select(symbol => new object[] { symbol.Name });

    [TestMethod]
    [DynamicData(nameof(Symbols))]
    public void DailyReturns_Squares_AreAutocorrelatedAndReturnsAreNot(string symbol)
    {
        var returns = Returns(Market(symbol).Bars(BarInterval.OneDay, SimulatedMarket.FirstDay, End));
        var absolute = returns.Select(r => r * r).ToArray();
        Enumerable.Range(1, 5).Average(lag => Autocorrelation(absolute, lag)).ShouldBeGreaterThan(0.06);
        Math.Abs(Autocorrelation(returns, 1)).ShouldBeLessThan(0.1);
    }

    [TestMethod]
    [DynamicData(nameof(Symbols))]
    public void DailyReturns_Volatility_IsWhatTheSymbolStates(string symbol)
    {
        var market = Market(symbol);
        var returns = Returns(market.Bars(BarInterval.OneDay, SimulatedMarket.FirstDay, End));
        var annual = Math.Sqrt(returns.Average(r => r * r) * 365);
        annual.ShouldBeInRange(0.7 * market.Symbol.AnnualVolatility, 1.4 * market.Symbol.AnnualVolatility);
        Kurtosis(returns).ShouldBeGreaterThan(3.5, "returns of real markets have fat tails");
    }

    [TestMethod]
    public void Regimes_OverAllSymbols_LastForWeeksAndDifferInVolatilityAndDrift()
    {
        var days = SimulatedExchange.Symbols.SelectMany(symbol => Days(Market(symbol.Name)).Select(day => (symbol, day))).ToArray();
        var byRegime = days.GroupBy(item => item.day.Regime).ToDictionary(group => group.Key, group => group.ToArray());
        byRegime.Count.ShouldBe(4);
        foreach (var group in byRegime.Values)
        {
            ((double)group.Length / days.Length).ShouldBeInRange(0.06, 0.6);
        }

        double Deviation(MarketRegime regime) => Math.Sqrt(byRegime[regime].Average(item => Square(LogReturn(item.day.Bar) / item.symbol.DailyVolatility)));
        double Mean(MarketRegime regime) => byRegime[regime].Average(item => LogReturn(item.day.Bar) / item.day.Volatility);
        Deviation(MarketRegime.Turbulent).ShouldBeGreaterThan(1.5 * Deviation(MarketRegime.Calm));
        Mean(MarketRegime.TrendUp).ShouldBeInRange(0.08, 0.25);
        Mean(MarketRegime.TrendDown).ShouldBeInRange(-0.27, -0.08);

        var changes = days.Zip(days.Skip(1)).Count(pair => pair.First.symbol == pair.Second.symbol && pair.First.day.Regime != pair.Second.day.Regime);
        ((double)days.Length / changes).ShouldBeInRange(12, 40, "mean days in a regime");
    }

    [TestMethod]
    public void Phases_OfADay_SweepTheWrongExtremeInManipulationAndReachTheRightOneInDistribution()
    {
        var (days, wrong, right, accumulated, distributed) = (0, 0, 0, 0.0, 0.0);
        foreach (var symbol in SimulatedExchange.Symbols)
        {
            var market = Market(symbol.Name);
            foreach (var day in Days(market).Take(400))
            {
                if (day.Phases is null)
                {
                    continue;
                }

                var quarters = market.Bars(BarInterval.FifteenMinutes, day.Bar.Time, day.Bar.Time + Day).ToArray();
                var up = day.Bar.Close >= day.Bar.Open;
                var high = quarters.First(bar => bar.High == day.Bar.High).Time;
                var low = quarters.First(bar => bar.Low == day.Bar.Low).Time;
                days++;
                if (day.PhaseAt(up ? low : high) == MarketPhase.Manipulation)
                {
                    wrong++;
                }

                if (day.PhaseAt(up ? high : low) == MarketPhase.Distribution)
                {
                    right++;
                }

                accumulated += MeanRange(quarters, bar => day.PhaseAt(bar.Time) == MarketPhase.Accumulation) / (day.Bar.High - day.Bar.Low);
                distributed += MeanRange(quarters, bar => day.PhaseAt(bar.Time) != MarketPhase.Accumulation) / (day.Bar.High - day.Bar.Low);
            }
        }

        ((double)days / (400 * SimulatedExchange.Symbols.Count)).ShouldBeInRange(0.7, 0.8);
        ((double)wrong / days).ShouldBeGreaterThan(0.55);
        ((double)right / days).ShouldBeGreaterThan(0.7);
        accumulated.ShouldBeLessThan(0.8 * distributed);
    }

    [TestMethod]
    public void Volume_OfAShare_PeaksWhenNewYorkOpens()
    {
        var byHour = Market("BANK-SIM")
            .Bars(BarInterval.OneHour, SimulatedMarket.FirstDay, SimulatedMarket.FirstDay + 400 * Day)
            .GroupBy(bar => bar.Time % Day / 3_600_000)
            .ToDictionary(group => (int)group.Key, group => group.Average(bar => (double)bar.Volume));
        byHour[14].ShouldBeGreaterThan(3 * byHour[4]);
        byHour[20].ShouldBeGreaterThan(byHour[12]);
    }

    [TestMethod]
    public void MinuteReturns_OfADay_ClusterAndStayWithinTheDay()
    {
        var market = Market("ETH-SIM");
        var clustered = Enumerable
            .Range(0, 50)
            .Average(day =>
            {
                var from = SimulatedMarket.FirstDay + (3000 + day) * Day;
                var returns = Returns(market.Bars(BarInterval.OneMinute, from, from + Day));
                return Autocorrelation([.. returns.Select(r => r * r)], 1);
            });
        clustered.ShouldBeGreaterThan(0.05);
    }

    private static SimulatedMarket Market(string name) => new(SimulatedExchange.DefaultSeed, SimulatedExchange.Symbols.Single(symbol => symbol.Name == name));

    private static IEnumerable<SimulatedDay> Days(SimulatedMarket market)
    {
        for (var time = SimulatedMarket.FirstDay; time < End; time += Day)
        {
            yield return market.DayAt(time);
        }
    }

    private static double MeanRange(UnitBar[] bars, Func<UnitBar, bool> chosen) =>
        bars.Where(chosen).Select(bar => (double)(bar.High - bar.Low)).DefaultIfEmpty(0).Average();

    private static double LogReturn(UnitBar bar) => Math.Log((double)bar.Close / bar.Open);

    private static double[] Returns(IEnumerable<UnitBar> bars) => [.. bars.Select(LogReturn)];

    private static double Square(double x) => x * x;

    private static double Kurtosis(double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(v => Square(v - mean));
        return values.Average(v => Square(Square(v - mean))) / Square(variance);
    }

    private static double Autocorrelation(double[] values, int lag)
    {
        var mean = values.Average();
        var variance = values.Sum(v => Square(v - mean));
        var covariance = 0.0;
        for (var i = lag; i < values.Length; i++)
        {
            covariance += (values[i] - mean) * (values[i - lag] - mean);
        }

        return covariance / variance;
    }
}
