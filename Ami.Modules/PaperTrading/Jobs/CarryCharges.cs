using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Charges what holding costs, when no tick of the symbol did it first. It goes by what each position was charged for last, so that nothing is missed however
/// long it did not run, and nothing is charged twice.
/// </summary>
internal sealed class CarryCharges(NpgsqlDataSource dataSource, SymbolVenues venues, IGrainFactory grains, TimeProvider time, ILogger<CarryCharges> logger)
{
    /// <summary>One look at all accounts.</summary>
    internal async Task Charge(JobRun run, CancellationToken cancellationToken)
    {
        var (venue, now) = (await venues.Fresh(cancellationToken), time.GetUtcNow());
        foreach (var (symbol, rules) in venue.BySymbol ?? new Dictionary<string, Ami.Quant.Trading.VenueRules>())
        {
            if (rules.Carry?.LastBy(now) is not { } moment)
            {
                continue;
            }

            foreach (var account in await CarryRows.Uncharged(dataSource, symbol, moment, cancellationToken))
            {
                await Charge(account, run, cancellationToken);
            }
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
