namespace Ami.Quant.Trading;

/// <summary>How an account covers what it holds, at some prices.</summary>
/// <param name="Equity">Cash plus the value of what is held, money.</param>
/// <param name="GrossExposure">Value of what is held, long and short added up, ≥ 0.</param>
/// <param name="Leverage">How many times its equity the account may hold, above zero.</param>
/// <param name="Required">Share of the exposure that equity has to cover, see <see cref="VenueRules.Required"/>.</param>
public readonly record struct Margin(decimal Equity, decimal GrossExposure, decimal Leverage, decimal Required)
{
    /// <summary>What opening all that is held would need at these prices, money.</summary>
    public decimal Initial => GrossExposure / Leverage;

    /// <summary>What equity must not fall below, money.</summary>
    public decimal Maintenance => Required * GrossExposure;

    /// <summary>Equity as a multiple of the maintenance margin: below 1 the account is liquidated. Null while nothing needs one.</summary>
    public decimal? Level => Maintenance > 0 ? Equity / Maintenance : null;

    /// <summary>As it is once more of a symbol was traded.</summary>
    /// <param name="held">Units of the symbol before, below zero when short.</param>
    /// <param name="change">Units that are bought, below zero when sold.</param>
    /// <param name="mark">What a unit is valued at.</param>
    /// <param name="price">What is paid for one.</param>
    /// <param name="fee">Commission of all of it.</param>
    public Margin After(decimal held, decimal change, decimal mark, decimal price, decimal fee) =>
        this with
        {
            Equity = Equity - fee - (change * (price - mark)),
            GrossExposure = GrossExposure + ((Math.Abs(held + change) - Math.Abs(held)) * mark),
        };

    /// <summary>
    /// The price of one symbol, the others at theirs, at which equity is exactly the maintenance margin: it is no longer covered below it for what is long, above
    /// it for what is short. Null when there is none.
    /// </summary>
    /// <param name="held">Units, below zero when short.</param>
    /// <param name="mark">What a unit is valued at in this.</param>
    public decimal? LiquidationPrice(decimal held, decimal mark)
    {
        var others = Equity - (held * mark) - (Required * (GrossExposure - (Math.Abs(held) * mark)));
        return LiquidationPrice(others, held, Required) is > 0 and var price ? price : null;
    }

    /// <summary>As <see cref="LiquidationPrice(decimal, decimal)"/>, also where that is no price: zero or less. Null when no price moves it.</summary>
    /// <param name="cash">What equity is above what else is required, when the symbol is worth nothing: an account's cash where it holds nothing else.</param>
    /// <param name="held">Units, below zero when short.</param>
    /// <param name="required">See <see cref="Required"/>.</param>
    internal static decimal? LiquidationPrice(decimal cash, decimal held, decimal required) =>
        held - (required * Math.Abs(held)) is var moves && moves != 0 ? -cash / moves : null;
}

/// <summary>
/// Whether an account is called to cover more, before it is liquidated. The call begins at one level and ends at a higher one, so that prices that go to and fro
/// around either do not begin it again and again.
/// </summary>
public static class MarginCall
{
    /// <summary>The level below which it begins. An account that has just used all of its leverage, of two or more, is at 2.</summary>
    public const decimal BeginsBelow = 1.5m;

    /// <summary>The level from which on it is over.</summary>
    public const decimal EndsAt = 1.65m;

    /// <summary>The next state. What is no longer covered at all is not called any more: it is liquidated.</summary>
    /// <param name="isCalled">The state before.</param>
    /// <param name="level">See <see cref="Margin.Level"/>; null ends a call.</param>
    public static bool Next(bool isCalled, decimal? level) => isCalled ? level < EndsAt : level is >= 1 and < BeginsBelow;
}
