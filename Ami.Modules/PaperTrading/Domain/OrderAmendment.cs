using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody, or a split, changed about an order.</summary>
/// <param name="Version">The order's version since.</param>
/// <param name="Action">Moment of the corporate action that did it; null when somebody did.</param>
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
    decimal? TrailDistance,
    DateTimeOffset? Action = null
)
{
    internal static OrderAmendment Of(Guid accountId, Order before, Order after, DateTimeOffset? action = null) =>
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
            TrailDistance: after.TrailDistance,
            Action: action
        );
}
