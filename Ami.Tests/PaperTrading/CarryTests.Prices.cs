using System.Diagnostics;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <content>At which prices, and what happens when one account cannot be charged.</content>
public sealed partial class CarryTests
{
    [TestMethod]
    public async Task Price_OfAMoment_IsTheSameForEverybodyAndComesFromStoredBars()
    {
        var moments = _venue.Host.Services.GetRequiredService<CarryMoments>();
        var moment = StoredPast.Begins.AddHours(5);
        (await moments.Of([(_past.Symbol, moment)])).At(Bought(_past.Symbol, 1m), moment).ShouldBe(_past.Known(moment).Last().Close);

        var trader = await Holding("buy");
        var hour = FullHour();
        await _venue.Execute(
            $"insert into paper_trading.carry_prices values ('{_venue.First}', '{hour.AddHours(-7):O}', 50), ('{_venue.First}', '{hour.AddHours(-8):O}', 40)"
        );
        await Away(trader, hours: 9);
        await _venue.Tick(_venue.First, 200m);
        await Charge();
        (await Charges(trader))
            .Where(c => c.Price < 100m)
            .Select(c => (c.Moment, c.Price, c.Amount))
            .ShouldBe([(hour.AddHours(-7), 50m, 0.05m), (hour.AddHours(-8), 40m, 0.04m)]);
        (await _venue.Reconcile()).ShouldBeEmpty();
        await _venue.Tick(_venue.First, 100m);
    }

    /// <summary>A price from after a moment says nothing of it: it may be of other shares.</summary>
    [TestMethod]
    public async Task Price_OfAMoment_IsNeverALaterOne_HoweverOldTheBarIs()
    {
        var moments = _venue.Host.Services.GetRequiredService<CarryMoments>();
        var tick = (await _venue.Tick(_venue.Second, 100m)).Time;
        var told = tick.AddTicks(TimeSpan.TicksPerMillisecond - (tick.Ticks % TimeSpan.TicksPerMillisecond));
        (await moments.Of([(_venue.Second, told.AddMilliseconds(-2))])).At(Bought(_venue.Second, 70m), told.AddMilliseconds(-2)).ShouldBe(70m);
        (await moments.Of([(_venue.Second, told)])).At(Bought(_venue.Second, 70m), told).ShouldBe(100m);
        _venue.Host.Services.GetRequiredService<Marks>().Set(new Mark(_past.Symbol, 999m, _venue.Host.Time.GetUtcNow(), _venue.Host.Time.GetUtcNow()));
        var late = _past.Ends.AddDays(30);
        (await moments.Of([(_past.Symbol, late)])).At(Bought(_past.Symbol, 70m), late).ShouldBe(_past.Minutes[^1].Close);
    }

    /// <summary>However many moments are due, so many questions are asked.</summary>
    [TestMethod]
    public async Task Prices_OfAYearOfHours_AreReadTogether()
    {
        var begins = StoredPast.Begins.AddHours(1.5);
        var year = Enumerable.Range(0, 8760).Select(hour => (_past.Symbol, begins.AddHours(hour))).ToList();
        var asked = 0;
        using var root = new Activity("year").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = one => Interlocked.Add(ref asked, one.TraceId == root.TraceId ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        var prices = await _venue.Host.Services.GetRequiredService<CarryMoments>().Of(year);
        asked.ShouldBeInRange(1, 100);
        prices.At(Bought(_past.Symbol, 1m), year[^1].Item2).ShouldBe(_past.Minutes[^1].Close);
        prices.At(Bought(_past.Symbol, 1m), year[0].Item2).ShouldBe(_past.Known(begins).Last().Close);
    }

    [TestMethod]
    public async Task Charge_WhenOneAccountFails_ChargesTheOthers()
    {
        var (before, broken, after) = (await Holding("buy"), await Holding("buy"), await Holding("buy"));
        foreach (var trader in (PaperTrader[])[before, broken, after])
        {
            await Away(trader, hours: 1);
        }

        await _venue.Execute(
            $"""
            insert into paper_trading.carry_charges (id, account_id, user_id, generation, position_id, symbol, kind, moment, quantity, price, rate, amount, charged_at)
            select gen_random_uuid(), account_id, user_id, generation, id, symbol, 'Funding', '{FullHour():O}', 1, 1, 1, 1, now()
            from paper_trading.positions where account_id = '{broken.AccountId}'
            """
        );
        await Charge();
        (await Charges(before)).Count.ShouldBe(1);
        (await Charges(after)).Count.ShouldBe(1);
        await _venue.Execute($"delete from paper_trading.carry_charges where account_id = '{broken.AccountId}'");
        await Charge();
        (await Charges(broken)).Count.ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    private static Position Bought(string symbol, decimal price) =>
        new()
        {
            Id = Guid.Empty,
            Symbol = symbol,
            PriceDigits = 2,
            Quantity = 1,
            CostBasis = price,
            OpenedAt = default,
            TradedAt = default,
        };
}
