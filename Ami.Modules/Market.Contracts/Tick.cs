namespace Ami.Modules.Market.Contracts;

/// <summary>What a symbol can be bought and sold for.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bid">Best price to sell at.</param>
/// <param name="Ask">Best price to buy at; above <paramref name="Bid"/>.</param>
/// <param name="Last">Price of the last trade.</param>
/// <param name="Time">When, by the clock on the wall (also during a replay).</param>
/// <param name="Begun">As of a <see cref="Tick"/>.</param>
[GenerateSerializer, Immutable, Alias("market.quote")]
public sealed record Quote(Symbol Symbol, decimal Bid, decimal Ask, decimal Last, DateTimeOffset Time, DateTimeOffset? Begun = null)
{
    /// <inheritdoc cref="Tick.Began"/>
    public DateTimeOffset Began => Begun ?? Time;
}

/// <summary>One trade with the quote around it.</summary>
/// <param name="Time">When, by the clock on the wall; strictly increasing per symbol.</param>
/// <param name="MarketTime">When, by the market's clock: the same except during a replay.</param>
/// <param name="Bid">Best price to sell at.</param>
/// <param name="Ask">Best price to buy at; above <paramref name="Bid"/>.</param>
/// <param name="Last">Traded price.</param>
/// <param name="Size">Traded quantity; zero when only the quote moved.</param>
/// <param name="From">
/// The traded price from which the market came here through every price between, as inside a bar of which only the corners are known; null when it jumped.
/// </param>
/// <param name="Begun">Of a tick inside a bar, the time of the bar's first tick; null when it tells of itself alone.</param>
[GenerateSerializer, Immutable, Alias("market.tick")]
public readonly record struct Tick(
    DateTimeOffset Time,
    DateTimeOffset MarketTime,
    decimal Bid,
    decimal Ask,
    decimal Last,
    decimal Size,
    decimal? From = null,
    DateTimeOffset? Begun = null
)
{
    /// <summary>When the market came to what it tells of, by the clock on the wall.</summary>
    public DateTimeOffset Began => Begun ?? Time;
}

/// <summary>Consecutive ticks of one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Ticks">At least one, in time order.</param>
/// <param name="CatchingUp">True when these happened while no silo was at work, and are handed over late.</param>
public sealed record TickBatch(Symbol Symbol, IReadOnlyList<Tick> Ticks, bool CatchingUp);

/// <summary>
/// Hears every tick of every live symbol, in order per symbol, in the one silo that leads the feed. Register it scoped
/// (<c>services.AddScoped&lt;ITickConsumer, OrderMatcher&gt;()</c>): each batch is handed over in a scope of its own.
/// </summary>
/// <remarks>
/// At least once: the place reached is stored after the consumer returns, so after a fail-over the last second or so comes again, and a tick may be
/// older than what the consumer acts on. An order must ignore ticks whose <see cref="Tick.Time"/> is not after its acceptance.
/// A consumer that throws gets the same batch again after a pause. A slow one delays later batches, which then hold more ticks, but never the
/// publishing of quotes. Ticks of the last hour come one by one; what is older comes as four ticks a minute, the corners of its path.
/// </remarks>
public interface ITickConsumer
{
    /// <summary>Takes a batch.</summary>
    /// <param name="ticks">Consecutive ticks of one symbol.</param>
    /// <param name="cancellationToken">Cancelled when this silo no longer leads the feed, or stops.</param>
    Task OnTick(TickBatch ticks, CancellationToken cancellationToken);
}
