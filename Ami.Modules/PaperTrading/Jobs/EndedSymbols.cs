using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Grains;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Gives the orders of symbols whose prices have ended their end: no tick would. The last price has to be old by then, so that the matcher has had it.
/// </summary>
internal sealed class EndedSymbols(IQuoteBoard quotes, IGrainFactory grains)
{
    /// <summary>One look at all symbols with orders.</summary>
    internal async Task Settle(JobRun run, CancellationToken cancellationToken)
    {
        var watch = grains.GetGrain<IMarketWatch>(0);
        foreach (var name in await watch.Ask(known => known.Ordered(), cancellationToken))
        {
            var symbol = Symbol.Of(name);
            if ((await quotes.Latest(symbol, cancellationToken)).IsOk || !await quotes.HasEnded(symbol, cancellationToken))
            {
                continue;
            }

            foreach (var account in await watch.Ask(known => known.WithOrders(name), cancellationToken))
            {
                run.Did(await grains.GetGrain<IPaperAccount>(account).Ask(paper => paper.End(name), cancellationToken));
            }
        }
    }
}
