using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Import;
using Ami.Modules.Market.Symbols;
using Npgsql;

namespace Ami.Modules.Market;

/// <summary>What an import of corporate actions did.</summary>
/// <param name="Counts">In numbers.</param>
/// <param name="Gone">What was kept before and is no longer, with what was corrected as it was, oldest first.</param>
/// <param name="Added">What is new, with what was corrected as it is, oldest first.</param>
internal sealed record ActionChanges(ImportedActions Counts, IReadOnlyList<CorporateAction> Gone, IReadOnlyList<CorporateAction> Added);

/// <summary>The stored corporate actions: read with the symbols, and imported from factor files.</summary>
internal sealed class CorporateActions(UnitOfWork unitOfWork, SymbolDirectory directory, IEnumerable<IAppliedActions> applied, LiveBus bus, TimeProvider time)
{
    /// <summary>Those of all symbols, by the symbol's id, oldest first.</summary>
    public static async Task<ILookup<int, CorporateAction>> All(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select symbol_id, day, at, new_shares, old_shares, dividend from market.corporate_actions order by symbol_id, day"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.All(row => (Symbol: row.GetInt32(0), Action: Read(row, 1)), cancellationToken);
        return rows.ToLookup(row => row.Symbol, row => row.Action);
    }

    /// <summary>The symbol as it is now, to import for; read outside of any unit of work.</summary>
    /// <returns><c>market.symbol_unknown</c> where there is none.</returns>
    public async Task<Result<SymbolSpec>> Find(string symbol, CancellationToken cancellationToken)
    {
        if (!Symbol.Parse(symbol).Try(out var parsed, out _))
        {
            return MarketErrors.SymbolUnknown(symbol);
        }

        await directory.Refresh(cancellationToken);
        return await directory.Find(parsed, cancellationToken);
    }

