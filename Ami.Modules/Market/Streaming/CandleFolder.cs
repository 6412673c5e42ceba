using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Streaming;

/// <summary>
/// Follows the ticks of one symbol and says how the bar of one interval stands. What closed before it began is seeded from the database; a gap in what
/// it hears makes it ask for a new seed rather than show a wrong bar.
/// </summary>
internal sealed class CandleFolder(BarInterval interval)
{
    private Candle? _partial;
    private long _foldedTo;
    private BarGrid _grid = new(interval);

    /// <summary>What its prices are adjusted with.</summary>
    public PriceFactors Factors { get; private set; } = PriceFactors.None;

    /// <summary>True when what was heard does not continue what is known: call <see cref="Seed"/>.</summary>
    public bool NeedsSeed { get; private set; } = true;

    /// <summary>Starts from settled pieces.</summary>
    /// <param name="settled">The pieces of the open bar that are over, if any.</param>
    /// <param name="upTo">Base bars that open from here on are not in it, Unix milliseconds.</param>
    /// <param name="grid">When bars of the interval open.</param>
    /// <param name="factors">What prices are adjusted with, as those of the pieces were.</param>
    public void Seed(Candle? settled, long upTo, BarGrid grid, PriceFactors factors) =>
        (_partial, _foldedTo, _grid, Factors, NeedsSeed) = (settled, upTo, grid, factors, false);

    /// <summary>Whether what it knows is adjusted as it is to be now.</summary>
    public bool IsBy(PriceFactors factors) => Factors.Equals(factors);

    /// <summary>Forgets what it knows: the history behind it has changed.</summary>
    public void Forget() => NeedsSeed = true;

    /// <summary>Takes a tick.</summary>
    /// <param name="tick">The newest tick.</param>
    /// <param name="emit">Called with each bar that changed and whether it is closed, oldest first.</param>
    public void Follow(LiveTick tick, Action<Candle, bool> emit)
    {
        var forming = tick.Forming;
        if (interval.Milliseconds % forming.Length != 0 || NeedsSeed)
        {
            return;
        }

        if (tick.MarketTime >= Factors.Until)
        {
            // What is known is of the shares before a split.
            NeedsSeed = true;
            return;
        }

        foreach (var bar in tick.Closed)
        {
            if (bar.Time < _foldedTo)
            {
                continue;
            }

            if (bar.Time > _foldedTo)
            {
                NeedsSeed = true;
                return;
            }

            Fold(bar, emit);
        }

        if (forming.Time != _foldedTo)
        {
            NeedsSeed = true;
            return;
        }

        var opens = _grid.Opens(forming.Time);
        Flush(opens, emit);
        var piece = Piece(forming, opens);
        emit(_partial is { } settled ? settled.Then(piece) : piece, false);
    }

    private void Fold(LiveBar bar, Action<Candle, bool> emit)
    {
        var opens = _grid.Opens(bar.Time);
        Flush(opens, emit);
        var piece = Piece(bar, opens);
        _partial = _partial is { } settled ? settled.Then(piece) : piece;
        _foldedTo = bar.Time + bar.Length;
        Flush(_grid.Opens(_foldedTo), emit);
    }

    private Candle Piece(LiveBar bar, long opens) => new Candle(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume).By(Factors) with { Time = opens };

    /// <summary>Closes the bar in hand when another one has begun.</summary>
    private void Flush(long opens, Action<Candle, bool> emit)
    {
        if (_partial is not { } done || done.Time == opens)
        {
            return;
        }

        emit(done, true);
        _partial = null;
    }
}
