using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Whatever a source answers, what is stored is in order; and what was stored by another silo is gone on from.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class SourceHistoryTests
{
    private static readonly HistoryDepth Minutes = new(new BarGrid(BarInterval.OneMinute), 0);
    private static readonly long Day = MarketHarness.Start.Date.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    [TestMethod]
    public async Task Fill_PageWithAFault_StoresNothingOfIt()
    {
        await using var market = await MarketHarness.Create();
        var spec = await market.Spec("OIL-SIM");
        var source = new Stub(Day + 10 * 60_000);
        foreach (
            var wrong in new BarPage[]
            {
                new([Bar(1), Bar(0)], Day + 120_000),
                new([Bar(0), Bar(0)], Day + 120_000),
                new([Bar(0) with { Time = Day + 500 }], Day + 60_000),
                new([Bar(0) with { High = 1 }], Day + 60_000),
                new([Bar(3)], Day + 60_000),
                new([Bar(0)], Day),
                new([Bar(0)], Day + 11 * 60_000),
            }
        )
        {
            source.Answer = (_, _) => wrong;
            (await market.Get<SourceHistory>().Fill(source, spec, Minutes, CancellationToken.None)).Error.Code.ShouldBe(SourceErrors.BadAnswerCode);
        }

        (await market.Count("select count(*) from market.candles")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Fill_NothingMoreIsThere_IsAskedAgainLater()
    {
        await using var market = await MarketHarness.Create();
        var (spec, history) = (await market.Spec("OIL-SIM"), market.Get<SourceHistory>());
        var source = new Stub(Day + 10 * 60_000) { Answer = (from, _) => new BarPage([], from) };
        (await history.Fill(source, spec, Minutes, CancellationToken.None)).Value.ShouldBe(0);
        (await history.Fill(source, spec, Minutes, CancellationToken.None)).Value.ShouldBe(0);
        source.Asked.ShouldBe(1);
        source.Now += 11_000;
        source.Answer = (from, to) => new BarPage([.. Bars(from, to)], to);
        (await history.Fill(source, spec, Minutes, CancellationToken.None)).Value.ShouldBe(10);
    }

    [TestMethod]
    public async Task Closed_BarsMissingBefore_AreAskedForFirst()
    {
        await using var market = await MarketHarness.Create();
        var (spec, history) = (await market.Spec("OIL-SIM"), market.Get<SourceHistory>());
        var source = new Stub(Day + 10 * 60_000) { Answer = (from, to) => new BarPage([.. Bars(from, to)], to) };
        (await history.Closed(source, spec, Minutes, Bar(5), CancellationToken.None)).Value.ShouldBe(6);
        (await history.Closed(source, spec, Minutes, Bar(5) with { Close = 101 }, CancellationToken.None)).Value.ShouldBe(0, "it is stored already");
        (await history.Closed(source, spec, Minutes, Bar(6), CancellationToken.None)).Value.ShouldBe(1);
        source.Asked.ShouldBe(1);

        // Another silo, which knows nothing, while this one was away.
        await using var other = await MarketHarness.Create(database: market.Database);
        (await other.Get<SourceHistory>().Closed(source, spec, Minutes, Bar(8), CancellationToken.None)).Value.ShouldBe(2);
        history.Stop();
        (await history.Fill(source, spec, Minutes, CancellationToken.None)).Value.ShouldBe(1);
        (await market.Count("select count(*) from market.candles")).ShouldBe(10);
    }

    private static Candle Bar(int minute) => new(Day + minute * 60_000, 100, 102, 99, 100, 1);

    private static IEnumerable<Candle> Bars(long from, long to)
    {
        for (var time = from; time < to; time += 60_000)
        {
            yield return Bar((int)((time - Day) / 60_000));
        }
    }

    private sealed class Stub(long now) : IMarketSource
    {
        public PriceSource Kind => PriceSource.Binance;

        public long Now { get; set; } = now;

        public int Asked { get; private set; }

        public Func<long, long, BarPage> Answer { get; set; } = (from, _) => new BarPage([], from);

        public IReadOnlyList<HistoryDepth> Depths => [Minutes];

        public Task<Result<List<ListedSymbol>>> List(CancellationToken cancellationToken) =>
            Task.FromResult<Result<List<ListedSymbol>>>(new List<ListedSymbol>());

        public Task<Result<BarPage>> Bars(Symbol symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<Result<BarPage>>(Answer(from, to));
        }
    }
}
