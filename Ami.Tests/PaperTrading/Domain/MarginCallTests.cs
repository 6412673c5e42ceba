using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>
/// The notice before a liquidation. Who holds four thousand at a hundred with five times a hundred thousand is at one and a half times the margin at 88.24, at 1.65
/// times at 89.82, and liquidated below 83.34.
/// </summary>
[TestClass]
public sealed class MarginCallTests
{
    private const string Btc = "BTC-SIM";
    private const string Eth = "ETH-SIM";

    [TestMethod]
    public void CallMargin_BelowItsLevel_TellsOnce_AndAgainOnlyAfterItRecovered()
    {
        var day = Holding(4_000m);
        foreach (
            var (price, moves, told) in new[]
            {
                (88.3m, false, 0),
                (88.2m, true, 1),
                (84m, false, 1),
                (88.2m, false, 1),
                (89.8m, false, 1),
                (89.9m, true, 1),
                (88.2m, true, 2),
            }
        )
        {
            day.Tick(Btc, price);
            Call(day).ShouldBe(moves, $"{price}");
            Call(day).ShouldBeFalse();
            Told(day).Count.ShouldBe(told);
        }

        var last = Told(day)[^1];
        (last.AccountId, last.Owner, last.At).ShouldBe((day.Account.Id, day.Account.UserId, day.Now));
        (last.Equity, last.Maintenance).ShouldBe((52_800m, 35_280m));
        day.Account.MarginCalledAt.ShouldBe(day.Now);
    }

    [TestMethod]
    public void CallMargin_OfWhatIsNoLongerCovered_IsLeftToTheLiquidation()
    {
        var day = Holding(3_900m);
        day.Quoted(Eth, 100m);
        day.Market(Eth, Side.Buy, 10m);
        day.Tick(Eth, 100m).Tick(Btc, 80m);
        Call(day).ShouldBeFalse();
        day.Book.Liquidate(day.Now, day.Now).ShouldBeTrue();
    }

    [TestMethod]
    public void MarginCall_IsOver_WhenNothingIsHeldOrTheAccountBeginsAnew()
    {
        var day = Holding(4_000m);
        day.Tick(Btc, 88m);
        Call(day).ShouldBeTrue();
        day.Book.Close(Btc, day.Now);
        day.Tick(Btc, 88m);
        day.Account.MarginCalledAt.ShouldBeNull();

        day = Holding(4_000m);
        day.Tick(Btc, 88m);
        Call(day).ShouldBeTrue();
        day.Book.Reset(100_000m, 5, day.Now);
        day.Account.MarginCalledAt.ShouldBeNull();
    }

    [TestMethod]
    public void MarginCall_ThatIsCommitted_GoesOn()
    {
        var day = Holding(4_000m);
        day.Tick(Btc, 88m);
        Call(day).ShouldBeTrue();
        var next = day.Book.Committed();
        next.See(Btc, 88m);
        next.CallMargin(day.Now).ShouldBeFalse();
        next.Changes.Events.ShouldBeEmpty();
    }

    [TestMethod]
    public void LiquidationPrice_OfThePositions_IsWhereTheMarginEnds()
    {
        var day = Holding(4_000m);
        // The first price on the grid at which it is.
        day.Book.LiquidationPriceOf(day.Held(Btc)!).ShouldBe(83.33m);
        day.Quoted(Eth, 100m);
        day.Market(Eth, Side.Sell, 500m);
        day.Tick(Eth, 100m);
        var price = day.Book.LiquidationPriceOf(day.Held(Btc)!).ShouldNotBeNull();
        // -300,000 + 4,000 p = 0.1 (4,000 p + 50,000)
        price.ShouldBe(84.72m);
        var unlevered = Holding(100m);
        unlevered.Book.LiquidationPriceOf(unlevered.Held(Btc)!).ShouldBeNull("no price takes what is paid for");
    }

    private static bool Call(BookScenario day) => day.Book.CallMargin(day.Now);

    private static List<AccountMarginCalled> Told(BookScenario day) => [.. day.Book.Changes.Events.OfType<AccountMarginCalled>()];

    private static BookScenario Holding(decimal quantity)
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, quantity);
        return day.Tick(Btc, 100m);
    }
}
