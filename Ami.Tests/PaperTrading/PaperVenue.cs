using System.Collections.Concurrent;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Live;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Jobs;
using Ami.TestKit;
using Ami.Tests.Market;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>
/// The real API with symbols of its own, whose prices move when a test says so: replays whose only bar is far away, so that their prices have not ended.
/// </summary>
internal sealed class PaperVenue : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Time, decimal Last, decimal Spread)> _quotes = new();
    private readonly List<ApiHost> _hosts;
    private bool _tells;

    private PaperVenue(List<ApiHost> hosts, string first, string second) => (_hosts, First, Second) = (hosts, first, second);

    public string First { get; }

    public string Second { get; }

    public ApiHost Host => _hosts[0];

    public string Connection => Host.Database.App;

    /// <summary>One of the API processes.</summary>
    public ApiHost Api(int api) => _hosts[api % _hosts.Count];

    /// <param name="apis">API processes on the same database; traders are spread over them.</param>
    /// <param name="plan">What the free plan allows of trading; unlimited when null.</param>
    /// <param name="more">More services of each.</param>
    public static async Task<PaperVenue> Open(
        int apis = 1,
        decimal feeBps = 10m,
        decimal slippageBps = 0m,
        string? plan = null,
        Action<IServiceCollection>? more = null
    )
    {
        var database = await TestServers.CreateDatabase();
        var prefix = "P" + Guid.CreateVersion7().ToString("N")[^8..].ToUpperInvariant();
        var symbols = new[] { prefix + "-A", prefix + "-B" };
        await TestMarkets.List(database.App, symbols);
        var settings = new Dictionary<string, string?>
        {
            ["PaperTrading:FeeBps"] = feeBps.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Quotas:trading:free"] = plan ?? "unlimited",
            ["PaperTrading:SlippageBps"] = slippageBps.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var hosts = new List<ApiHost>();
        for (var i = 0; i < apis; i++)
        {
            hosts.Add(await ApiHost.Start(settings, (Action<IServiceCollection>)TestUsers.Add + more, database));
        }

        var venue = new PaperVenue(hosts, symbols[0], symbols[1]);
        await venue.Quote(symbols[0], 100m);
        await venue.Quote(symbols[1], 100m);
        return venue;
    }

    /// <summary>From now on every API goes by a new price before the test goes on, as if orders and prices came one after the other.</summary>
    public void TellEverybody() => _tells = true;

    /// <summary>A new user with the default account. What the symbols cost is said again, because a price is soon too old to trade at.</summary>
    public async Task<PaperTrader> NewTrader(int api = 0)
    {
        foreach (var (symbol, quote) in _quotes)
        {
            await Quote(symbol, quote.Last, quote.Spread);
        }

        var userId = Guid.CreateVersion7();
        var client = _hosts[api % _hosts.Count].Anonymous();
        client.DefaultRequestHeaders.Authorization = TestUsers.Header(userId);
        var trader = new PaperTrader(client, userId);
        await trader.UseDefaultAccount();
        return trader;
    }

    public OrderMatcher NewMatcher(int api = 0)
    {
        var services = _hosts[api % _hosts.Count].Services;
        return new OrderMatcher(
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<Marks>(),
            NullLogger<OrderMatcher>.Instance
        );
    }

    public MarginWatch NewMarginWatch() =>
        new(
            Host.Services.GetRequiredService<NpgsqlDataSource>(),
            Host.Services.GetRequiredService<SymbolVenues>(),
            Host.Services.GetRequiredService<IGrainFactory>(),
            Host.Time
        );

    /// <summary>No more prices of a symbol come, or they come again.</summary>
    public async Task End(string symbol, bool ended = true)
    {
        await Execute(
            $"""
            update market.replays set stopped_at = {(ended ? "started_at" : "null")}
            where symbol_id = (select id from market.symbols where symbol = '{symbol}')
            """
        );
        await RefreshSymbols();
    }

    /// <summary>Time goes on for every API.</summary>
    public void Advance(TimeSpan by) => _hosts.ForEach(host => host.Time.Advance(by));

    /// <summary>From now on a symbol trades by a calendar.</summary>
    public async Task TradeBy(string symbol, string calendar)
    {
        await Execute($"update market.symbols set calendar = '{calendar}' where symbol = '{symbol}'");
        await RefreshSymbols();
    }

    /// <summary>Every API knows of symbols that were added or changed.</summary>
    public async Task RefreshSymbols()
    {
        foreach (var host in _hosts)
        {
            await host.Services.GetRequiredService<SymbolDirectory>().Refresh();
        }
    }

    public ExpiredOrders NewExpiredOrders() =>
        new(Host.Services.GetRequiredService<NpgsqlDataSource>(), Host.Services.GetRequiredService<IGrainFactory>(), Host.Time);

    public EndedSymbols NewEndedSymbols() => new(Host.Services.GetRequiredService<IQuoteBoard>(), Host.Services.GetRequiredService<IGrainFactory>());

    /// <summary>Moves the quote and lets the matcher see the tick.</summary>
    public async Task<Tick> Tick(string symbol, decimal last, decimal spread = 0m)
    {
        var batch = await Quote(symbol, last, spread);
        await NewMatcher().OnTick(batch, CancellationToken.None);
        return batch.Ticks[0];
    }

    /// <summary>Moves the quote only.</summary>
    public async Task<TickBatch> Quote(string symbol, decimal last, decimal spread = 0m)
    {
        var now = Host.Time.GetUtcNow().AddMilliseconds(1);
        var (time, _, _) = _quotes.AddOrUpdate(
            symbol,
            (now, last, spread),
            (_, before) => (before.Time >= now ? before.Time.AddMilliseconds(1) : now, last, spread)
        );
        var tick = new Tick(time, time, last - spread, last + spread, last, 1m);
        var milliseconds = time.ToUnixTimeMilliseconds();
        var live = new LiveTick(
            Symbol: symbol,
            Time: milliseconds,
            MarketTime: milliseconds,
            Bid: tick.Bid,
            Ask: tick.Ask,
            Last: last,
            Size: 1m,
            Replay: false,
            Forming: new LiveBar(60_000, milliseconds, last, last, last, last, 1m),
            Closed: []
        );
        var bus = Host.Services.GetRequiredService<LiveBus>();
        await bus.Set(LiveTick.QuoteKey(symbol), live.ToBytes(), TimeSpan.FromMinutes(5));
        if (_tells)
        {
            await bus.Publish(LiveTick.Channel(symbol), live.ToBytes());
            foreach (var board in _hosts.Select(host => host.Services.GetRequiredService<IQuoteBoard>()))
            {
                await Eventually.BecomesTrueAsync(
                    async () => (await board.Latest(Symbol.Of(symbol))).Try(out var seen, out _) && seen.Last == last,
                    CancellationToken.None
                );
            }
        }

        return new TickBatch(Symbol.Of(symbol), [tick], CatchingUp: false);
    }

    /// <summary>What <c>paper_trading.reconcile()</c> finds over all accounts; empty when all is well.</summary>
    public async Task<List<string>> Reconcile()
    {
        await using var command = Host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select account_id || ' ' || check_name || ': ' || detail from paper_trading.reconcile()");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>As the owner of the tables: services may do less.</summary>
    public async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One of the API processes goes away.</summary>
    public async Task Stop(int api)
    {
        await _hosts[api].DisposeAsync();
        _hosts.RemoveAt(api);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }
}
