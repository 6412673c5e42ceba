using Npgsql;

namespace Ami.Modules.Payments;

/// <summary>What is kept of who buys. Whoever leaves is forgotten by the provider too, which also ends their subscription.</summary>
internal sealed class PaymentsPersonalData(UnitOfWork unitOfWork, Withdrawals withdrawals, TimeProvider time) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => PaymentsKept.All;

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
            "payments/subscription-states.json",
            "select stripe_id, plan, interval, standing, currency, amount, at from payments.subscription_states where user_id = $1 order by seq",
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
            "payments/deposits.json",
            "select currency, amount, state, taken_back, missing, created_at from payments.deposits where user_id = $1 order by created_at",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "payments/cards.json",
            """
            select dense_rank() over (order by mark) as card, payment_id, used_at from payments.card_uses where user_id = $1 order by used_at, payment_id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "payments/withdrawals.json",
            """
            select currency, amount, destination, state, reason, payment_reference, created_at, changed_at
            from payments.withdrawals where user_id = $1 order by created_at
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "payments/wallet.json",
            """
            select t.kind, t.currency, t.realm, t.step, case when t.to_account = a.id then t.amount else -t.amount end as amount,
                   case when t.to_account = a.id then t.credit_balance_after else t.debit_balance_after end as balance, t.occurred_at
            from core.ledger_accounts a join core.ledger_transfers t on a.id in (t.from_account, t.to_account)
            where a.owner_id = $1 and a.kind in ('real.cash', 'practice.wallet') order by t.seq
            """,
            LedgerAccount.OwnerOf(userId),
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
        await Alone(userId, cancellationToken);
        // What was approved is still paid, so its destination stays until then; what was not is free again.
        await withdrawals.Abandon(userId, cancellationToken);
        await using var batch = unitOfWork.Batch();
        // Movements of money are kept for as long as the law asks for books: without anything that leads to an account.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.deposits set user_id = null where user_id = $1").With(userId));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                "update payments.withdrawals set user_id = null, destination = case state when 'Approved' then destination end where user_id = $1"
            ).With(userId)
        );
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
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("update payments.invoices set user_id = null, subscription_id = null, covers_until = null where user_id = $1").With(userId)
        );
        // What was earned stays, and nothing leads from it to an account.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.subscription_states set user_id = null where user_id = $1").With(userId));
        // What somebody else got as a gift stays theirs.
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("delete from payments.purchases where (user_id = $1 or user_id is null) and (holder_id = $1 or holder_id is null)").With(
                userId
            )
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.purchases set user_id = null where user_id = $1").With(userId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update payments.purchases set holder_id = null where holder_id = $1").With(userId));
        foreach (var table in (string[])["customers", "checkouts", "subscriptions", "card_uses"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from payments.{table} where user_id = $1").With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Waits for whoever is writing down something that this person paid, and lets nobody begin to.</summary>
    private async Task Alone(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select from payments.customers where user_id = $1 for update");
        command.With(userId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