    /// <summary>
    /// Makes what is kept of a symbol what a factor file says, in the active unit of work or one of its own: a file is of all its actions, so what it does not say
    /// any more goes, and what it says again stays with its moment. All or nothing.
    /// </summary>
    /// <returns>
    /// What was imported; or why nothing was: <c>market.factor_file</c>, <c>market.factor_day</c>, or <c>market.action_applied</c> where it says otherwise what is in
    /// somebody's position or order already.
    /// </returns>
    public Task<Result<ActionChanges>> Import(SymbolSpec spec, TextReader file, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<ActionChanges>>(
            async ct =>
            {
                var zone = await LockedZone(spec.Id, ct);
                if (!(await FactorFile.Read(file, day => TradingCalendar.Instant(day, TimeSpan.Zero, zone), ct)).Try(out var read, out var wrong))
                {
                    return wrong;
                }

                var (actions, kept) = (await OfTheirBars(spec.Id, read.Actions, ct), await Kept(spec.Id, ct));
                var gone = kept.ExceptBy(actions.Select(Said), Said).ToList();
                foreach (var user in gone.Count == 0 ? Enumerable.Empty<IAppliedActions>() : applied)
                {
                    if (await user.Of(spec, gone, ct) is { Count: > 0 } days)
                    {
                        return MarketErrors.ActionApplied(spec.Symbol.Value, days);
                    }
                }

                var added = actions.ExceptBy(kept.Select(Said), Said).ToList();
                if (gone.Count + added.Count > 0)
                {
                    await Replace(spec.Id, gone, added, ct);
                    unitOfWork.OnCommitted(async () => await bus.Publish(SymbolDirectory.ChangedChannel, default));
                }

                var now = time.GetUtcNow();
                var counts = new ImportedActions(
                    added.Select(action => action.Day).Union(gone.Select(action => action.Day)).Count(),
                    actions.Count,
                    added.Count(action => spec.ToldAt(action.At) <= now),
                    read.Unknown.Count
                );
                return new ActionChanges(counts, gone, added);
            },
            cancellationToken
        );

    private static (DateOnly Day, int NewShares, int OldShares, decimal Dividend) Said(CorporateAction action) =>
        (action.Day, action.NewShares, action.OldShares, action.Dividend);

    /// <summary>
    /// By whose clocks the symbol's days begin: those of its calendar, else of its bars, else UTC; where it has nothing shorter than days, they begin with those. One
    /// import of a symbol at a time goes on from here.
    /// </summary>
    private async Task<TimeZoneInfo> LockedZone(int symbolId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            select coalesce(
                (select c.zone from market.calendars c where c.code = s.calendar
                 and (exists (select from market.candles b where b.symbol_id = s.id and b.interval_seconds < 86400)
                      or not exists (select from market.candles b where b.symbol_id = s.id))),
                (select z.zone from market.sessions z where z.symbol_id = s.id and z.zone is not null order by z.interval_seconds desc limit 1))
            from market.symbols s where s.id = $1 for update of s
            """
        );
        command.With(symbolId);
        return await command.ExecuteScalarAsync(cancellationToken) is string zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc;
    }

    /// <summary>
    /// Where a symbol has nothing shorter of the day of an action yet, and a bar of that day begins before midnight by its clocks comes, the action counts from that
    /// beginning on. A bar that began on the day before is of old shares.
    /// </summary>
    private async Task<List<CorporateAction>> OfTheirBars(int symbolId, IReadOnlyList<CorporateAction> actions, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            select a.at, d.t from unnest($2::timestamptz[], $3::date[]) as a (at, day)
            join market.candles d on d.symbol_id = $1 and d.interval_seconds = 86400 and d.t <= a.at and d.t > a.at - interval '1 day'
                and (d.t at time zone 'UTC')::date = a.day
            where not exists (
                select from market.candles b where b.symbol_id = $1 and b.interval_seconds < 86400 and b.t >= d.t and b.t < d.t + interval '1 day')
            """
        );
        command.With(symbolId).With(actions.Select(action => action.At).ToArray()).With(actions.Select(action => action.Day).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var bars = await reader.All(row => (At: row.GetFieldValue<DateTimeOffset>(0), Begins: row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
        var begins = bars.ToLookup(bar => bar.At, bar => bar.Begins);
        return [.. actions.Select(action => action with { At = begins[action.At].Append(action.At).First() })];
    }

    private async Task<List<CorporateAction>> Kept(int symbolId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "select day, at, new_shares, old_shares, dividend from market.corporate_actions where symbol_id = $1 order by day"
        );
        command.With(symbolId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => Read(row, 0), cancellationToken)];
    }

    private async Task Replace(int symbolId, List<CorporateAction> gone, List<CorporateAction> added, CancellationToken cancellationToken)
    {
        await using var remove = unitOfWork.Command("delete from market.corporate_actions where symbol_id = $1 and day = any($2)");
        remove.With(symbolId).With(gone.Select(action => action.Day).ToArray());
        await remove.ExecuteNonQueryAsync(cancellationToken);
        await using var add = unitOfWork.Command(
            """
            insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
            select $1, d, a, n, o, v from unnest($2, $3, $4, $5, $6) as f (d, a, n, o, v)
            """
        );
        add.With(symbolId)
            .With(added.Select(action => action.Day).ToArray())
            .With(added.Select(action => action.At).ToArray())
            .With(added.Select(action => action.NewShares).ToArray())
            .With(added.Select(action => action.OldShares).ToArray())
            .With(added.Select(action => action.Dividend).ToArray());
        await add.ExecuteNonQueryAsync(cancellationToken);
    }

    private static CorporateAction Read(NpgsqlDataReader row, int column) =>
        new(
            row.GetFieldValue<DateOnly>(column),
            row.GetFieldValue<DateTimeOffset>(column + 1),
            row.GetInt32(column + 2),
            row.GetInt32(column + 3),
            row.GetDecimal(column + 4) / 1.0000000000000000000000000000m
        );
}
