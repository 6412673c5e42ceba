using System.Globalization;
using System.Numerics;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// Raises what looks like fraud, once for each affiliate, kind and time, so that what was decided is not raised again. While one is open, nothing is paid out.
/// Inside a transaction that holds the affiliate.
/// </summary>
internal sealed class AffiliateSignals(UnitOfWork unitOfWork, GrowthDb db, AffiliateOptions options, TimeProvider time)
{
    /// <summary>Fewer sales say nothing about how many are paid back.</summary>
    private const int FewestSales = 5;

    private static readonly TimeSpan RefundsOf = TimeSpan.FromDays(90);

    public Task<bool> IsOpen(Guid affiliateId, CancellationToken cancellationToken) =>
        db.Signals.AnyAsync(s => s.AffiliateId == affiliateId && s.State == SignalState.Open, cancellationToken);

    /// <summary>Looks at an account that was just made.</summary>
    public async Task LookAt(AffiliateSignUp signUp, bool isOwnFamily, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now - TimeSpan.FromHours(1);
        var lately = await db.SignUps.CountAsync(s => s.AffiliateId == signUp.AffiliateId && s.SignedUpAt > since, cancellationToken);
        if (lately >= options.ManySignUps)
        {
            await Raise(
                signUp.AffiliateId,
                SignalKind.ManySignUps,
                now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture),
                lately,
                lately,
                cancellationToken
            );
        }

        var all = await db.SignUps.CountAsync(s => s.AffiliateId == signUp.AffiliateId, cancellationToken);
        var alike = await db.SignUps.CountAsync(s => s.AffiliateId == signUp.AffiliateId && s.Family == signUp.Family, cancellationToken);
        if (signUp.Family is { } family && (isOwnFamily || alike >= options.SameFamily))
        {
            await Raise(signUp.AffiliateId, SignalKind.AddressFamily, Convert.ToHexString(family), alike, all, cancellationToken);
        }
    }

    /// <summary>Looks at how much of what was sold was paid back.</summary>
    public async Task LookAtRefunds(Guid affiliateId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now - RefundsOf;
        var sold = db.Commissions.Where(c =>
            c.AffiliateId == affiliateId && c.CreatedAt > since && c.Kind == CommissionKind.Commission && c.State != CommissionState.Blocked
        );
        var all = await sold.CountAsync(cancellationToken);
        var back = await sold.CountAsync(
            c => c.Reason == CommissionReason.Refunded || db.Commissions.Any(o => o.SaleId == c.SaleId && o.Kind == CommissionKind.Clawback),
            cancellationToken
        );
        if (all >= FewestSales && back >= options.RefundRate * all)
        {
            await Raise(affiliateId, SignalKind.RefundRate, now.ToString("yyyyMM", CultureInfo.InvariantCulture), back, all, cancellationToken);
        }
    }

    /// <summary>Looks at who else pays with the card of a sale.</summary>
    /// <param name="affiliateId">By whose link they came.</param>
    /// <param name="payers">All who pay with it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task LookAtCard(Guid affiliateId, IReadOnlyCollection<Guid> payers, CancellationToken cancellationToken)
    {
        var brought = db.SignUps.Where(s => s.AffiliateId == affiliateId);
        var alike = await brought.Where(s => s.UserId != null && payers.Contains(s.UserId.Value)).Select(s => s.Id).Order().ToListAsync(cancellationToken);
        if (alike.Count > 1)
        {
            // The first account stands for the card, which is not known here. A couple that was looked at is no leave for ten: it is raised anew as it doubles.
            var about = FormattableString.Invariant($"{alike[0]:N}/{BitOperations.Log2((uint)alike.Count)}");
            await Raise(affiliateId, SignalKind.SharedCard, about, alike.Count, await brought.CountAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task Raise(Guid affiliateId, SignalKind kind, string about, int count, int of, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into growth.affiliate_signals (id, affiliate_id, kind, count, of_count, state, raised_at) values ($1, $2, $3, $4, $5, 'Open', $6)
            on conflict (id) do update set count = excluded.count, of_count = excluded.of_count where growth.affiliate_signals.state = 'Open'
            """
        );
        command.With(ComputedId.Of($"growth/signal/{affiliateId:N}/{kind}/{about}")).With(affiliateId).With(kind.ToString());
        command.With(count).With(of).With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
