namespace Ami.Quant.Backtesting;

/// <summary>What closed a trade.</summary>
public enum ExitReason
{
    /// <summary>The strategy closed or reversed.</summary>
    Signal,

    /// <summary>The stop-loss.</summary>
    StopLoss,

    /// <summary>The trailing stop, after it had been moved.</summary>
    TrailingStop,

    /// <summary>The take-profit.</summary>
    TakeProfit,

    /// <summary>The data ended.</summary>
    EndOfData,

    /// <summary>The account's equity was used up.</summary>
    Liquidation,
}

/// <summary>A round trip: from flat to flat, with all fills in between.</summary>
/// <param name="Symbol">Position of the instrument in the input.</param>
/// <param name="Side">Direction.</param>
/// <param name="EntryBar">Index of the bar of the first fill.</param>
/// <param name="ExitBar">Index of the bar of the last fill.</param>
/// <param name="EntryTime">Opening instant of the entry bar, Unix milliseconds UTC.</param>
/// <param name="ExitTime">Opening instant of the exit bar, Unix milliseconds UTC.</param>
/// <param name="Quantity">Units bought or sold in total.</param>
/// <param name="EntryPrice">Average entry price after spread and slippage.</param>
/// <param name="ExitPrice">Average exit price after spread and slippage.</param>
/// <param name="Fees">Fees paid, money.</param>
/// <param name="Funding">Funding and borrowing paid (negative: received), money.</param>
/// <param name="NetProfit">Gain after fees and funding, money.</param>
/// <param name="InitialRisk">Money at risk between entry and first stop; NaN when the trade had no stop.</param>
/// <param name="AdverseExcursion">Maximum adverse excursion: worst open loss per unit as a fraction of the entry price, 0 or negative.</param>
/// <param name="FavourableExcursion">Maximum favourable excursion: best open gain per unit as a fraction of the entry price, 0 or positive.</param>
/// <param name="Exit">What closed it.</param>
public readonly record struct Trade(
    int Symbol,
    PositionSide Side,
    int EntryBar,
    int ExitBar,
    long EntryTime,
    long ExitTime,
    double Quantity,
    double EntryPrice,
    double ExitPrice,
    double Fees,
    double Funding,
    double NetProfit,
    double InitialRisk,
    double AdverseExcursion,
    double FavourableExcursion,
    ExitReason Exit
)
{
    /// <summary>Net profit in multiples of the initial risk; NaN when the trade had no stop.</summary>
    public double R => NetProfit / InitialRisk;

    /// <summary>Net profit as a fraction of the money put in (quantity × entry price).</summary>
    public double Return => NetProfit / (Quantity * EntryPrice);

    /// <summary>Maximum adverse excursion in multiples of the initial risk, 0 or negative; NaN when the trade had no stop.</summary>
    public double AdverseR => AdverseExcursion * EntryPrice * Quantity / InitialRisk;

    /// <summary>Maximum favourable excursion in multiples of the initial risk, 0 or positive; NaN when the trade had no stop.</summary>
    public double FavourableR => FavourableExcursion * EntryPrice * Quantity / InitialRisk;

    /// <summary>Bars from the entry bar to the exit bar; 0 when both are the same.</summary>
    public int BarsHeld => ExitBar - EntryBar;
}

/// <summary>One execution.</summary>
/// <param name="Symbol">Position of the instrument in the input.</param>
/// <param name="Bar">Index of the bar in the instrument's series.</param>
/// <param name="Side">Bought (long) or sold (short).</param>
/// <param name="Quantity">Units, positive.</param>
/// <param name="Price">Price after spread and slippage.</param>
/// <param name="Fee">Fee paid, money.</param>
/// <param name="OrderId">The order it executed; an order that turned a position around has two fills.</param>
public readonly record struct Fill(int Symbol, int Bar, PositionSide Side, double Quantity, double Price, double Fee, Guid OrderId);
