using Ami.Modules.Market.Features;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <content>Prices of before and after, and files that are corrected.</content>
public sealed partial class CorporateActionTests
{
    [TestMethod]
    public async Task Split_OfAShortPosition_IsNotLiquidatedAtAPriceOfOldShares()
    {
        var trader = await Holding(_venue.First, "sell", 700m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        await Apply();
        (await trader.Positions()).Single().Quantity.ShouldBe(-1400m);
        // Somebody saw it before: twice the shares at that price would end the margin.
        (await Grain(trader).Liquidate([new SymbolMark(_venue.First, 100m)])).ShouldBeFalse();
        var marks = _venue.Host.Services.GetRequiredService<Marks>();
        marks.Set(new Mark(_venue.First, 100m, Now.AddMinutes(-1), Now.AddMinutes(-1)));
        marks.Prices[_venue.First].ShouldBe(50m);
        (await trader.Account()).Equity.ShouldBe(99_650m);
        await _venue.Tick(_venue.First, 100m);
    }

    [TestMethod]
    public async Task Tick_OfABarThatBeganBefore_IsOfOldShares_AndSoIsItsMark()
    {
        var trader = await Holding(_venue.First, "buy", 10m, stopLoss: 80m);
        await Comes(trader);
        var moment = Now.AddMinutes(-1);
        await Told(trader, 95m, begun: moment);
        await Apply();
        (await trader.Positions()).Single().Quantity.ShouldBe(10m);
        (await Told(trader)).ShouldBe(0);
        // What is ordered at it is of old shares too, and nobody gets a point at the other price.
        await _venue.Tick(_venue.First, 50m);
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await trader.Orders()).Single(o => o.Role == OrderRole.StopLoss).StopPrice.ShouldBe(40m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task OrderAfterTheMoment_AtAPriceOfBefore_IsAdjusted_AtANewPrice_Not()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        var old = await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 90m));
        // The price is told to whoever orders before it is matched: what is held is of new shares from then on.
        await _venue.Quote(_venue.First, 50m);
        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 40m));
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await trader.Account()).Equity.ShouldBe(100_005m);
        (await Grain(trader).Liquidate([])).ShouldBeFalse();
        await _venue.Tick(_venue.First, 50m);
        var orders = (await trader.Orders()).ToDictionary(o => o.Id);
        (orders[old.Id].Quantity, orders[old.Id].LimitPrice).ShouldBe((10m, 45m));
        (orders[order.Id].Quantity, orders[order.Id].LimitPrice).ShouldBe((5m, 40m));
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task TickFromBefore_ToldAgain_MeetsNothingThatIsOfNewShares()
    {
        var trader = await Holding(_venue.First, "buy", 10m, takeProfit: 130m);
        var missed = await _venue.Quote(_venue.First, 100m);
        await Comes(trader);
        var batch = await _venue.Quote(_venue.First, 50m);
        await _venue.NewMatcher().OnTick(batch, CancellationToken.None);
        await Apply();
        (await trader.Orders()).Single(o => o.Role == OrderRole.TakeProfit).LimitPrice.ShouldBe(65m);
        await Grain(trader).Match(new TickRun(_venue.First, [.. missed.Ticks]));
        await Grain(trader).Match(new TickRun(_venue.First, [.. missed.Ticks, .. batch.Ticks]));
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await Told(trader)).ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Points_WhilePriceAndSharesAreNotOfOneKind_AreLeftOut()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        var minute = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await _venue.NewMarginWatch().AddPoints(minute, CancellationToken.None);
        (await Points()).ShouldBe(0);
        await Apply();
        await _venue.NewMarginWatch().AddPoints(minute, CancellationToken.None);
        (await Points()).ShouldBe(1);
        (
            await _venue.Scalar<decimal>($"select equity from paper_trading.equity_points where account_id = '{trader.AccountId}' and at = '{minute:O}'")
        ).ShouldBe(100_005m);

        Task<long> Points() =>
            _venue.Scalar<long>($"select count(*) from paper_trading.equity_points where account_id = '{trader.AccountId}' and at = '{minute:O}'");
    }

    [TestMethod]
    public async Task Reset_WithAnActionDue_SettlesItInTheLifeThatEnds()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        (await trader.Reset(new { })).Dispose();
        (await _venue.Scalar<long>($"select count(*) from paper_trading.action_effects where account_id = '{trader.AccountId}' and generation = 0")).ShouldBe(
            1
        );
        (await Told(trader)).ShouldBe(1);
        (await trader.Account()).Cash.ShouldBe(100_000m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task ExitInParts_AcrossASplit_ReconcilesAtTheTermsOfThen()
    {
        await Depth("4", "0.01");
        try
        {
            var trader = await _venue.NewTrader();
            await Far();
            await _venue.Tick(_venue.First, 100m);
            await trader.Place(trader.OrderBody(_venue.First, "sell", 4m, takeProfit: 90m));
            await _venue.Tick(_venue.First, 100m);
            await Depth("3", "0.01");
            await _venue.Tick(_venue.First, 90m);
            (await trader.Positions()).Single().Quantity.ShouldBe(-1m);
            await Comes(trader);
            await _venue.Tick(_venue.First, 45m);
            (await trader.Positions()).ShouldBeEmpty();
            (await trader.Fills()).Select(f => f.Quantity).ShouldBe([2m, 3m, 4m]);
            (await _venue.Reconcile()).ShouldBeEmpty();
        }
        finally
        {
            await Depth("null", "null");
        }
    }

    [TestMethod]
    public async Task WayDown_OnceAnOrderFollowedASplit_IsRefused()
    {
        var trader = await _venue.NewTrader();
        await Far();
        await _venue.Tick(_venue.First, 100m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 90m));
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        await Apply();
        var assembly = typeof(PaperTradingModule).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith("016_corporate_actions.down.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var down = await reader.ReadToEndAsync();
        // One statement after the other in one transaction: nothing of it stays.
        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => _venue.Execute($"delete from paper_trading.action_effects; {down}"));
        refused.MessageText.ShouldContain("no way back");
        await trader.Reset(new { });
        await _venue.Tick(_venue.First, 100m);
    }

    [TestMethod]
    public async Task CorrectedFile_OfWhatIsInAPosition_IsRefused_AndCountsOnceNobodyHasIt()
    {
        const string Corrected = "20240301,1,0.5,100\n20501231,1,1,0\n";
        var trader = await Holding(_venue.Second, "buy", 10m);
        await Comes(trader, _venue.Second);
        await _venue.Tick(_venue.Second, 300m);
        await Apply();
        await using var scope = _venue.Host.Services.CreateAsyncScope();
        var actions = scope.ServiceProvider.GetRequiredService<Ami.Modules.Market.CorporateActions>();
        (await Import(Corrected)).Try(out _, out var refused).ShouldBeFalse();
        refused.ShouldNotBeNull().Code.ShouldBe("market.action_applied");
        refused.Message.ShouldContain("2024-03-05");
        // What does not change it may be said again.
        const string Same = "20240304,1,3,100\n20501231,1,1,0\n";
        (await Import(Same)).Value.Counts.ShouldBe(new ImportedActions(0, 1, 0, 0));
        (await trader.Close(_venue.Second)).Dispose();
        await _venue.Tick(_venue.Second, 300m);
        (await Import(Corrected)).Value.Counts.Changed.ShouldBe(2);
        (await Import(Same)).Value.Counts.Changed.ShouldBe(2);

        async Task<Result<Ami.Modules.Market.ActionChanges>> Import(string content)
        {
            using var file = new StringReader(content);
            return await actions.Import((await actions.Find(_venue.Second, CancellationToken.None)).Value, file, CancellationToken.None);
        }
    }
}
