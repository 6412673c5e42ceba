namespace Ami.Quant.Backtesting;

/// <summary>
/// A trading rule. It is called at the close of every bar, in time order, and sees nothing later than that close; what it orders can be
/// filled from the next bar on. A strategy holds the state of one run: make a new one for each.
/// </summary>
public interface IStrategy
{
    /// <summary>Decides at the close of a bar.</summary>
    /// <param name="context">The bar, what came before, the position, and the means to give orders. Valid during the call only.</param>
    void OnBar(BarContext context);
}
