namespace Ami.Quant.Trading;

/// <summary>What a symbol can be bought and sold for at a moment.</summary>
/// <param name="Time">When; a later tick of a symbol has a later time.</param>
/// <param name="Bid">Best price to sell at, above zero.</param>
/// <param name="Ask">Best price to buy at, not below <paramref name="Bid"/>.</param>
/// <param name="Last">Price of the last trade, which triggers stops and values positions.</param>
/// <param name="From">
/// The last price from which the market came here through every price between; null when it jumped, so that what lies between was not traded.
/// </param>
/// <param name="Begun">
/// Time of the first tick of the bar that this one tells of; null when it tells of itself alone. Depth is anew with each bar, so that it does not matter how many
/// ticks tell of it.
/// </param>
public readonly record struct PriceTick(DateTimeOffset Time, decimal Bid, decimal Ask, decimal Last, decimal? From = null, DateTimeOffset? Begun = null)
{
    /// <summary>When the market came to what it tells of: a corporate action at a later moment is not in it, though it may be told after it.</summary>
    public DateTimeOffset Began => Begun ?? Time;

    /// <summary>Which depth this is: what an order left it finds again only in a later one.</summary>
    internal DateTimeOffset Depth => Began;

    /// <summary>The price that an order of a side takes.</summary>
    public decimal Touch(Side side) => side == Side.Buy ? Ask : Bid;

    /// <summary>The same spread around another last price.</summary>
    internal PriceTick At(decimal last)
    {
        var bid = last - (Last - Bid);
        return new PriceTick(Time, bid > 0 ? bid : last, last + (Ask - Last), last, null, Begun);
    }
}
