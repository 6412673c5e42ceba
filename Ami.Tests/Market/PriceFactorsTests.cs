using System.Numerics;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;

namespace Ami.Tests.Market;

/// <summary>What prices are multiplied with, against whole numbers that are never rounded.</summary>
[TestClass]
public sealed class PriceFactorsTests
{
    private const long Day = 86_400_000;
    private static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch.AddYears(30);

    [TestMethod]
    public void Price_BeforeASplit_IsDivided_AndVolumeMultiplied()
    {
        var factors = Of(400, Split(100, 4, 1), Split(200, 1, 10), Split(300, 3, 1));
        Candle Bar(int day) => new Candle(At(day), 400, 480, 120, 200, 1000).By(factors);
        Bar(300).ShouldBe(new Candle(At(300), 400, 480, 120, 200, 1000));
        Bar(299).ShouldBe(new Candle(At(299), 133.33333333m, 160, 40, 66.66666667m, 3000), "thirds are rounded once, to eight decimals");
        Bar(199).ShouldBe(new Candle(At(199), 1333.33333333m, 1600, 400, 666.66666667m, 300));
        Bar(99).ShouldBe(new Candle(At(99), 333.33333333m, 400, 100, 166.66666667m, 1200));
    }

    [TestMethod]
    public void Price_InTheSharesOfAMoment_KnowsNothingThatCameLater()
    {
        CorporateAction[] actions = [Split(100, 4, 1), Split(200, 2, 1)];
        PriceFactors.Of(actions, At(99)).Price(400, At(50)).ShouldBe(400);
        PriceFactors.Of(actions, At(100)).Price(400, At(99)).ShouldBe(100, "from the moment on");
        PriceFactors.Of(actions, At(150)).Until.ShouldBe(At(200));
        PriceFactors.Of(actions, At(200)).Until.ShouldBe(long.MaxValue);
        // A later price in old shares: what an alert from before the split goes by.
        PriceFactors.Of(actions, At(50)).Price(100, At(150)).ShouldBe(400);
        PriceFactors.Of(actions, At(50)).Shares(4000, At(150)).ShouldBe(1000);
        PriceFactors.Of(actions, At(50)).Traded(400, At(150)).ShouldBe(100);
    }

    [TestMethod]
    public void Price_BeforeADividend_FallsByItsShareOfTheCloseBefore_WhereThatIsKnown()
    {
        var both = new CorporateAction(DateOnly.FromDateTime(First.AddDays(100).Date), First.AddDays(100), 2, 1, 5m);
        var closes = new Dictionary<DateTimeOffset, decimal> { [both.At] = 100m };
        var all = PriceFactors.Of([both], At(200), PriceAdjustment.All, closes);
        (all.Price(100, At(99)), all.Shares(10, At(99))).ShouldBe((47.5m, 20m));
        PriceFactors.Of([both], At(200)).Price(100, At(99)).ShouldBe(50, "splits alone");
        PriceFactors.Of([both], At(200), PriceAdjustment.None, closes).ShouldBe(PriceFactors.None);
        PriceFactors.Of([both], At(200), PriceAdjustment.All, new Dictionary<DateTimeOffset, decimal>()).Price(100, At(99)).ShouldBe(50);
        PriceFactors.Of([both], At(200), PriceAdjustment.All, new Dictionary<DateTimeOffset, decimal> { [both.At] = 5m }).Price(100, At(99)).ShouldBe(50);
        PriceFactors.Of([both with { NewShares = 1, Dividend = 0 }], At(200)).IsNone.ShouldBeTrue();
    }

    /// <summary>Any splits: prices are what whole numbers say, rounded once; adjusted up to one moment and from there on to a later one they are what they are at once.</summary>
    [TestMethod]
    public void Price_OfAnySplits_IsTheExactRatioRoundedOnce()
    {
        var random = new Random(8_221);
        for (var round = 0; round < 300; round++)
        {
            var actions = Enumerable.Range(1, random.Next(1, 6)).Select(i => Split(i * 100, random.Next(1, 50), random.Next(1, 50))).ToArray();
            var (clock, middle, day) = (random.Next(0, 700), random.Next(0, 700), random.Next(0, 700));
            var price = random.Next(1, 1_000_000) / 100m;
            var (over, under) = Ratio(actions, day, clock);
            var factors = PriceFactors.Of(actions, At(clock));
            factors.Price(price, At(day)).ShouldBe(Math.Max(0.00000001m, Rounded(price, over, under)));
            factors.Shares(price, At(day)).ShouldBe(Rounded(price, under, over));
            factors.Equals(PriceFactors.Of([.. actions], At(clock))).ShouldBeTrue();

            // Twice is once: what is of the shares of a moment stays as it is.
            factors.Price(factors.Price(price, At(day)), At(clock)).ShouldBe(factors.Price(price, At(day)));
            var ((toMiddle, ofMiddle), (fromMiddle, byMiddle)) = (Ratio(actions, day, middle), Ratio(actions, middle, clock));
            (toMiddle * fromMiddle * under).ShouldBe(ofMiddle * byMiddle * over);
            var stepwise = factors.Price(PriceFactors.Of(actions, At(middle)).Price(price, At(day)), At(middle));
            Math.Abs(stepwise - factors.Price(price, At(day)))
                .ShouldBeLessThanOrEqualTo((0.00000001m * (decimal)(double)fromMiddle / (decimal)(double)byMiddle) + 0.00000002m);
        }
    }

    [TestMethod]
    public void Price_OfRatiosBeyondAllNumbers_StaysNearEnough()
    {
        var factors = PriceFactors.Of([.. Enumerable.Range(1, 60).Select(i => Split(i, 9_973 - i, 9_931 - i))], At(100));
        var exact = Enumerable.Range(1, 60).Aggregate(500.0, (price, i) => price * (9_931.0 - i) / (9_973 - i));
        ((double)factors.Price(500, At(0))).ShouldBe(exact, 1e-5);
    }

    private static CorporateAction Split(int day, int shares, int old) =>
        new(DateOnly.FromDateTime(First.AddDays(day).Date), First.AddDays(day), shares, old, 0);

    private static PriceFactors Of(int clock, params CorporateAction[] actions) => PriceFactors.Of(actions, At(clock));

    private static long At(int day) => First.ToUnixTimeMilliseconds() + (day * Day);

    /// <summary>By what a price of one day is multiplied to be one of the shares of another.</summary>
    private static (BigInteger Over, BigInteger Under) Ratio(CorporateAction[] actions, int from, int to) =>
        actions
            .Where(action => action.At > First.AddDays(Math.Min(from, to)) && action.At <= First.AddDays(Math.Max(from, to)))
            .Aggregate(
                (Over: BigInteger.One, Under: BigInteger.One),
                (ratio, action) =>
                    from < to
                        ? (ratio.Over * action.OldShares, ratio.Under * action.NewShares)
                        : (ratio.Over * action.NewShares, ratio.Under * action.OldShares)
            );

    private static decimal Rounded(decimal value, BigInteger over, BigInteger under)
    {
        var scaled = new BigInteger(value * 100) * 1_000_000 * over;
        return (decimal)(((2 * scaled) + under) / (2 * under)) / 100_000_000m;
    }
}
