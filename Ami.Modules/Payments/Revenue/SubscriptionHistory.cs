using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>Keeps how subscriptions stood: one row for each change, in the transaction that makes it.</summary>
internal sealed class SubscriptionHistory(UnitOfWork unitOfWork)
{
    /// <summary>What a subscription brings in a month while it stands so. Only what is paid for counts; a renewal in its grace still does.</summary>
    public static decimal Monthly(Standing standing, BillingInterval interval, decimal amount) =>
        standing is not (Standing.Active or Standing.Grace) ? 0
        : interval == BillingInterval.Year ? amount / 12
        : amount;

    /// <summary>Keeps how it stands now, unless the last row says the same.</summary>
    public async Task Keep(SubscriptionRow row, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into payments.subscription_states (subscription_id, stripe_id, user_id, plan, interval, standing, currency, amount, monthly, at)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            where not exists (
                select 1 from (select * from payments.subscription_states where subscription_id = $1 order by seq desc limit 1) last
                where last.plan = $4 and last.interval = $5 and last.standing = $6 and last.currency = $7 and last.amount = $8
            )
            """
        );
        command.With(row.Id).With(row.StripeId).With(row.UserId).With(row.Plan.ToString()).With(row.Interval.ToString()).With(row.Standing.ToString());
        command.With(row.Currency).With(row.Amount).With(Monthly(row.Standing, row.Interval, row.Amount)).With(row.ChangedAt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
