using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;

namespace Ami.Benchmarks;

/// <summary>One listed symbol with history and a live price of our own making, so that a benchmark decides how often it ticks.</summary>
internal sealed class BenchFeed : IAsyncDisposable
{
    /// <summary>The symbol.</summary>
    public const string Symbol = "BENCH-SIM";

    private const long Minute = 60_000;
    private readonly ConnectionMultiplexer _redis;
    private readonly LiveBus _bus;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _ticking;

    private BenchFeed(ConnectionMultiplexer redis, TimeSpan period)
    {
        _redis = redis;
        _bus = new LiveBus(() => redis, NullLogger<LiveBus>.Instance);
        _ticking = Tick(period);
    }

    /// <summary>Lists the symbol with 2,000 hours of history and starts to tick. It is a replay whose next bar is far away: its prices have not ended.</summary>
    public static async Task<BenchFeed> Start(RunningApi api, TimeSpan period)
    {
        await using var database = NpgsqlDataSource.Create(api.Database);
        await using var command = database.CreateCommand(
            $"""
            with s as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{Symbol}', 'Benchmark', 'Crypto', 'USD', 2, 3, 0.001, 'Imported') returning id),
            replayed as (
                insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at)
                select gen_random_uuid(), id, 3600, now(), 1, now() from s),
            far as (
                insert into market.candles select id, 3600, timestamptz '2100-01-01Z', 100, 110.5, 90.25, 100.75, 12.345 from s)
            insert into market.candles select s.id, 3600, date_trunc('hour', now()) - make_interval(hours => n::int),
                100 + n % 7, 110.5, 90.25, 100.75 + n % 5, 12.345 from s, generate_series(1, 2000) n
            """
        );
        await command.ExecuteNonQueryAsync();
        await RunningApi.UntilSymbolsAreReadAgain();
        return new BenchFeed(await ConnectionMultiplexer.ConnectAsync(api.Redis), period);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _redis.DisposeAsync();
    }

    private async Task Tick(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period);
        do
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var last = 100m + now / 100 % 10 / 100m;
            var forming = new LiveBar(Minute, now / Minute * Minute, 100m, last, 99.9m, last, now % Minute / 1000m);
            var message = new LiveTick(
                Symbol: Symbol,
                Time: now,
                MarketTime: now,
                Bid: last - 0.01m,
                Ask: last + 0.01m,
                Last: last,
                Size: 1m,
                Replay: true,
                Forming: forming,
                Closed: []
            ).ToBytes();
            await _bus.Set(LiveTick.QuoteKey(Symbol), message, TimeSpan.FromMinutes(1));
            await _bus.Publish(LiveTick.Channel(Symbol), message);
        } while (await timer.WaitForNextTickAsync(_stop.Token));
    }
}
