using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>What an account's book does with the first price after splits, whose holder was away.</summary>
[TestClass]
public sealed class SplitBookTests
{
    private const string Share = "SHARE";

    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 5, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset First = Midnight.AddHours(9.5);

    /// <summary>15 shares at 10 are one and a half at 100, and the half is worth 50, though shares cost 50 when somebody asked.</summary>
    [TestMethod]
    public void PartsOfShares_BeforeAnotherSplit_ArePaidAtWhatTheyWereWorth()
    {
        var book = Book(15, 150, 50, null, new CorporateAction(Midnight.AddDays(-30), 1, 10, 0), new CorporateAction(Midnight, 2, 1, 0));
        book.OnTick(Share, TestSymbols.Tick(50, 50, 50, First), First);
        book.Changes.Effects.Select(e => (e.Price, e.CashInLieu, e.QuantityAfter)).ShouldBe([(100m, 50m, 1m), (50m, 0m, 2m)]);
        book.Standing().Equity.ShouldBe(9_000m + 150m);
    }

    [TestMethod]
    public void PartsOfShares_BeforeADividend_AreWorthItToo()
    {
        var book = Book(15, 150, 98, null, new CorporateAction(Midnight.AddDays(-30), 1, 10, 0), new CorporateAction(Midnight, 1, 1, 2));
        book.OnTick(Share, TestSymbols.Tick(98, 98, 98, First), First);
        (book.Changes.Effects[0].CashInLieu, book.Changes.Effects[1].Paid).ShouldBe((50m, 2m));
        book.Standing().Equity.ShouldBe(9_000m + 150m);
    }

    /// <summary>Between the moment and the first price there were old shares only, at their price.</summary>
    [TestMethod]
    public void Holding_UntilTheFirstPrice_IsChargedForOldShares_AndNoPointOfTheCurveMixesThem()
    {
        var rates = new CarryRates(DateTimeOffset.MinValue, 0, 0.0001m, TimeSpan.FromHours(1));
        var book = Book(10, 1_000, 50, rates, new CorporateAction(Midnight, 2, 1, 0));
        var moments = Enumerable.Range(-1, 12).Select(hour => Midnight.AddHours(hour)).ToList();
        book.With(
            new CarryPrices(
                moments.ToDictionary(
                    moment => (Share, moment),
                    moment => moment <= First ? new CarryPrice(100m, Midnight.AddHours(-2)) : new CarryPrice(50m, moment)
                )
            )
        );
        book.OnTick(Share, TestSymbols.Tick(50, 50, 50, First), First);
        book.Changes.Carries.Select(c => (c.Moment, c.Quantity, c.Amount)).ShouldBe(moments.Take(11).Select(moment => (moment, 10m, 0.1m)));
        book.Changes.Points.ShouldNotBeEmpty();
        book.Changes.Points.ShouldAllBe(point => point.Equity == 10_000m - 1.1m);

        book.OnTick(Share, TestSymbols.Tick(50, 50, 50, moments[^1]), moments[^1]);
        var last = book.Changes.Carries[^1];
        (last.Moment, last.Quantity, last.Amount).ShouldBe((moments[^1], 20m, 0.1m));
    }

    /// <summary>Somebody ordered at a new price that only their process knows; elsewhere the last one is still of old shares.</summary>
    [TestMethod]
    public void LastPriceOfOldShares_ValuesNewOnesAtWhatItIsForThem()
    {
        var book = Book(10, 1_000, 100, null, new CorporateAction(Midnight, 2, 1, 0));
        book.Act(_ => (50m, First), First, First).ShouldBe(1);
        var next = book.Committed();
        next.Standing().Equity.ShouldBe(9_000m + 2_000m);
        next.Act(_ => (100m, Midnight.AddHours(-9)), First, First).ShouldBe(0);
        next.Standing().Equity.ShouldBe(10_000m);
        next.IsAhead(_ => Midnight.AddHours(-9)).ShouldBeTrue();
    }

    [TestMethod]
    public void SymbolOfTheTicks_IsLeftToThem()
    {
        var book = Book(10, 1_000, 50, null, new CorporateAction(Midnight, 2, 1, 0));
        book.Act(_ => (50m, First), First, First, except: Share).ShouldBe(0);
        book.Positions.Single().Quantity.ShouldBe(10);
    }

