using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>Amounts smaller than a cent, losses larger than an account, and positions that no tick will ever close.</summary>
[TestClass]
public sealed class SmallAndLostTests
{
    private const string Btc = "BTC-SIM";
    private const string Eth = "ETH-SIM";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Dust_CostsAndPaysLikeAnythingElse()
    {
        var book = PennyBook(price: 0.00000891m, feeBps: 5m);
        Buy(book, 500_000m, 0.00000891m).Value.Status.ShouldBe(OrderStatus.Working);
        OnTick(book, 0.00000891m, 2);
        var bought = book.Changes.Fills.Single();
        (bought.Notional, bought.Fee).ShouldBe((4.455m, 0.0022275m));

        book.Close("PENNY", Now.AddSeconds(3));
        OnTick(book, 0.00000891m, 4);
        book.Account.Cash.ShouldBe(100_000m - (2 * 0.0022275m), "there and back at one price costs the two fees and nothing else");
    }

    [TestMethod]
    public void Fee_TooSmallToBeRounded_IsTheSmallestAmount() =>
        new VenueRules { TakerFee = 0.0005m, MoneyDigits = 8 }
            .Fee(1m, 0.000001m, 0.000001m, maker: false)
            .ShouldBe(0.00000001m);

    [TestMethod]
    public void AveragePrice_KeepsTheDigitsOfThePrice()
    {
        var book = PennyBook(price: 1.01997m);
        Buy(book, 1m, 1.01997m);
        OnTick(book, 1.01997m, 2);
        PositionView.Of(book.Positions.Single(), book).AveragePrice.ShouldBe(1.01997m);
    }

    [TestMethod]
    public void Order_BelowTheLeastValue_IsRefused_UnlessItReduces()
    {
        var book = PennyBook(price: 1m);
        Buy(book, 0.9m, 1m).Error.Code.ShouldBe("paper.notional_minimum");
        Buy(book, 2m, 1m);
        OnTick(book, 1m, 2);
        book.Place(Spec, Quote(1m), new OrderTicket(Side.Sell, OrderType.Market, 0.5m, null, null, null, null), Now.AddSeconds(3)).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void GapBeyondTheAccount_LeavesNoDebt_AndSaysSo()
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 4_900m);
        day.Tick(Btc, 100m);
        day.Quoted(Btc, 50m);
        day.Book.See(Btc, 50m);
        day.Book.Liquidate(day.Now, day.Now).ShouldBeTrue();
        day.Tick(Btc, 50m);

        day.Account.Cash.ShouldBe(0m);
        var relief = day.Book.Changes.Relief.ShouldNotBeNull();
        relief.Amount.ShouldBe((4_900m * 50m) - 100_000m);
        day.Book.Changes.Events.OfType<DebtForgiven>().Single().Amount.ShouldBe(relief.Amount);
        LedgerBalances.Of(day.Book.Changes.Entries, 100_000m)[LedgerBook.Cash].ShouldBe(0m);
    }

    [TestMethod]
    public void Debt_WhileSomethingIsHeld_Stays()
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Quoted(Eth, 100m);
        day.Market(Btc, Side.Buy, 4_000m);
        day.Market(Eth, Side.Buy, 500m);
        day.Tick(Btc, 100m).Tick(Eth, 100m);
        day.Book.Close(Btc, day.Now);
        day.Tick(Btc, 60m);
        day.Account.Cash.ShouldBeLessThan(0m);
        day.Book.Changes.Relief.ShouldBeNull();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void CloseAtLast_PositionThatNoTickWillClose_IsClosedAtItsLastPrice(bool wasClosing)
    {
        var day = new BookScenario(feeBps: 10m, slippageBps: 5m);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 10m, takeProfit: 150m, stopLoss: 50m);
        day.Tick(Btc, 100m);
        day.Book.See(Btc, 110m);
        if (wasClosing)
        {
            day.Book.Close(Btc, day.Now);
        }

        var closed = day.Book.CloseAtLast(Btc, day.Now.AddMinutes(5)).Value;
        (closed.Status, closed.AverageFillPrice, closed.Role).ShouldBe((OrderStatus.Filled, 110m, OrderRole.Close));
        day.Held(Btc).ShouldBeNull();
        day.Book.OpenOrders.ShouldBeEmpty();
        day.Fills[^1].Fee.ShouldBe(1.1m);
        day.Book.CloseAtLast(Btc, day.Now).Error.ShouldBe(PaperErrors.NoPosition);
    }

    [TestMethod]
    public void End_OrdersThatNoTickWillMeet_CloseAtTheLastPriceOrAreCancelled()
    {
        var day = new BookScenario(slippageBps: 5m);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 10m, takeProfit: 150m, stopLoss: 50m);
        day.Tick(Btc, 100m);
        var reducing = day.Market(Btc, Side.Sell, 4m);
        var turning = day.Market(Btc, Side.Sell, 7m);
        var opening = day.Market(Btc, Side.Buy, 1m);
        day.Book.See(Btc, 110m);
        day.Book.End(Btc, day.Now.AddMinutes(5));

        (day.Latest(reducing.Id).Status, day.Latest(reducing.Id).AverageFillPrice).ShouldBe((OrderStatus.Filled, 110m));
        (day.Latest(turning.Id).Reason, day.Latest(opening.Id).Reason).ShouldBe((OrderReasons.Ended, OrderReasons.Ended));
        (day.Held(Btc)?.Quantity, day.Book.OpenOrders.Count).ShouldBe((6m, 0));
        day.Book.End(Btc, day.Now.AddMinutes(6));
        day.Held(Btc)?.Quantity.ShouldBe(6m);
    }

    private static readonly SymbolSpec Spec = TestSymbols.Spec("PENNY", minNotional: 1m) with { PriceDigits = 8 };

    private static PaperBook PennyBook(decimal price, decimal feeBps = 0m)
    {
        var ids = 0;
        var account = new PaperAccount(
            Id: Guid.Empty,
            UserId: Guid.Empty,
            Name: "Penny",
            Currency: "USD",
            StartingCash: 100_000m,
            Cash: 100_000m,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: 1,
            Generation: 0,
            CreatedAt: Now,
            ResetAt: null
        );
        var venue = new VenueRules { TakerFee = feeBps / 10_000m, MoneyDigits = PaperAccount.MoneyDigits };
        return new PaperBook(account, [], [], new Dictionary<string, decimal> { ["PENNY"] = price }, venue, () => new Guid(++ids, 0, 0, new byte[8]));
    }

    private static Quote Quote(decimal price) => TestSymbols.Quote("PENNY", price, price, price, Now);

    private static Result<Order> Buy(PaperBook book, decimal quantity, decimal price) =>
        book.Place(Spec, Quote(price), new OrderTicket(Side.Buy, OrderType.Market, quantity, null, null, null, null), Now.AddSeconds(1));

    private static void OnTick(PaperBook book, decimal price, int second) =>
        book.OnTick("PENNY", TestSymbols.Tick(price, price, price, Now.AddSeconds(second)), Now.AddSeconds(second));
}
