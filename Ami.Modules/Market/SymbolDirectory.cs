using System.Collections.Frozen;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Symbols;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Market;

/// <summary>All symbols, kept in memory and read again when something changed; a change is seen in every process within seconds.</summary>
internal sealed class SymbolDirectory : ISymbolDirectory, IDisposable
{
    public const string ChangedChannel = "market:symbols";

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryUnknownAfter = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _dataSource;
    private readonly SharedCopy<Listing> _copy;
    private readonly IDisposable _subscription;

    public SymbolDirectory(NpgsqlDataSource dataSource, LiveBus bus, TimeProvider time, ILogger<SymbolDirectory> logger)
    {
        _dataSource = dataSource;
        _copy = new(async ct => new Listing(await Read(ct)), KeepFor, time, logger);
        _subscription = bus.Subscribe(ChangedChannel, _ => _copy.Expire());
    }

    public async ValueTask<Result<SymbolSpec>> Find(Symbol symbol, CancellationToken cancellationToken = default)
    {
        if ((await _copy.Get(cancellationToken)).BySymbol.GetValueOrDefault(symbol) is { } spec)
        {
            return spec;
        }

        var newest = await _copy.NoOlderThan(RetryUnknownAfter, cancellationToken);
        return newest.BySymbol.GetValueOrDefault(symbol) is { } found ? found : MarketErrors.SymbolUnknown(symbol.Value);
    }

    public async ValueTask<IReadOnlyList<SymbolSpec>> All(CancellationToken cancellationToken = default) => (await _copy.Get(cancellationToken)).All;

    /// <summary>Reads the symbols again, after this process has changed them.</summary>
    public Task Refresh(CancellationToken cancellationToken = default) => _copy.Refresh(cancellationToken);

    public void Dispose() => _subscription.Dispose();

    private async Task<List<SymbolSpec>> Read(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            select s.id, s.symbol, s.name, s.asset_class, s.currency, s.price_digits, s.quantity_digits, s.min_quantity, s.source,
                   r.interval_seconds, r.from_time, r.started_at, r.speed, s.min_notional,
                   s.spread_bps, s.maker_fee_bps, s.taker_fee_bps, s.slippage_bps, s.depth_units, s.depth_distance,
                   s.carry_since, s.borrow_pct_per_year, s.funding_bps, s.funding_hours, s.paused_at is not null,
                   s.calendar
            from market.symbols s left join market.replays r on r.symbol_id = s.id and r.stopped_at is null order by s.id
            """
        );
        var actions = await CorporateActions.All(_dataSource, cancellationToken);
        var calendars = (await Calendars.All(_dataSource, cancellationToken)).ToDictionary(one => one.Calendar.Code, one => one.Calendar);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var specs = new List<SymbolSpec>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var replay = await reader.IsDBNullAsync(9, cancellationToken) ? null : ReplayOf(reader);
            specs.Add(
                new SymbolSpec(
                    Id: reader.GetInt32(0),
                    Symbol: Symbol.Of(reader.GetString(1)),
                    Name: reader.GetString(2),
                    AssetClass: Enum.Parse<AssetClass>(reader.GetString(3)),
                    Currency: Currency.Parse(reader.GetString(4)).Value,
                    PriceDigits: reader.GetInt16(5),
                    QuantityDigits: reader.GetInt16(6),
                    MinQuantity: reader.GetDecimal(7),
                    Source: replay is null ? Enum.Parse<PriceSource>(reader.GetString(8)) : PriceSource.Replay,
                    MinNotional: reader.GetDecimal(13),
                    Terms: TermsOf(reader),
                    IsPaused: reader.GetBoolean(24)
                )
                {
                    Replay = replay,
                    Actions = [.. actions[reader.GetInt32(0)]],
                    Calendar = await reader.IsDBNullAsync(25, cancellationToken) ? null : calendars.GetValueOrDefault(reader.GetString(25)),
                }
            );
        }

        return specs;
    }

    private static SymbolTerms TermsOf(NpgsqlDataReader reader)
    {
        return new SymbolTerms(
            SpreadBps: OrNull(14),
            MakerFeeBps: OrNull(15),
            TakerFeeBps: OrNull(16),
            SlippageBps: OrNull(17),
            DepthUnits: OrNull(18),
            DepthDistance: OrNull(19),
            CarrySince: reader.IsDBNull(20) ? null : reader.GetFieldValue<DateTimeOffset>(20),
            BorrowPctPerYear: OrNull(21),
            FundingBps: OrNull(22),
            FundingHours: reader.IsDBNull(23) ? null : reader.GetInt16(23)
        );

        decimal? OrNull(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);
    }

    private static ReplayClock ReplayOf(NpgsqlDataReader reader) =>
        new(
            reader.GetInt32(9) * 1000L,
            reader.GetFieldValue<DateTimeOffset>(10).ToUnixTimeMilliseconds(),
            reader.GetFieldValue<DateTimeOffset>(11).ToUnixTimeMilliseconds(),
            (double)reader.GetDecimal(12)
        );

    private sealed record Listing(IReadOnlyList<SymbolSpec> All)
    {
        public FrozenDictionary<Symbol, SymbolSpec> BySymbol { get; } = All.ToFrozenDictionary(spec => spec.Symbol);
    }
}
