using Ami.Modules.Market.Features;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Ami.Tests.Core.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>Splits and dividends on accounts in the live market and in replays.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed partial class CorporateActionTests
{
    private static PaperVenue _venue = null!;
    private static StoredPast _past = null!;
    private static SplitDay _day = null!;

    private static DateTimeOffset Now => _venue.Host.Time.GetUtcNow();

    [ClassInitialize]
    public static async Task Open(TestContext context)
    {
        _venue = await PaperVenue.Open(feeBps: 0m);
        _venue.TellEverybody();
        _past = await StoredPast.List(_venue, "ACT-A", days: 2, seed: 1);
        _day = new SplitDay(_venue);
        await _day.List(_past.Symbol);
    }

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Tick_AfterASplit_AdjustsPositionAndOrdersBeforeItMeetsThem()
    {
        var trader = await Holding(_venue.First, "buy", 10m, stopLoss: 80m);
        var fits = await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 90m));
        var off = await trader.Place(trader.OrderBody(_venue.First, "buy", 5m, "limit", limitPrice: 90.01m));
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);

        var position = (await trader.Positions()).Single();
        (position.Quantity, position.AveragePrice).ShouldBe((20m, 50m));
        var orders = (await trader.Orders()).ToDictionary(o => o.Id);
        (orders[fits.Id].Status, orders[fits.Id].Quantity, orders[fits.Id].LimitPrice).ShouldBe((OrderStatus.Working, 10m, 45m));
        (orders[off.Id].Status, orders[off.Id].Reason).ShouldBe((OrderStatus.Cancelled, "corporate_action"));
        var stop = orders.Values.Single(o => o.Role == OrderRole.StopLoss);
        (stop.Status, stop.Quantity, stop.StopPrice).ShouldBe((OrderStatus.Working, 20m, 40m));
        var amendment = (await trader.Get<AmendmentList>($"/api/trading/paper/order/{fits.Id}/amendments")).Items.Single();
        (amendment.QuantityBefore, amendment.Quantity, amendment.LimitBefore, amendment.LimitPrice).ShouldBe((5m, 10m, 90m, 45m));
        amendment.Action.ShouldNotBeNull("nobody did it").ShouldBeLessThanOrEqualTo(Now);
        var account = await trader.Account();
        (account.Cash, account.Equity, account.RealisedPnl).ShouldBe((99_005m, 100_005m, 5m));
        (await Told(trader)).ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();

        // Once, also by a grain that reads what is stored, and by the next price.
        await Grain(trader).Forget();
        await Task.WhenAll(Apply(), Apply());
        await _venue.Tick(_venue.First, 50m);
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await Told(trader)).ShouldBe(1);
        (await trader.Close(_venue.First)).Dispose();
        await _venue.Tick(_venue.First, 50m);
        (await trader.Account()).Cash.ShouldBe(100_005m);
        (await trader.Get<PaperStats>("stats")).BestTrade.ShouldBe(5m);
        (await _venue.Reconcile()).ShouldBeEmpty();
        using var pdf = new PdfText(
            await trader.Client.GetByteArrayAsync(
                new Uri(
                    $"/api/trading/paper/accounts/{trader.AccountId}/statement?from={Now.AddDays(-1):yyyy-MM-dd}&to={Now:yyyy-MM-dd}&language=en",
                    UriKind.Relative
                )
            )
        );
        pdf.All.ShouldContain("+5.00");
        pdf.All.ShouldContain("2 : 1");
        await trader.Reset(new { });
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Job_AppliesWhatNoTickDoes_ToShortsToo_OnceAPriceIsKnown()
    {
        var trader = await Holding(_venue.First, "sell", 10m);
        await Comes(trader);
        await Apply();
        (await trader.Positions()).Single().Quantity.ShouldBe(-10m);

        await _venue.Tick(_venue.First, 50m);
        await Task.WhenAll(Apply(), Apply());
        (await trader.Positions()).Single().Quantity.ShouldBe(-20m);
        (await trader.Account()).Cash.ShouldBe(101_000m - 5m);
        (await Told(trader)).ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();
        await _venue.Execute($"update paper_trading.action_effects set paid = paid - 1 where account_id = '{trader.AccountId}'");
        (await _venue.Reconcile()).ShouldContain(found => found.Contains("action:", StringComparison.Ordinal));
        await _venue.Execute($"update paper_trading.action_effects set paid = paid + 1 where account_id = '{trader.AccountId}'");
    }

    [TestMethod]
    public async Task ReverseSplit_OfAShortPosition_LiquidatesNobody_AndLosesNoThirds()
    {
        var trader = await Holding(_venue.Second, "sell", 600m);
        await Comes(trader, _venue.Second);
        // Three times the price for as many shares would end the margin.
        await _venue.Tick(_venue.Second, 300m);
        (await Grain(trader).Liquidate([new SymbolMark(_venue.Second, 300m)])).ShouldBeFalse();
        (await trader.Positions()).Single().Quantity.ShouldBe(-200m);
        (await trader.Orders()).ShouldAllBe(o => o.Role != OrderRole.Liquidation);
        (await trader.Account()).Equity.ShouldBe(100_000m);
        (await trader.Close(_venue.Second)).Dispose();
        await _venue.Tick(_venue.Second, 300m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Replay_AppliesByItsClock_AtAnyStep_AndPaysPartsOfShares()
    {
        var from = StoredPast.Begins.AddHours(22.5);
        var (slow, fast) = (await Replayed(from, TimeSpan.FromMinutes(7)), await Replayed(from, TimeSpan.FromHours(4)));
        var (position, account) = ((await slow.Positions()).Single(), await slow.Account());
        position.Quantity.ShouldBe(1.501m);
        (account.Cash, account.Equity).ShouldBe(((await fast.Account()).Cash, (await fast.Account()).Equity));
        var first = _past.Minutes.First(minute => StoredPast.At(minute.Time) >= StoredPast.Begins.AddDays(1)).Open;
        var fill = (await slow.Fills()).Single();
        account.Cash.ShouldBe(10_000m - (1.001m * fill.Price) + (0.0005m * first) + 0.5005m);
        (await Told(slow)).ShouldBe(1);
        (
            await _venue.Scalar<long>($"select count(*) from core.outbox_events where user_id = '{slow.UserId}' and name like 'paper-trading.corporate%'")
        ).ShouldBe(0);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Event_TellsTheOwner_AndTheListSaysWhatThereIs()
    {
        var trader = await Holding(_venue.First, "buy", 10m);
        await Comes(trader);
        await _venue.Tick(_venue.First, 50m);
        await Apply();
        (
            await _venue.Scalar<long>(
                $"select count(*) from core.outbox_events where user_id = '{trader.UserId}' and name = 'paper-trading.corporate-action-applied.v1'"
            )
        ).ShouldBe(1);
        var list = await trader.Get<CorporateActionList>($"/api/trading/corporate-actions/{_venue.First}");
        list.Items.Select(a => (a.NewShares, a.OldShares, a.Dividend)).ShouldBe([(2, 1, 0.5m)]);
    }

    private static async Task<PaperTrader> Replayed(DateTimeOffset from, TimeSpan step)
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, from);
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1.001m));
        var (clock, ends) = (replay.Clock, from.AddHours(4));
        while (clock < ends)
        {
            clock = (await trader.Advance(clock, clock + step < ends ? clock + step : ends)).Clock;
        }

        return trader;
    }

    private static Task<PaperTrader> Holding(string symbol, string side, decimal quantity, decimal? stopLoss = null, decimal? takeProfit = null) =>
        _day.Holding(symbol, side, quantity, stopLoss, takeProfit);

    private static Task Far() => _day.Far();

    private static async Task Comes(PaperTrader trader, string? symbol = null)
    {
        await _day.Comes(symbol ?? _venue.First);
        (await Grain(trader).Carry()).ShouldBe(0, "no price from after it is known yet");
    }

    /// <summary>A price inside a bar that began then.</summary>
    private static async Task Told(PaperTrader trader, decimal last, DateTimeOffset begun)
    {
        var batch = await _venue.Quote(_venue.First, last);
        batch = batch with { Ticks = [batch.Ticks[0] with { Begun = begun }] };
        await _venue.NewMatcher().OnTick(batch, CancellationToken.None);
        await Grain(trader).Match(new TickRun(_venue.First, [.. batch.Ticks]));
    }

    private static async Task Depth(string units, string distance)
    {
        await _venue.Execute($"update market.symbols set depth_units = {units}, depth_distance = {distance} where symbol = '{_venue.First}'");
        await _venue.RefreshSymbols();
    }

    private static Task<long> Told(PaperTrader trader) => _day.Effects(trader);

    private static IPaperAccount Grain(PaperTrader trader) =>
        _venue.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperAccount>(trader.AccountId);

    private static Task Apply() => _day.Apply();
}
