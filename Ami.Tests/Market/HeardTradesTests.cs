using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What the comparison of trades with what truly was finds, and what it does not hold against anybody.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class HeardTradesTests
{
    private const long Start = 1_735_689_600_000;

    [TestMethod]
    public void Problems_EachTradeOnceInOrder_None() => Of(_ => { }).ShouldBeEmpty();

    [TestMethod]
    public void Problems_FirstOfOneMillisecondWasBefore_None()
    {
        var tape = Tape();
        var second = tape.Trades.FindIndex(1, trade => trade.Time == tape.Trades[tape.Trades.IndexOf(trade) - 1].Time);
        HeardTrades.Problems([.. Heard(tape).Skip(second)], tape, since: null, onTheWay: 0).ShouldBeEmpty();
    }

    [TestMethod]
    public void Problems_OneIsMissing_ItIsNamedAndNoOther() =>
        Of(heard => heard.RemoveAt(5)).ShouldHaveSingleItem().ShouldBe($"ANY: 1 trades missing (#1005), the first at {At(5)} near");

    [TestMethod]
    public void Problems_OneIsDoubled_ItIsNamedAndNoOther() =>
        Of(heard => heard.Insert(8, heard[7])).ShouldContain($"ANY: 1 trades doubled (#1007), the first at {At(7)} near");

    [TestMethod]
    public void Problems_TwoAreExchanged_OneIsOutOfOrder() =>
        Of(heard => heard.Reverse(3, 2)).ShouldContain($"ANY: 1 trades out of order (#1003), the first at {At(3)} near");

    [TestMethod]
    public void Problems_TickOfNoTrade_IsToldAsSuch() =>
        Of(heard => heard.Insert(9, heard[9] with { Size = 7 })).ShouldContain($"ANY: 1 ticks of no trade, the first at {At(9)} near");

    [TestMethod]
    public void Problems_LastOnes_MayBeOnTheWay()
    {
        var tape = Tape();
        var heard = Heard(tape).SkipLast(3).ToList();
        HeardTrades.Problems(heard, tape, since: null, onTheWay: 3).ShouldBeEmpty();
        HeardTrades.Problems(heard, tape, since: null, onTheWay: 2).ShouldHaveSingleItem().ShouldContain("1 trades missing");
    }

    [TestMethod]
    public async Task Consume_TradesAreFirstKnownOfALaterMinute_WhatBarsTellOfTheTimeBeforeIsNoTrade()
    {
        await using var silo = await BinanceHarness.Create();
        (await silo.Feed.Begin(CancellationToken.None)).ShouldBeNull();
        await silo.Consumer.Consume();
        // Nothing is asked for before the next minute: of the rest of this one only its bar is known then.
        silo.Time.Advance(TimeSpan.FromSeconds(70));
        await silo.Exchange.Step();
        silo.Listen();
        await silo.Connected();
        await silo.Pass(60);

        silo.Ticks[BinanceHarness.Bitcoin].Count.ShouldBeGreaterThan(50);
        silo.Consumer.Compare(silo.Exchange.Tapes[0], since: null, onTheWay: 12).ShouldBeEmpty();
    }

    private static List<string> Of(Action<List<Tick>> change)
    {
        var tape = Tape();
        var heard = Heard(tape);
        change(heard);
        return [.. HeardTrades.Problems(heard, tape, since: null, onTheWay: 0, _ => "near")];
    }

    private static string At(int trade) => $"{DateTimeOffset.FromUnixTimeMilliseconds(Tape().Trades[trade].Time):HH:mm:ss.fff}";

    private static BinanceTape Tape()
    {
        var tape = new BinanceTape("ANY", Start, seed: 5);
        tape.Advance(Start + 10_000).Count().ShouldBeGreaterThan(20);
        return tape;
    }

    private static List<Tick> Heard(BinanceTape tape) =>
        [
            .. tape.Trades.Select(
                (trade, i) =>
                    new Tick(
                        DateTimeOffset.FromUnixTimeMilliseconds(trade.Time).AddTicks(i),
                        DateTimeOffset.FromUnixTimeMilliseconds(trade.Time),
                        trade.Price,
                        trade.Price + 1,
                        trade.Price,
                        trade.Quantity
                    )
            ),
        ];
}
