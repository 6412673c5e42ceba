using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Watchlists;
using Ami.Modules.Notifications.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>A silo that looks at alerts on a symbol whose bars of a minute close at prices that the test chooses: a replay at the pace of the clock.</summary>
internal sealed class AlertMarket(MarketHarness silo) : IAsyncDisposable
{
    public const string Symbol = "ALERTED";
    public const string Other = "OTHER";

    /// <summary>Bars that have closed when the test begins.</summary>
    public const int Before = 5;

    public static readonly Guid Person = Guid.Parse("0198c5b1-0000-7000-8000-000000000001");

    /// <summary>A list of theirs.</summary>
    public static readonly Guid ListId = Guid.Parse("0198c5b1-0000-7000-8000-00000000000a");

    public MarketHarness Silo => silo;

    /// <summary>The first bar that closes after the test began.</summary>
    public static DateTimeOffset FirstBar { get; } = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    /// <param name="closes">Of the bars that close after the test began; those before close at 100.</param>
    /// <param name="settings">More configuration.</param>
    public static async Task<AlertMarket> Create(decimal[] closes, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var silo = await Start(null, settings);
        await using var source = NpgsqlDataSource.Create(silo.Database.Owner);
        await using var list = source.CreateCommand(
            """
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ($1, $1, 'Crypto', 'USD', 2, 3, 0.001, 'Imported') returning id),
            bars as (
                insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
                select id, 60, $2 + make_interval(mins => n::int - 1), c, c, c, c, 1 from added, unnest($3::numeric[]) with ordinality as b (c, n))
            insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at) select $4, id, 60, $2, 1, $2 from added
            """
        );
        list.With(Symbol)
            .With(FirstBar.AddMinutes(-Before))
            .With(Enumerable.Repeat(100m, Before).Concat(closes).ToArray())
            .With(TimeOrderedId.New(silo.Time.GetUtcNow()));
        await list.ExecuteNonQueryAsync();
        await silo.Get<SymbolDirectory>().Refresh();
        return new AlertMarket(silo);
    }

    /// <summary>Another symbol, beside the market's own and played like it.</summary>
    public async Task List(decimal[] closes, DateTimeOffset? playedFrom = null)
    {
        await using var source = NpgsqlDataSource.Create(silo.Database.Owner);
        await using var list = source.CreateCommand(
            """
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ($1, $1, 'Equity', 'USD', 2, 3, 0.001, 'Imported') returning id),
            bars as (
                insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
                select id, 60, $2 + make_interval(mins => n::int - 1), c, c, c, c, 1 from added, unnest($3::numeric[]) with ordinality as b (c, n))
            insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at) select $4, id, 60, $5, 1, $5 from added
            """
        );
        list.With(Other)
            .With(FirstBar.AddMinutes(-Before))
            .With(Enumerable.Repeat(100m, Before).Concat(closes).ToArray())
            .With(TimeOrderedId.New(silo.Time.GetUtcNow()))
            .With(playedFrom ?? FirstBar.AddMinutes(-Before));
        await list.ExecuteNonQueryAsync();
        await silo.Get<SymbolDirectory>().Refresh();
    }

    /// <summary>Another silo on the same database, whose clock stands where this one's does.</summary>
    public async Task<AlertMarket> Another() => new(await Start(silo, null));

    /// <summary>Makes or changes an alert of the person's.</summary>
    public async Task<Alert> Keep(Guid id, KeepAlertRequest request)
    {
        var (found, refusal) = await TryKeep(id, request);
        refusal.ShouldBeNull();
        return found.ShouldNotBeNull();
    }

    /// <summary>As <see cref="Keep"/>, and says why it was refused.</summary>
    public async Task<(Alert? Found, Error? Refusal)> TryKeep(Guid id, KeepAlertRequest request)
    {
        await using var scope = silo.Services.CreateAsyncScope();
        var (found, refusal, mistakes) = await scope.ServiceProvider.GetRequiredService<KeepAlerts>().Keep(Person, id, request, CancellationToken.None);
        mistakes.ShouldBeEmpty();
        return (found, refusal);
    }

