using Ami.Modules.Identity.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>How much somebody practises, for staff who look at their account.</summary>
internal static class PracticeFacts
{
    public static AccountFacts Source { get; } =
        new(
            async (services, userId, cancellationToken) =>
            {
                var db = services.GetRequiredService<PaperTradingDb>();
                return
                [
                    new("paperAccounts", await db.Accounts.LongCountAsync(a => a.UserId == userId, cancellationToken)),
                    new(
                        "paperOrders",
                        await db.Orders.LongCountAsync(
                            o => db.Accounts.Any(a => a.UserId == userId && a.Id == EF.Property<Guid>(o, PaperTradingDb.AccountId)),
                            cancellationToken
                        )
                    ),
                    new(
                        "paperPositions",
                        await db.Positions.LongCountAsync(p => EF.Property<Guid>(p, PaperTradingDb.UserId) == userId && p.ClosedAt == null, cancellationToken)
                    ),
                ];
            }
        );
}
