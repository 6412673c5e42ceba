using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>Why an order changed without a fill; stored and shown as it is.</summary>
public static class OrderReasons
{
    public const string CancelledByUser = "user";
    public const string OneCancelsOther = "oco";
    public const string EntryCancelled = "entry_cancelled";
    public const string PositionReduced = "position_reduced";
    public const string Reset = "reset";
    public const string Margin = "margin";
}

public static class SideExtensions
{
    /// <summary>+1 for buy, -1 for sell: multiplied with a quantity it gives the change of the position.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
