using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Market.Sources.Polygon;

/// <summary>Keeps the bars of Polygon's stocks complete. They are behind the clock, so nothing is told as if it were live.</summary>
internal sealed class PolygonFeed(
    PolygonMarket market,
    SourceHistory history,
    SourceListing listing,
    SourceStates states,
    SourceMetrics metrics,
    PolygonOptions options,
    NpgsqlDataSource dataSource,
    ILogger<PolygonFeed> logger
)
{
    private List<ListedSymbol>? _listed;
    private List<SymbolSpec> _specs = [];

    /// <summary>Whether Polygon is to be followed at all.</summary>
    public bool IsEnabled => options.Enabled;

    /// <summary>Lists the symbols, the first time and when staff switched the source of one, and fetches bars that closed.</summary>
    public async Task Keep(JobRun run, CancellationToken cancellationToken)
    {
        var error = await List(cancellationToken) ?? await Bars(run, cancellationToken);
        if (error is not null && error.Code != SourceErrors.RateLimitedCode)
        {
            logger.LogWarning("{Message}", error.Message);
        }

        // A plan of few requests a minute is at its limit whenever there is something to fetch: no trouble.
        states.Report(PriceSource.Polygon, error?.Code == SourceErrors.RateLimitedCode ? null : error);
    }

    private async Task<Error?> List(CancellationToken cancellationToken)
    {
        if (_listed is { } known)
        {
            var now = await listing.Of(PriceSource.Polygon, known, cancellationToken);
            if (now.Select(spec => spec.Id).ToHashSet().SetEquals(_specs.Select(spec => spec.Id)))
            {
                return null;
            }
        }
        else if (!(await market.List(cancellationToken)).Try(out _listed, out var error))
        {
            return error;
        }

        var listed = _listed;
        var specs = await listing.Ensure(PriceSource.Polygon, listed, cancellationToken);
        foreach (var depth in market.Depths.Where(depth => depth.Grid.Zone is not null))
        {
            await using var command = dataSource.CreateCommand(
                """
                insert into market.sessions (symbol_id, interval_seconds, offset_seconds, zone)
                select id, $2, $3, $4 from unnest($1::int[]) id on conflict do nothing
                """
            );
            command.With(specs.Select(spec => spec.Id).ToArray()).With((int)(depth.Interval.Milliseconds / 1000)).With((int)(depth.Grid.Phase / 1000));
            command.With(depth.Grid.Zone!.Id);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        _specs = specs;
        return null;
    }

    private async Task<Error?> Bars(JobRun run, CancellationToken cancellationToken)
    {
        foreach (var depth in market.Depths)
        {
            foreach (var spec in _specs)
            {
                if (history.CompleteTo(spec.Id, depth.Interval) is { } complete && complete >= depth.Grid.Opens(market.Now))
                {
                    continue;
                }

                if (!(await history.Fill(market, spec, depth, cancellationToken)).Try(out var bars, out var error))
                {
                    return error;
                }

                run.Did(bars);
                metrics.Stored(bars);
            }
        }

        return null;
    }
}
