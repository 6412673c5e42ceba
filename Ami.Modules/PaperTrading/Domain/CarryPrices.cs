namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What symbols cost at moments.</summary>
internal sealed class CarryPrices(IReadOnlyDictionary<(string Symbol, DateTimeOffset Moment), decimal> known)
{
    public static CarryPrices None { get; } = new(new Dictionary<(string, DateTimeOffset), decimal>());

    /// <returns>Null where it is not known.</returns>
    public decimal? At(string symbol, DateTimeOffset moment) => known.TryGetValue((symbol, moment), out var price) ? price : null;
}
