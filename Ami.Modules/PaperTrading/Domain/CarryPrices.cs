using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What symbols cost at moments.</summary>
internal sealed class CarryPrices(IReadOnlyDictionary<(string Symbol, DateTimeOffset Moment), decimal> known)
{
    /// <summary>Nobody looked: the last price is the one before the moment, as in a replay.</summary>
    public static CarryPrices None { get; } = new(new Dictionary<(string, DateTimeOffset), decimal>());

    /// <returns>What it was bought for where no price from before the moment was found: a later one may be of other shares. Null where nobody looked.</returns>
    public decimal? At(Position held, DateTimeOffset moment) =>
        known.TryGetValue((held.Symbol, moment), out var price) ? price
        : ReferenceEquals(this, None) ? null
        : held.AveragePrice;
}
