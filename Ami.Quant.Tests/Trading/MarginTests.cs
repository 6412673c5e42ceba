using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class MarginTests
{
    private static readonly Config Hundreds = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Arbitrary<(decimal Cash, decimal Held, decimal Mark, decimal Other, int Leverage)> Accounts = Arb.From(
        from cash in Gen.Choose(-50_000, 200_000)
        from held in Gen.Choose(-5_000, 5_000).Where(units => units != 0)
        from mark in Gen.Choose(1, 40_000)
        from other in Gen.Choose(-100_000, 100_000)
        from leverage in Gen.Choose(1, 5)
        select ((decimal)cash, held / 10m, mark / 100m, (decimal)other, leverage)
    );

    [TestMethod]
    public void LiquidationPrice_OfOneSymbol_IsWhereEquityIsTheMaintenanceMargin() =>
        Prop.ForAll(
                Accounts,
                account =>
                {
                    var (held, mark) = (account.Held, account.Mark);
                    if (Of(account, mark).LiquidationPrice(held, mark) is not { } price)
                    {
                        // What is long is covered at any price then, and what is short at none.
                        Covered(account, 0.0000001m).ShouldBe(held > 0);
                        Covered(account, 1_000_000_000m).ShouldBe(held > 0);
                        return;
                    }

                    var there = Of(account, price);
                    Math.Abs(there.Equity - there.Maintenance).ShouldBeLessThan(0.0001m);
                    Covered(account, price * (held > 0 ? 1.001m : 0.999m)).ShouldBeTrue();
                    Covered(account, price * (held > 0 ? 0.999m : 1.001m)).ShouldBeFalse();
                }
            )
            .Check(Hundreds);

    [TestMethod]
    public void After_ATrade_IsWhatTheAccountIsThen() =>
        Prop.ForAll(
                Accounts,
                Arb.From(Gen.Choose(-8_000, 8_000)),
                (account, tenths) =>
                {
                    var (change, price, fee) = (tenths / 10m, account.Mark * 1.01m, 7m);
                    var after = account with { Cash = account.Cash - (change * price) - fee, Held = account.Held + change };
                    Of(account, account.Mark).After(account.Held, change, account.Mark, price, fee).ShouldBe(Of(after, account.Mark));
                }
            )
            .Check(Hundreds);

    [TestMethod]
    [DataRow(1, 4.0)]
    [DataRow(2, 2.0)]
    [DataRow(3, 2.0)]
    [DataRow(5, 2.0)]
    public void Level_OfAnAccountThatHasJustUsedItsLeverage_IsFarFromACall(int leverage, double level)
    {
        var margin = new Margin(1_000m, 1_000m * leverage, leverage, new VenueRules().Required(leverage));
        (margin.Initial, Math.Round((double)margin.Level.GetValueOrDefault(), 9)).ShouldBe((1_000m, level));
        MarginCall.Next(isCalled: false, margin.Level).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(false, 1.5, false)]
    [DataRow(false, 1.49, true)]
    [DataRow(false, 1.0, true)]
    [DataRow(false, 0.99, false)]
    [DataRow(false, null, false)]
    [DataRow(true, 0.5, true)]
    [DataRow(true, 1.64, true)]
    [DataRow(true, 1.65, false)]
    [DataRow(true, null, false)]
    public void Call_BeginsAtOneLevelAndEndsAtAHigher(bool isCalled, double? level, bool next) => MarginCall.Next(isCalled, (decimal?)level).ShouldBe(next);

    /// <summary>However prices go, a call begins at most once for each time that the margin had recovered.</summary>
    [TestMethod]
    public void Call_OnAnyPath_BeginsOnlyAfterTheMarginHadRecovered() =>
        Prop.ForAll(
                Arb.From(Gen.Choose(90, 200).ArrayOf()),
                hundredths =>
                {
                    var (isCalled, mayBegin) = (false, true);
                    foreach (var level in hundredths.Select(n => n / 100m))
                    {
                        var next = MarginCall.Next(isCalled, level);
                        if (next && !isCalled)
                        {
                            mayBegin.ShouldBeTrue();
                            mayBegin = false;
                        }

                        mayBegin |= level >= MarginCall.EndsAt;
                        isCalled = next;
                    }
                }
            )
            .Check(Hundreds);

    private static Margin Of((decimal Cash, decimal Held, decimal Mark, decimal Other, int Leverage) account, decimal price) =>
        new(
            account.Cash + (account.Held * price) + account.Other,
            (Math.Abs(account.Held) * price) + Math.Abs(account.Other),
            account.Leverage,
            new VenueRules().Required(account.Leverage)
        );

    private static bool Covered((decimal Cash, decimal Held, decimal Mark, decimal Other, int Leverage) account, decimal price)
    {
        var margin = Of(account, price);
        return margin.Equity >= margin.Maintenance;
    }
}
