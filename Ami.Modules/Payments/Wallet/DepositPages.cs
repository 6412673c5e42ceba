using Microsoft.EntityFrameworkCore;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>
/// Closes pages on which nobody paid in, so that they stop counting against limits. Each is closed at the provider first, which says whether it is: one that was
/// paid in the same moment goes on to be credited, and counts.
/// </summary>
internal sealed class DepositPages(UnitOfWork unitOfWork, PaymentsDb db, Checkouts checkouts, Deposits deposits)
{
    /// <summary>Closes those that a person left open. Outside any transaction.</summary>
    /// <returns>Success; or why one of them may still be paid, which then counts.</returns>
    public async Task<Result> CloseOpen(Guid userId, CancellationToken cancellationToken)
    {
        var open = await db.Deposits.Where(d => d.UserId == userId && d.State == DepositState.Open).Select(d => d.SessionId).ToListAsync(cancellationToken);
        foreach (var page in open)
        {
            if (!(await checkouts.Close(page, cancellationToken)).Try(out var current, out var refused))
            {
                // One that the provider does not know is not known to be closed: it counts, and keeps nobody from making another.
                if (refused == PaymentsErrors.NotAtProvider)
                {
                    continue;
                }

                return refused;
            }

            if (Checkouts.StateOf(current.Session) == CheckoutState.Expired)
            {
                await unitOfWork.Run(ct => Apply(current.Session, current.Seq, ct), cancellationToken);
            }
        }

        return Result.Ok;
    }

    /// <summary>In the order in which events are applied, so that neither waits for the other.</summary>
    private async Task<Result> Apply(Session session, long seq, CancellationToken cancellationToken)
    {
        var applied = await deposits.Apply(session, null, cancellationToken);
        if (applied.IsOk)
        {
            await checkouts.Apply(session, seq, cancellationToken);
        }

        return applied;
    }
}
