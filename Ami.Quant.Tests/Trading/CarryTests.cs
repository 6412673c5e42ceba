using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>What is short pays 36.5 % a year, a thousandth a day; what is long pays a hundredth of a percent every eight hours.</summary>
[TestClass]
public sealed class CarryTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Short_PaysADayOfBorrowingEachMidnight_AndGetsTheFunding()
    {
        var day = Holding(Side.Sell);
        var cash = day.Book.Balance.Cash;
        day.Book.Carry(Midnight.AddSeconds(-1)).Select(c => (c.Kind, c.Amount)).ShouldBe([(CarryKind.Funding, -0.1m)]);
        day.Book.Carry(Midnight).Select(c => (c.Kind, c.Moment, c.Amount)).ShouldBe([(CarryKind.Borrow, Midnight, 1m), (CarryKind.Funding, Midnight, -0.1m)]);
        (day.Book.Balance.Cash, day.Book.Balance.RealisedPnl, day.Book.Balance.FundingPaid).ShouldBe((cash - 0.8m, -0.8m, 0.8m));
        day.Book.Positions.Values.Single().RealisedPnl.ShouldBe(-0.8m);
    }

    [TestMethod]
    public void Long_PaysTheFundingAtEachMoment_AndBorrowsNothing()
    {
        // 09:00 to the next day's 17:00: 16, 0, 8 and 16 o'clock.
        var charges = Holding(Side.Buy).Book.Carry(Midnight.AddHours(17));
        charges.Select(c => c.Moment).ShouldBe([Midnight.AddHours(-8), Midnight, Midnight.AddHours(8), Midnight.AddHours(16)]);
        charges.ShouldAllBe(c => c.Kind == CarryKind.Funding && c.Amount == 0.1m && c.Quantity == 10 && c.Price == 100);
    }

    [TestMethod]
    public void NegativeRate_IsPaidByWhatIsShort()
    {
        Holding(Side.Buy, funding: -0.0001m).Book.Carry(Midnight).Sum(c => c.Amount).ShouldBe(-0.2m);
        Holding(Side.Sell, borrow: 0, funding: -0.0001m).Book.Carry(Midnight).Sum(c => c.Amount).ShouldBe(0.2m);
    }

    [TestMethod]
    public void Moment_ThatWasCharged_IsNotChargedAgain()
    {
        var day = Holding(Side.Buy);
        day.Book.Carry(Midnight).Count.ShouldBe(2);
        day.Book.Carry(Midnight).ShouldBeEmpty();
        day.Book.Carry(Midnight.AddHours(7)).ShouldBeEmpty();
        day.Book.Carry(Midnight.AddHours(8)).Count.ShouldBe(1);
    }

    [TestMethod]
    public void Moment_BeforeThePositionOrTheRates_IsNotCharged()
    {
        Holding(Side.Buy, since: Midnight).Book.Carry(Midnight.AddHours(8)).Select(c => c.Moment).ShouldBe([Midnight.AddHours(8)]);
        Day().Book.Carry(Midnight).ShouldBeEmpty();
    }

    [TestMethod]
    public void Symbol_WithoutRates_CostsNothing()
    {
        var day = new Trader().Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 10));
        day.Jump(100).Book.Carry(Midnight.AddDays(9)).ShouldBeEmpty();
        day.Book.Positions.Values.Single().CarriedTo.ShouldBeNull();
    }

    [TestMethod]
    public void Price_OfEachMoment_IsWhatIsAskedFor_OtherwiseTheLast()
    {
        var day = Holding(Side.Buy);
        day.Book.CarryDue(Midnight.AddHours(8), day.Book.Rules).Select(due => due.Moment).ShouldBe([Midnight.AddHours(-8), Midnight, Midnight.AddHours(8)]);
        var charges = day.Book.Carry(Midnight.AddHours(8), priceAt: (_, moment) => moment == Midnight ? 50 : null);
        charges.Select(c => (c.Price, c.Amount)).ShouldBe([(100m, 0.1m), (50m, 0.05m), (100m, 0.1m)]);
        day.Book.CarryDue(Midnight.AddHours(8), day.Book.Rules).ShouldBeEmpty();
    }

    [TestMethod]
    public void Charge_LeavesLessForTheMargin()
    {
        var day = Day(leverage: 5);
        day.Place(new NewOrder(Side.Buy, OrderType.Market, 4_000));
        day.Jump(100);
        var before = day.Book.LiquidationPriceOf(Trader.Symbol).ShouldNotBeNull();
        day.Book.Carry(Midnight.AddDays(30));
        day.Book.LiquidationPriceOf(Trader.Symbol).ShouldNotBeNull().ShouldBeGreaterThan(before);
    }

    [TestMethod]
    public void PerDay_IsWhatADayIsChargedFor()
    {
        var rates = Rates(0.365m, 0.0001m);
        rates.PerDay(Side.Buy).ShouldBe(0.0003m);
        rates.PerDay(Side.Sell).ShouldBe(0.001m - 0.0003m);
        Holding(Side.Sell).Book.Carry(Midnight.AddHours(15)).Sum(c => c.Amount).ShouldBe(1_000m * rates.PerDay(Side.Sell));
    }

    private static CarryRates Rates(decimal borrow, decimal funding, DateTimeOffset since = default) => new(since, borrow, funding, TimeSpan.FromHours(8));

    private static Trader Day(decimal borrow = 0.365m, decimal funding = 0.0001m, DateTimeOffset since = default, decimal leverage = 1) =>
        new Trader(new VenueRules { MoneyDigits = 8, Carry = Rates(borrow, funding, since) }, leverage: leverage).Jump(100);

    private static Trader Holding(Side side, decimal borrow = 0.365m, decimal funding = 0.0001m, DateTimeOffset since = default)
    {
        var day = Day(borrow, funding, since);
        day.Place(new NewOrder(side, OrderType.Market, 10));
        return day.Jump(100);
    }
}
