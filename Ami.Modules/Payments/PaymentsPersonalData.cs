using Npgsql;

namespace Ami.Modules.Payments;

/// <summary>What is kept of who buys. Whoever leaves is forgotten by the provider too, which also ends their subscription.</summary>
internal sealed class PaymentsPersonalData(UnitOfWork unitOfWork, TimeProvider time) : IPersonalData
{
    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows("payments/customer.json", "select customer_id, created_at from payments.customers where user_id = $1", userId, cancellationToken);
        await archive.Rows(
            "payments/subscriptions.json",
            """
            select stripe_id, status, plan, interval, currency, amount, period_start, period_end, trial_end, cancel_at, ended_at, is_paused, granted, standing, created_at
            from payments.subscriptions where user_id = $1 order by created_at
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "payments/checkouts.json",
            "select session_id, purpose, state, created_at from payments.checkouts where user_id = $1 order by created_at",
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                update payments.stripe_events set payload = null, user_id = null
                where user_id = $1 or customer_id in (select customer_id from payments.customers where user_id = $1)
                """
            ).With(userId)
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                "insert into payments.departures (customer_id, left_at) select customer_id, $2 from payments.customers where user_id = $1 on conflict do nothing"
            )
                .With(userId)
                .With(time.GetUtcNow())
        );
        foreach (var table in (string[])["customers", "checkouts", "subscriptions"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from payments.{table} where user_id = $1").With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
