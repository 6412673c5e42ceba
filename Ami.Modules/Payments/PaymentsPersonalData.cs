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
        await archive.Rows(
            "payments/purchases.json",
            """
            select product_kind, product_id, name, currency, amount, is_gift, state, created_at
            from payments.purchases where user_id = $1 or holder_id = $1 order by created_at
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "payments/invoices.json",
            """
            select kind, series, sequence, buyer_name, buyer_place, buyer_country, buyer_tax_id, currency, net, tax, total, lines, issued_at
            from payments.invoices where user_id = $1 order by issued_at
            """,
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
        // The law asks for the documents for ten years, with name and address: they stay, and nothing leads from them to an account.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.invoices set user_id = null where user_id = $1").With(userId));
        // What somebody else got as a gift stays theirs.
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("delete from payments.purchases where (user_id = $1 or user_id is null) and (holder_id = $1 or holder_id is null)").With(
                userId
            )
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.purchases set user_id = null where user_id = $1").With(userId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.purchases set holder_id = null where holder_id = $1").With(userId));
        foreach (var table in (string[])["customers", "checkouts", "subscriptions"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from payments.{table} where user_id = $1").With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
