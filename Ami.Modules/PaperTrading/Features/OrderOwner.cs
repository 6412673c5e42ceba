using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Whose account an order is of, and what it trades.</summary>
internal sealed record OrderOwner(Guid AccountId, string Symbol)
{
    /// <returns>Null for an order that does not exist or is somebody else's.</returns>
    public static Task<OrderOwner?> Of(PaperTradingDb db, Guid orderId, Guid userId, CancellationToken cancellationToken) =>
        db
            .Orders.Where(o => o.Id == orderId && EF.Property<Guid>(o, PaperTradingDb.UserId) == userId)
            .Select(o => new OrderOwner(EF.Property<Guid>(o, PaperTradingDb.AccountId), o.Symbol))
            .FirstOrDefaultAsync(cancellationToken);
}
