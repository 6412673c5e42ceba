using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Jobs;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>Symbols whose short positions pay 36.5 % a year, and whose long ones pay a basis point every hour.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed partial class CarryTests
{
    private static PaperVenue _venue = null!;
    private static StoredPast _past = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context)
    {
        _venue = await PaperVenue.Open(feeBps: 0m);
        _past = await StoredPast.List(_venue, "CRY-A", days: 2, seed: 1);
        await _venue.Execute(
            $"""
            update market.symbols set carry_since = '2020-01-01Z', borrow_pct_per_year = 36.5, funding_bps = 1, funding_hours = 1
            where symbol in ('{_venue.First}', '{_past.Symbol}')
            """
        );
        await _venue.RefreshSymbols();
    }

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Charge_AfterThreeHoursAway_ChargesEachMomentOnce()
    {
        var trader = await Holding("buy");
        await Away(trader, hours: 3);
        await Task.WhenAll(Charge(), Charge());
        await Charge();
        var charges = await Charges(trader);
        charges.Count.ShouldBe(3);
        charges.ShouldAllBe(c => c.Kind == CarryKind.Funding && c.Amount == 0.1m && c.Quantity == 10m && c.Moment.Minute == 0);
        charges.Select(c => c.Moment).ShouldBe(charges.Select(c => c.Moment).OrderDescending());
        charges.Select(c => c.Moment).Distinct().Count().ShouldBe(3);
        var account = await trader.Account();
        (account.Cash, account.RealisedPnl).ShouldBe((99_000m - 0.3m, -0.3m));
        (await trader.Get<PaperStats>("stats")).CarryPaid.ShouldBe(0.3m);
        (await trader.Get<EquityCurve>("equity")).Points[^1].Equity.ShouldBe(100_000m - 0.3m);
        (await _venue.Reconcile()).ShouldBeEmpty();

        // Told of again, also to a grain that reads what is stored.
        await Grain(trader).Forget();
        await Charge();
        (await Charges(trader)).Count.ShouldBe(3);
    }

    [TestMethod]
    [DataRow("carry", "amount = amount + 1", "amount = amount - 1")]
    [DataRow("carry-moment", "moment = moment + interval '9 days'", "moment = moment - interval '9 days'")]
    public async Task Reconcile_ChargeThatIsNotWhatItWas_SaysSo(string check, string spoil, string repair)
    {
        var trader = await Holding("buy");
        await Away(trader, hours: 1);
        await Charge();
        await _venue.Execute($"update paper_trading.carry_charges set {spoil} where account_id = '{trader.AccountId}'");
        (await _venue.Reconcile()).ShouldContain(found => found.StartsWith($"{trader.AccountId} {check}:", StringComparison.Ordinal));
        await _venue.Execute($"update paper_trading.carry_charges set {repair} where account_id = '{trader.AccountId}'");
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Tick_ThatClosesWhatWasNotChargedYet_ChargesItBefore()
    {
        var trader = await Holding("buy");
        await Away(trader, hours: 2);
        (await trader.Close(_venue.First)).Dispose();
        await _venue.Tick(_venue.First, 100m);

        (await trader.Positions()).ShouldBeEmpty();
        (await Charges(trader)).Count.ShouldBe(2);
        (await trader.Account()).Cash.ShouldBe(100_000m - 0.2m);
        (await trader.Get<PaperStats>("stats")).WorstTrade.ShouldBe(-0.2m);
        var csv = await trader.Client.GetStringAsync(new Uri($"/api/trading/paper/accounts/{trader.AccountId}/trades/export.csv", UriKind.Relative));
        csv.ShouldContain("carry");
        csv.ShouldContain("-0.2,0,0.2,0");
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Reset_OfWhatWasNotChargedYet_ChargesItInItsOwnLife()
    {
        var trader = await Holding("sell");
        await Away(trader, hours: 2);
        (await trader.Reset(new { })).Dispose();
        (await Charges(trader)).ShouldBeEmpty();
        var before = (await trader.Get<Page<CarryView>>($"/api/trading/paper/carry?accountId={trader.AccountId}&generation=0")).Items;
        before.Count(c => c is { Kind: CarryKind.Funding, Amount: -0.1m }).ShouldBe(2);
        (await trader.Account()).Cash.ShouldBe(100_000m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Replay_ChargesByItsClock_AtAnyStep()
    {
        var from = StoredPast.Begins.AddHours(22.5);
        var (slow, fast) = (await Replayed(from, TimeSpan.FromMinutes(7)), await Replayed(from, TimeSpan.FromHours(4)));
        slow.Select(c => (c.Kind, c.Moment, c.Price, c.Amount)).ShouldBe(fast.Select(c => (c.Kind, c.Moment, c.Price, c.Amount)));
        var midnight = StoredPast.Begins.AddDays(1);
        slow.Select(c => (c.Kind, c.Moment))
            .Distinct()
            .Order()
            .ShouldBe([
                (CarryKind.Borrow, midnight),
                (CarryKind.Funding, midnight.AddHours(-1)),
                (CarryKind.Funding, midnight),
                (CarryKind.Funding, midnight.AddHours(1)),
                (CarryKind.Funding, midnight.AddHours(2)),
            ]);
        slow.ShouldAllBe(c => c.Price == _past.Known(c.Moment).Last().Close && c.Quantity == -2m);

        // The clock on the wall charges nothing of it.
        await Charge();
        (await _venue.Scalar<long>($"select count(*) from paper_trading.carry_charges where symbol = '{_past.Symbol}'")).ShouldBe(2 * slow.Count);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task OrderCosts_SayWhatHoldingCosts()
    {
        var trader = await _venue.NewTrader();
        var costs = await trader.Get<OrderCosts>($"/api/trading/paper/order-costs?symbol={_venue.First}&side=sell&type=market&quantity=1");
        (costs.BorrowPctPerYear, costs.FundingPct, costs.FundingHours, costs.HoldingPerDay).ShouldBe((0.365m, 0.0001m, 1, 0.1m - 0.24m));
        var free = await trader.Get<OrderCosts>($"/api/trading/paper/order-costs?symbol={_venue.Second}&side=sell&type=market&quantity=1");
        (free.BorrowPctPerYear, free.FundingPct, free.FundingHours, free.HoldingPerDay).ShouldBe((0m, 0m, 0, 0m));
    }

    private static async Task<IReadOnlyList<CarryView>> Replayed(DateTimeOffset from, TimeSpan step)
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, from, leverage: 2);
        await trader.Place(trader.OrderBody(_past.Symbol, "sell", 2m));
        var (clock, ends) = (replay.Clock, from.AddHours(4));
        while (clock < ends)
        {
            clock = (await trader.Advance(clock, clock + step < ends ? clock + step : ends)).Clock;
        }

        return [.. (await Charges(trader)).Reverse()];
    }

    private static async Task<PaperTrader> Holding(string side)
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, side, 10m));
        await _venue.Tick(_venue.First, 100m);
        return trader;
    }

    private static async Task<IReadOnlyList<CarryView>> Charges(PaperTrader trader) => (await trader.Get<Page<CarryView>>("carry")).Items;

    private static IPaperAccount Grain(PaperTrader trader) =>
        _venue.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperAccount>(trader.AccountId);

    private static async Task Charge()
    {
        var services = _venue.Host.Services;
        var job = new CarryCharges(
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<SymbolVenues>(),
            services.GetRequiredService<Marks>(),
            services.GetRequiredService<IGrainFactory>(),
            _venue.Host.Time,
            NullLogger<CarryCharges>.Instance
        );
        await job.Charge(new JobRun("test", NullLogger.Instance), CancellationToken.None);
    }

    private static DateTimeOffset FullHour()
    {
        var now = _venue.Host.Time.GetUtcNow();
        return now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerHour));
    }

    /// <summary>As if it had been held for so long while nothing ran: exactly so many full hours are due.</summary>
    private static async Task Away(PaperTrader trader, int hours)
    {
        await _venue.Execute(
            $"""
            update paper_trading.positions set opened_at = opened_at - interval '{hours + 1} hours', carried_to = '{FullHour().AddHours(-hours):O}'
            where account_id = '{trader.AccountId}'
            """
        );
        await Grain(trader).Forget();
    }
}