    public Task<Alert> Make(string rule, Guid? id = null, AlertRepeat repeat = AlertRepeat.Always, decimal margin = 0) =>
        Keep(id ?? Guid.CreateVersion7(), Request(rule) with { Repeat = repeat, Margin = margin });

    public static KeepAlertRequest Request(string rule, int version = 0) => new(version, "Mine", Symbol, "1m", rule);

    /// <summary>One on the symbols of the person's list.</summary>
    public static KeepAlertRequest OnList(string rule, int version = 0) => Request(rule, version) with { Symbol = null, WatchlistId = ListId };

    /// <summary>The person's list has these symbols from now on.</summary>
    public async Task Watch(params string[] symbols)
    {
        var kept = await In(
            async (db, keeper, unitOfWork) =>
            {
                var version = (await db.Watchlists.FindAsync(Person, ListId))?.Version ?? 0;
                var request = new KeepWatchlistRequest(version, "Mine", [.. symbols.Select(symbol => new WatchItem(symbol))]);
                return await KeepWatchlists.Keep(Person, ListId, request, db, keeper, unitOfWork, silo.Get<SymbolDirectory>(), default);
            }
        );
        kept.Refusal.ShouldBeNull();
    }

    /// <summary>The person's list is deleted.</summary>
    public Task Unwatch() =>
        In((db, keeper, unitOfWork) => KeepWatchlists.Delete(Person, ListId, null, db, keeper, unitOfWork, silo.Time, CancellationToken.None));

    private async Task<T> In<T>(Func<MarketDb, Keeper, UnitOfWork, Task<T>> work)
    {
        await using var scope = silo.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return await work(services.GetRequiredService<MarketDb>(), services.GetRequiredService<Keeper>(), services.GetRequiredService<UnitOfWork>());
    }

    /// <summary>Looks at alerts, as the silo that leads does at each beat.</summary>
    public Task Look() => silo.Get<EvaluateAlerts>().Evaluate(new JobRun("test", NullLogger.Instance), CancellationToken.None);

    /// <summary>So many bars close, one after the other, and alerts are looked at after each.</summary>
    public async Task Close(int bars)
    {
        for (var i = 0; i < bars; i++)
        {
            silo.Time.Advance(TimeSpan.FromMinutes(1));
            await Look();
        }
    }

    /// <summary>Minutes after <see cref="FirstBar"/> of the bars at which alerts fired, in the order of the bars.</summary>
    public async Task<int[]> Fired(Guid? alert = null, string? symbol = null)
    {
        await using var command = silo.DataSource.CreateCommand(
            """
            select (extract(epoch from bar - $1) / 60)::int from market.alert_firings
            where ($2::uuid is null or alert_id = $2) and ($3::text is null or symbol = $3) order by bar, alert_id
            """
        );
        command.With(FirstBar).With(alert, NpgsqlTypes.NpgsqlDbType.Uuid).With(symbol, NpgsqlTypes.NpgsqlDbType.Text);
        await using var reader = await command.ExecuteReaderAsync();
        var minutes = new List<int>();
        while (await reader.ReadAsync())
        {
            minutes.Add(reader.GetInt32(0));
        }

        return [.. minutes];
    }

    public async Task<Alert> Find(Guid id)
    {
        await using var scope = silo.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MarketDb>().Alerts.FindAsync(Person, id)).ShouldNotBeNull();
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    private static Task<MarketHarness> Start(MarketHarness? beside, IReadOnlyDictionary<string, string?>? settings) =>
        MarketHarness.Create(
            services => services.AddEventHandler<MessageRequested, Hearing>("test.hear"),
            beside?.Database,
            start: beside?.Time.GetUtcNow(),
            settings: new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
            {
                ["Ami:MasterKey"] = Convert.ToBase64String(new byte[32]),
            }
        );

    /// <summary>Somebody hears of messages, so they are stored.</summary>
    private sealed class Hearing : IEventHandler<MessageRequested>
    {
        public Task Handle(MessageRequested @event, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
