using System.Net;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History.Backfill;
using Ami.Modules.Market.Sources;
using Ami.Quant.Series;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

/// <summary>Staff ask for more of a symbol's past; a silo fetches it page by page from the market that it comes from.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class BackfillTests
{
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Stub Market = new();
    private static ApiHost _api = null!;
    private static MarketHarness _silo = null!;
    private static SignedIn _admin = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _api = await ApiHost.Start(new Dictionary<string, string?> { ["Market:Binance:Enabled"] = "true", ["Market:Binance:Symbols:0"] = "FILLED" });
        _silo = await MarketHarness.Create(
            services =>
            {
                services.RemoveAll<IMarketSource>();
                services
                    .AddSingleton<IMarketSource>(Market)
                    .AddSingleton<FileStore>(new LocalFileStore(Path.GetTempPath()))
                    .AddSingleton(new LongJobOptions())
                    .AddSingleton<LongJobStore>()
                    .AddSingleton<LongJobWorker>();
            },
            _api.Database,
            clock: TimeProvider.System
        );
        await _silo.Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('FILLED', 'F', 'Crypto', 'USD', 2, 3, 0.001, 'Binance'), ('OTHER', 'O', 'Crypto', 'USD', 2, 3, 0.001, 'Binance');
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select id, 86400, '2024-01-20Z'::timestamptz + n * interval '1 day', 7, 7, 7, 7, 7 from market.symbols, generate_series(0, 1) n where symbol = 'FILLED'
            """
        );
        await _silo.Get<SymbolDirectory>().Refresh();
        await _api.Services.GetRequiredService<SymbolDirectory>().Refresh();
        _admin = await _api.SignUpStaff("admin");
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _silo.DisposeAsync();
        await _api.DisposeAsync();
    }

    [TestMethod]
    public async Task Backfill_PagesUpToWhatIsStored_AreAddedOnceAndAudited()
    {
        var done = await Fetched(new BackfillTerms("filled", "1d", First, First.AddDays(90)));
        (done.Bars, done.Inserted, done.To).ShouldBe((20, 19, First.AddDays(20)));
        (await _silo.Count("select count(*) from market.candles where close = 7")).ShouldBe(2, "what is stored stays");
        (await _silo.Count("select count(*) from market.candles where interval_seconds = 86400")).ShouldBe(21);
        (
            await _silo.Count(
                $"select count(*) from core.audit_entries where subject_id = 'FILLED' and actor_id = '{_admin.UserId}' and action in ('market.backfill-requested', 'market.history-fetched')"
            )
        ).ShouldBe(2);

        var again = await Fetched(new BackfillTerms("FILLED", "1d", First, First.AddDays(90)));
        (again.Bars, again.Inserted).ShouldBe((20, 0));
    }

    [TestMethod]
    public async Task Backfill_OfWhatCannotBeFetched_IsRefused()
    {
        (await Code(new BackfillTerms("OTHER", "1d", First, First.AddDays(1)))).ShouldBe("market.backfill_no_source");
        (await Code(new BackfillTerms("NOTHING", "1d", First, First.AddDays(1)))).ShouldBe("market.symbol_unknown");
        (await Code(new BackfillTerms("FILLED", "4h", First, First.AddDays(1)))).ShouldBe("market.backfill_interval");
        (await Code(new BackfillTerms("FILLED", "1d", First, First))).ShouldBe("market.backfill_range");
        (await Code(new BackfillTerms("FILLED", "1m", First.AddYears(-20), First))).ShouldBe("market.backfill_range");
        var job = await Asked(new BackfillTerms("FILLED", "1h", First, First.AddDays(1)));
        await Work();
        (await _admin.Client.Get<LongJobView>($"/api/me/jobs/{job.Id}")).Error?.Code.ShouldBe("market.backfill_not_begun");
    }

    private static async Task<BackfilledHistory> Fetched(BackfillTerms terms)
    {
        var job = await Asked(terms);
        await Work();
        var ended = await _admin.Client.Get<LongJobView>($"/api/me/jobs/{job.Id}");
        (ended.State, ended.Error).ShouldBe((LongJobState.Succeeded, null));
        return await _admin.Client.Get<BackfilledHistory>($"/api/admin/market/backfills/{job.Id}");
    }

    private static async Task<LongJobView> Asked(BackfillTerms terms)
    {
        using var answer = await _admin.Client.PostOnce("/api/admin/market/backfills", terms);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.Read<LongJobView>();
    }

    private static Task<string> Code(BackfillTerms terms) => _admin.Client.PostOnce("/api/admin/market/backfills", terms).Code();

    private static async Task Work()
    {
        var worker = _silo.Get<LongJobWorker>();
        await worker.Turn(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        await worker.Idle;
    }

    /// <summary>Days without end, seven at a time.</summary>
    private sealed class Stub : IMarketSource
    {
        private static readonly long Day = BarInterval.OneDay.Milliseconds;

        public PriceSource Kind => PriceSource.Binance;

        public long Now => First.AddYears(1).ToUnixTimeMilliseconds();

        public IReadOnlyList<HistoryDepth> Depths => [new HistoryDepth(new BarGrid(BarInterval.OneDay), 1)];

        public Task<Result<List<ListedSymbol>>> List(CancellationToken cancellationToken) =>
            Task.FromResult<Result<List<ListedSymbol>>>(new List<ListedSymbol>());

        public Task<Result<BarPage>> Bars(Symbol symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken)
        {
            var until = Math.Min(to, from + 7 * Day);
            var bars = Enumerable.Range(0, (int)((until - from) / Day)).Select(n => new Candle(from + n * Day, 100, 101, 99, 100, 1)).ToList();
            return Task.FromResult<Result<BarPage>>(new BarPage(bars, until));
        }
    }
}
