using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Charges what holding costs and applies corporate actions, when no tick of the symbol did it first. It goes by what each position was charged for last, so that nothing is missed however
/// long it did not run, and nothing is charged twice.
/// </summary>
internal sealed class CarryCharges(
    NpgsqlDataSource dataSource,
    SymbolVenues venues,
    Marks marks,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<CarryCharges> logger
)
{
    /// <summary>One look at all accounts.</summary>
    internal async Task Charge(JobRun run, CancellationToken cancellationToken)
    {
        await marks.Fresh();
        var (venue, now) = (await venues.Fresh(cancellationToken), time.GetUtcNow());
        List<(string Symbol, DateTimeOffset At)> actions = [];
        HashSet<Guid> concerned = [];
        foreach (var (symbol, rules) in venue.BySymbol ?? new Dictionary<string, Ami.Quant.Trading.VenueRules>())
        {
            if (rules.Carry?.LastBy(now) is { } moment)
            {
                concerned.UnionWith(await CarryRows.Uncharged(dataSource, symbol, moment, cancellationToken));
            }

            if (marks.Latest(symbol)?.Began is { } began && rules.Actions?.LastBy(began) is { } action)
            {
                actions.Add((symbol, action.At));
            }
        }

        if (actions.Count > 0)
        {
            concerned.UnionWith(await CarryRows.Unadjusted(dataSource, actions, cancellationToken));
        }

        foreach (var account in concerned)
        {
            await Charge(account, run, cancellationToken);
        }
    }

    /// <summary>A silo or a database that is away ends the look, and the next one begins anew; anything else is a bug in one account and must not hold up the others.</summary>
    private async Task Charge(Guid account, JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            run.Did(await grains.GetGrain<IPaperAccount>(account).Ask(paper => paper.Carry(), cancellationToken));
        }
        catch (Exception e) when (!DatabaseFaults.IsTransient(e) && e is not OperationCanceledException)
        {
            logger.LogError(e, "What holding costs could not be charged to account {Account}", account);
        }
    }
}
