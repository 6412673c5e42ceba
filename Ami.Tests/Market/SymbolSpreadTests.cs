using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.Quant.Simulation;
using Ami.TestKit;
using Ami.Tests.PaperTrading;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class SymbolSpreadTests
{
    private const long Minute = 60_000;

    [TestMethod]
    public void ReplayTicks_OfASymbolWithItsOwnSpread_HaveIt()
    {
        var (usual, wide) = (Ticks(null), Ticks(new SymbolTerms(SpreadBps: 40)));
        usual.ShouldAllBe(tick => tick.Ask - tick.Last == 0.01m && tick.Last - tick.Bid == 0.01m);
        wide.ShouldAllBe(tick => tick.Ask - tick.Last == 0.2m && tick.Last - tick.Bid == 0.2m);
    }

    [TestMethod]
    public void ReplayTicks_InsideABar_SayWhereItBegan()
    {
        var ticks = Ticks(null);
        ticks[0].Begun.ShouldBeNull();
        ticks.Skip(1).ShouldAllBe(tick => tick.Begun == ticks[0].Time);
    }

    [TestMethod]
    public async Task SimulatedTicks_OfASymbolWithItsOwnSpread_HaveIt_AndCoarseOnesSayWhereTheirMinuteBegan()
    {
        var market = new SimulatedMarket(1, SimulatedExchange.Symbols[0]);
        var spec = TestSymbols.Spec("BTC-SIM") with { Terms = new SymbolTerms(SpreadBps: 40) };
        var source = new SimulatedSource(spec, market);
        var begin = SimulatedMarket.FirstDay + (10 * Minute);
        var fine = await source.Ticks(begin - 1, begin + Minute - 1, CancellationToken.None);
        fine.ShouldAllBe(tick => tick.Ask - tick.Last == decimal.Round(tick.Last * 0.002m, 2) && tick.Begun == null);
        var coarse = await source.CoarseTicks(begin - 1, begin + Minute, CancellationToken.None);
        coarse.Take(4).Select(tick => tick.Begun).ShouldBe([null, .. Enumerable.Repeat((DateTimeOffset?)coarse[0].Time, 3)]);
    }

    private static Tick[] Ticks(SymbolTerms? terms) =>
        ReplayTicks.Of(TestSymbols.Spec("SPREAD") with { Terms = terms }, new ReplayClock(Minute, 0, 0, 1_500), new Candle(0, 100, 101, 99, 100, 1));
}
