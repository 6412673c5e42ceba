using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>Cancels orders that were good until a moment that has come, when no tick of their symbol says so first.</summary>
internal sealed class ExpiredOrders(NpgsqlDataSource dataSource, IGrainFactory grains, TimeProvider time)
{
    /// <summary>One look at all accounts.</summary>
    internal async Task Cancel(JobRun run, CancellationToken cancellationToken)
    {
        foreach (var account in await WatchRows.WithExpired(dataSource, time.GetUtcNow(), cancellationToken))
        {
            run.Did(await grains.GetGrain<IPaperAccount>(account).Ask(paper => paper.Expire(), cancellationToken));
        }
    }
}
