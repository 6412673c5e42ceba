namespace Ami.Quant.Backtesting.Strategies;

/// <summary>A vector of signals computed beforehand, one per bar: the value at index t may use bars up to and including t only.</summary>
public sealed class SignalStrategy : ExposureStrategy
{
    private readonly ReadOnlyMemory<double>[] _signals;
    private readonly Func<BarContext, PositionSide, Protection>? _protection;

    /// <summary>Trades one instrument.</summary>
    /// <param name="signals">Wanted exposure per bar: 1 long, −1 short, 0 flat, NaN no opinion.</param>
    /// <param name="sizing">Units for a full exposure.</param>
    /// <param name="protection">Exits per entry; default none.</param>
    public SignalStrategy(ReadOnlyMemory<double> signals, ISizing sizing, Func<BarContext, PositionSide, Protection>? protection = null)
        : this([signals], sizing, protection) { }

    /// <summary>Trades several instruments.</summary>
    /// <param name="signals">Per instrument, the wanted exposure per bar of its own series.</param>
    /// <param name="sizing">Units for a full exposure.</param>
    /// <param name="protection">Exits per entry; default none.</param>
    public SignalStrategy(IReadOnlyList<ReadOnlyMemory<double>> signals, ISizing sizing, Func<BarContext, PositionSide, Protection>? protection = null)
        : base(sizing)
    {
        _signals = [.. signals];
        _protection = protection;
    }

    /// <inheritdoc/>
    protected override double Exposure(BarContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var signals = _signals[context.Symbol].Span;
        return context.Index < signals.Length ? signals[context.Index] : double.NaN;
    }

    /// <inheritdoc/>
    protected override Protection ProtectionFor(BarContext context, PositionSide side) => _protection?.Invoke(context, side) ?? Protection.None;
}
