using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources;
using Npgsql;

namespace Ami.Modules.Market.Symbols;

/// <summary>
/// Changes of symbols by staff: one at a time for each symbol, of the version that was seen, audited, and known in every process within seconds. What changes nothing
/// is no change, so a request whose answer was lost may be sent again.
/// </summary>
internal sealed class SymbolChanges(
    UnitOfWork unitOfWork,
    AuditLog audit,
    LiveBus bus,
    NpgsqlDataSource dataSource,
    SourceChoice sources,
    IEnumerable<ISymbolTrading> trading,
    TimeProvider time
)
{
    private static readonly Result<AuditEntry?> Nothing = (AuditEntry?)null;

    /// <summary>Stores terms.</summary>
    /// <returns>The symbol as it is then, or why not.</returns>
    public async Task<Result<ManagedSymbol>> Terms(string symbol, ManagedTerms terms, int version, CancellationToken cancellationToken)
    {
        terms = terms with { Name = terms.Name.Trim() };
        // Before the transaction, which holds a connection.
        var isTraded =
            await SymbolRows.Find(dataSource, symbol, cancellationToken) is { } known
            && Fixed(known.Terms) != Fixed(terms)
            && await IsTraded(known, cancellationToken);

        return await Change(
            symbol,
            version,
            async (before, now, ct) =>
            {
                if (terms == before.Terms)
                {
                    return Nothing;
                }

                if (terms.Check(before.Terms) is { IsOk: false, Error: var wrong })
                {
                    return wrong;
                }

                if (isTraded && Fixed(terms) != Fixed(before.Terms))
                {
                    return SymbolErrors.Traded(terms.Currency != before.Terms.Currency ? "currency" : "assetClass");
                }

                if (terms.Calendar is { } code && await Calendars.Find(unitOfWork, code, ct) is null)
                {
                    return SymbolErrors.CalendarUnknown;
                }

                await SymbolRows.Store(unitOfWork, before, terms, now, ct);
                return new AuditEntry("market.symbol-terms-changed", "symbol", symbol)
                {
                    Before = ManagedTerms.Audited(before.Terms),
                    After = ManagedTerms.Audited(terms),
                };
            },
            cancellationToken
        );
    }

    /// <summary>Lets nothing new be opened of a symbol, or lets it again.</summary>
    public Task<Result<ManagedSymbol>> Pause(string symbol, bool paused, int version, CancellationToken cancellationToken) =>
        Change(
            symbol,
            version,
            async (before, now, ct) =>
            {
                if (paused == before.PausedAt.HasValue)
                {
                    return Nothing;
                }

                await using var command = unitOfWork.Command("update market.symbols set paused_at = $2, version = version + 1 where id = $1");
                command.With(before.Id).Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = paused ? now : null });
                await command.ExecuteNonQueryAsync(ct);
                return new AuditEntry(paused ? "market.symbol-paused" : "market.symbol-resumed", "symbol", symbol)
                {
                    Before = new { before.PausedAt },
                    After = new { PausedAt = paused ? now : (DateTimeOffset?)null },
                };
            },
            cancellationToken
        );

    /// <summary>Lets a symbol's prices come from elsewhere; what is stored stays.</summary>
    public Task<Result<ManagedSymbol>> Source(string symbol, PriceSource source, int version, CancellationToken cancellationToken) =>
        Change(
            symbol,
            version,
            async (before, _, ct) =>
            {
                if (source == before.Source)
                {
                    return Nothing;
                }

                if (await sources.Refusal(unitOfWork.Connection, before, source, ct) is { } refused)
                {
                    return refused;
                }

                await using var command = unitOfWork.Command("update market.symbols set source = $2, version = version + 1 where id = $1");
                await command.With(before.Id).With(source.ToString()).ExecuteNonQueryAsync(ct);
                return new AuditEntry("market.symbol-source-changed", "symbol", symbol)
                {
                    Before = new { source = before.Source.ToString() },
                    After = new { source = source.ToString() },
                };
            },
            cancellationToken
        );

    /// <summary>What stays as it is once somebody traded the symbol.</summary>
    private static (string Currency, AssetClass Kind) Fixed(ManagedTerms terms) => (terms.Currency, terms.AssetClass);

    private async Task<bool> IsTraded(ManagedSymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var one in trading)
        {
            if (await one.IsTraded(Symbol.Of(symbol.Symbol), cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Result<ManagedSymbol>> Change(
        string symbol,
        int version,
        Func<ManagedSymbol, DateTimeOffset, CancellationToken, Task<Result<AuditEntry?>>> change,
        CancellationToken cancellationToken
    )
    {
        var changed = await unitOfWork.Run<Result<ManagedSymbol>>(
            async ct =>
            {
                if (await SymbolRows.Hold(unitOfWork, symbol, ct) is not { } before)
                {
                    return MarketErrors.SymbolUnknown(symbol);
                }

                if (!(await change(before, time.GetUtcNow(), ct)).Try(out var entry, out var refused))
                {
                    return refused;
                }

                if (entry is null)
                {
                    return before;
                }

                if (before.Version != version)
                {
                    return SymbolErrors.Changed;
                }

                audit.Append(entry);
                unitOfWork.OnCommitted(async () => await bus.Publish(SymbolDirectory.ChangedChannel, default));
                return before;
            },
            cancellationToken
        );
        return changed.IsOk ? await SymbolRows.Find(dataSource, symbol, cancellationToken) ?? changed : changed;
    }
}
