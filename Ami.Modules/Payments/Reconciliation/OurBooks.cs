using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Payments;

/// <summary>What we have of something of the provider's.</summary>
/// <param name="ProviderId">The payment, refund or dispute.</param>
/// <param name="What">invoice, deposit, creditNote, depositRefund or dispute.</param>
/// <param name="Name">By which people find it here.</param>
/// <param name="Currency">Upper case.</param>
/// <param name="Amount">What our row says.</param>
/// <param name="Booked">What the ledger says; null where it need not say the same.</param>
internal sealed record OwnEntry(string ProviderId, string What, string Name, string Currency, decimal Amount, decimal? Booked);

/// <summary>Our side: documents, deposits, disputes, and the ledger.</summary>
internal sealed class OurBooks(UnitOfWork unitOfWork)
{
    /// <summary>What we have of these payments, refunds and disputes.</summary>
    public Task<ILookup<string, OwnEntry>> Of(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Read(
            """
            select i.payment_id, 'invoice', i.series || '-' || lpad(i.sequence::text, 6, '0'), i.currency, i.total,
                   (select coalesce(sum(t.amount), 0) from core.ledger_transfers t where t.reference_id = i.id and t.currency = i.currency and t.kind in ('payments.sale', 'payments.tax'))
            from payments.invoices i where i.kind = 'Invoice' and i.payment_id = any($1)
            union all
            select d.payment_id, 'deposit', d.id::text, d.currency, d.amount,
                   (select coalesce(sum(t.amount), 0) from core.ledger_transfers t where t.reference_id = d.id and t.currency = d.currency and t.kind = 'payments.deposit')
            from payments.deposits d where d.is_paid and d.payment_id = any($1)
            union all
            select i.stripe_id, 'creditNote', i.series || '-' || lpad(i.sequence::text, 6, '0'), i.currency, i.total,
                   (select coalesce(sum(t.amount), 0) from core.ledger_transfers t where t.reference_id = i.id and t.currency = i.currency and t.kind in ('payments.refund', 'payments.tax-refund'))
            from payments.invoices i where i.kind = 'CreditNote' and i.stripe_id = any($1)
            union all
            select r.stripe_id, 'depositRefund', r.id::text, d.currency, r.amount, null
            from payments.deposit_refunds r join payments.deposits d on d.id = r.deposit_id where not r.failed and r.stripe_id = any($1)
            union all
            select stripe_id, 'dispute', id::text, currency, amount, null from payments.disputes where stripe_id = any($1)
            """,
            command => command.With(ids.ToArray()),
            cancellationToken
        );

    /// <summary>What we have of a time, for what the provider did not tell of: payments and refunds.</summary>
    public Task<ILookup<string, OwnEntry>> Since(DateTimeOffset? from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Read(
            """
            select case kind when 'Invoice' then payment_id else stripe_id end, case kind when 'Invoice' then 'invoice' else 'creditNote' end,
                   series || '-' || lpad(sequence::text, 6, '0'), currency, total, null::numeric
            from payments.invoices where payment_id is not null and ($1 is null or issued_at >= $1) and issued_at < $2
            union all
            select payment_id, 'deposit', id::text, currency, amount, null from payments.deposits
            where is_paid and payment_id is not null and ($1 is null or created_at >= $1) and created_at < $2
            union all
            select r.stripe_id, 'depositRefund', r.id::text, d.currency, r.amount, null
            from payments.deposit_refunds r join payments.deposits d on d.id = r.deposit_id
            where not r.failed and ($1 is null or r.created_at >= $1) and r.created_at < $2
            """,
            command => command.With(from, NpgsqlDbType.TimestampTz).With(to),
            cancellationToken
        );

    /// <summary>What the ledger has under some references, by reference, kind and currency.</summary>
    public Task<IReadOnlyDictionary<(Guid Reference, string Kind, string Currency), decimal>> Booked(
        IReadOnlyCollection<Guid> references,
        CancellationToken cancellationToken
    ) =>
        unitOfWork.Run<IReadOnlyDictionary<(Guid, string, string), decimal>>(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    "select reference_id, kind, currency, sum(amount) from core.ledger_transfers where reference_id = any($1) group by 1, 2, 3"
                );
                command.With(references.ToArray());
                await using var reader = await command.ExecuteReaderAsync(ct);
                var rows = await reader.All(row => ((row.GetGuid(0), row.GetString(1), row.GetString(2)), row.GetDecimal(3)), ct);
                return rows.ToDictionary(row => row.Item1, row => row.Item2);
            },
            cancellationToken
        );

    private Task<ILookup<string, OwnEntry>> Read(string sql, Action<NpgsqlCommand> fill, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(sql);
                fill(command);
                await using var reader = await command.ExecuteReaderAsync(ct);
                var rows = await reader.All(
                    row => new OwnEntry(
                        row.GetString(0),
                        row.GetString(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetDecimal(4),
                        row.IsDBNull(5) ? null : row.GetDecimal(5)
                    ),
                    ct
                );
                return rows.ToLookup(row => row.ProviderId);
            },
            cancellationToken
        );
}
