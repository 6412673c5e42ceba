using System.Diagnostics;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Executes orders against ticks: the market watch names the accounts with an order that these ticks cross, and each account's grain decides again with its
/// own book. So ticks may come twice and two matchers may run at once: an order fills when its account says that it has not.
/// </summary>
internal sealed class OrderMatcher(NpgsqlDataSource dataSource, IGrainFactory grains, Marks marks, ILogger<OrderMatcher> logger) : ITickConsumer
{
    private const int Parallelism = 16;
    private static readonly ActivitySource Source = new("Ami.PaperTrading");

    public async Task OnTick(TickBatch ticks, CancellationToken cancellationToken)
    {
        var range = TickRange.Of(ticks);
        var mark = new Mark(range.Symbol, range.Last, range.Time, ticks.Ticks[^1].Began);
        await MarkRow.Upsert(dataSource, mark, cancellationToken);
        marks.Set(mark);
        var run = new TickRun(range.Symbol, [.. ticks.Ticks]);
        await Parallel.ForEachAsync(
            await grains.GetGrain<IMarketWatch>(0).Ask(watch => watch.Crossed(range), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (account, ct) => await Match(account, run, ct)
        );
    }

    /// <summary>
    /// A silo or a database that is away stops the batch, which then comes again; anything else is a bug in one account and must not hold up the others.
    /// </summary>
    private async Task Match(Guid account, TickRun run, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity($"match {run.Symbol}", ActivityKind.Consumer);
        try
        {
            await grains.GetGrain<IPaperAccount>(account).Ask(paper => paper.Match(run), cancellationToken);
        }
        catch (Exception e) when (!DatabaseFaults.IsTransient(e) && e is not OperationCanceledException)
        {
            logger.LogError(e, "Orders of account {Account} could not be matched against {Symbol}", account, run.Symbol);
        }
    }
}
