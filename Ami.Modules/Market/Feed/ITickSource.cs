using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Live;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// Where a symbol's live ticks come from. A source answers for any stretch of time, past ones too, always with the same ticks: so publishing never
/// waits for consumers, and a silo that takes over goes on where the last one stopped. Used by one loop at a time. Times are wall time, Unix milliseconds.
/// </summary>
internal interface ITickSource
{
    /// <summary>Key of the symbol in the module's tables.</summary>
    int SymbolId { get; }

    /// <summary>The symbol.</summary>
    Symbol Symbol { get; }

    /// <summary>Before this there are no ticks.</summary>
    long Begins { get; }

    /// <summary>Up to when the ticks behind a time are known: a source outside of this system knows what it was told. No later than now.</summary>
    /// <param name="after">Where the asker stands.</param>
    /// <param name="now">The time.</param>
    long KnownTo(long after, long now) => now;

    /// <summary>Every tick in (after, upTo], oldest first.</summary>
    Task<IReadOnlyList<Tick>> Ticks(long after, long upTo, CancellationToken cancellationToken);

    /// <summary>Fewer ticks of (after, upTo] that still touch the highest and lowest price of each bar.</summary>
    Task<IReadOnlyList<Tick>> CoarseTicks(long after, long upTo, CancellationToken cancellationToken);

    /// <summary>The newest tick at or before a time, with the bars around it; null when there is none.</summary>
    /// <param name="now">The time.</param>
    /// <param name="previous">Bars that closed after this time are told, and at least the last one.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<LiveTick?> Newest(long now, long previous, CancellationToken cancellationToken);
}
