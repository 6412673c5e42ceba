using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody changed about an order.</summary>
/// <param name="Version">The order's version since.</param>
public sealed record OrderAmendment(
    Guid OrderId,
    int Version,
    Guid AccountId,
    DateTimeOffset At,
    decimal QuantityBefore,
    decimal Quantity,
    decimal? LimitBefore,
    decimal? LimitPrice,
    decimal? StopBefore,
    decimal? StopPrice,
    decimal? TrailBefore,
    decimal? TrailDistance
)
{
    internal static OrderAmendment Of(Guid accountId, Order before, Order after) =>
        new(
            OrderId: after.Id,
            Version: after.Version,
            AccountId: accountId,
            At: after.UpdatedAt,
            QuantityBefore: before.Quantity,
            Quantity: after.Quantity,
            LimitBefore: before.LimitPrice,
            LimitPrice: after.LimitPrice,
            StopBefore: before.StopPrice,
            StopPrice: after.StopPrice,
            TrailBefore: before.TrailDistance,
            TrailDistance: after.TrailDistance
        );
}
