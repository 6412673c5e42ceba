using Npgsql;

namespace Ami.Modules.Payments;

/// <summary>
/// Once a day deletes documents and vouchers that no law asks for any more, whether their person is still here or not. Numbers of documents are not given
/// again. Two silos doing it at once do no harm.
/// </summary>
internal sealed class SweepBooks(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>
    /// Years from the date of a document. Argentina asks for ten (Código Civil y Comercial, art. 328: ten years, for supporting documents from their date),
    /// Mexico for five (Código Fiscal de la Federación, art. 30: five years from when the return was due). The longer one holds for all, since a document does
    /// not say under whose law it will be looked at.
    /// </summary>
    public const int KeepYears = 10;

    public async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddYears(-KeepYears);
        await using var batch = dataSource.CreateBatch();
        foreach (
            var sql in (string[])
                [
                    // An invoice stays as long as a credit note for it, and that as long as a debit note against it.
                    """
                        delete from payments.invoices i where i.issued_at < $1 and not exists (
                            select from payments.invoices note left join payments.invoices against on against.counters_id = note.id
                            where i.id in (note.credits_id, note.counters_id) and greatest(note.issued_at, against.issued_at) >= $1
                        )
                        """,
                    // One that is still open, or by which money is missing, is not over.
                    """
                        with over as (select id from payments.deposits where changed_at < $1 and state <> 'Open' and missing = 0),
                            refunds as (delete from payments.deposit_refunds where deposit_id in (select id from over))
                        delete from payments.deposits where id in (select id from over)
                        """,
                    "delete from payments.withdrawals where changed_at < $1 and state not in ('Requested', 'Approved')",
                ]
        )
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(before));
        }

        run.Did(await batch.ExecuteNonQueryAsync(cancellationToken));
    }
}
