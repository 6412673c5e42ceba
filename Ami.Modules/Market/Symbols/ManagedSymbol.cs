using Ami.Modules.Market.Contracts;
using Npgsql;

namespace Ami.Modules.Market.Symbols;

/// <summary>A symbol as staff see it.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Source">Where its prices come from; of one that is replayed, where they come from otherwise.</param>
/// <param name="IsReplayed">Whether a replay of it runs.</param>
/// <param name="PausedAt">Since when nothing new is opened of it; null while it is traded.</param>
/// <param name="Terms">What it costs, and how it is traded.</param>
/// <param name="CarrySince">From when on holding it costs anything.</param>
/// <param name="MinimumsByStaff">Whether staff decided on its least order: sources and imports leave that alone then.</param>
/// <param name="Previous">Its terms before the last change by staff; null when there was none.</param>
/// <param name="ChangedAt">When that was.</param>
/// <param name="Version">To be given back with a change.</param>
internal sealed record ManagedSymbol(
    string Symbol,
    PriceSource Source,
    bool IsReplayed,
    DateTimeOffset? PausedAt,
    ManagedTerms Terms,
    DateTimeOffset? CarrySince,
    bool MinimumsByStaff,
    ManagedTerms? Previous,
    DateTimeOffset? ChangedAt,
    int Version
)
{
    /// <summary>Key in the module's tables.</summary>
    internal int Id { get; init; }

    /// <summary>As orders see it with other terms, which need not be stored.</summary>
    internal SymbolSpec With(ManagedTerms terms, DateTimeOffset now) =>
        new(
            Id: Id,
            Symbol: Kernel.Symbol.Of(Symbol),
            Name: terms.Name,
            AssetClass: terms.AssetClass,
            Currency: Currency.Parse(terms.Currency).Value,
            PriceDigits: terms.PriceDigits,
            QuantityDigits: terms.QuantityDigits,
            MinQuantity: terms.MinQuantity,
            Source: IsReplayed ? PriceSource.Replay : Source,
            MinNotional: terms.MinNotional,
            Terms: terms.Costs(terms.CarrySince(Terms, CarrySince, now))
        );
}

/// <summary><c>market.symbols</c> as staff read and write it: in SQL, past the directory, which may be some seconds old.</summary>
internal static class SymbolRows
{
    private const string Columns = """
        s.id, s.symbol, s.source, exists (select from market.replays r where r.symbol_id = s.id and r.stopped_at is null), s.paused_at, s.name, s.asset_class,
        s.currency, s.price_digits, s.quantity_digits, s.min_quantity, s.min_notional, s.spread_bps, s.maker_fee_bps, s.taker_fee_bps, s.slippage_bps, s.depth_units,
        s.depth_distance, s.borrow_pct_per_year, s.funding_bps, s.funding_hours, s.calendar, s.carry_since, s.minimums_by_staff, s.previous, s.changed_at, s.version
        """;

    /// <summary>All of them.</summary>
    public static async Task<List<ManagedSymbol>> All(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from market.symbols s");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ManagedSymbol>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    /// <summary>One; null where there is none.</summary>
    public static async Task<ManagedSymbol?> Find(NpgsqlDataSource dataSource, string symbol, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from market.symbols s where s.symbol = $1");
        return await One(command.With(symbol), cancellationToken);
    }

    /// <summary>One, which nobody else changes until the transaction ends.</summary>
    public static async Task<ManagedSymbol?> Hold(UnitOfWork unitOfWork, string symbol, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command($"select {Columns} from market.symbols s where s.symbol = $1 for update of s");
        return await One(command.With(symbol), cancellationToken);
    }

    /// <summary>Stores terms in place of those that a row which is held has. Least orders as they were before are again whose they were then.</summary>
    public static async Task Store(UnitOfWork unitOfWork, ManagedSymbol before, ManagedTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update market.symbols set name = $2, asset_class = $3, currency = $4, price_digits = $5, quantity_digits = $6, min_quantity = $7, min_notional = $8,
                spread_bps = $9, maker_fee_bps = $10, taker_fee_bps = $11, slippage_bps = $12, depth_units = $13, depth_distance = $14, borrow_pct_per_year = $15,
                funding_bps = $16, funding_hours = $17, calendar = $18, carry_since = $19,
                minimums_by_staff = case
                    when (min_quantity, min_notional) = ($7, $8) then minimums_by_staff
                    when ((previous ->> 'minQuantity')::numeric, (previous ->> 'minNotional')::numeric) = ($7, $8) then coalesce((previous ->> 'minimumsByStaff')::boolean, true)
                    else true end,
                previous = $20::jsonb || jsonb_build_object('minimumsByStaff', minimums_by_staff), changed_at = $21, version = version + 1
            where id = $1
            """
        );
        command
            .With(before.Id)
            .With(terms.Name)
            .With(terms.AssetClass.ToString())
            .With(terms.Currency)
            .With((short)terms.PriceDigits)
            .With((short)terms.QuantityDigits)
            .With(terms.MinQuantity)
            .With(terms.MinNotional);
        foreach (
            var value in (decimal?[])
                [
                    terms.SpreadBps,
                    terms.MakerFeeBps,
                    terms.TakerFeeBps,
                    terms.SlippageBps,
                    terms.DepthUnits,
                    terms.DepthDistance,
                    terms.BorrowPctPerYear,
                    terms.FundingBps,
                ]
        )
        {
            command.Parameters.Add(new NpgsqlParameter<decimal?> { TypedValue = value });
        }

        command.Parameters.Add(new NpgsqlParameter<short?> { TypedValue = (short?)terms.FundingHours });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = terms.Calendar });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = terms.CarrySince(before.Terms, before.CarrySince, now) });
        command.With(ManagedTerms.Write(before.Terms)).With(now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<ManagedSymbol?> One(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Row(reader) : null;
    }

    private static ManagedSymbol Row(NpgsqlDataReader reader)
    {
        return new ManagedSymbol(
            Symbol: reader.GetString(1),
            Source: Enum.Parse<PriceSource>(reader.GetString(2)),
            IsReplayed: reader.GetBoolean(3),
            PausedAt: Instant(4),
            Terms: new ManagedTerms(
                Name: reader.GetString(5),
                AssetClass: Enum.Parse<AssetClass>(reader.GetString(6)),
                Currency: reader.GetString(7),
                PriceDigits: reader.GetInt16(8),
                QuantityDigits: reader.GetInt16(9),
                MinQuantity: Plain(10) ?? 0,
                MinNotional: Plain(11) ?? 0,
                SpreadBps: Plain(12),
                MakerFeeBps: Plain(13),
                TakerFeeBps: Plain(14),
                SlippageBps: Plain(15),
                DepthUnits: Plain(16),
                DepthDistance: Plain(17),
                BorrowPctPerYear: Plain(18),
                FundingBps: Plain(19),
                FundingHours: reader.IsDBNull(20) ? null : reader.GetInt16(20),
                Calendar: reader.IsDBNull(21) ? null : reader.GetString(21)
            ),
            CarrySince: Instant(22),
            MinimumsByStaff: reader.GetBoolean(23),
            Previous: reader.IsDBNull(24) ? null : ManagedTerms.Read(reader.GetString(24)),
            ChangedAt: Instant(25),
            Version: reader.GetInt32(26)
        )
        {
            Id = reader.GetInt32(0),
        };

        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

        // Without the zeros that numeric(28,10) adds.
        decimal? Plain(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column) / 1.000000000000000000000000000000000m;
    }
}
