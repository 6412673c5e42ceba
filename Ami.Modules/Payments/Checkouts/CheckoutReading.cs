using Microsoft.EntityFrameworkCore;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>Keeps what became of pages on which somebody pays.</summary>
internal sealed class Checkouts(UnitOfWork unitOfWork, PaymentsDb db, Provider provider, FetchOrder order, TimeProvider time)
{
    private static readonly SessionGetOptions Whole = new() { Expand = ["payment_intent"] };

    /// <summary>Fetches a page as it is now.</summary>
    public async Task<Result<(Session Session, long Seq)>> Fetch(string sessionId, CancellationToken cancellationToken)
    {
        var seq = await order.Next(cancellationToken);
        var fetched = await provider.AskFor(
            api => api.Checkout.Sessions.GetAsync(sessionId, Whole, cancellationToken: cancellationToken),
            page => page is { Status.Length: > 0, PaymentStatus.Length: > 0, Currency.Length: > 0 } && page.Id == sessionId,
            cancellationToken
        );
        return fetched.Map(session => (session, seq));
    }

    /// <summary>
    /// Makes a page and then closes those that were left open, so that nobody pays twice. The one that was made stays: the same request, sent twice at once, gets
    /// it both times, whoever keeps it first.
    /// </summary>
    public async Task<Result<Session>> MakeOnly(SessionCreateOptions page, string key, IQueryable<CheckoutRow> open, CancellationToken cancellationToken) =>
        !(await Make(page, key, cancellationToken)).Try(out var made, out var refused) ? refused
        : await Close(open.Where(c => c.SessionId != made.Id), cancellationToken) is { } beingPaid ? beingPaid
        : made;

    /// <summary>Makes a page; one that cannot be opened is none.</summary>
    public Task<Result<Session>> Make(SessionCreateOptions page, string key, CancellationToken cancellationToken) =>
        provider.AskFor(
            api => api.Checkout.Sessions.CreateAsync(page, Provider.Once(key), cancellationToken),
            made => made is { Id.Length: > 0, Url.Length: > 0 },
            cancellationToken
        );

    /// <summary>Closes a page at the provider, so that nobody pays on it any more.</summary>
    /// <returns>How it stands then, as the provider says: expired, or whatever came before.</returns>
    public async Task<Result<(Session Session, long Seq)>> Close(string sessionId, CancellationToken cancellationToken)
    {
        var seq = await order.Next(cancellationToken);
        var closed = await provider.AskFor(
            api => api.Checkout.Sessions.ExpireAsync(sessionId, cancellationToken: cancellationToken),
            page => page is { Status: "expired" } && page.Id == sessionId,
            cancellationToken
        );
        // Only a page that was filled in, or that is over, cannot be closed.
        return closed.Try(out var session, out var refused) ? (session, seq)
            : refused == PaymentsErrors.ChangeNotPossible ? await Fetch(sessionId, cancellationToken)
            : refused;
    }

    /// <summary>Keeps a page that was made. Inside a transaction.</summary>
    public Task Keep(Session session, Guid userId, CheckoutPurpose purpose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        db.Checkouts.Add(
            new CheckoutRow
            {
                Id = ComputedId.Of(session.Id),
                SessionId = session.Id,
                UserId = userId,
                Purpose = purpose,
                State = CheckoutState.Open,
                FetchSeq = 0,
                ExpiresAt = SubscriptionReading.Utc(session.ExpiresAt),
                CreatedAt = now,
            }
        );
        return db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A person's pages that can be paid, or are being.</summary>
    public IQueryable<CheckoutRow> Open(Guid userId, CheckoutPurpose purpose)
    {
        var now = time.GetUtcNow();
        return db
            .Checkouts.AsNoTracking()
            .Where(c => c.UserId == userId && c.Purpose == purpose)
            .Where(c => c.State == CheckoutState.Paying || c.State == CheckoutState.Open && c.ExpiresAt > now);
    }

    /// <summary>Closes pages that were left open, so that nobody pays twice.</summary>
    /// <returns>Why no other page may be made, or null.</returns>
    private async Task<Error?> Close(IQueryable<CheckoutRow> open, CancellationToken cancellationToken)
    {
        foreach (var page in await open.ToListAsync(cancellationToken))
        {
            if (page.State == CheckoutState.Paying)
            {
                return PaymentsErrors.CheckoutBeingPaid;
            }

            if (!(await Close(page.SessionId, cancellationToken)).Try(out var current, out var refused))
            {
                if (refused != PaymentsErrors.NotAtProvider)
                {
                    return refused;
                }
            }
            else if (StateOf(current.Session) != CheckoutState.Expired)
            {
                return PaymentsErrors.CheckoutBeingPaid;
            }

            await db
                .Checkouts.Where(c => c.Id == page.Id && c.State == CheckoutState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CheckoutState.Expired), cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// Keeps a page that was made, unless another one was meanwhile: of two who ask at once, one gets a page. The other's is given to nobody, so nobody pays it. Inside
    /// a transaction.
    /// </summary>
    /// <returns>Why it was not kept, or null.</returns>
    public async Task<Error?> KeepOnly(Session session, Guid userId, CheckoutPurpose purpose, IQueryable<CheckoutRow> open, CancellationToken cancellationToken)
    {
        await unitOfWork.Hold($"payments-checkouts:{userId}", cancellationToken);
        if (await open.AnyAsync(cancellationToken))
        {
            return PaymentsErrors.CheckoutBeingPaid;
        }

        await Keep(session, userId, purpose, cancellationToken);
        return null;
    }

    /// <summary>Applies what was fetched, unless something newer was. Inside a transaction.</summary>
    /// <returns>Whether it was the newest.</returns>
    public async Task<bool> Apply(Session session, long seq, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of(session.Id);
        return await db
                .Checkouts.Where(c => c.Id == id && c.FetchSeq < seq)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, StateOf(session)).SetProperty(c => c.FetchSeq, seq), cancellationToken) == 1;
    }

    /// <summary>How a page stands, from what it says itself.</summary>
    public static CheckoutState StateOf(Session session) =>
        (session.Status, session.PaymentStatus) switch
        {
            ("expired", _) => CheckoutState.Expired,
            ("complete", "paid" or "no_payment_required") => CheckoutState.Paid,
            ("complete", _) when session.PaymentIntent is { Status: "requires_payment_method" or "canceled" } => CheckoutState.Failed,
            ("complete", _) => CheckoutState.Paying,
            _ => CheckoutState.Open,
        };
}
