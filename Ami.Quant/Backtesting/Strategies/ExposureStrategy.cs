namespace Ami.Quant.Backtesting.Strategies;

/// <summary>
/// A rule that says, bar by bar, which exposure it wants. Orders are given only when the wish changes: after a stop-out it waits for the next change.
/// </summary>
/// <param name="sizing">Units for a full exposure of 1.</param>
public abstract class ExposureStrategy(ISizing sizing) : IStrategy
{
    private double[] _wanted = [];

    /// <inheritdoc/>
    public void OnBar(BarContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var wanted = Exposure(context);
        var symbol = context.Symbol;
        if (symbol >= _wanted.Length)
        {
            Array.Resize(ref _wanted, symbol + 1);
        }

        if (double.IsNaN(wanted) || wanted == _wanted[symbol])
        {
            return;
        }

        _wanted[symbol] = wanted;
        var protection = wanted == 0 ? Protection.None : ProtectionFor(context, wanted > 0 ? PositionSide.Long : PositionSide.Short);
        var close = context.Bar.Close;
        var stop = protection.StopFor(wanted > 0 ? PositionSide.Long : PositionSide.Short, close);
        var units = wanted == 0 ? 0 : sizing.Quantity(context.Equity, close, stop, context.Venue);
        context.TargetQuantity(wanted * units, protection);
    }

    /// <summary>The wanted exposure at the close of a bar.</summary>
    /// <param name="context">The bar and its past.</param>
    /// <returns>1 fully long, −1 fully short, 0 flat, anything between; NaN for "no opinion", which leaves things as they are.</returns>
    protected abstract double Exposure(BarContext context);

    /// <summary>Exits for a position that is about to be opened; default none.</summary>
    /// <param name="context">The deciding bar.</param>
    /// <param name="side">Direction.</param>
    protected virtual Protection ProtectionFor(BarContext context, PositionSide side) => Protection.None;
}
