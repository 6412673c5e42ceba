using Ami.Modules.PaperTrading.Domain;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

internal static class OwnedAccount
{
    /// <summary>The account of this user, or <c>paper.account_not_found</c>; with the generation that a list is about, the current one by default.</summary>
    public static async Task<Result<(PaperAccount Account, int Generation)>> Owned(
        this PaperTradingDb db,
        Guid userId,
        Guid accountId,
        int? generation,
        CancellationToken cancellationToken
    ) =>
        await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId && a.UserId == userId, cancellationToken) is { } account
            ? (account, generation ?? account.Generation)
            : PaperErrors.AccountNotFound;

    /// <summary>As <see cref="Owned"/>, refused for the account of a replay: what somebody did in the past, knowing what came, shows nothing.</summary>
    public static async Task<Result<(PaperAccount Account, int Generation)>> OwnedLive(
        this PaperTradingDb db,
        Guid userId,
        Guid accountId,
        CancellationToken cancellationToken
    ) =>
        await db.Replays.AnyAsync(r => r.AccountId == accountId && r.UserId == userId, cancellationToken)
            ? PaperErrors.ReplayAccount
            : await db.Owned(userId, accountId, null, cancellationToken);
}