    /// <summary>Where only days are known, the newest that is over is of old shares long after the first price of new ones.</summary>
    [TestMethod]
    public void Holding_AfterTheFirstPrice_AtACloseOfOldShares_IsChargedAtWhatItIsForNewOnes()
    {
        var rates = new CarryRates(DateTimeOffset.MinValue, 0, 0.0001m, TimeSpan.FromHours(24));
        var book = Book(10, 1_000, 50, rates, new CorporateAction(Midnight, 2, 1, 0));
        var evening = Midnight.Date.AddDays(1);
        book.With(
            new CarryPrices(
                new[] { Midnight.AddHours(-5), new DateTimeOffset(evening, TimeSpan.Zero) }.ToDictionary(
                    moment => (Share, moment),
                    _ => new CarryPrice(100m, Midnight.AddDays(-1))
                )
            )
        );
        book.OnTick(Share, TestSymbols.Tick(50, 50, 50, First), First);
        book.Carry(Midnight.AddDays(1));
        var last = book.Changes.Carries[^1];
        (last.Moment, last.Quantity, last.Price, last.Amount).ShouldBe((new DateTimeOffset(evening, TimeSpan.Zero), 20m, 50m, 0.1m));
    }

    [TestMethod]
    public void PriceFor_SharesOfAnotherMoment_GoesForwardAndBack()
    {
        var actions = new CorporateActions(1, [new CorporateAction(Midnight, 2, 1, 4)]);
        var (old, later) = (Midnight.AddHours(-1), First);
        actions.PriceFor(104, old, later).ShouldBe(50);
        actions.PriceFor(50, later, old).ShouldBe(104);
        actions.PriceFor(50, later, later).ShouldBe(50);
    }

    /// <summary>The stop is met by the price that brings the split: the curve ends with what came last, however late it is known.</summary>
    [TestMethod]
    public void Action_ThatFillsFollow_IsBeforeThemInTheCurve()
    {
        var book = Book(10, 1_000, 100, null, new CorporateAction(Midnight, 2, 1, 0));
        var before = Midnight.AddHours(-1);
        var stop = new OrderTicket(Side.Sell, OrderType.Stop, 10, null, 95m, null, null);
        book.Place(TestSymbols.Spec(Share), TestSymbols.Quote(Share, 100, 100, 100, before), stop, before).IsOk.ShouldBeTrue();
        book.OnTick(Share, TestSymbols.Tick(45, 45, 45, First), First.AddSeconds(2));
        book.Positions.ShouldBeEmpty();
        book.Changes.Points.Count.ShouldBeGreaterThan(1);
        book.Changes.Points.MaxBy(point => point.At)!.At.ShouldBe(First);
        book.Changes.Points[^1].Equity.ShouldBe(book.Account.Cash);
    }

    /// <summary>Old and new prices come by two ways: an order at the older one would be split again.</summary>
    [TestMethod]
    public void Order_AtAPriceOfBeforeAnActionThatIsInThePosition_IsRefusedForAMoment()
    {
        var book = Book(10, 1_000, 50, null, new CorporateAction(Midnight, 2, 1, 0));
        book.OnTick(Share, TestSymbols.Tick(50, 50, 50, First), First);
        var spec = TestSymbols.Spec(Share);
        var old = TestSymbols.Quote(Share, 100, 100, 100, Midnight.AddHours(-8));
        var ticket = new OrderTicket(Side.Sell, OrderType.Market, 20, null, null, null, null);
        book.Place(spec, old, ticket, First).Error.Code.ShouldBe("paper.price_before_action");
        book.Reverse(spec, old, First).Error.Code.ShouldBe("paper.price_before_action");
        book.Amend(spec, old, new OrderChange(Guid.Empty, 0, 1, null, null, null), First).Error.Code.ShouldBe("paper.price_before_action");
        book.Place(spec, TestSymbols.Quote(Share, 50, 50, 50, First), ticket, First).IsOk.ShouldBeTrue();
    }

    private static PaperBook Book(decimal quantity, decimal cost, decimal price, CarryRates? carry, params CorporateAction[] actions)
    {
        var (ids, bought) = (0, actions[0].At.AddHours(-1.5));
        var account = new PaperAccount(
            Id: Guid.CreateVersion7(bought),
            UserId: Guid.CreateVersion7(bought),
            Name: "Away",
            Currency: "USD",
            StartingCash: 10_000m,
            Cash: 9_000m,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: 1,
            Generation: 0,
            CreatedAt: bought,
            ResetAt: null
        );
        var held = new Position
        {
            Id = Guid.CreateVersion7(bought),
            Symbol = Share,
            PriceDigits = 2,
            Quantity = quantity,
            CostBasis = cost,
            OpenedAt = bought,
            TradedAt = bought,
            ActedTo = bought,
        };
        var venue = new VenueRules
        {
            MoneyDigits = PaperAccount.MoneyDigits,
            BySymbol = new Dictionary<string, VenueRules>
            {
                [Share] = new()
                {
                    MoneyDigits = PaperAccount.MoneyDigits,
                    Carry = carry,
                    Actions = new CorporateActions(1, actions),
                },
            },
        };
        return new PaperBook(account, [held], [], new Dictionary<string, decimal> { [Share] = price }, venue, () => new Guid(++ids, 0, 0, new byte[8]));
    }
}
