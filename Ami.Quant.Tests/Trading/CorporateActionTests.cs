using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Quant.Tests.Trading;

/// <summary>A share that is traded in whole units unless a test says otherwise, in a book that is told of what the company does.</summary>
[TestClass]
public sealed partial class CorporateActionTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(Side.Buy)]
    [DataRow(Side.Sell)]
    public void Split_MultipliesTheQuantityAndKeepsTheCost(Side side)
    {
        var (day, action) = Holding(side, 10, 100, new CorporateAction(Morning, 2, 1, 0));
        var before = (day.Book.Equity, day.Book.Balance.Cash);
        var effect = day.Book.Act(Trader.Symbol, action, 50, Morning).ShouldNotBeNull();
        var position = day.Book.Positions.Values.Single();
        (position.Quantity, position.AveragePrice, effect.RealisedPnl).ShouldBe((side.Sign() * 20m, 50m, 0m));
        (day.Book.Equity, day.Book.Balance.Cash).ShouldBe(before);
        day.Book.ActionsDue(Trader.Symbol, Morning.AddDays(1)).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(Side.Buy)]
    [DataRow(Side.Sell)]
    public void PartsOfShares_ArePaidAtTheFirstPrice(Side side)
    {
        var (day, action) = Holding(side, 15, 10, new CorporateAction(Morning, 1, 10, 0));
        var (equity, cash) = (day.Book.Equity, day.Book.Balance.Cash);
        var effect = day.Book.Act(Trader.Symbol, action, 100, Morning).ShouldNotBeNull();
        (effect.QuantityAfter, effect.CashInLieu, effect.Released).ShouldBe((side.Sign() * 1m, side.Sign() * 50m, side.Sign() * 50m));
        (day.Book.Equity, day.Book.Balance.Cash).ShouldBe((equity, cash + (side.Sign() * 50m)));
    }

    [TestMethod]
    public void LessThanAShare_IsPaidWholeAndTheStopGoes()
    {
        var (day, action) = Holding(Side.Buy, 5, 10, new CorporateAction(Morning, 1, 10, 0), stop: 8);
        var equity = day.Book.Equity;
        day.Book.Act(Trader.Symbol, action, 100, Morning).ShouldNotBeNull().QuantityAfter.ShouldBe(0);
        (day.Book.Positions.Count, day.Book.OpenOrders.Count, day.Book.Equity).ShouldBe((0, 0, equity));
    }

    [TestMethod]
    public void Dividend_IsCreditedToLongsAndDebitedFromShorts()
    {
        foreach (var side in Enum.GetValues<Side>())
        {
            var (day, action) = Holding(side, 10, 100, new CorporateAction(Morning, 1, 1, 0.75m));
            var cash = day.Book.Balance.Cash;
            day.Book.Act(Trader.Symbol, action, 99.25m, Morning).ShouldNotBeNull().Paid.ShouldBe(side.Sign() * 7.5m);
            (day.Book.Balance.Cash, day.Book.Balance.RealisedPnl).ShouldBe((cash + (side.Sign() * 7.5m), side.Sign() * 7.5m));
            day.Book.Positions.Values.Single().Quantity.ShouldBe(side.Sign() * 10m);
        }
    }

    [TestMethod]
    public void Action_Again_OrFromBeforeThePosition_ChangesNothing()
    {
        var (day, action) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning, 2, 1, 1));
        day.Book.Act(Trader.Symbol, action, 50, Morning);
        day.Book.Act(Trader.Symbol, action, 50, Morning).ShouldBeNull();
        (day.Held, day.Book.Balance.RealisedPnl).ShouldBe((20m, 10m));
        var (late, past) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning.AddDays(-9), 2, 1, 1));
        late.Book.ActionsDue(Trader.Symbol, Morning).ShouldBeEmpty();
        late.Book.Act(Trader.Symbol, past, 50, Morning).ShouldBeNull();
    }

    [TestMethod]
    public void Exits_FollowTheSplit_OnTheGrid_AndStillProtectAll()
    {
        var (day, action) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning, 3, 1, 0), stop: 90, target: 130);
        day.Book.Act(Trader.Symbol, action, 33.33m, Morning);
        var exits = day.Book.OpenOrders.Values.OrderBy(o => o.Type).ToList();
        exits.Select(o => (o.Quantity, o.LimitPrice ?? o.StopPrice)).ShouldBe([(30m, 43.33m), (30m, 30m)]);
        day.Jump(30);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0m, 0));
    }

    [TestMethod]
    public void Entry_OnTheGrid_IsAdjusted_OtherwiseCancelledWithItsExits()
    {
        var (day, action) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning, 2, 1, 0));
        var fits = day.Place(Trader.Limit(Side.Buy, 5, 90) with { StopLoss = 80 });
        var off = day.Place(Trader.Limit(Side.Buy, 5, 90.01m) with { StopLoss = 80 });
        day.Book.Act(Trader.Symbol, action, 50, Morning);
        var kept = day.Latest(fits);
        (kept.Status, kept.Quantity, kept.LimitPrice, kept.StopLoss, kept.Version).ShouldBe((OrderStatus.Working, 10m, 45m, 40m, 1));
        day.ExitsOf(fits).Select(o => (o.Status, o.Quantity, o.StopPrice)).ShouldBe([(OrderStatus.Pending, 10m, 40m)]);
        (day.Latest(off).Status, day.Latest(off).Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.CorporateAction));
        day.ExitsOf(off).ShouldAllBe(o => o.Status == OrderStatus.Cancelled);
        day.Jump(45);
        day.Held.ShouldBe(30);
    }

    [TestMethod]
    public void Dividend_LeavesOrdersAsTheyAre()
    {
        var (day, action) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning, 1, 1, 5), stop: 90);
        day.Book.Act(Trader.Symbol, action, 95, Morning);
        day.Book.OpenOrders.Values.Select(o => (o.Quantity, o.StopPrice, o.Version)).ShouldBe([(10m, 90m, 0)]);
    }

    [TestMethod]
    public void SplitThenClose_IsCloseWithoutSplit_ToTheLastCent() =>
        Prop.ForAll(
                (
                    from side in Gen.Elements(Side.Buy, Side.Sell)
                    from units in Gen.Choose(1, 5_000)
                    from cents in Gen.Choose(100, 50_000)
                    from after in Gen.Choose(1, 50_000)
                    from ratio in Gen.Elements((2, 1), (3, 1), (7, 1), (3, 2), (1, 10), (1, 3), (7, 3), (1, 7))
                    select (side, units, cents, after, ratio)
                ).ToArbitrary(),
                c =>
                {
                    var (price, after) = (c.cents / 100m, c.after / 100m);
                    var (split, action) = Holding(c.side, c.units, price, new CorporateAction(Morning, c.ratio.Item1, c.ratio.Item2, 0));
                    // Old shares at what the new ones cost: the same value.
                    var whole = Holding(c.side, c.units, price, action).Day;
                    var worth = decimal.Round(whole.Held * after * c.ratio.Item1 / c.ratio.Item2, 8, MidpointRounding.AwayFromZero);
                    var equity = whole.Book.Balance.Cash + worth;
                    var effect = split.Book.Act(Trader.Symbol, action, after, Morning).ShouldNotBeNull();
                    split.Book.Equity.ShouldBe(equity);
                    (split.Book.Balance.Cash + (split.Book.Positions.Values.SingleOrDefault()?.CostBasis ?? 0)).ShouldBe(
                        100_000_000m + split.Book.Balance.RealisedPnl
                    );
                    if (split.Held != 0)
                    {
                        split.Book.Close(Trader.Symbol, split.Now);
                        split.Jump(after);
                    }

                    (split.Book.Balance.Cash, split.Book.Balance.RealisedPnl).ShouldBe((equity, equity - 100_000_000m));
                    effect.QuantityAfter.ShouldBe(decimal.Truncate(effect.QuantityAfter));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [TestMethod]
    public void ThreeForOneBackwards_LosesNoShare()
    {
        var third = new CorporateAction(Morning, 1, 3, 0);
        third.Split(9m, 1m).ShouldBe((3m, 0m));
        third.Split(-10m, 1m).ShouldBe((-3m, -1m));
        new CorporateAction(Morning, 3, 1, 0).Split(third.Split(0.999m, 0.001m).Quantity, 0.001m).ShouldBe((0.999m, 0m));
    }

    /// <summary>Cash, cost and fees are what was deposited and earned after each step, and shares are what they were times the ratio, apart from what was paid for.</summary>
    [TestMethod]
    public void AnyDay_WithSplitsAndDividends_AddsUpAtEachStep() =>
        Prop.ForAll(
                Gen.ListOf(
                        from kind in Gen.Choose(0, 7)
                        from units in Gen.Choose(1, 500)
                        from cents in Gen.Choose(100, 20_000)
                        from ratio in Gen.Elements((2, 1), (3, 1), (3, 2), (1, 10), (1, 3), (7, 3), (1, 1))
                        select (kind, units, price: cents / 100m, ratio)
                    )
                    .ToArbitrary(),
                steps =>
                {
                    var venue = new VenueRules
                    {
                        MoneyDigits = 8,
                        TakerFee = 0.001m,
                        Actions = new CorporateActions(1, []),
                    };
                    var day = new Trader(venue, cash: 1_000_000, quantityStep: 1).Jump(100);
                    foreach (var (kind, units, price, (news, olds)) in steps)
                    {
                        var before = day.Held;
                        switch (kind)
                        {
                            case 0:
                                day.Try(new NewOrder(Side.Buy, OrderType.Market, units));
                                break;
                            case 1:
                                day.Try(new NewOrder(Side.Sell, OrderType.Market, units));
                                break;
                            case 2:
                                day.Try(Trader.Limit(Side.Buy, units, price));
                                break;
                            case 3:
                                day.Book.Close(Trader.Symbol, day.Now);
                                break;
                            case 4 or 5:
                                var action = new CorporateAction(day.Now, news, olds, kind == 5 ? units / 100m : 0);
                                if (day.Book.Act(Trader.Symbol, action, price, day.Now) is { } effect)
                                {
                                    (effect.QuantityBefore, effect.QuantityAfter).ShouldBe((before, day.Held));
                                    var beyond = (before * news) - (day.Held * olds);
                                    Math.Abs(beyond).ShouldBeLessThan(olds);
                                    effect.CashInLieu.ShouldBe(decimal.Round(beyond * price / olds, 8, MidpointRounding.AwayFromZero));
                                    effect.Paid.ShouldBe(before * action.Dividend);
                                }

                                break;
                            default:
                                day.Jump(price);
                                break;
                        }

                        var balance = day.Book.Balance;
                        (balance.Cash + day.Book.Positions.Values.Sum(p => p.CostBasis) + balance.FeesPaid).ShouldBe(1_000_000m + balance.RealisedPnl);
                        foreach (var order in day.Book.OpenOrders.Values.Where(o => o.OnlyReduces && o.Status == OrderStatus.Working))
                        {
                            order.Remaining.ShouldBeLessThanOrEqualTo(Math.Abs(day.Held));
                        }
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    /// <summary>What is told after the moment may have begun before it: then it is a price of old shares, and what is ordered and bought at it is adjusted too.</summary>
    [TestMethod]
    public void OrderAndFill_AtAPriceThatBeganBefore_AreOfOldShares()
    {
        var ids = 0;
        var action = new CorporateAction(Morning, 2, 1, 0);
        var book = new TradingBook(
            new Balance(10_000),
            1,
            new Dictionary<string, Position>(),
            new Dictionary<Guid, Order>(),
            new Dictionary<string, decimal>(),
            new VenueRules { MoneyDigits = 8, Actions = new CorporateActions(1, [action]) },
            () => new Guid(++ids, 0, 0, new byte[8])
        );
        var rules = new SymbolRules(Trader.Symbol, 2, 1, 0);
        var (told, began) = (Morning.AddHours(1), Morning.AddHours(-1));
        var old = new PriceTick(told, 100, 100, 100, null, began);
        book.Place(rules, old, new NewOrder(Side.Buy, OrderType.Market, 10), told).Order.ShouldNotBeNull();
        var limit = book.Place(rules, old, Trader.Limit(Side.Buy, 5, 90), told).Order.ShouldNotBeNull();
        book.OnTick(Trader.Symbol, old with { Time = told.AddMinutes(1) }, told.AddMinutes(1));
        book.ActionsDue(Trader.Symbol, began).ShouldBeEmpty();

        var first = told.AddHours(1);
        book.ActionsDue(Trader.Symbol, first).ShouldBe([action]);
        book.Act(Trader.Symbol, action, 50, first).ShouldNotBeNull().QuantityAfter.ShouldBe(20);
        (book.OpenOrders[limit.Id].Quantity, book.OpenOrders[limit.Id].LimitPrice).ShouldBe((10m, 45m));
        (book.IsBeforeAction(Trader.Symbol, began), book.IsBeforeAction(Trader.Symbol, Morning)).ShouldBe((true, false));
        // What is ordered at the new price is for new shares, though it is before the tick that tells of it.
        var later = book.Place(rules, new PriceTick(first, 50, 50, 50), Trader.Limit(Side.Buy, 1, 40), first).Order.ShouldNotBeNull();
        book.ActionsDue(Trader.Symbol, first.AddDays(1)).ShouldBeEmpty();
        book.OpenOrders[later.Id].LimitPrice.ShouldBe(40);
    }

    /// <summary>An action that becomes known late: what was not traded since still has the old shares, what was has new ones.</summary>
    [TestMethod]
    public void Action_KnownLate_IsAppliedOnlyToWhatWasNotTradedSince()
    {
        var (kept, action) = Holding(Side.Buy, 10, 100, new CorporateAction(Morning, 2, 1, 0));
        var (traded, _) = Holding(Side.Buy, 10, 100, action);
        traded.At(Morning.AddHours(1)).Buy(10);
        traded.Jump(50);
        kept.Book.ActionsDue(Trader.Symbol, Morning.AddHours(2)).ShouldBe([action]);
        traded.Book.ActionsDue(Trader.Symbol, Morning.AddHours(2)).ShouldBeEmpty();
    }

    private static (Trader Day, CorporateAction Action) Holding(
        Side side,
        decimal quantity,
        decimal price,
        CorporateAction action,
        decimal? stop = null,
        decimal? target = null
    )
    {
        var venue = new VenueRules { MoneyDigits = 8, Actions = new CorporateActions(1, [action]) };
        var day = new Trader(venue, cash: 100_000_000, quantityStep: 1).Jump(price);
        day.Place(new NewOrder(side, OrderType.Market, quantity) { StopLoss = stop, TakeProfit = target });
        return (day.Jump(price), action);
    }
}
