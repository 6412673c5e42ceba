using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What a symbol cost.</summary>
/// <param name="Price">Above zero.</param>
/// <param name="Began">When the price began: of a bar, when that did. It is of the shares of then.</param>
internal readonly record struct CarryPrice(decimal Price, DateTimeOffset Began);

/// <summary>What symbols cost at moments.</summary>
internal sealed class CarryPrices(IReadOnlyDictionary<(string Symbol, DateTimeOffset Moment), CarryPrice> known)
{
    /// <summary>Nobody looked: the last price is the one before the moment, as in a replay.</summary>
    public static CarryPrices None { get; } = new(new Dictionary<(string, DateTimeOffset), CarryPrice>());

    /// <summary>The price of a position at a moment, for its shares.</summary>
    /// <param name="held">The position.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="actions">The corporate actions of the symbol; null for none.</param>
    /// <returns>What it was bought for where no price from before the moment was found: a later one may be of other shares. Null where nobody looked.</returns>
    public decimal? At(Position held, DateTimeOffset moment, CorporateActions? actions = null) =>
        known.TryGetValue((held.Symbol, moment), out var then) ? actions?.PriceFor(then.Price, then.Began, held.ActedFrom) ?? then.Price
        : ReferenceEquals(this, None) ? (decimal?)null
        : held.AveragePrice;
}
