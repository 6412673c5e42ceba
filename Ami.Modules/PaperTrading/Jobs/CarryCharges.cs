using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Charges what holding costs, when no tick of the symbol did it first. It goes by what each position was charged for last, so that nothing is missed however
/// long it did not run, and nothing is charged twice.
/// </summary>
internal sealed class CarryCharges(NpgsqlDataSource dataSource, SymbolVenues venues, IGrainFactory grains, TimeProvider time)
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
                run.Did(await grains.GetGrain<IPaperAccount>(account).Ask(paper => paper.Carry(), cancellationToken));
            }
        }
    }
}
