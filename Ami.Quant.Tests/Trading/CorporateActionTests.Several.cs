using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Quant.Tests.Trading;

/// <content>Several brackets, several actions, and what is known of the shares that something is of.</content>
public sealed partial class CorporateActionTests
{
    [TestMethod]
    public void ReverseSplit_OfTwoBrackets_StillProtectsAllThatIsHeld()
    {
        var action = new CorporateAction(Morning, 1, 10, 0);
        var day = Listed(action).Jump(10);
        day.Buy(5, stop: 8, target: 15);
        day.Buy(5, stop: 8, target: 15);
        day.Jump(10);
        day.Book.Act(Trader.Symbol, action, 100, Morning);
        day.Held.ShouldBe(1);
        day.Book.OpenOrders.Values.OrderBy(o => o.Type).Select(o => (o.Quantity, o.LimitPrice ?? o.StopPrice)).ShouldBe([(1m, 150m), (1m, 80m)]);
        day.Jump(79);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0m, 0));
    }

    [TestMethod]
    public void AnySplit_OfAnyBrackets_LeavesNothingWithoutAStop_AndNoStopBeyondWhatIsHeld() =>
        Prop.ForAll(
                (
                    from side in Gen.Elements(Side.Buy, Side.Sell)
                    from brackets in Gen.ListOf(Gen.Choose(1, 60))
                    from ratio in Gen.Elements((2, 1), (3, 2), (1, 10), (1, 3), (7, 3), (1, 7), (200, 6993))
                    select (side, brackets, ratio)
                ).ToArbitrary(),
                c =>
                {
                    var action = new CorporateAction(Morning, c.ratio.Item1, c.ratio.Item2, 0);
                    var day = Listed(action).Jump(100);
                    foreach (var quantity in c.brackets)
                    {
                        day.Place(new NewOrder(c.side, OrderType.Market, quantity) { StopLoss = 100 - (c.side.Sign() * 10) });
                    }

                    day.Jump(100);
                    day.Book.Act(Trader.Symbol, action, 100, Morning);
                    day.Book.OpenOrders.Values.Sum(stop => stop.Remaining).ShouldBe(Math.Abs(day.Held));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Of before there were actions: what was bought since the split is of new shares, whenever the position was opened.</summary>
    [TestMethod]
    public void Position_ThatDoesNotSayOfWhichShares_IsOfThoseOfItsLastFill()
    {
        var action = new CorporateAction(Morning, 2, 1, 0);
        BookOf(Held(traded: Morning.AddHours(1)), action).ActionsDue(Trader.Symbol, Morning.AddDays(1)).ShouldBeEmpty();
        BookOf(Held(traded: Morning.AddHours(-1)), action).ActionsDue(Trader.Symbol, Morning.AddDays(1)).ShouldBe([action]);
    }

    [TestMethod]
    public void Price_OfOneSideOfAnAction_IsWorthTheSameOnTheOther()
    {
        var both = new CorporateAction(Morning, 2, 1, 4);
        (both.PriceAfter(100), both.PriceBefore(48)).ShouldBe((48m, 100m));
        var reverse = new CorporateAction(Morning, 1, 10, 0);
        (reverse.PriceAfter(10), reverse.PriceBefore(100)).ShouldBe((100m, 10m));
        new CorporateAction(Morning, 1, 1, 5).PriceAfter(3).ShouldBe(3, "nothing is worth less than nothing");
    }

    /// <summary>Somebody else's price comes before the first one of the new shares is told again: what is held is worth what it was.</summary>
    [TestMethod]
    [DataRow(2, 1)]
    [DataRow(1, 10)]
    public void LastPriceFromBefore_ValuesWhatIsOfNewSharesAtWhatItIsForThem(int shares, int old)
    {
        var action = new CorporateAction(Morning, shares, old, 0);
        var book = BookOf(Held(traded: Morning.AddHours(-1)) with { ActedTo = Morning }, action);
        book.See(Trader.Symbol, 100, Morning.AddHours(-1));
        book.MarkOf(book.Positions[Trader.Symbol]).ShouldBe(100m * old / shares);
        book.See(Trader.Symbol, 100, Morning);
        book.MarkOf(book.Positions[Trader.Symbol]).ShouldBe(100m);
        var unadjusted = BookOf(Held(traded: Morning.AddHours(-1)), action);
        unadjusted.See(Trader.Symbol, 100, Morning.AddHours(-1));
        unadjusted.MarkOf(unadjusted.Positions[Trader.Symbol]).ShouldBe(100m);
    }

    [TestMethod]
    public void CashMovesAndThePositionEnds_WhenTheActionIsApplied()
    {
        var (day, action) = Holding(Side.Buy, 5, 10, new CorporateAction(Morning, 1, 10, 0));
        var first = Morning.AddHours(14);
        day.Book.Act(Trader.Symbol, action, 100, first).ShouldNotBeNull().AppliedAt.ShouldBe(first);
        day.Book.Changes.Positions.Single().ClosedAt.ShouldBe(first);
    }

    /// <summary>Each tick asks.</summary>
    [TestMethod]
    public void ActionsDue_WhereNothingIs_AllocatesNothing_AndFindsWhatIsOrderedLater()
    {
        var action = new CorporateAction(Morning, 2, 1, 0);
        var book = BookOf(Held(traded: Morning.AddHours(1)), action, new CorporateAction(Morning.AddYears(1), 3, 1, 0));
        var (first, before) = (Morning.AddHours(2), Morning.AddHours(-1));
        Ask();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Ask();
        }

        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBe(0);

        // At a price that was told late, so it is of old shares.
        var rules = new SymbolRules(Trader.Symbol, 2, 1, 0);
        book.Place(rules, new PriceTick(first, 100, 100, 100, null, before), Trader.Limit(Side.Buy, 5, 90), first).Order.ShouldNotBeNull();
        book.ActionsDue(Trader.Symbol, first).ShouldBe([action]);

        void Ask()
        {
            if (book.ActionsDue(Trader.Symbol, first).Count > 0 || book.IsBeforeAction(Trader.Symbol, first))
            {
                throw new InvalidOperationException("Nothing is due.");
            }
        }
    }

    private static Trader Listed(CorporateAction action) =>
        new(new VenueRules { MoneyDigits = 8, Actions = new CorporateActions(1, [action]) }, cash: 100_000_000, quantityStep: 1);

    private static Position Held(DateTimeOffset traded) =>
        new()
        {
            Id = new Guid(1, 0, 0, new byte[8]),
            Symbol = Trader.Symbol,
            PriceDigits = 2,
            Quantity = 10,
            CostBasis = 1_000,
            OpenedAt = Morning.AddDays(-9),
            TradedAt = traded,
        };

    private static TradingBook BookOf(Position held, params CorporateAction[] actions)
    {
        var ids = 1;
        return new TradingBook(
            new Balance(10_000),
            1,
            new Dictionary<string, Position> { [held.Symbol] = held },
            new Dictionary<Guid, Order>(),
            new Dictionary<string, decimal>(),
            new VenueRules { MoneyDigits = 8, Actions = new CorporateActions(1, actions) },
            () => new Guid(++ids, 0, 0, new byte[8])
        );
    }
}
