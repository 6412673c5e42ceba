using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>New terms of an order, as they travel; what is null stays.</summary>
/// <param name="Version">The version of the order that is meant.</param>
[GenerateSerializer, Immutable, Alias("paper.order-change")]
public sealed record OrderChange(Guid OrderId, int Version, decimal? Quantity, decimal? LimitPrice, decimal? StopPrice, decimal? TrailDistance)
{
    internal Amendment ToAmendment() =>
        new(Version)
        {
            Quantity = Quantity,
            LimitPrice = LimitPrice,
            StopPrice = StopPrice,
            TrailDistance = TrailDistance,
        };
}
