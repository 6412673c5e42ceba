using System.Text;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Symbols;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History.Backfill;

/// <summary>What was fetched of a symbol's past.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="From">From when on.</param>
/// <param name="To">Until when: what is newer comes by itself.</param>
/// <param name="Bars">Bars that the source has of that time.</param>
/// <param name="Inserted">How many of them were not stored yet.</param>
internal sealed record BackfilledHistory(string Symbol, string Interval, DateTimeOffset From, DateTimeOffset To, int Bars, int Inserted);

/// <summary>How far a run came.</summary>
/// <param name="Next">Everything before is stored, Unix milliseconds.</param>
/// <param name="Bars">Bars so far.</param>
/// <param name="Inserted">New ones so far.</param>
internal sealed record BackfillPlace(long Next, int Bars, int Inserted);

/// <summary>
/// Fetches bars of a past that was not asked for when a symbol was new, page by page, within the source's limits. Each page is stored at once and a bar that is
/// stored already is left as it is, so a job that is cut off or run again does no harm.
/// </summary>
internal sealed class BackfillJob(
    IEnumerable<IMarketSource> sources,
    SymbolDirectory directory,
    CandleStore store,
    NpgsqlDataSource dataSource,
    LiveBus bus,
    AuditLog audit,
    TimeProvider time
) : ILongJob<BackfillTerms, BackfilledHistory>
{
    /// <summary>How often in a row a source that cannot be reached is asked again, after 2, 4, 8 … seconds.</summary>
    private const int MostFailures = 6;

    /// <summary>One at a time: the source's limits are shared with what it is followed with.</summary>
    public static readonly LongJobKind<BackfillTerms, BackfilledHistory> Kind = new("market.backfill")
    {
        MostOpen = 5,
        Resumable = true,
        SeenBy = SymbolPermissions.Manage,
    };

    public async Task<Result<BackfilledHistory>> Run(BackfillTerms input, LongJobContext context, CancellationToken cancellationToken)
    {
        if (!input.Range(time.GetUtcNow()).Try(out var range, out var refused))
        {
            return refused;
        }

        if (!(await directory.Find(range.Symbol, cancellationToken)).Try(out var spec, out refused))
        {
            return refused;
        }

        if (sources.FirstOrDefault(one => one.Kind == spec.Source) is not { } source)
        {
            return BackfillTerms.NoSource(range.Symbol);
        }

        if (await store.NewestTime(spec.Id, range.Interval, cancellationToken) is not { } newest)
        {
            return BackfillTerms.NothingYet(range.Symbol);
        }

        var grid = source.Depths.Select(depth => depth.Grid).FirstOrDefault(grid => grid.Interval == range.Interval, new BarGrid(range.Interval));
        var (from, to) = (grid.Opens(range.From), Math.Min(range.To, newest));
        var place = context.Checkpoint<BackfillPlace>() ?? new BackfillPlace(from, 0, 0);
        var failures = 0;
        while (place.Next < to)
        {
            await context.Report(Progress(place, from, to, "market.fetching"), cancellationToken);
            if (!(await source.Bars(spec.Symbol, range.Interval, place.Next, to, cancellationToken)).Try(out var page, out var error))
            {
                if ((error.RetryAfter ?? Pause(error, ++failures)) is not { } wait)
                {
                    return error;
                }

                await context.Report(Progress(place, from, to, "market.waiting"), cancellationToken);
                await Task.Delay(wait, time, cancellationToken);
                continue;
            }

            failures = 0;
            var bars = page.Bars.Where(bar => bar.IsPossible && grid.Opens(bar.Time) == bar.Time && bar.Time >= place.Next && bar.Time < to).ToList();
            if (bars.Count != page.Bars.Count)
            {
                return SourceErrors.BadAnswer(source.Kind, $"bars of {spec.Symbol} {range.Interval} that are none, or of another time");
            }

            var inserted = await Store(spec.Id, range.Interval, bars, cancellationToken);
            // Where the source says nothing more there is nothing.
            var next = page.CoveredTo > place.Next ? grid.Next(page.CoveredTo) : to;
            place = new BackfillPlace(next, place.Bars + bars.Count, place.Inserted + inserted);
            await context.Save(place, cancellationToken);
        }

        var done = new BackfilledHistory(
            spec.Symbol.Value,
            range.Interval.ToString(),
            DateTimeOffset.FromUnixTimeMilliseconds(from),
            DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(from, to)),
            place.Bars,
            place.Inserted
        );
        await bus.Publish(StoredIntervals.ChangedChannel, Encoding.UTF8.GetBytes(spec.Symbol.Value));
        await audit.Write(
            new AuditEntry("market.history-fetched", "symbol", spec.Symbol.Value)
            {
                ActorId = context.UserId,
                After = new
                {
                    job = context.Id,
                    done.Interval,
                    done.From,
                    done.To,
                    done.Bars,
                    done.Inserted,
                },
            },
            CancellationToken.None
        );
        return done;
    }

    /// <summary>Before a source that cannot be reached is asked again; null when it was asked often enough, or answered something else.</summary>
    private static TimeSpan? Pause(Error error, int failures) =>
        error.Code == SourceErrors.UnreachableCode && failures <= MostFailures ? TimeSpan.FromSeconds(1 << failures) : null;

    private async Task<int> Store(int symbolId, BarInterval interval, List<Candle> bars, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await CandleStore.Hold(connection, symbolId, cancellationToken);
        var inserted = await CandleStore.Add(connection, [.. bars.Select(bar => (symbolId, interval, bar))], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return inserted;
    }

    private static LongJobProgress Progress(BackfillPlace place, long from, long to, string code) =>
        new(1, 1, Math.Clamp((double)(place.Next - from) / Math.Max(1, to - from), 0, 1), code)
        {
            Figures = new Dictionary<string, double> { ["rows"] = place.Bars },
        };
}
