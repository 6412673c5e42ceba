using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

/// <summary>Time-weighted and money-weighted returns.</summary>
[TestClass]
public sealed class AccountReturnTests
{
    private const long Day = 86_400_000;

    [TestMethod]
    public void TimeWeighted_DepositBeforeALoss_DoesNotCount()
    {
        Valuation[] valuations = [new(0, 0, 100), new(Day, 110, 1000), new(2 * Day, 999, 0)];
        TimeWeightedReturn.Total(valuations).ShouldBe(1.1 * 0.9 - 1, 1e-12);
    }

    [TestMethod]
    public void TimeWeighted_EmptyAccount_EarnsNothing()
    {
        Valuation[] valuations = [new(0, 100, 0), new(Day, 110, -110), new(2 * Day, 0, 50), new(3 * Day, 55, 0)];
        TimeWeightedReturn.Total(valuations).ShouldBe(1.21 - 1, 1e-12);
    }

    [TestMethod]
    public void TimeWeighted_Annual_UsesTheTimeThatPassed()
    {
        Valuation[] year = [new(0, 100, 0), new((long)(365.25 * Day) * 2, 121, 0)];
        TimeWeightedReturn.Annual(year).ShouldBe(0.1, 1e-9);
        TimeWeightedReturn.Annual(year.AsSpan(0, 1)).ShouldBe(double.NaN);
        TimeWeightedReturn.Total([new(0, -5, 0), new(1, 1, 0)]).ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => TimeWeightedReturn.Total([new(5, 1, 0), new(1, 1, 0)]));
    }

    /// <summary>The example in the documentation of the XIRR function of spreadsheets, which gives 0.373362535.</summary>
    [TestMethod]
    public void Xirr_DocumentedExample_Matches()
    {
        DatedCashFlow[] flows = [On(2008, 1, 1, -10_000), On(2008, 3, 1, 2_750), On(2008, 10, 30, 4_250), On(2009, 2, 15, 3_250), On(2009, 4, 1, 2_750)];
        var result = MoneyWeightedReturn.Xirr(flows);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        result.Rate.ShouldBe(0.373362535, 1e-8);
        Array.Reverse(flows);
        MoneyWeightedReturn.Xirr(flows).Rate.ShouldBe(0.373362535, 1e-8);
    }

    [TestMethod]
    [DataRow(-0.9999)]
    [DataRow(-0.5)]
    [DataRow(-0.001)]
    [DataRow(0.0)]
    [DataRow(0.07)]
    [DataRow(25.0)]
    [DataRow(1e9)]
    public void Xirr_KnownRate_IsFound(double rate)
    {
        DatedCashFlow[] flows = [new(0, -100), new(100 * Day, -50), new(730 * Day, 100 * Math.Pow(1 + rate, 2) + 50 * Math.Pow(1 + rate, 630 / 365.0))];
        var result = MoneyWeightedReturn.Xirr(flows);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        result.Rate.ShouldBe(rate, 1e-10 * Math.Max(1, Math.Abs(rate)));
        result.Iterations.ShouldBeLessThan(400);
    }

    [TestMethod]
    [DataRow(new[] { -1, 2.2, -1.21 }, 0.1)]
    [DataRow(new[] { 1, -2.2, 1.21 }, 0.1)]
    [DataRow(new[] { 1, -2.0, 1 }, 0)]
    [DataRow(new[] { 0.1 + 0.2, -0.6, 0.3 }, 0)]
    [DataRow(new[] { 1, -1.0, 0.25 }, -0.5)]
    [DataRow(new[] { 1, -0.002, 1e-6 }, -0.999)]
    [DataRow(new[] { 1, -400.0, 40_000 }, 199)]
    public void Xirr_WorthTouchesNothing_IsOneRate(double[] yearly, double rate)
    {
        var result = MoneyWeightedReturn.Xirr(Yearly(yearly));
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        result.Rate.ShouldBe(rate, 1e-7 * (1 + Math.Abs(rate)));
    }

    [TestMethod]
    public void Xirr_RootsOfHigherOrder_AreOneRate()
    {
        var triple = MoneyWeightedReturn.Xirr(Yearly([-1, 3.3, -3.63, 1.331]));
        triple.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        triple.Rate.ShouldBe(0.1, 1e-4, "a cube root of the rounding is all that doubles know");
        foreach (var sign in new[] { 1, -1 })
        {
            var fourfold = MoneyWeightedReturn.Xirr(Yearly([sign, -4.4 * sign, 7.26 * sign, -5.324 * sign, 1.4641 * sign]));
            fourfold.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
            fourfold.Rate.ShouldBe(0.1, 1e-3);
        }

        var fivefold = MoneyWeightedReturn.Xirr(Yearly([1, -5.5, 12.1, -13.31, 7.3205, -1.61051]));
        fivefold.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        fivefold.Rate.ShouldBe(0.1, 5e-3);
        // (x − 1.1)²(x − 1.3): one that touches, one that crosses.
        var two = MoneyWeightedReturn.Xirr(Yearly([1, -3.5, 4.07, -1.573]));
        two.Outcome.ShouldBe(MoneyWeightedOutcome.Ambiguous);
        two.Rate.ShouldBe(0.1, 1e-6);
    }

    [TestMethod]
    public void Xirr_TwoRatesCloseTogether_AreBothSeen()
    {
        // (x − 1.1)(x − 1.10001)
        var result = MoneyWeightedReturn.Xirr(Yearly([1, -2.20001, 1.210011]));
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Ambiguous);
        result.Rate.ShouldBe(0.1, 1e-9);
    }

    [TestMethod]
    [DataRow(24, 1150.0)]
    [DataRow(24, 950.0)]
    [DataRow(24, 4000.0)]
    [DataRow(2, 1150.0)]
    [DataRow(1, 1001.0)]
    public void Xirr_ShortTime_IsARateToo(int hours, double received)
    {
        var result = MoneyWeightedReturn.Xirr([new(0, -1000), new(hours * Day / 24, received)]);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        var expected = Math.Pow(received / 1000, 365 * 24.0 / hours) - 1;
        result.Rate.ShouldBe(expected, 1e-9 * Math.Abs(expected));
        result.Iterations.ShouldBeLessThan(400);
    }

    [TestMethod]
    public void Xirr_RateBeyondADouble_IsNoRate() => MoneyWeightedReturn.Xirr([new(0, -1000), new(1000, 1150)]).Outcome.ShouldBe(MoneyWeightedOutcome.NoRate);

    /// <summary>At −100 % itself nothing can be discounted: the nearest double above is the least rate.</summary>
    [TestMethod]
    [DataRow(700.0)]
    [DataRow(850.0)]
    public void Xirr_RateThatADoubleCannotTellFromMinusOne_IsNoRate(double received)
    {
        var result = MoneyWeightedReturn.Xirr([new(0, -1000), new(Day, received)]);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.NoRate);
        result.Rate.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Xirr_ManyDepositsAndWithdrawals_EndsSoonAtAWorthOfNothing()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 20; trial++)
        {
            var flows = Enumerable.Range(0, 400).Select(i => new DatedCashFlow(i * 7 * Day, Math.Round(1000 * TestCandles.Gaussian(random) - 20, 2))).ToList();
            flows.Add(new(400 * 7 * Day, 9_000));
            var result = MoneyWeightedReturn.Xirr(flows.ToArray());
            if (result.HasRate)
            {
                var worth = flows.Sum(f => f.Amount * Math.Pow(1 + result.Rate, -f.Time / (365.0 * Day)));
                var gross = flows.Sum(f => Math.Abs(f.Amount) * Math.Pow(1 + result.Rate, -f.Time / (365.0 * Day)));
                worth.ShouldBe(0, 1e-9 * gross);
            }

            result.Iterations.ShouldBeLessThan(20_000);
        }
    }

    [TestMethod]
    public void Xirr_SixtyYears_DoesNotOverflow()
    {
        var flows = Enumerable.Range(0, 720).Select(i => new DatedCashFlow(i * 30 * Day, -1)).Append(new(720 * 30 * Day, 1)).ToArray();
        var result = MoneyWeightedReturn.Xirr(flows);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Found);
        result.Rate.ShouldBe(Math.Pow(0.5, 365 / 30.0) - 1, 1e-9);
    }

    [TestMethod]
    public void Xirr_SeveralRatesFit_SaysSoAndTakesTheNearestToZero()
    {
        // (x − 1.1)(x − 1.5) over one-year steps: rates of 10 % and 50 % both fit.
        DatedCashFlow[] flows = [new(0, 100), new(365 * Day, -260), new(730 * Day, 165)];
        var result = MoneyWeightedReturn.Xirr(flows);
        result.Outcome.ShouldBe(MoneyWeightedOutcome.Ambiguous);
        result.Rate.ShouldBe(0.1, 1e-10);
        result.HasRate.ShouldBeTrue();
    }

    [TestMethod]
    public void Xirr_NoRateFits_SaysWhy()
    {
        Outcome([]).ShouldBe(MoneyWeightedOutcome.TooFewFlows);
        Outcome([new(0, 5), new(1, 0)]).ShouldBe(MoneyWeightedOutcome.TooFewFlows);
        Outcome([new(0, -5), new(Day, -5)]).ShouldBe(MoneyWeightedOutcome.OneDirection);
        Outcome([new(0, 5), new(Day, 5)]).ShouldBe(MoneyWeightedOutcome.OneDirection);
        Outcome([new(0, -5), new(0, 6)]).ShouldBe(MoneyWeightedOutcome.NoTime);
        Outcome([new(0, -5), new(0, 5), new(Day, 6)]).ShouldBe(MoneyWeightedOutcome.OneDirection);
        Outcome([new(0, -5), new(Day, double.NaN)]).ShouldBe(MoneyWeightedOutcome.NotANumber);
        Outcome([new(0, 1), new(365 * Day, -1), new(730 * Day, 1)]).ShouldBe(MoneyWeightedOutcome.NoRate);
        MoneyWeightedReturn.Xirr([]).HasRate.ShouldBeFalse();

        static MoneyWeightedOutcome Outcome(DatedCashFlow[] flows) => MoneyWeightedReturn.Xirr(flows).Outcome;
    }

    [TestMethod]
    public void BracketedRoot_FlatFunction_StillConverges()
    {
        var iterations = 0;
        BracketedRoot.Find(x => Math.Pow(x - 0.3, 9), -50, 40, ref iterations).ShouldBe(0.3, 1e-12);
        iterations.ShouldBeLessThan(70);
        BracketedRoot.Find(x => x, 0, 5, ref iterations).ShouldBe(0);
        BracketedRoot.Find(x => x - 5, 0, 5, ref iterations).ShouldBe(5);
    }

    private static DatedCashFlow On(int year, int month, int day, double amount) =>
        new(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), amount);

    private static DatedCashFlow[] Yearly(double[] amounts) => [.. amounts.Select((amount, i) => new DatedCashFlow(i * 365 * Day, amount))];
}
