using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>How a subscription stood at a moment.</summary>
/// <param name="Customer">Who pays: the account, or the subscription once its account has gone.</param>
/// <param name="UserId">The account; null once it has gone.</param>
/// <param name="StripeId">The subscription.</param>
/// <param name="Plan">Of the current period.</param>
/// <param name="Interval">How long a period is.</param>
/// <param name="Standing">How it stood.</param>
/// <param name="Monthly">What it brings in a month.</param>
/// <param name="At">Since when it stood so.</param>
internal sealed record PaidState(
    Guid Customer,
    Guid? UserId,
    string StripeId,
    Plan Plan,
    BillingInterval Interval,
    Standing Standing,
    decimal Monthly,
    DateTimeOffset At
);

/// <summary>A renewal that could not be paid.</summary>
/// <param name="State">How the subscription stood then.</param>
/// <param name="Amount">What could not be collected, before discounts and taxes.</param>
/// <param name="RecoveredAt">When it was paid after all; null when it was not by the end of the period.</param>
internal sealed record FailedPayment(PaidState State, decimal Amount, DateTimeOffset? RecoveredAt);

/// <summary>Reads what revenue was from the rows that we hold. The provider is never asked.</summary>
internal sealed class RevenueHistory(UnitOfWork unitOfWork)
{
    private const string Columns = "coalesce(s.user_id, s.subscription_id), s.user_id, s.stripe_id, s.plan, s.interval, s.standing, s.monthly, s.at";

    /// <summary>In which currencies something was ever paid for.</summary>
    public Task<IReadOnlyList<string>> Currencies(CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("select distinct currency from payments.subscription_states where monthly > 0 order by 1");
                await using var reader = await command.ExecuteReaderAsync(ct);
                return await reader.All(row => row.GetString(0), ct);
            },
            cancellationToken
        );

    /// <summary>What was paid for just before each of some moments.</summary>
    public Task<ILookup<DateTimeOffset, PaidState>> Before(string currency, IReadOnlyCollection<DateTimeOffset> moments, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    $"""
                    select {Columns}, m.at
                    from unnest($2::timestamptz[]) as m (at)
                    cross join lateral (
                        select distinct on (subscription_id) * from payments.subscription_states one
                        where one.currency = $1 and one.at < m.at order by subscription_id, one.at desc, one.seq desc
                    ) s
                    where s.monthly > 0
                    """
                );
                command.With(currency).With(moments.Distinct().ToArray());
                await using var reader = await command.ExecuteReaderAsync(ct);
                var rows = await reader.All(row => (Moment: row.GetFieldValue<DateTimeOffset>(8), State: Read(row)), ct);
                return rows.ToLookup(row => row.Moment, row => row.State);
            },
            cancellationToken
        );

    /// <summary>When each customer paid first, and for what, before a moment.</summary>
    public Task<IReadOnlyList<PaidState>> First(string currency, DateTimeOffset before, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    $"""
                    select distinct on (1) {Columns} from payments.subscription_states s
                    where s.currency = $1 and s.monthly > 0 and s.at < $2 order by 1, s.at, s.seq
                    """
                );
                command.With(currency).With(before);
                await using var reader = await command.ExecuteReaderAsync(ct);
                return await reader.All(Read, ct);
            },
            cancellationToken
        );

    /// <summary>Renewals that could not be paid within a time: the subscription went from being paid into grace, or was unpaid at once.</summary>
    public Task<IReadOnlyList<FailedPayment>> Failed(string currency, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    $"""
                    with s as (
                        select *, lag(standing) over (partition by subscription_id order by at, seq) as former from payments.subscription_states where currency = $1
                    )
                    select {Columns}, s.amount,
                           (select min(later.at) from payments.subscription_states later
                            where later.subscription_id = s.subscription_id and later.seq > s.seq and later.standing = 'Active' and later.at < $3)
                    from s
                    where s.at >= $2 and s.at < $3 and s.standing in ('Grace', 'Unpaid') and s.former in ('Active', 'Trial')
                    order by s.at, s.seq
                    """
                );
                command.With(currency).With(from).With(to);
                await using var reader = await command.ExecuteReaderAsync(ct);
                return await reader.All(
                    row => new FailedPayment(Read(row), row.GetDecimal(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9)),
                    ct
                );
            },
            cancellationToken
        );

    private static PaidState Read(Npgsql.NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.IsDBNull(1) ? null : row.GetGuid(1),
            row.GetString(2),
            Enum.Parse<Plan>(row.GetString(3)),
            Enum.Parse<BillingInterval>(row.GetString(4)),
            Enum.Parse<Standing>(row.GetString(5)),
            row.GetDecimal(6),
            row.GetFieldValue<DateTimeOffset>(7)
        );
}
